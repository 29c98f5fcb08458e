"""`mueang serve` as its user runs it: processes that start together, survive together and end together."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.embedded import EngineMissingError, Wheel
from tests.live.conftest import untested

pytestmark = [
    pytest.mark.live,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to find the processes"),
]

QUERY = {"query": "{ counts { approved } }"}
RIGHT = {"data": {"counts": {"approved": 37}}}
CODES = {"BACKEND_UNAVAILABLE", "TIMEOUT"}
PATIENCE = 90.0


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs: its supervisor, and where it listens."""

    supervisor: subprocess.Popen[bytes]
    url: str

    def answer(self) -> Any:
        """The answer to a query; nothing where nobody listens."""
        try:
            return httpx.post(f"{self.url}/graphql", json=QUERY, timeout=20).json()
        except httpx.TransportError:
            return None

    def status(self, path: str) -> int:
        """The status of a probe."""
        return httpx.get(f"{self.url}{path}", timeout=20).status_code


def free_port() -> int:
    """A port that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def children(process: int) -> set[int]:
    """The processes below a process."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text("utf-8", "replace")
            except OSError:
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    found: set[int] = set()
    waiting = {process}
    while waiting:
        waiting = {child for child, parent in parents.items() if parent in waiting}
        found |= waiting
    return found


def java_of(process: int) -> int:
    """The engine below a process."""
    (java,) = (each for each in children(process) if "java" in Path(f"/proc/{each}/comm").read_text())
    return java


def runs(process: int) -> bool:
    """Whether a process runs; one that has ended and waits to be noticed does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait for something; that it never comes is the failure."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.1)


def keep(seen: list[Any], answer: Any) -> Any:
    """The answer, kept."""
    seen.append(answer)
    return answer


@pytest.fixture(autouse=True)
def engine_is_there(pytestconfig: pytest.Config) -> None:
    try:
        Wheel.found()
    except EngineMissingError as error:
        untested(pytestconfig, "THE EMBEDDED ENGINE", str(error))


@contextmanager
def serving(cache: Path, *words: str) -> Iterator[Served]:
    """A server on a free port, ready."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    supervisor = subprocess.Popen(
        [sys.executable, "-m", "api", "serve", "--port", str(port), *words],
        env={**environment, "MUEANG_CACHE": str(cache), "MUEANG_LOG": "WARNING"},
    )
    served = Served(supervisor, f"http://127.0.0.1:{port}")
    try:
        until(lambda: served.answer() == RIGHT, "the first right answer")
        yield served
    finally:
        supervisor.terminate()
        supervisor.wait(PATIENCE)


def test_it_answers_and_ends_with_all_its_processes(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "2") as served:
        processes = children(served.supervisor.pid)
        ready = served.status("/readyz")

        served.supervisor.send_signal(signal.SIGTERM)
        code = served.supervisor.wait(PATIENCE)

    until(lambda: not any(runs(each) for each in processes), "the end of every process")
    assert (ready, code) == (200, 0)
    assert list((tmp_path / "engines").glob("*/")) == []


def test_two_servers_run_side_by_side(tmp_path: Path) -> None:
    with serving(tmp_path) as one, serving(tmp_path) as other:
        answers = [one.answer(), other.answer()]

    assert answers == [RIGHT, RIGHT]


def test_an_engine_that_dies_is_started_and_loaded_anew(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        os.kill(java_of(served.supervisor.pid), signal.SIGKILL)
        seen = [served.answer()]

        until(lambda: keep(seen, served.answer()) == RIGHT, "a right answer")
        statuses = served.status("/livez"), served.status("/readyz")

    wrong = [each for each in seen if each != RIGHT]
    assert {error["extensions"]["code"] for each in wrong for error in each["errors"]} <= CODES
    assert wrong != []
    assert statuses == (200, 200)


def test_a_killed_supervisor_takes_everything_with_it(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        processes = children(served.supervisor.pid)

        served.supervisor.kill()

        until(lambda: not any(runs(each) for each in processes), "the end of every process")

    assert len(processes) >= 2


def test_a_port_in_use_is_one_line_with_the_cure(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        outcome = subprocess.run(
            [sys.executable, "-m", "api", "serve", "--port", str(port)],
            env={**os.environ, "MUEANG_CACHE": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )

    assert outcome.returncode == 1
    assert "choose another --port" in outcome.stderr.splitlines()[-1]
    assert not (tmp_path / "engines").exists()

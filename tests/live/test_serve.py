"""`mueang serve` as its user runs it: processes that start together, survive together and end together."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.live.processes import children, engines_of, runs
from tests.live.served import PATIENCE, RIGHT, Served, environment_of_ours, serving, until

pytestmark = [
    pytest.mark.live,
    pytest.mark.usefixtures("wheel"),
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to find the processes"),
]

CODES = {"BACKEND_UNAVAILABLE", "TIMEOUT"}


def answers_of_another_engine(served: Served) -> list[Any]:
    """Kill the engine: all answers up to the first right one that another engine gives."""
    (killed,) = engines_of(served.supervisor.pid)
    os.kill(killed, signal.SIGKILL)
    seen: list[Any] = []

    def right() -> bool:
        # one that is back within a second is met by the second try of a read: nobody need have seen it gone
        another = engines_of(served.supervisor.pid) - {killed}
        seen.append(served.answer())
        return bool(another) and seen[-1] == RIGHT

    until(right, "a right answer of another engine")
    return seen


def status_of_endless_head(url: str) -> str:
    """The status that a request gets whose header does not end."""
    host, _, port = url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), PATIENCE) as connection:
        connection.sendall(b"GET /livez HTTP/1.1\r\nx: ")
        for _ in range(4):
            time.sleep(0.1)
            connection.sendall(b"y" * 10_000)
        return connection.recv(1_000).split()[1].decode()


def test_it_answers_and_ends_with_all_its_processes(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "2") as served:
        processes = children(served.supervisor.pid)
        ready = served.status("/readyz")
        refused = httpx.get(f"{served.url}/livez", headers={"cookie": "x" * 40_000})
        endless = status_of_endless_head(served.url)

        served.supervisor.send_signal(signal.SIGTERM)
        code = served.supervisor.wait(PATIENCE)

    until(lambda: not any(runs(each) for each in processes), "the end of every process")
    assert (ready, code) == (200, 0)
    assert (refused.status_code, endless) == (431, "431")
    assert refused.json()["errors"][0]["extensions"] == {"code": "HEADERS_TOO_LARGE"}
    assert list((tmp_path / "engines").glob("*/")) == []


def test_two_servers_run_side_by_side(tmp_path: Path) -> None:
    with serving(tmp_path) as one, serving(tmp_path) as other:
        answers = [one.answer(), other.answer()]

    assert answers == [RIGHT, RIGHT]


def test_an_engine_that_dies_is_started_and_loaded_anew(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        seen = answers_of_another_engine(served)
        statuses = served.status("/livez"), served.status("/readyz")

    wrong = [each for each in seen if each != RIGHT]
    assert {error["extensions"]["code"] for each in wrong for error in each["errors"]} <= CODES
    assert statuses == (200, 200)


def test_what_was_prepared_is_not_loaded_again(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    environment = {**environment_of_ours(), "MUEANG_CACHE": str(tmp_path)}
    subprocess.run([sys.executable, "-m", "api", "prepare"], env=environment, check=True, timeout=PATIENCE)
    with serving(tmp_path) as served:
        answers_of_another_engine(served)

    said = capfd.readouterr().err

    assert said.count(" nodes, ") == 1
    assert said.count("is loaded already") == 2


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

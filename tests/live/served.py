"""`mueang serve` as a process of its own, on a free port, with the data of the seed files."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import IO, Any

import httpx

from tests.fakes import uncosted

QUERY = "{ counts { approved } }"
NUMBERS = count()
RIGHT = {"data": {"counts": {"approved": 37}, "city": None}}
PATIENCE = 90.0


def question() -> dict[str, str]:
    """A query that nobody remembers the answer of, nor all that it rests on."""
    return {"query": f'{{ counts {{ approved }} city(slug: "nobody-{next(NUMBERS)}") {{ id }} }}'}


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs: its supervisor, and where it listens."""

    supervisor: subprocess.Popen[bytes]
    url: str

    def answer(self) -> Any:
        """The answer to a query that nobody remembers; nothing where nobody listens."""
        try:
            return uncosted(httpx.post(f"{self.url}/graphql", json=question(), timeout=20))
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


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait for something; that it never comes is the failure."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.1)


def environment_of_ours() -> dict[str, str]:
    """Our environment, without the server that it may name."""
    return {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}


def serving(cache: Path, *words: str, **settings: str) -> AbstractContextManager[Served]:
    """A server on a free port, ready."""
    return heard(None, cache, *words, **settings)


@contextmanager
def heard(errors: IO[bytes] | None, cache: Path, *words: str, **settings: str) -> Iterator[Served]:
    """The same; what it says on stderr goes to a file, if there is one."""
    port = free_port()
    supervisor = subprocess.Popen(
        [sys.executable, "-m", "api", "serve", "--port", str(port), *words],
        env={**environment_of_ours(), "MUEANG_CACHE": str(cache), "MUEANG_LOG": "WARNING", **settings},
        stderr=errors,
    )
    with answering(supervisor, port) as served:
        yield served


@contextmanager
def answering(supervisor: subprocess.Popen[bytes], port: int) -> Iterator[Served]:
    """A server that was started, ready; it ends with this."""
    served = Served(supervisor, f"http://127.0.0.1:{port}")
    try:
        until(lambda: served.answer() == RIGHT, "the first right answer")
        yield served
    finally:
        supervisor.terminate()
        supervisor.wait(PATIENCE)

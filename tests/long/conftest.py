"""A hundred thousand made-up cities on each engine, loaded once by the command that anyone would use."""

import os
import re
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.address import Address
from graph.client import Neo4jGraph, answers
from graph.embedded import EmbeddedEngine, Limits
from tests import needed
from tests.live.neo4j_server import Neo4jServer

TOP = Path(__file__).parents[2]
CITIES = 100_000
HEAP = "1g"
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """A database, and its process."""

    address: Address
    pid: int

    def environment(self) -> dict[str, str]:
        """The environment of a program that is to use it."""
        return {
            **os.environ,
            "NEO4J_URI": self.address.uri,
            "NEO4J_USERNAME": self.address.username,
            "NEO4J_PASSWORD": self.address.password,
            "NEO4J_DATABASE": self.address.database,
        }

    def megabytes(self) -> int:
        """The most memory that it has ever had, where the system says so."""
        status = Path(f"/proc/{self.pid}/status")
        found = re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="ascii")) if status.exists() else None
        return int(found[1]) // 1024 if found else 0


@dataclass(frozen=True, slots=True)
class Loaded:
    """A database with the cities in it, how many seconds that took, and the most megabytes that the loader had."""

    server: Server
    seconds: float
    megabytes: int


@contextmanager
def embedded(cache: Path) -> Iterator[Server]:
    """The engine that pip brings."""
    needed.wheel()
    with EmbeddedEngine(cache, limits=Limits(heap=HEAP), ready=lambda engine: answers(engine.address)) as engine:
        yield Server(engine.address, engine.pid or 0)


@contextmanager
def neo4j() -> Iterator[Server]:
    """A real Neo4j."""
    needed.neo4j()
    with Neo4jServer(heap=HEAP, quick=False) as server:
        yield Server(Address(server.uri, server.username, server.password, "neo4j"), server.pid or 0)


def load(server: Server, cities: int) -> Loaded:
    """Load cities as a user would."""
    command = [sys.executable, "-m", "api", "generate", "--cities", str(cities)]
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=TOP, env=server.environment(), stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    kilobytes = usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    return Loaded(server, time.monotonic() - began, kilobytes // 1024)


@pytest.fixture(scope="session", params=["embedded", "neo4j"])
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """Each engine in turn, with one gigabyte of heap."""
    with embedded(tmp_path_factory.mktemp("cache")) if request.param == "embedded" else neo4j() as server:
        yield load(server, CITIES)


@pytest.fixture
async def graph(loaded: Loaded) -> AsyncIterator[Neo4jGraph]:
    """The graph there, for patient readers."""
    async with Neo4jGraph(loaded.server.address, deadline=PATIENCE) as graph:
        await graph.refresh()
        yield graph

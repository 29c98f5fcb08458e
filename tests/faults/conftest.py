"""What faults happen to: an engine, a door before it, a worker behind that; and who writes down what was seen."""

import json
import os
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.embedded import Wheel
from tests import needed
from tests.faults import engine as engines
from tests.faults.asker import Asker
from tests.faults.engine import Engine
from tests.faults.worker import ALWAYS_ASKED, HURRIED, Worker, working
from tests.live.proxy import Door, door

Note = Callable[..., None]
"""Writes down what the clients of a test saw, and in how many seconds they were answered again."""


@pytest.fixture(scope="session")
def wheel() -> Wheel:
    """Where pip has put its engine."""
    return needed.wheel()


@pytest.fixture(scope="session")
def embedded(wheel: Wheel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:  # noqa: ARG001 # must be there
    """The engine that pip brings."""
    with engines.embedded(tmp_path_factory.mktemp("cache")) as engine:
        yield engine


@pytest.fixture(scope="session")
def neo4j() -> Iterator[Engine]:
    """A Neo4j."""
    needed.neo4j()
    with engines.neo4j() as engine:
        yield engine


@pytest.fixture(scope="session", params=["embedded", "neo4j"])
def any_engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn."""
    engine: Engine = request.getfixturevalue(request.param)
    return engine


@pytest.fixture
async def engine(any_engine: Engine) -> Engine:
    """Each engine in turn, with one release."""
    await any_engine.fill()
    return any_engine


@pytest.fixture
async def loaded(embedded: Engine) -> Engine:
    """The quicker engine, with one release: for faults that it has no part in."""
    await embedded.fill()
    return embedded


@dataclass(frozen=True, slots=True)
class Stage:
    """An engine, the door before it, and a worker that asks it through that door."""

    engine: Engine
    door: Door
    worker: Worker


@pytest.fixture
async def stage(engine: Engine, tmp_path: Path) -> AsyncIterator[Stage]:
    """Everything there, and a worker that remembers nothing."""
    async with (
        door(engine.address) as (between, address),
        working(address, tmp_path, **ALWAYS_ASKED, **HURRIED) as worker,
    ):
        yield Stage(engine, between, worker)


@pytest.fixture
async def worker(loaded: Engine, tmp_path: Path, settings: dict[str, str]) -> AsyncIterator[Worker]:
    """A worker beside the quicker engine."""
    async with working(loaded.address, tmp_path, **settings) as made:
        yield made


@pytest.fixture
def settings() -> dict[str, str]:
    """Of that worker."""
    return ALWAYS_ASKED


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Note:
    """Writes into the file that MUEANG_FAULTS names, a line a test; `python -m tests.faults` makes a table of it."""

    def write(asker: Asker, seconds: float | None = None, **more: object) -> None:
        if place := os.environ.get("MUEANG_FAULTS"):
            found = {"asked": len(asker.seen), "seen": asker.outcomes, "slowest": asker.slowest, "recovered": seconds}
            with Path(place).open("a", encoding="utf-8") as file:
                file.write(json.dumps({"test": request.node.nodeid, **found, **more}) + "\n")

    return write

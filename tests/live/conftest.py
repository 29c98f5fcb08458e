"""One embedded engine and one Neo4j for all tests of a session, each started when it is first asked for."""

from collections.abc import AsyncIterator, Iterator

import pytest

from graph.address import Address
from graph.client import Neo4jGraph, answers
from graph.embedded import EmbeddedEngine, Wheel
from tests import needed
from tests.live.neo4j_server import Neo4jServer

PATIENCE = 30.0
"""Seconds for one read or write: the first ones of an engine are slow, and machines that test are busy."""


@pytest.fixture(scope="session")
def wheel() -> Wheel:
    """Where pip has put its engine: for those whose processes start it."""
    return needed.wheel()


@pytest.fixture(scope="session")
def embedded(wheel: Wheel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:  # noqa: ARG001 # must be there
    """The engine that pip brings; pytest makes fixtures in the main thread, which the engine is to be started from."""
    cache = tmp_path_factory.mktemp("cache")
    with EmbeddedEngine(cache, ready=lambda engine: answers(engine.address)) as engine:
        yield engine.address


@pytest.fixture(scope="session")
def neo4j() -> Iterator[Address]:
    """A real Neo4j."""
    needed.neo4j()
    with Neo4jServer() as server:
        yield Address(server.uri, server.username, server.password, "neo4j")


@pytest.fixture(scope="session", params=["embedded", "neo4j"])
def engine(request: pytest.FixtureRequest) -> Address:
    """Each engine in turn."""
    address: Address = request.getfixturevalue(request.param)
    return address


@pytest.fixture
async def graph(engine: Address) -> AsyncIterator[Neo4jGraph]:
    """An empty graph on each engine in turn."""
    async with Neo4jGraph(engine, deadline=PATIENCE, retry=PATIENCE) as empty:
        await empty.write("MATCH (node) DETACH DELETE node RETURN count(node) AS done", {})
        yield empty

"""One embedded engine and one Neo4j for all tests of a session, each started when it is first asked for."""

import os
from collections.abc import AsyncIterator, Iterator
from typing import NoReturn

import pytest

from graph.client import Address, Neo4jGraph, answers
from graph.embedded import EmbeddedEngine, EngineMissingError, Wheel
from tests.live.neo4j_server import Neo4jServer, missing

PATIENCE = 30.0
"""Seconds for one read or write: the first ones of an engine are slow, and machines that test are busy."""


def untested(engine: str, reason: str) -> NoReturn:
    """Skip what needs an engine that is not there; where the checks are run for everybody, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{engine} must be tested here: {reason}", pytrace=False)
    pytest.skip(f"{engine} WAS NOT TESTED: {reason}")


def address_of(engine: EmbeddedEngine) -> Address:
    """Where the embedded engine listens."""
    return Address(engine.uri, engine.username, engine.password, engine.database)


@pytest.fixture(scope="session")
def wheel() -> Wheel:
    """Where pip has put its engine: for those whose processes start it."""
    try:
        return Wheel.found()
    except EngineMissingError as error:
        untested("THE EMBEDDED ENGINE", str(error))


@pytest.fixture(scope="session")
def embedded(wheel: Wheel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:  # noqa: ARG001 # must be there
    """The engine that pip brings; pytest makes fixtures in the main thread, which the engine is to be started from."""
    cache = tmp_path_factory.mktemp("cache")
    with EmbeddedEngine(cache, ready=lambda engine: answers(address_of(engine))) as engine:
        yield address_of(engine)


@pytest.fixture(scope="session")
def neo4j() -> Iterator[Address]:
    """A real Neo4j."""
    reason = missing()
    if reason is not None:
        untested("NEO4J", reason)
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

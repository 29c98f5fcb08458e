"""What nobody waits for any longer ends in the database, too: from the client that goes away down to the engine."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn

from api.app import create_app
from api.document.limits import Limits
from api.settings import Terms
from graph import seeding
from graph.address import Address
from graph.bolt import read
from graph.client import END, Neo4jGraph, collected
from graph.decoding import Row
from tests import readme
from tests.live.conftest import PATIENCE
from tests.live.served import free_port

pytestmark = [pytest.mark.live, pytest.mark.anyio]

ENDLESS = """
UNWIND range(1, 100000) AS endless UNWIND range(1, 100000) AS within
WITH endless, within WHERE endless * within < 0
RETURN toString(endless) AS key, {id: toString(within)} AS row
"""
"""A read that takes minutes, and finds nothing."""

RUNNING = "SHOW TRANSACTIONS YIELD currentQuery"
QUESTION = {"query": '{ city(slug: "phuket") { id } }'}
LATE = 3.0
BOUND = 15.0
"""Seconds in which it must end; the engines' own limits would end it later, and nobody's would in minutes."""


async def endless(connection: Any, text: str, *told: Mapping[str, Any]) -> tuple[list[Row], Mapping[str, Any]]:
    """Run the endless text in place of any that a request asks for."""
    return await read(connection, collected(ENDLESS) if text.endswith(END) else text, *told)


async def until(holds: Callable[[], Awaitable[bool]], seconds: float) -> None:
    """Wait for something; that it never comes is the failure."""
    async with asyncio.timeout(seconds):
        while not await holds():
            await asyncio.sleep(0.05)


class Observed:
    """An application over a graph whose reads do not end, a client of it, and a look at what the engine does."""

    def __init__(self, graph: Neo4jGraph, address: str, onlooker: Neo4jGraph) -> None:
        self.graph = graph
        self.address = address
        self.onlooker = onlooker

    async def busy(self) -> bool:
        """Whether the engine runs an endless read."""
        rows = await self.onlooker.read(RUNNING, {})
        return any("AS endless" in (row["currentQuery"] or "") for row in rows)

    async def idle(self) -> bool:
        """Whether it runs none."""
        return not await self.busy()

    async def asked(self) -> httpx.Response:
        """The answer to a question."""
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            return await client.post(self.address, json=QUESTION)


@pytest.fixture
def seconds() -> float:
    """How long an operation may take: its end is far away."""
    return PATIENCE


@pytest.fixture
async def observed(engine: Address, seconds: float, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Observed]:
    """A server with real sockets over each engine in turn."""
    async with Neo4jGraph(engine, deadline=PATIENCE) as onlooker:
        await seeding.seed(onlooker, readme.TOP / "seeds")
        graph = Neo4jGraph(engine, deadline=60)
        async with listening(graph, seconds) as address:
            monkeypatch.setattr("graph.bolt.read", endless)
            yield Observed(graph, address, onlooker)


@asynccontextmanager
async def listening(graph: Neo4jGraph, seconds: float) -> AsyncIterator[str]:
    """Where the application listens."""
    port = free_port()
    app = create_app(graph, terms=Terms(limits=Limits(seconds=seconds)))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    serving = asyncio.create_task(server.serve())
    try:
        async with asyncio.timeout(PATIENCE):
            while not server.started:
                await asyncio.sleep(0.02)
        yield f"http://127.0.0.1:{port}/graphql"
    finally:
        server.should_exit = True
        await serving


async def test_a_read_ends_when_the_client_goes_away(observed: Observed) -> None:
    asking = asyncio.create_task(observed.asked())
    await until(observed.busy, PATIENCE)

    asking.cancel()

    await until(observed.idle, BOUND)


@pytest.mark.parametrize("seconds", [LATE])
async def test_a_read_ends_when_the_operation_takes_too_long(observed: Observed) -> None:
    asking = asyncio.create_task(observed.asked())
    await until(observed.busy, PATIENCE)

    answer = await asking

    assert answer.status_code == 504
    await until(observed.idle, BOUND)


async def test_a_read_ends_when_it_takes_too_long(observed: Observed) -> None:
    observed.graph.deadline = LATE
    asking = asyncio.create_task(observed.asked())
    await until(observed.busy, PATIENCE)

    answer = await asking

    assert answer.json()["errors"][0]["extensions"]["code"] == "TIMEOUT"
    await until(observed.idle, BOUND)

"""What clients are told while the database is away, and how the program comes back without a restart."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from api.app import create_app
from graph import seeding
from graph.address import Address
from graph.client import Neo4jGraph
from tests import readme
from tests.fakes import uncosted
from tests.live.conftest import PATIENCE
from tests.live.proxy import Door, door
from tests.live.served import QUERY, RIGHT, question

pytestmark = pytest.mark.live

ANSWERED = (200, RIGHT)


@asynccontextmanager
async def served(engine: Address) -> AsyncIterator[tuple[httpx.AsyncClient, Door]]:
    """The application over a loaded database behind a door, ready."""
    async with Neo4jGraph(engine, deadline=PATIENCE) as graph:
        await seeding.seed(graph, readme.TOP / "seeds")
    async with door(engine) as (between, address):
        app = create_app(Neo4jGraph(address, deadline=2.0, poll=0.1), today=lambda: readme.DAY)
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://x") as client,
        ):
            await until(client, ANSWERED)
            yield client, between


async def asked(client: httpx.AsyncClient) -> tuple[int, Any]:
    """Status and body of an answer that nobody remembers; a hang is a failure."""
    async with asyncio.timeout(20):
        response = await client.post("/graphql", json=question())
    return response.status_code, uncosted(response)


async def until(client: httpx.AsyncClient, expected: tuple[int, Any]) -> None:
    """Ask until the answer is the expected one."""
    async with asyncio.timeout(30):
        while await asked(client) != expected:
            await asyncio.sleep(0.1)


async def ready_becomes(client: httpx.AsyncClient, status: int) -> None:
    """Wait for the readiness probe to say so."""
    async with asyncio.timeout(30):
        while (await client.get("/readyz")).status_code != status:
            await asyncio.sleep(0.05)


def code_of(body: Any) -> list[str]:
    """The codes of an answer's errors."""
    return [error["extensions"]["code"] for error in body["errors"]]


@pytest.mark.anyio
async def test_a_database_that_refuses_is_unavailable_and_comes_back(engine: Address) -> None:
    async with served(engine) as (client, between):
        first = await client.post("/graphql", json={"query": QUERY})
        await between.shut()

        status, body = await asked(client)
        remembered = await client.post("/graphql", json={"query": QUERY})
        await ready_becomes(client, 503)
        live = await client.get("/livez")
        await between.open()
        await until(client, ANSWERED)
        await ready_becomes(client, 200)

    assert code_of(body) == ["BACKEND_UNAVAILABLE"]
    assert status in {200, 503}
    assert live.status_code == 200
    assert remembered.json() == first.json()
    assert str(between.port) not in str(body)


@pytest.mark.anyio
async def test_a_database_that_hangs_is_a_timeout_and_comes_back(engine: Address) -> None:
    async with served(engine) as (client, between):
        between.jam()

        _, body = await asked(client)
        await ready_becomes(client, 503)
        between.free()
        await until(client, ANSWERED)
        await ready_becomes(client, 200)

    assert code_of(body) == ["TIMEOUT"]

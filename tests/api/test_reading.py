"""The reads of a request end with it: whoever asked does not wait for them any longer."""

import asyncio
import json
from itertools import count
from typing import Any

import pytest

from api.app import create_app
from api.document.limits import Limits
from api.loaders import Loaders
from api.middleware import Message
from api.reading import Reading
from api.settings import Terms
from graph.queries.city import BY_ID
from tests.fakes import RELEASE, TODAY, FakeGraph, HangingGraph, client_of
from tests.things import city

pytestmark = pytest.mark.anyio

QUESTION = {"query": "{ cities { nodes { id } } agencies { nodes { id } } }"}
READS = 2
PATIENCE = 10


class Visit:
    """A client of the application that sends one request, and goes away when it is told to."""

    def __init__(self) -> None:
        self.messages = [{"type": "http.request", "body": json.dumps(QUESTION).encode()}]
        self.leaves = asyncio.Event()
        self.sent: list[Message] = []

    async def receive(self) -> Message:
        if self.messages:
            return self.messages.pop()
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.sent.append(message)

    @property
    def scope(self) -> dict[str, Any]:
        headers = [(b"content-type", b"application/json")]
        return {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": headers}


async def until_given_up(graph: HangingGraph) -> None:
    """Wait until all that was read was given up; that it never is, is the failure."""
    async with asyncio.timeout(PATIENCE):
        while graph.given_up < READS:
            await asyncio.sleep(0)


async def test_the_reads_of_a_client_that_goes_away_are_given_up() -> None:
    graph, visit = HangingGraph(), Visit()
    request = asyncio.ensure_future(create_app(graph, lambda: TODAY)(visit.scope, visit.receive, visit.send))
    await asyncio.wait_for(graph.hanging.wait(), PATIENCE)

    visit.leaves.set()
    await asyncio.wait_for(request, PATIENCE)

    await until_given_up(graph)
    assert len(graph.reads) == READS
    assert [message["status"] for message in visit.sent if message["type"] == "http.response.start"] == [499]


async def test_the_reads_of_an_operation_that_takes_too_long_are_given_up() -> None:
    graph = HangingGraph()

    async with client_of(graph, Terms(limits=Limits(seconds=0.05))) as client:
        response = await client.post("/graphql", json=QUESTION)
    await asyncio.sleep(0)

    assert response.status_code == 504
    assert graph.given_up == len(graph.reads) == READS


async def test_nothing_is_read_when_the_request_is_over() -> None:
    graph = HangingGraph()
    loaders = Loaders(graph.at(RELEASE, TODAY))

    waiting = loaders.thing.load("city:phuket")
    loaders.end()
    await asyncio.sleep(0.01)

    assert graph.reads == []
    waiting.cancel()


async def test_reads_at_one_time_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = count()
    monkeypatch.setattr("api.reading.perf_counter", lambda: next(ticks))
    view = FakeGraph({("city.by_id", "city:phuket"): [city()]}).at(RELEASE, TODAY)
    reading = Reading(view)

    await asyncio.gather(*(reading.fetch(BY_ID, ["city:phuket"]) for _ in range(3)))
    await reading.fetch(BY_ID, ["city:phuket"])

    assert reading.timing.read == 2

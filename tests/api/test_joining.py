"""Requests that ask for the same at the same time, over HTTP: they share reads, unless they are told not to."""

import asyncio

import httpx
import pytest

from api.settings import Terms
from tests.fakes import FakeGraph, by_id, client_of
from tests.things import city

pytestmark = pytest.mark.anyio

PHUKET, KHON_KAEN = "city:phuket", "city:khon-kaen"

TURNS = 200
"""Of the loop, after which every request has asked for what it reads: nothing here waits for anything outside of it."""


class HeldGraph(FakeGraph):
    """A graph whose reads wait to be let go."""

    def __init__(self) -> None:
        super().__init__(by_id(city(), city(id=KHON_KAEN)))
        self.free = asyncio.Event()

    async def pause(self) -> None:
        """Wait."""
        await self.free.wait()


async def answered(terms: Terms, *ids: str) -> tuple[HeldGraph, list[httpx.Response]]:
    """A graph and the answers to requests for cities, all of which were there before any of them was answered."""
    graph = HeldGraph()
    async with client_of(graph, terms) as client:
        query = "query($id: ID!) { city(id: $id) { id } }"
        asked = [client.post("/graphql", json={"query": query, "variables": {"id": each}}) for each in ids]
        answers = asyncio.gather(*asked)
        for _ in range(TURNS):
            await asyncio.sleep(0)
        graph.free.set()
        return graph, await answers


async def test_requests_at_the_same_time_share_what_they_read() -> None:
    graph, answers = await answered(Terms(rows=0, answers=0), PHUKET, KHON_KAEN, PHUKET)

    assert [each.json()["data"]["city"]["id"] for each in answers] == [PHUKET, KHON_KAEN, PHUKET]
    assert graph.reads == [("city.by_id", [KHON_KAEN, PHUKET])]


async def test_requests_may_be_told_to_read_for_themselves() -> None:
    graph, answers = await answered(Terms(joined=False, rows=0, answers=0), PHUKET, KHON_KAEN, PHUKET)

    assert [each.json()["data"]["city"]["id"] for each in answers] == [PHUKET, KHON_KAEN, PHUKET]
    assert sorted(graph.reads) == [("city.by_id", [KHON_KAEN]), ("city.by_id", [PHUKET]), ("city.by_id", [PHUKET])]

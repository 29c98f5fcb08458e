"""The lock of a load, held through work that writes nothing."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from graph.errors import GraphUnavailableError
from graph.query import Statement
from graph.seeding.lock import GUARD, Lease, renewed

pytestmark = pytest.mark.anyio

LEASE = 200
"""Milliseconds."""


@dataclass
class Guarding:
    """A database that gives the lock so often, but does not answer each time, and notes what is written."""

    times: int
    silent: set[int] = field(default_factory=set)
    written: list[list[str]] = field(default_factory=list)

    async def read(self, _text: str, _parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        raise NotImplementedError

    async def write(self, _text: str, _parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        raise NotImplementedError

    async def write_all(self, statements: Sequence[Statement]) -> list[list[dict[str, Any]]]:
        self.written.append([text for text, _ in statements])
        if len(self.written) in self.silent:
            raise GraphUnavailableError("write")
        return [[{"owner": "me"}] if len(self.written) <= self.times else []]

    async def define(self, _texts: Iterable[str]) -> None:
        raise NotImplementedError


async def test_the_lock_is_renewed_while_nothing_is_written() -> None:
    graph = Guarding(times=100)

    async with renewed(Lease(graph, "me", LEASE)):
        await asyncio.sleep(LEASE * 2 / 1000)
    written = len(graph.written)
    await asyncio.sleep(LEASE / 1000)

    assert written >= 3
    assert graph.written == [[GUARD]] * written


async def test_the_lock_is_renewed_though_the_database_was_away_for_a_moment() -> None:
    graph = Guarding(times=100, silent={1, 2})

    async with asyncio.timeout(30), renewed(Lease(graph, "me", LEASE)):
        while len(graph.written) < 4:
            await asyncio.sleep(0.01)


async def test_a_lock_that_is_lost_ends_no_work() -> None:
    graph = Guarding(times=0)

    async with renewed(Lease(graph, "me", LEASE)):
        await asyncio.sleep(LEASE / 1000)

    assert graph.written == [[GUARD]]

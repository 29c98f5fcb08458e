"""Orders of lists, made of how their things rank by each key."""

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import GraphUnavailableError
from graph.model import Release
from graph.ranking import Ranking, put_in_order
from graph.seeding.ranking import ranked
from graph.selection import Order
from graph.stretch import DAY
from tests.fakes import RELEASE

pytestmark = pytest.mark.anyio

RANKS = {"r1|City.extent|": [1, 0, -1, 1], "r1|City.name_th|": [3, 2, 1, 0]}
BY_EXTENT = (Order("extent"), Order("name_th"))
OTHERWISE = (Order("extent", descending=True), Order("name_th"))
DAY_OF_ORDER = date(2026, 1, 1)
NO_TURNS = {"at": None, "days": None, "to": None}
OF_FOUR = RELEASE.model_copy(update={"id": "r1", "counts": {"City": 4}})


class Reading:
    """A database that has ranks, and counts how often it is asked for some."""

    def __init__(self, ranks: Mapping[str, list[int]] = RANKS) -> None:
        self.ranks = ranks
        self.reads = 0

    async def read(self, _: str, given: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The ranks of a line, in two nodes."""
        self.reads += 1
        ranks = self.ranks.get(given["line"], [])
        return [{"ranks": ranks[:3]} | NO_TURNS, {"ranks": ranks[3:]} | NO_TURNS]


VALUES = st.none() | st.integers(0, 4)


@given(st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=30), st.tuples(*[st.booleans()] * 3))
def test_things_are_in_order_of_their_ranks_and_those_that_miss_one_come_last(
    things: list[tuple[int | None, ...]], descending: tuple[bool, ...]
) -> None:
    found = put_in_order(
        [ranked([b"" if value is None else value for value in values]) for values in zip(*things, strict=True)],
        descending,
    )

    def key(position: int) -> list[tuple[bool, int]]:
        values = zip(things[position], descending, strict=True)
        return [(value is None, (-value if down else value) if value is not None else 0) for value, down in values]

    assert found.tolist() == sorted(range(len(things)), key=key)


async def test_an_order_is_put_together_once() -> None:
    database = Reading()
    ranking = Ranking(database.read)

    asked = (ranking.positions(OF_FOUR, "City", BY_EXTENT, DAY_OF_ORDER) for _ in range(2))
    both = await asyncio.gather(*asked)
    found = [each.tolist() for each in (*both, await ranking.positions(OF_FOUR, "City", BY_EXTENT, DAY_OF_ORDER))]

    assert (found, database.reads) == ([[1, 3, 0, 2]] * 3, 2)
    assert ranking.under_way == {}
    assert (await ranking.positions(OF_FOUR, "City", OTHERWISE, DAY_OF_ORDER)).tolist() == [3, 0, 1, 2]


@pytest.mark.parametrize(("most", "kept"), [(8, [BY_EXTENT, OTHERWISE]), (7, [OTHERWISE]), (1, [OTHERWISE])])
async def test_orders_are_remembered_as_long_as_there_is_room(most: int, kept: list[tuple[Order, ...]]) -> None:
    ranking = Ranking(Reading().read, most)

    for order in (BY_EXTENT, OTHERWISE):
        await ranking.positions(OF_FOUR, "City", order, DAY_OF_ORDER)

    assert [order for _, _, order, _ in ranking.kept] == kept


class Turning:
    """A database of four cities of which the first turns twice, the last once; in nodes of two."""

    async def read(self, _: str, __: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Their ranks before all days, and how they turn."""
        days = [date(2021, 5, 1).toordinal(), date(2023, 5, 1).toordinal()]
        return [
            {"ranks": [-1, 1], "at": [0, 0], "days": days, "to": [0, 2]},
            {"ranks": [1, -1], "at": [1], "days": days[:1], "to": [1]},
        ]


@pytest.mark.parametrize(
    ("day", "positions"),
    [
        (date.min, [1, 2, 0, 3]),
        (date(2021, 4, 30), [1, 2, 0, 3]),
        (date(2021, 5, 1), [0, 1, 2, 3]),
        (date(2023, 5, 1), [1, 2, 3, 0]),
        (date.max, [1, 2, 3, 0]),
    ],
)
async def test_an_order_is_that_of_its_day(day: date, positions: list[int]) -> None:
    ranking = Ranking(Turning().read)

    found = [await ranking.positions(OF_FOUR, "City", (Order("status"),), each) for each in (date.max, day, date.min)]

    assert found[1].tolist() == positions


async def test_what_is_there_on_a_day_is_found_among_an_order() -> None:
    days = {f"r1|City.{DAY}|": [0, 737_000, 738_000, 737_500]}
    database = Reading(RANKS | days)
    ranking = Ranking(database.read)

    there = [
        (await ranking.there(OF_FOUR, "City", BY_EXTENT, DAY_OF_ORDER, date.fromordinal(day))).tolist()
        for day in (736_999, 737_000, 737_999, 738_000)
    ]

    assert there == [[2], [0, 2], [0, 1, 2], [0, 1, 2, 3]]
    assert (await ranking.positions(OF_FOUR, "City", BY_EXTENT, DAY_OF_ORDER)).tolist() == [1, 3, 0, 2]


async def test_an_order_is_put_together_for_whoever_asked_later_when_the_first_is_gone() -> None:
    database = Reading()
    ranking = Ranking(database.read)
    first = asyncio.create_task(ranking.positions(OF_FOUR, "City", BY_EXTENT, DAY_OF_ORDER))
    await asyncio.sleep(0)
    second = asyncio.create_task(ranking.positions(OF_FOUR, "City", BY_EXTENT, DAY_OF_ORDER))
    await asyncio.sleep(0)

    first.cancel()

    assert ((await second).tolist(), database.reads) == ([1, 3, 0, 2], 2)


class Standing:
    """A database that answers nothing, and counts what it is asked."""

    def __init__(self) -> None:
        self.begun = self.ended = 0

    async def read(self, _: str, __: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Wait for ever."""
        self.begun += 1
        try:
            await asyncio.Event().wait()
        finally:
            self.ended += 1
        return []


async def test_reads_for_an_order_end_with_the_last_who_waits_for_it() -> None:
    database = Standing()
    ranking = Ranking(database.read)
    asked = [
        asyncio.create_task(ranking.positions(OF_FOUR, "City", BY_EXTENT, DAY_OF_ORDER)),
        asyncio.create_task(ranking.there(OF_FOUR, "City", BY_EXTENT, DAY_OF_ORDER, DAY_OF_ORDER)),
    ]
    ended = []

    while not database.begun:
        await asyncio.sleep(0)
    for each in asked:
        each.cancel()
        await asyncio.wait([each])
        for _ in range(10):
            await asyncio.sleep(0)
        ended.append(database.ended)

    assert (database.begun, ended, ranking.under_way) == (1, [0, 1], {})


async def test_whoever_asks_for_an_order_that_was_just_given_up_gets_it() -> None:
    database = Reading()
    ranking = Ranking(database.read)
    first = asyncio.create_task(ranking.positions(OF_FOUR, "City", BY_EXTENT, DAY_OF_ORDER))
    await asyncio.sleep(0)

    first.cancel()
    await asyncio.wait([first])

    assert (await ranking.positions(OF_FOUR, "City", BY_EXTENT, DAY_OF_ORDER)).tolist() == [1, 3, 0, 2]


@pytest.mark.parametrize("release", [OF_FOUR.model_copy(update={"id": "gone"}), RELEASE])
async def test_a_release_that_is_gone_has_no_order(release: Release) -> None:
    release = release.model_copy(update={"counts": {"City": 5}})

    with pytest.raises(GraphUnavailableError, match=rf"extent: release {release.id} is not there any more"):
        await Ranking(Reading().read).positions(release, "City", BY_EXTENT, DAY_OF_ORDER)

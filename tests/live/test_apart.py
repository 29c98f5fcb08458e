"""Lists narrowed by several things at once, on both engines: by their parts they are what they are as a whole."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.client import Neo4jGraph
from graph.generate import Synthetic
from graph.model import Edge
from graph.queries import city, project
from graph.queries.apart import TIMES, uses
from graph.queries.rows import rows_of
from graph.queries.tables import TABLES
from graph.query import GraphView, Query, Window
from graph.seeding import load
from graph.selection import (
    All,
    Compared,
    Condition,
    Either,
    Not,
    Operator,
    Order,
    Quantifier,
    Related,
    Selection,
    canonical,
)
from tests.live.paging import paged, whole
from tests.live.recording import RecordingGraph

pytestmark = [pytest.mark.live, pytest.mark.anyio]

SEEDS = Path(__file__).parents[2] / "seeds"
CITIES = 150
TODAY = date(2026, 1, 1)
EARLY = date(2021, 6, 1)
"""On this day few cities were approved, and few projects had begun."""

SEVEN = Compared("name_en", Operator.CONTAINS, "7")
NINE = Compared("name_th", Operator.CONTAINS, "9")
EARLIER = Compared("date", Operator.LT, "2021")
NO_DISTRICT = Compared("district_th", Operator.IS_NULL, True)
APPROVED = Compared("status", Operator.EQ, "approved")
NORTH = Related("province", Quantifier.SOME, Compared("name_en", Operator.STARTS_WITH, "N"))
OF_CITIES = Related("cities", Quantifier.SOME, NO_DISTRICT)

CONDITIONS: tuple[tuple[Query[Edge[Any]], Condition], ...] = (
    (city.LIST.page, All((SEVEN, Not(NORTH)))),
    (city.LIST.page, Either((All((SEVEN, NINE)), All((Not(NO_DISTRICT), APPROVED))))),
    (city.LIST.page, Not(All((Either((SEVEN, NORTH)), Not(Either((NINE, APPROVED))))))),
    (city.LIST.page, Either((All(()), SEVEN, NINE))),
    (city.LIST.page, All((Either(()), SEVEN, NINE))),
    (project.LIST.page, Either((All((SEVEN, OF_CITIES)), Not(Either((EARLIER, SEVEN)))))),
)
ORDERS = ((), (Order("name_th", descending=True),), (Order("name_en"), Order("id")), (Order("approved_on"),))
"""Of projects, the last is none; the others are kept by the load where short lists are."""


@pytest.fixture(autouse=True)
def nothing_came() -> None:
    uses.cache_clear()


@pytest.fixture
def slow_to_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both engines are said to be."""
    monkeypatch.setattr("graph.client.Neo4jView.plans", True)


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often a condition comes, it is asked by its parts."""
    monkeypatch.setattr("graph.queries.apart.TIMES", 1_000_000)


@pytest.fixture(params=[True, False], ids=["in stretches", "as a whole"])
def stretched(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists are read by short stretches, and kept in order however short they are; or neither."""
    if request.param:
        monkeypatch.setattr("graph.seeding.ranking.FEWEST", 0)
        monkeypatch.setattr("graph.queries.ordered.MORE", (0, 40, 160))
        monkeypatch.setattr("graph.stretch.NARROWED", 1)


def orders_of(query: Query[Edge[Any]]) -> list[tuple[Order, ...]]:
    """What a list is put in order by."""
    fields = TABLES[query.pattern.record].fields if query.pattern else ()
    return [order for order in ORDERS if all(key.field in fields for key in order)]


async def generated(graph: Neo4jGraph, day: date) -> tuple[RecordingGraph, GraphView]:
    """A generated graph as it is on a day, and what is read of it."""
    await load(graph, Synthetic(CITIES, 1, SEEDS))
    await graph.refresh()
    recording = RecordingGraph(graph)
    return recording, recording.at(graph.release, day)


async def both(view: GraphView, query: Query[Edge[Any]], selection: Selection, *, low: bool) -> list[list[str]]:
    """The ids of a list read page by page, from its beginning and from its end."""
    return [await paged(view, query, 37, selection, backward=backward, low=low) for backward in (False, True)]


@pytest.mark.parametrize("day", [EARLY, TODAY], ids=str)
@pytest.mark.usefixtures("slow_to_plan", "always", "stretched")
async def test_a_list_read_by_the_parts_of_a_condition_is_the_list_read_as_a_whole(
    graph: Neo4jGraph, day: date
) -> None:
    recording, view = await generated(graph, day)

    for number, (query, where) in enumerate(CONDITIONS):
        for order in orders_of(query):
            low, selection = bool(number % 2), Selection(canonical(where), order)
            expected = await whole(view, query, selection, low=low)
            recording.reads.clear()
            assert await both(view, query, selection, low=low) == [expected, expected], (selection, day)
            assert f"{query.name}.places" in recording.reads, selection


@pytest.mark.usefixtures("slow_to_plan", "always")
async def test_a_list_is_counted_by_the_parts_of_a_condition(graph: Neo4jGraph) -> None:
    recording, view = await generated(graph, TODAY)
    extents = {city.LIST.page: city.LIST.extent, project.LIST.page: project.LIST.extent}

    for query, where in CONDITIONS:
        selection = Selection(canonical(where))
        recording.reads.clear()
        ((extent,),) = (await rows_of(view, extents[query], [""], Window(0, selection=selection))).values()
        assert set(recording.reads) == {f"{query.name}.places"}
        assert extent.total == len(await whole(view, query, selection)), where
        assert not extent.complete


async def test_a_shape_that_comes_again_and_again_has_a_text_of_its_own(graph: Neo4jGraph) -> None:
    recording, view = await generated(graph, TODAY)
    reads: list[list[str]] = []

    for number in range(TIMES + 1):
        text = Compared("name_en", Operator.CONTAINS, str(number))
        where = canonical(All((text, Not(Compared("id", Operator.EQ, "city:nowhere")))))
        recording.reads.clear()
        await rows_of(view, city.LIST.page, [""], Window(10, selection=Selection(where)))
        reads.append(list(recording.reads))

    by_parts = ["city.list.places", "city.list.places", "city.list"]
    assert reads == [by_parts if view.plans else ["city.list"]] * TIMES + [["city.list"]]
    assert view.plans is ("ArcadeDB" not in str(graph.engine))


@pytest.mark.usefixtures("slow_to_plan", "stretched")
async def test_pages_that_were_read_by_parts_are_followed_by_others(graph: Neo4jGraph) -> None:
    recording, view = await generated(graph, TODAY)

    for order in orders_of(city.LIST.page):
        selection = Selection(canonical(Not(All((SEVEN, NINE)))), order)
        expected = await whole(view, city.LIST.page, selection)
        recording.reads.clear()
        assert await paged(view, city.LIST.page, len(expected) // (TIMES + 2), selection, backward=False) == expected
        assert recording.reads[:2] == ["city.list.places"] * 2
        assert recording.reads[-2:] == ["city.list"] * 2

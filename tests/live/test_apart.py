"""Lists narrowed by several things at once, on both engines: by their parts they are what they are as a whole."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.client import Neo4jGraph
from graph.generate import Synthetic
from graph.model import Edge
from graph.queries import apart, city, project
from graph.queries.rows import rows_of
from graph.query import Query, Window
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
LATE = Compared("id", Operator.GTE, "m")
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
    (project.LIST.page, Either((All((SEVEN, OF_CITIES)), Not(Either((SEVEN, OF_CITIES)))))),
)
ORDERS = ((), (Order("name_th", descending=True),), (Order("name_en"), Order("id")))
"""The second and the third are kept by the load, since short lists are."""


@pytest.fixture
def always_new(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often a shape comes."""
    monkeypatch.setattr(apart, "is_new", lambda *_: True)


@pytest.fixture
def in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short lists are kept in order too, and read by short stretches."""
    monkeypatch.setattr("graph.seeding.ranking.FEWEST", 0)
    monkeypatch.setattr("graph.queries.ordered.MORE", (0, 40, 160))


@pytest.mark.parametrize("day", [EARLY, TODAY], ids=str)
@pytest.mark.usefixtures("always_new", "in_stretches")
async def test_a_list_read_by_the_parts_of_a_condition_is_the_list_read_as_a_whole(
    graph: Neo4jGraph, day: date
) -> None:
    await load(graph, Synthetic(CITIES, 1, SEEDS))
    await graph.refresh()
    view = graph.at(graph.release, day)

    for query, where in CONDITIONS:
        for order in ORDERS:
            selection = Selection(canonical(where), order)
            expected = await whole(view, query, selection)
            for backward in (False, True):
                found = await paged(view, query, 37, selection, backward=backward)
                assert found == expected, (selection, day, backward)


@pytest.mark.usefixtures("always_new")
async def test_a_list_is_counted_by_the_parts_of_a_condition(graph: Neo4jGraph) -> None:
    await load(graph, Synthetic(CITIES, 1, SEEDS))
    await graph.refresh()
    view = graph.at(graph.release, TODAY)
    extents = {city.LIST.page: city.LIST.extent, project.LIST.page: project.LIST.extent}

    for query, where in CONDITIONS:
        selection = Selection(canonical(where))
        ((extent,),) = (await rows_of(view, extents[query], [""], Window(0, selection=selection))).values()
        assert extent.total == len(await whole(view, query, selection)), where
        assert not extent.complete


async def test_a_shape_that_comes_again_and_again_has_a_text_of_its_own(graph: Neo4jGraph) -> None:
    await load(graph, Synthetic(CITIES, 1, SEEDS))
    await graph.refresh()
    recording = RecordingGraph(graph)
    view = recording.at(graph.release, TODAY)
    reads: list[list[str]] = []

    for number in range(apart.TIMES + 1):
        text = Compared("name_en", Operator.CONTAINS, str(number))
        where = canonical(All((text, Not(Compared("id", Operator.EQ, "city:nowhere")))))
        recording.reads.clear()
        await rows_of(view, city.LIST.page, [""], Window(10, selection=Selection(where)))
        reads.append(list(recording.reads))

    assert reads == [["city.list.places", "city.list.places", "city.list"]] * apart.TIMES + [["city.list"]]

"""
How long pages, filters and groups take among a hundred thousand made-up cities and their projects.

`make long` runs it. It prints what it measured, of the read alone: driver, engine and decoding. What it asserts is that
each read gives what it must; a limit in milliseconds would fail where machines are busy.
"""

import statistics
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph.client import Neo4jGraph, Neo4jView
from graph.model import Answer, Status
from graph.queries import city, grouped, project
from graph.queries.rows import rows_of
from graph.query import Query, Traversal, Window
from graph.selection import ALWAYS, All, Compared, Condition, Operator, Order, Quantifier, Related, Selection, canonical
from tests.long.conftest import CITIES

pytestmark = [pytest.mark.long, pytest.mark.live, pytest.mark.anyio]

PAGE = 20
PAGES = 1_000
TIMES = 7
MOST_SECONDS = 3


def some(relation: str, condition: Condition) -> Condition:
    """At least one thing beside it meets a condition."""
    return Related(relation, Quantifier.SOME, condition)


PHUKET = some("province", Compared("id", Operator.EQ, "province:TH-83"))
ENERGY = some("dimensions", Compared("id", Operator.EQ, "dimension:energy"))
OPERATED = some("operators", Compared("id", Operator.EQ, "agency:synthetic-000123"))
NAMED = Compared("name_en", Operator.STARTS_WITH, "Synthetic City 9999")

FILTERS: dict[str, tuple[Traversal[Any], Condition]] = {
    "cities by id": (city.LIST, Compared("id", Operator.EQ, "city:synthetic-012345")),
    "cities by the start of a name": (city.LIST, NAMED),
    "cities of a province": (city.LIST, PHUKET),
    "cities of an operator": (city.LIST, OPERATED),
    "cities of a province and a dimension": (city.LIST, All((PHUKET, ENERGY))),
    "cities approved": (city.LIST, Compared("approved", Operator.EQ, Answer.YES)),
    "cities by status": (city.LIST, Compared("status", Operator.EQ, Status.APPROVED)),
    "projects of a province": (project.LIST, some("cities", PHUKET)),
}  # fmt: skip

ORDERS: dict[str, tuple[Traversal[Any], tuple[Order, ...]]] = {
    "cities": (city.LIST, ()),
    "cities by name": (city.LIST, (Order("name_en"),)),
    "cities by extent and name": (city.LIST, (Order("extent", descending=True), Order("name_th"))),
    "cities by day of approval": (city.LIST, (Order("approved_on", descending=True),)),
    "cities by whether their emblem is in force": (city.LIST, (Order("in_force"), Order("name_en"))),
    "projects": (project.LIST, ()),
    "projects by name": (project.LIST, (Order("name_en"),)),
}

GROUPS: dict[str, tuple[Query[Any], tuple[str, ...], Condition]] = {
    "cities by region": (grouped.CITIES, ("region",), ALWAYS),
    "cities by operator": (grouped.CITIES, ("operator",), ALWAYS),
    "cities by kind of operator and region": (grouped.CITIES, ("operator_kind", "region"), ALWAYS),
    "cities by status": (grouped.CITIES, ("status",), ALWAYS),
    "cities of a province by status": (grouped.CITIES, ("status",), PHUKET),
}


async def milliseconds(view: Neo4jView, query: Query[Any], window: Window) -> tuple[float, list[Any]]:
    """The middle of how long a read takes once it has been read twice, in at most some seconds, and its rows."""
    taken: list[float] = []
    while len(taken) < TIMES + 2 and sum(taken) < MOST_SECONDS * 1000:
        began = time.perf_counter()
        rows = (await rows_of(view, query, [""], window)).get("", [])
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken[2:] or taken), rows


async def ordered(view: Neo4jView) -> AsyncIterator[str]:
    """A line for each order: page 1 and page 1,000, and the same backwards."""
    for name, (lists, order) in ORDERS.items():
        first = Window(PAGE, selection=Selection(ALWAYS, order))
        ahead = (await rows_of(view, lists.page, [""], replace(first, limit=PAGE * PAGES)))[""]
        late = replace(first, after=ahead[-PAGE - 1].cursor)
        back = replace(first, backward=True, before=ahead[-1].cursor)
        begin, rows = await milliseconds(view, lists.page, first)
        assert rows == ahead[:PAGE]
        later, rows = await milliseconds(view, lists.page, late)
        assert rows == ahead[-PAGE:]
        backwards, rows = await milliseconds(view, lists.page, back)
        assert {row.node.id for row in rows} == {row.node.id for row in ahead[-PAGE - 1 : -1]}
        yield f"{name:40} page 1 {begin:7.1f} ms, page 1,000 {later:7.1f} ms, backwards {backwards:7.1f} ms"


async def narrowed(view: Neo4jView) -> AsyncIterator[str]:
    """A line for each filter: a page, and how long the list is."""
    for name, (lists, condition) in FILTERS.items():
        window = Window(PAGE, selection=Selection(canonical(condition)))
        taken, rows = await milliseconds(view, lists.page, window)
        counting, (extent,) = await milliseconds(view, lists.extent, replace(window, limit=0))
        assert len(rows) == min(PAGE, extent.total)
        yield f"{name:40} page {taken:7.1f} ms, counting {extent.total:6} {counting:7.1f} ms"


async def counted(view: Neo4jView) -> AsyncIterator[str]:
    """A line for each grouping."""
    for name, (query, by, condition) in GROUPS.items():
        window = Window(100, selection=Selection(canonical(condition)), by=by)
        taken, rows = await milliseconds(view, query, window)
        assert rows
        yield f"{name:40} {len(rows):4} groups {taken:7.1f} ms"


async def test_pages_filters_and_groups_of_a_hundred_thousand_cities(
    graph: Neo4jGraph, capsys: pytest.CaptureFixture[str]
) -> None:
    view = graph.at(graph.release, date(2025, 12, 31))
    ((extent,),) = (await view.fetch(city.LIST.extent, [""], Window(0))).values()

    for part in (narrowed, counted, ordered):
        async for line in part(view):
            with capsys.disabled():
                print(line)  # noqa: T201 # for whoever runs it

    assert extent.total == CITIES

"""Lists that are kept in order, on both engines: pages are those of a list that is sorted as a whole."""

from datetime import date
from itertools import product
from math import ceil
from pathlib import Path
from typing import Any

import pytest

from graph.client import Neo4jGraph
from graph.generate import Synthetic
from graph.model import Edge
from graph.pattern import is_dated
from graph.queries import city, emblem, project
from graph.queries.rows import rows_of
from graph.query import Query, Window
from graph.seeding import load, read
from graph.seeding.ranking import LISTS as LISTS_IN_ORDER
from graph.selection import ALWAYS, Compared, Condition, Operator, Order, Selection
from tests.live.paging import paged, whole
from tests.live.recording import RecordingGraph

pytestmark = [pytest.mark.live, pytest.mark.anyio]

SEEDS = Path(__file__).parents[2] / "seeds"
CITIES = 210
TODAY = date(2026, 1, 1)
EARLY = date(2021, 6, 1)
"""On this day few cities were approved."""

FEW: Condition = Compared("name_en", Operator.CONTAINS, "7")
"""One city in five has this in its name: more stretches than one are read for a page of them."""


def orders(*fields: str) -> list[tuple[Order, ...]]:
    """Either direction of each of some properties."""
    return [(Order(field, descending),) for field, descending in product(fields, (False, True))]


SEVERAL = [
    (Order("extent"), Order("name_th")),
    (Order("extent", descending=True), Order("name_en", descending=True)),
    (Order("status"), Order("approved_on", descending=True), Order("extent"), Order("name_en")),
    (Order("district_th"), Order("handed_over", descending=True)),
    (Order("approved_on", descending=True), Order("district_th")),
]
"""Of keys that many things share, that many lack, and that follow from others."""

LISTS: tuple[tuple[Query[Edge[Any]], list[tuple[Order, ...]], date, Condition], ...] = (
    (city.LIST.page, [*orders(*city.TABLE.properties), *SEVERAL], TODAY, ALWAYS),
    (project.LIST.page, [*orders(*project.TABLE.properties), (Order("date"), Order("id", True))], TODAY, ALWAYS),
    (city.LIST.page, [*orders("name_th", "approved_on"), SEVERAL[0]], EARLY, FEW),
    (project.LIST.page, [*orders("date"), (Order("date", descending=True), Order("name_en"))], EARLY, ALWAYS),
    (project.LIST.page, orders("name_en"), TODAY, FEW),
    (city.LIST.page, SEVERAL[1:3], TODAY, FEW),
    (emblem.LIST.page, [*orders(*emblem.TABLE.properties), (Order("kind"), Order("certified", True))], TODAY, ALWAYS),
    (emblem.LIST.page, orders("valid_until"), EARLY, ALWAYS),
)


@pytest.fixture(autouse=True)
def short_lists_are_put_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.seeding.ranking.FEWEST", 0)


async def test_a_list_in_order_is_the_list_sorted_on_any_day(graph: Neo4jGraph) -> None:
    await load(graph, Synthetic(CITIES, 1, SEEDS))
    await graph.refresh()

    for query, keys, day, where in LISTS:
        for order in keys:
            view, selection = graph.at(graph.release, day), Selection(where, order)
            expected = await whole(view, query, selection)
            for backward in (False, True):
                found = await paged(view, query, 97, selection, backward=backward)
                assert found == expected, (order, day, where, backward)


async def test_what_is_there_is_in_order_on_days_when_most_is_not(
    graph: Neo4jGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.queries.ordered.MORE", (0, 5))
    await load(graph, Synthetic(CITIES, 1, SEEDS))
    await graph.refresh()
    days = graph.release.days

    for query, field in ((emblem.LIST.page, "certified"), (emblem.LIST.page, "id"), (project.LIST.page, "date")):
        for day in (days[0], days[len(days) // 3]):
            view = graph.at(graph.release, date.fromisoformat(day))
            for order in orders(field):
                expected = await whole(view, query, Selection(ALWAYS, order))
                for backward in (False, True):
                    found = await paged(view, query, 7, Selection(ALWAYS, order), backward=backward)
                    assert found == expected, (order, day, backward)


async def test_a_list_is_in_order_beside_other_releases_of_it(
    graph: Neo4jGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.seeding.ranking.FENCES_APART", 1)
    for number in (1, 2, 3):
        await load(graph, Synthetic(CITIES, number, SEEDS), keep=3)
        await graph.refresh()
        for query in (city.LIST.page, project.LIST.page):
            view, selection = graph.at(graph.release, TODAY), Selection(ALWAYS, (Order("name_th", descending=True),))
            assert await paged(view, query, 97, selection, backward=False) == await whole(view, query, selection)


@pytest.mark.parametrize("made_up", [True, False], ids=["made up", "of the seed files"])
async def test_what_changes_is_in_order_on_every_day(graph: Neo4jGraph, *, made_up: bool) -> None:
    await load(graph, Synthetic(60, 1, SEEDS) if made_up else read(SEEDS))
    await graph.refresh()
    release, derived = graph.release, city.TABLE.derived

    for day in map(date.fromisoformat, ["0001-01-01", *release.days]):
        view = graph.at(release, day)
        for field in derived:
            selection = Selection(ALWAYS, (Order(field),))
            expected = await whole(view, city.LIST.page, selection)
            assert await paged(view, city.LIST.page, 97, selection, backward=False) == expected, (field, day)

    assert {f"City.{field}" for field in derived} <= set(release.orders)


@pytest.mark.parametrize("order", [orders("approved_on")[1], SEVERAL[2]], ids=["one key", "four keys"])
async def test_a_page_reads_few_of_the_things_of_its_list(graph: Neo4jGraph, order: tuple[Order, ...]) -> None:
    await load(graph, Synthetic(CITIES, 1, SEEDS))
    await graph.refresh()
    recording = RecordingGraph(graph)
    window = Window(21, selection=Selection(ALWAYS, order))

    rows = (await rows_of(recording.at(graph.release, TODAY), city.LIST.page, [""], window))[""]

    assert (len(rows), recording.reads) == (21, ["city.list"])
    assert [row.cursor[-1] for row in rows] == list(range(21))


async def test_short_lists_are_left_as_they_are(graph: Neo4jGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.seeding.ranking.FEWEST", CITIES)
    await load(graph, Synthetic(CITIES, 1, SEEDS))
    await graph.refresh()

    assert {order.partition(".")[0] for order in graph.release.orders} == {"Project"}


async def test_the_orders_of_a_release_go_with_it(graph: Neo4jGraph) -> None:
    for number in range(1, 4):
        await load(graph, Synthetic(CITIES, number, SEEDS), keep=1)
    await graph.refresh()

    (row,) = await graph.read("MATCH (node:Stretch) RETURN count(node) AS nodes, min(node.sort) AS first", {})

    assert row["first"].startswith(graph.release.id)
    tables = LISTS_IN_ORDER.items()
    kept = {label: len(table.properties) + is_dated(table.record) for label, table in tables}
    counts = {label: graph.release.counts[label] for label in kept}
    assert row["nodes"] == sum(ceil(counts[label] / 100) + kept[label] * ceil(counts[label] / 1_000) for label in kept)

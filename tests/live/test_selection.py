"""Lists narrowed and ordered, on both engines, compared with the same worked out in Python."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.answering import Operation, answered
from api.context import context_of
from api.schema.root import DOCUMENTS
from graph.client import Neo4jGraph, Neo4jView
from graph.model import City, Group, Record, Spanned
from graph.queries import city, grouped
from graph.queries.selected import selected
from graph.queries.table import Grouping, Kind, Property
from graph.queries.tables import TABLES
from graph.query import Query, Traversal, Window
from graph.seeding import seed
from graph.selection import (
    ALWAYS,
    Compared,
    Not,
    Operator,
    Order,
    Quantifier,
    Related,
    Selection,
    canonical,
    group_key,
)
from tests.live.conditions import OPERATORS, conditions, selections, values_of
from tests.live.every import every_list
from tests.live.paging import paged, whole
from tests.live.world import World, world_of

E = TypeVar("E")

pytestmark = [pytest.mark.live, pytest.mark.anyio]

SEEDS = Path(__file__).parents[2] / "seeds"
TODAY = date(2025, 12, 31)
EXAMPLES = int(os.environ.get("MUEANG_EXAMPLES", "16"))
"""Selections that are tried; `make long` tries a thousand."""

LISTS = every_list()
GROUPED = {each.pattern.record: each for each in vars(grouped).values()
           if isinstance(each, Query) and each.record is Group and each.pattern}  # fmt: skip
SPANS = {each.pattern.record: each for each in vars(grouped).values()
         if isinstance(each, Query) and each.record is Spanned and each.pattern}  # fmt: skip


async def viewed(graph: Neo4jGraph) -> Neo4jView:
    """The real data, as they are seen on a day."""
    await seed(graph, SEEDS)
    await graph.refresh()
    return graph.at(graph.release, TODAY)


async def checked(view: Neo4jView, world: World, record: type[Record], selection: Selection, size: int) -> None:
    """See that a selection gives what Python makes of it, counted, forwards and backwards."""
    lists: Traversal[Any] = LISTS[record]
    expected = world.chosen(record, selection)

    whole = Window(0, selection=Selection(selection.where))
    ((extent,),) = (await view.fetch(selected(lists.extent, whole), [""], whole)).values()
    forwards = await paged(view, lists.page, size, selection, backward=False)
    backwards = await paged(view, lists.page, size, selection, backward=True)

    assert (extent.total, forwards, backwards) == (len(expected), expected, expected), selection


def drawn(strategy: st.SearchStrategy[E], number: int) -> list[E]:
    """So many examples, always the same: reads are awaited outside of Hypothesis, which knows no loops."""
    examples: list[E] = []

    @settings(max_examples=number, deadline=None, derandomize=True, database=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(strategy)
    def collect(example: E) -> None:
        examples.append(example)

    collect()
    assert len(examples) >= number
    return examples


def span(dates: list[str]) -> tuple[int, str | None, str | None]:
    """How many dates there are, the first and the last."""
    return len(dates), min(dates, default=None), max(dates, default=None)


def stored(record: type[Record]) -> list[Grouping]:
    """The groupings of a noun by what stands in the graph; those by what is derived have a test of their own."""
    return [each for each in TABLES[record].groupings if each.field not in TABLES[record].derived]


async def world_seen(view: Neo4jView) -> World:
    """The whole world of a view."""
    return await world_of(view, {record: lists.page for record, lists in LISTS.items()})


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of a strategy that holds all values there are
async def test_what_is_selected_is_what_python_makes_of_it(graph: Neo4jGraph) -> None:
    view = await viewed(graph)
    world = await world_seen(view)
    strategy = st.sampled_from(list(LISTS)).flatmap(
        lambda record: st.tuples(st.just(record), selections(world, record), st.integers(12, 100))
    )

    for record, selection, size in drawn(strategy, EXAMPLES):
        await checked(view, world, record, selection, size)


def lacking(world: World, kind: Kind) -> tuple[type[Record], Property]:
    """A property of a kind that some things of a noun have, and most have not."""

    def missing(record: type[Record], name: str) -> int:
        values = [getattr(thing, name) for thing in world.things[record].values()]
        return values.count(None) if any(each is not None for each in values) else 0

    found = [(each, TABLES[each].properties[name]) for each in LISTS for name in TABLES[each].fields]
    return max((each for each in found if each[1].kind is kind), key=lambda each: missing(each[0], each[1].name))


async def test_what_is_missing_meets_no_comparison_and_whatever_is_turned_round(graph: Neo4jGraph) -> None:
    view = await viewed(graph)
    world = await world_seen(view)

    for kind, operators in OPERATORS.items():
        record, one = lacking(world, kind)
        value, *_, strange = values_of(world, record, one)
        for operator in operators:
            several = operator in {Operator.IN, Operator.NOT_IN}
            right: Any = (value, strange) if several else operator is Operator.IS_NULL or value
            compared = Compared(one.name, operator, right)
            for where in (compared, Not(compared)):
                things = world.chosen(record, Selection(where))
                assert await whole(view, LISTS[record].page, Selection(where)) == things, where


async def test_a_list_is_read_from_known_things_as_it_is_read_from_its_own(graph: Neo4jGraph) -> None:
    view = await viewed(graph)
    world = await world_seen(view)

    for record in LISTS:
        for relation in TABLES[record].relations:
            for other in sorted({each for ids in world.links[record, relation].values() for each in ids})[:1]:
                condition = Related(relation, Quantifier.SOME, Compared("id", Operator.EQ, other))
                window = Window(100, selection=Selection(condition))
                rows = (await view.fetch(selected(LISTS[record].page, window), [""], window))[""]
                assert [row.node.id for row in rows] == world.chosen(record, Selection(condition))[:100]


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of a strategy that holds all values there are
async def test_groups_are_what_python_counts_and_lead_back_to_their_things(graph: Neo4jGraph) -> None:
    view = await viewed(graph)
    world = await world_seen(view)
    strategy = st.sampled_from(list(GROUPED)).flatmap(
        lambda record: st.tuples(
            st.just(record),
            st.just(ALWAYS) | conditions(world, record).map(canonical),
            st.lists(st.sampled_from(stored(record)), min_size=1, max_size=2, unique=True),
        )
    )

    for record, where, by in drawn(strategy, EXAMPLES // 3):
        window = Window(1_000, selection=Selection(where), by=tuple(each.name for each in by))
        rows = (await view.fetch(selected(GROUPED[record], window), [""], window)).get("", [])
        things = world.chosen(record, Selection(where))
        expected = world.groups(record, things, by)
        lists = replace(window, limit=100, within=True)
        keys = [group_key(window.by, row.values) for row in rows]
        listed = await view.fetch(selected(LISTS[record].page, lists), keys, lists)
        counted = await view.fetch(selected(LISTS[record].extent, lists), keys, lists)

        assert {row.values: row.total for row in rows} == expected, (where, by)
        assert [counted[key][0].total for key in keys] == [row.total for row in rows]
        assert [[row.node.id for row in listed[key]] for key in keys] == [
            world.members(record, things, by, row.values)[:100] for row in rows
        ]
        assert [row.total for row in rows] == sorted(expected.values(), reverse=True)
        if record in SPANS and record is not City:  # whose date is derived: that has a test of its own
            spans = (await view.fetch(selected(SPANS[record], window), [""], window)).get("", [])
            assert {row.values: (row.total, row.earliest, row.latest) for row in spans} == {
                row.values: span(world.dates(record, world.members(record, things, by, row.values))) for row in rows
            }


DERIVED = """{ cities(first: 100) { nodes {
    id status { value } approved { answer } handedOver { answer } inForce { answer }
} } }"""


APPROVALS = """{ cities(first: 100) { nodes {
    province { id } status { value since { iso } }
} } }"""


async def test_approvals_of_a_group_lie_between_those_of_its_cities(graph: Neo4jGraph) -> None:
    await viewed(graph)
    context = context_of(graph, TODAY)
    shown = (await answered(DOCUMENTS, context, Operation(APPROVALS, None, None)))["data"]["cities"]["nodes"]
    dates: dict[str, list[str]] = {each["province"]["id"]: [] for each in shown}
    for each in shown:
        if each["status"]["value"] == "APPROVED" and each["status"]["since"]:
            dates[each["province"]["id"]].append(each["status"]["since"]["iso"])

    window = Window(100, by=("province",))
    rows = (await context.view.fetch(selected(grouped.CITIES_SPANNED, window), [""], window))[""]

    assert {row.values[0]: (row.total, row.earliest, row.latest) for row in rows} == {
        province: span(found) for province, found in dates.items()
    }


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2023, 8, 1), date(2025, 12, 31)], ids=str)
async def test_what_is_derived_narrows_orders_and_groups_as_it_is_shown(graph: Neo4jGraph, day: date) -> None:
    await viewed(graph)
    context = context_of(graph, day)
    shown = (await answered(DOCUMENTS, context, Operation(DERIVED, None, None)))["data"]["cities"]["nodes"]
    words = {"status": "value", "approved": "answer", "handed_over": "answer", "in_force": "answer"}
    names = {"handed_over": "handedOver", "in_force": "inForce"}

    for name, word in words.items():
        expected: dict[str, list[str]] = {}
        for each in shown:
            expected.setdefault(each[names.get(name, name)][word].lower(), []).append(each["id"])
        window = Window(100, selection=Selection(order=(Order(name),)))
        ordered = (await context.view.fetch(selected(city.LIST.page, window), [""], window))[""]
        by = Window(100, by=(name,))
        groups = (await context.view.fetch(selected(grouped.CITIES, by), [""], by))[""]

        assert {row.values[0]: row.total for row in groups} == {value: len(ids) for value, ids in expected.items()}
        assert [row.node.id for row in ordered] == [each for value in sorted(expected) for each in expected[value]]
        for value, ids in expected.items():
            where = Window(100, selection=Selection(Compared(name, Operator.EQ, value)))
            rows = (await context.view.fetch(selected(city.LIST.page, where), [""], where))[""]
            assert [row.node.id for row in rows] == ids, (name, value)

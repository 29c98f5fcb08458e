"""Lists narrowed and ordered, on both engines, compared with the same worked out in Python."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.client import Neo4jGraph, Neo4jView
from graph.model import Edge, Record
from graph.queries.selected import selected
from graph.query import Query, Traversal, Window
from graph.seeding import seed
from graph.selection import Selection
from tests.live.conditions import selections
from tests.live.every import every_list
from tests.live.world import World, world_of

pytestmark = [pytest.mark.live, pytest.mark.anyio]

SEEDS = Path(__file__).parents[2] / "seeds"
TODAY = date(2025, 12, 31)
EXAMPLES = int(os.environ.get("MUEANG_EXAMPLES", "60"))
"""Selections that are tried; `make long` tries thousands."""

LISTS = every_list()


async def viewed(graph: Neo4jGraph) -> Neo4jView:
    """The real data, as they are seen on a day."""
    await seed(graph, SEEDS)
    await graph.refresh()
    return graph.at(graph.release, TODAY)


async def pages(view: Neo4jView, query: Query[Any], selection: Selection, size: int, *, backward: bool) -> list[str]:
    """The ids of a whole list, read page by page from its beginning, or from its end."""
    ids: list[str] = []
    place: Any = ""
    while True:
        ends: dict[str, Any] = {"before" if backward else "after": place}
        window = Window(size, backward=backward, selection=selection, **ends)
        rows: list[Edge[Any]] = (await view.fetch(selected(query, window), [""], window)).get("", [])
        ids.extend(row.node.id for row in rows)
        if len(rows) < size:
            return ids[::-1] if backward else ids
        place = rows[-1].cursor


async def checked(view: Neo4jView, world: World, record: type[Record], selection: Selection, size: int) -> None:
    """See that a selection gives what Python makes of it, counted, forwards and backwards."""
    lists: Traversal[Any] = LISTS[record]
    expected = world.chosen(record, selection)

    whole = Window(0, selection=Selection(selection.where))
    ((extent,),) = (await view.fetch(selected(lists.extent, whole), [""], whole)).values()
    forwards = await pages(view, lists.page, selection, size, backward=False)
    backwards = await pages(view, lists.page, selection, size, backward=True)

    assert (extent.total, forwards, backwards) == (len(expected), expected, expected), selection


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of a strategy that holds all values there are
async def test_what_is_selected_is_what_python_makes_of_it(graph: Neo4jGraph) -> None:
    view = await viewed(graph)
    world = await world_of(view, {record: lists.page for record, lists in LISTS.items()})
    drawn = st.sampled_from(list(LISTS)).flatmap(
        lambda record: st.tuples(st.just(record), selections(world, record), st.integers(12, 100))
    )
    examples: list[tuple[type[Record], Selection, int]] = []

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(drawn)
    def collect(example: tuple[type[Record], Selection, int]) -> None:
        examples.append(example)

    collect()
    for record, selection, size in examples:
        await checked(view, world, record, selection, size)
    assert len(examples) >= EXAMPLES

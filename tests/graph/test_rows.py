"""Which reads the rows of a list come of that is narrowed by several things at once."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

import pytest

from graph.errors import GraphTimeoutError
from graph.model import ListExtent, Places, Record
from graph.queries import agency, city
from graph.queries.apart import WIDE, uses
from graph.queries.rows import rows_of
from graph.query import EVERYTHING, GraphView, Query, ViewOver, Window
from graph.selection import All, Compared, Operator, Order, Selection
from tests.fakes import RELEASE, FakeGraph

R = TypeVar("R", bound=Record)

pytestmark = pytest.mark.anyio

TODAY = date(2026, 1, 1)
NAMES = ("name_en", "name_th", "id")
THREE = Selection(All(tuple(Compared(each, Operator.NE, "a") for each in NAMES)))
PLACES = "city.list.places"


@pytest.fixture(autouse=True)
def nothing_came() -> None:
    uses.cache_clear()


def view_of(*stood: tuple[str, ...], posts: Sequence[str] = ()) -> "Standing":
    """A view of a list, in which things stand that meet one part of a condition after the other."""
    graph = FakeGraph({(PLACES, ""): [Places(places=each) for each in stood]})
    graph.fences["City"], graph.plans = posts, True
    return Standing(graph, graph.at(RELEASE, TODAY))


class Standing(ViewOver):
    """A view that gives each part of a condition places of its own; one that has none never comes."""

    def __init__(self, graph: FakeGraph, view: GraphView) -> None:
        super().__init__(view)
        self.graph = graph
        self.stood = iter(graph.rows[PLACES, ""])
        self.given_up = 0

    async def fetch(self, query: Query[R], keys: Sequence[str], window: Window = EVERYTHING) -> dict[str, list[R]]:
        """What the view below answers, and where things stand."""
        if query.record is not Places:
            return await super().fetch(query, keys, window)
        self.graph.reads.append((query.name, sorted(keys)))
        self.graph.windows.append(window)
        stood: Any = next(self.stood, None)
        if stood is None:
            try:
                await asyncio.Event().wait()
            finally:
                self.given_up += 1
        if stood.places == ("too slow",):
            raise GraphTimeoutError(query.name)
        return {keys[0]: [stood]}

    @property
    def reads(self) -> list[str]:
        """The names of what was read."""
        return [name for name, _ in self.graph.reads]


async def test_what_meets_all_parts_is_read_by_its_places() -> None:
    view = view_of(("r|a", "r|b"), ("r|b", "r|c"), ("r|c", "r|b"))

    await rows_of(view, city.LIST.page, [""], Window(5, selection=THREE))

    assert view.reads == [PLACES] * 3 + ["city.list"]
    assert view.graph.windows[-1] == Window(5, places=("r|b",))


async def test_where_nothing_meets_all_parts_nothing_is_read() -> None:
    view = view_of(("r|a",), ("r|b",), ("r|c",))

    assert await rows_of(view, city.LIST.page, [""], Window(5, selection=THREE)) == {}
    assert view.reads == [PLACES] * 3


async def test_a_list_is_counted_by_where_its_things_stand() -> None:
    view = view_of(("r|a", "r|b"), ("r|b", "r|a"), ("r|a", "r|b", "r|c"))

    found = await rows_of(view, city.LIST.extent, [""], Window(0, selection=THREE))

    assert found == {"": [ListExtent(total=2, complete=False)]}
    assert view.reads == [PLACES] * 3


async def test_a_part_that_fails_ends_the_others() -> None:
    view = view_of(("too slow",))

    with pytest.raises(GraphTimeoutError):
        await rows_of(view, city.LIST.page, [""], Window(5, selection=THREE))
    await asyncio.sleep(0)

    assert view.given_up == len(NAMES) - 1


async def test_a_wide_list_is_read_as_a_whole() -> None:
    posts = [f"{number:06}" for number in range(WIDE // 100)]
    narrow, wide = view_of((), (), (), posts=posts[1:]), view_of((), (), (), posts=posts)

    for view in (narrow, wide):
        await rows_of(view, city.LIST.extent, [""], Window(0, selection=THREE))

    assert (narrow.reads, wide.reads) == ([PLACES] * 3, ["city.list.extent"])


async def test_a_list_without_things_is_ordered_too() -> None:
    ordered = Selection(THREE.where, (Order("name_en"),))

    assert "Agency" not in RELEASE.counts
    assert await rows_of(view_of((), (), ()), agency.LIST.page, [""], Window(5, selection=ordered)) == {}


async def test_where_a_new_text_is_soon_planned_a_list_is_read_as_a_whole() -> None:
    view = view_of((), (), ())
    view.graph.plans = False

    await rows_of(view, city.LIST.page, [""], Window(5, selection=THREE))

    assert view.reads == ["city.list"]

"""Which stretch is read of a list that is kept in an order."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import City, Project
from graph.queries import emblem
from graph.queries.ordered import MORE, day_of, ends_of, kept, parts
from graph.queries.rows import rows_of
from graph.queries.tables import TABLES
from graph.query import Stretch, Window
from graph.selection import Compared, Operator, Order, Selection
from tests.fakes import RELEASE, FakeGraph

pytestmark = pytest.mark.anyio

ORDERS = ("City.name_en", "City.approved_on")
NAME = Order("name_en")
APPROVED = Order("approved_on", descending=True)
LATEST = date(2026, 1, 1)
BY_NAME = Selection(order=(NAME,))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ((NAME,), True),
        ((Order("name_en", descending=True),), True),
        ((APPROVED,), True),
        ((Order("in_force"),), False),
        ((NAME, APPROVED), True),
        ((NAME, Order("in_force")), False),
        ((), False),
    ],
)
def test_an_order_is_kept_by_keys_of_which_each_is_noted(order: tuple[Order, ...], *, expected: bool) -> None:
    release = RELEASE.model_copy(update={"orders": ORDERS})

    assert kept(FakeGraph(release=release).at(release, LATEST), TABLES[City], order) is expected


def test_an_order_is_of_a_day_only_where_one_of_its_keys_changes() -> None:
    view = FakeGraph().at(RELEASE, LATEST)

    assert day_of(view, TABLES[City], (NAME,)) == date.max
    assert day_of(view, TABLES[City], (NAME, APPROVED)) == view.as_of < date.max


def test_nothing_is_kept_of_a_noun_or_by_a_load_that_says_nothing_of_it() -> None:
    view = FakeGraph().at(RELEASE, date(2025, 1, 1))

    assert not kept(view, TABLES[City], (NAME,))
    assert not kept(view, TABLES[Project], (NAME,))


def read(window: Window, things: int) -> list[tuple[Sequence[int], bool]]:
    """The numbers to read of so many cities, window by window, each with whether it is all."""
    found = list(parts(window, "City", LATEST, ends_of(window, things)))
    stretches = [part.stretch for part, _ in found if part.stretch]
    assert {each[:3] for each in stretches} == {("City", window.selection.order, LATEST)}
    return [(each.numbers, whole) for each, (_, whole) in zip(stretches, found, strict=True)]


def test_a_page_is_read_from_where_its_cursor_lies() -> None:
    (first, *_) = read(Window(21, after=("Phuket", "city:phuket", 700), selection=BY_NAME), 100_000)
    (last, *_) = read(Window(101, backward=True, selection=BY_NAME), 100_000)

    assert first == (range(700, 722), False)
    assert last == (range(99_898, 100_000), False)


def test_the_list_goes_on_as_it_was_sorted_where_a_cursor_has_no_number() -> None:
    assert not ends_of(Window(21, after=("Phuket", "city:phuket")), 100_000)
    assert not ends_of(Window(21, before=("Phuket", "city:phuket")), 100_000)


def test_a_short_list_that_is_narrowed_is_sorted_as_a_whole() -> None:
    few = Window(21, selection=Selection(Compared("name_en", Operator.CONTAINS, "a"), (NAME,)))

    assert not ends_of(few, 1_000)
    assert read(few, 2_000)[0] == (range(1_022), False)


def test_nothing_is_read_of_nothing() -> None:
    assert list(parts(Window(21, selection=BY_NAME), "City", LATEST, ())) == [
        (Window(21, selection=BY_NAME, stretch=Stretch("City", (NAME,), LATEST, ())), True)
    ]


@given(st.integers(0, 101), st.integers(1, 50_000), st.integers(0, 49_999), st.booleans())
def test_parts_grow_from_one_end_until_they_are_all_or_many(
    limit: int, things: int, after: int, backward: bool
) -> None:
    high = things - 1
    low = min(after, high)

    found = read(Window(limit, after=("a", "b", low), backward=backward, selection=BY_NAME), things)

    for (narrow, whole), (wide, _) in pairwise(found):
        assert not whole
        assert (wide[-1] == high) if backward else (wide[0] == low)
        assert (wide[0] < narrow[0]) if backward else (wide[-1] > narrow[-1])
    last, whole = found[-1]
    assert low <= last[0] <= last[-1] <= high
    assert whole == (last == range(low, things))
    assert whole or len(found) == len(MORE)
    assert len(last) <= limit + MORE[len(found) - 1] + 1


THERE = [0, 5, 40_000, 70_000, 99_999]


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ({}, THERE),
        ({"backward": True}, THERE),
        ({"after": ("2024", "emblem:a", 5)}, THERE[1:]),
        ({"after": ("2024", "emblem:a", 6), "before": ("2025", "emblem:b", 70_000)}, THERE[2:4]),
    ],
)
async def test_where_most_is_not_there_on_a_day_what_is_there_is_read(
    ends: dict[str, Any], expected: list[int]
) -> None:
    release = RELEASE.model_copy(update={"counts": {"Emblem": 100_000}, "orders": ("Emblem.certified",)})
    graph = FakeGraph(release=release)
    graph.there = THERE
    window = Window(3, selection=Selection(order=(Order("certified", True),)), **ends)

    assert await rows_of(graph.at(release, LATEST), emblem.LIST.page, [""], window) == {}

    *_, last = [each.stretch for each in graph.windows if each.stretch]
    assert list(last.numbers) == expected
    assert ("Emblem there", []) in graph.reads


@pytest.mark.parametrize(("after", "before"), [(10**9, None), (None, 10**9), (-7, None), (None, -7), (-7, 10**9)])
def test_a_number_that_was_made_up_leads_nowhere_else(after: int | None, before: int | None) -> None:
    ends: dict[str, Any] = {"after": ("a", "b", after)} if after else {}
    ends |= {"before": ("a", "b", before)} if before else {}

    assert set(ends_of(Window(21, selection=BY_NAME, **ends), 100)) <= set(range(100))

"""Which stretch is read of a list that is kept in an order."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import City, Project
from graph.queries.ordered import MORE, day_of, kept, parts
from graph.queries.tables import TABLES
from graph.query import Stretch, Window
from graph.selection import Compared, Operator, Order, Selection
from tests.fakes import RELEASE, FakeGraph

ORDERS = ("City.name_en", "City.approved_on")
NAME = Order("name_en")
APPROVED = Order("approved_on", descending=True)
NOWHERE = Stretch("", (), date.max, -1, -1)
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


def test_a_page_is_read_from_where_its_cursor_lies() -> None:
    window = Window(21, after=("Phuket", "city:phuket", 700), selection=BY_NAME)
    (first, whole), *_ = parts(window, "City", 100_000, LATEST)

    assert (first.stretch, whole) == (Stretch("City", (NAME,), LATEST, 700, 721), False)
    (last, _), *_ = parts(Window(101, backward=True, selection=BY_NAME), "City", 100_000, LATEST)
    assert last.stretch == Stretch("City", (NAME,), LATEST, 99_898, 99_999)


def test_the_list_goes_on_as_it_was_sorted_where_a_cursor_has_no_number() -> None:
    assert list(parts(Window(21, after=("Phuket", "city:phuket")), "City", 100_000, LATEST)) == []
    assert list(parts(Window(21, before=("Phuket", "city:phuket")), "City", 100_000, LATEST)) == []


def test_a_short_list_that_is_narrowed_is_sorted_as_a_whole() -> None:
    few = Selection(Compared("name_en", Operator.CONTAINS, "a"), (NAME,))

    assert list(parts(Window(21, selection=few), "City", 1_000, LATEST)) == []
    (part, whole), *_ = parts(Window(21, selection=few), "City", 2_000, LATEST)
    assert (part.stretch, whole) == (Stretch("City", (NAME,), LATEST, 0, 1_021), False)


@given(st.integers(0, 101), st.integers(1, 50_000), st.integers(0, 49_999), st.booleans())
def test_parts_grow_from_one_end_until_they_are_all_or_many(
    limit: int, things: int, after: int, backward: bool
) -> None:
    high = things - 1
    low = min(after, high)
    window = Window(limit, after=("a", "b", low), backward=backward)

    found = [(part.stretch or NOWHERE, whole) for part, whole in parts(window, "City", things, LATEST)]

    for (narrow, whole), (wide, _) in pairwise(found):
        assert not whole
        assert (wide.last == high) if backward else (wide.first == low)
        assert (wide.first < narrow.first) if backward else (wide.last > narrow.last)
    last, whole = found[-1]
    assert low <= last.first <= last.last <= high
    assert whole == ((last.first, last.last) == (low, high))
    assert whole or len(found) == len(MORE)
    assert last.last - last.first <= limit + MORE[len(found) - 1]

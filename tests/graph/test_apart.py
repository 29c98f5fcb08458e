"""Conditions taken apart, and their parts joined again."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.queries import city, grouped, province
from graph.queries.apart import KEPT, TIMES, asking, by_parts, meeting, onto, parts_of, things_in, uses
from graph.query import Query, Stretch, Window
from graph.selection import ALWAYS, All, Compared, Condition, Either, Not, Operator, Order, Selection, canonical
from tests.fakes import RELEASE, FakeGraph

PARTS = [Compared(field, Operator.EQ, value) for field in ("name_en", "name_th") for value in "ab"]
THINGS = range(2 ** len(PARTS))
"""A thing for each choice of the parts: it meets those whose bits it has."""

CONDITIONS = st.recursive(
    st.sampled_from(PARTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: Either(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=6,
)
TWO = All((PARTS[0], PARTS[2]))
BY_NAME = (Order("name_en"),)
TODAY = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def nothing_came() -> None:
    uses.cache_clear()


def meets(condition: Condition, thing: int) -> bool:
    """Whether a thing meets a condition."""
    match condition:
        case All(parts):
            return all(meets(part, thing) for part in parts)
        case Either(parts):
            return any(meets(part, thing) for part in parts)
        case Not(part):
            return not meets(part, thing)
        case Compared():
            return bool(thing >> PARTS.index(condition) & 1)
        case _:
            raise TypeError(condition)


def those(condition: Condition) -> frozenset[int]:
    """The things that meet a condition."""
    return frozenset(thing for thing in THINGS if meets(condition, thing))


@given(CONDITIONS, st.booleans())
def test_what_meets_the_parts_says_what_meets_the_whole(condition: Condition, ordered: bool) -> None:  # drawn
    asked = canonical(condition) if ordered else condition
    parts = parts_of(asked)

    assert meeting(asked, {part: those(part) for part in parts}) == those(condition)
    assert all(isinstance(part.part if isinstance(part, Not) else part, Compared) for part in parts - {ALWAYS})


@pytest.mark.parametrize(
    ("condition", "parts"),
    [
        (TWO, set(TWO.parts)),
        (Not(TWO), set(map(Not, TWO.parts))),
        (Not(Not(PARTS[0])), {PARTS[0]}),
        (Either((PARTS[0], All((PARTS[0], PARTS[1])))), set(PARTS[:2])),
        (Either((ALWAYS, PARTS[0])), {ALWAYS, PARTS[0]}),
        (Either((Either(()), PARTS[0])), {PARTS[0]}),
    ],
)
def test_a_condition_is_asked_for_by_what_it_is_joined_of(condition: Condition, parts: set[Condition]) -> None:
    assert parts_of(condition) == parts


def listed(where: Condition, order: tuple[Order, ...] = (), **ends: Any) -> Window:
    """A window on a list that is narrowed."""
    return Window(10, selection=Selection(where, order), **ends)


def test_a_condition_is_asked_by_its_parts_for_some_times() -> None:
    found = [by_parts(city.LIST.page, listed(TWO)) for _ in range(TIMES + 2)]

    assert found == [True] * TIMES + [False] * 2
    assert not by_parts(city.LIST.page, listed(All((Compared("name_en", Operator.EQ, "c"), PARTS[2]))))


@pytest.mark.parametrize(
    ("query", "window"),
    [
        (city.LIST.page, listed(Either((PARTS[0], PARTS[2])))),
        (city.LIST.page, listed(TWO, BY_NAME)),
        (city.LIST.page, listed(TWO, backward=True)),
        (city.LIST.extent, listed(TWO)),
        (province.LIST.page, listed(TWO)),
    ],
)
def test_another_text_is_another_shape(query: Query[Any], window: Window) -> None:
    for _ in range(TIMES + 1):
        by_parts(city.LIST.page, listed(TWO))

    assert by_parts(query, window)


def test_the_shapes_that_came_last_are_known() -> None:
    for _ in range(TIMES):
        by_parts(city.LIST.page, listed(TWO))
    for number in range(KEPT - 1):
        by_parts(city.LIST.page, listed(TWO, (Order(str(number)),)))

    assert not by_parts(city.LIST.page, listed(TWO))
    assert uses.cache_info().currsize == KEPT


@pytest.mark.parametrize(
    ("query", "window"),
    [
        (city.LIST.page, listed(PARTS[0])),
        (city.LIST.page, Window(10)),
        (city.LIST.page, listed(TWO, by=("province",))),
        (grouped.CITIES, listed(TWO, by=("province",))),
        (city.BY_ID, listed(TWO)),
        (city.LIST.page, listed(All(tuple(Compared("name_en", Operator.NE, str(each)) for each in range(9))))),
    ],
)
def test_what_has_one_part_or_many_or_is_no_list_is_asked_as_a_whole(query: Query[Any], window: Window) -> None:
    assert not by_parts(query, window)


def stretch(things: int) -> Stretch:
    """So many things in an order."""
    return Stretch("City", BY_NAME, TODAY, range(things))


def test_how_many_things_there_are_in_a_window() -> None:
    release = RELEASE.model_copy(update={"counts": {"City": 250}})
    graph = FakeGraph(release=release)
    graph.fences["City"] = ["c", "f"]
    view = graph.at(release, TODAY)

    assert things_in(view, "City", listed(TWO)) == 300
    assert things_in(view, "City", listed(TWO, after="d")) == 200
    assert things_in(view, "City", listed(TWO, after="d", before="e")) == 100
    assert things_in(view, "City", listed(TWO, BY_NAME)) == 250
    assert things_in(view, "City", listed(TWO, BY_NAME, stretch=stretch(40))) == 40
    assert things_in(view, "Agency", listed(TWO, BY_NAME)) == 0


def test_a_part_is_asked_for_between_the_same_places() -> None:
    window = Window(10, "a", "c", backward=True, low=True, selection=Selection(TWO))

    assert asking(window, PARTS[0]) == Window(0, "a", "c", low=True, selection=Selection(PARTS[0]))


def test_a_part_is_asked_for_in_the_same_stretch_whatever_the_cursors_of_an_order() -> None:
    window = Window(10, ("a", "place"), ("c", "place"), selection=Selection(TWO, BY_NAME), stretch=stretch(5))

    assert asking(window, PARTS[0]) == Window(0, selection=Selection(PARTS[0]), stretch=stretch(5))


@pytest.mark.parametrize(
    ("limit", "backward", "expected"),
    [(2, False, "ab"), (2, True, "cd"), (9, True, "abcd"), (0, True, ""), (0, False, "")],
)
def test_of_a_list_in_its_own_order_only_a_page_is_read(limit: int, expected: str, *, backward: bool) -> None:
    window = Window(limit, "A", backward=backward, low=True, selection=Selection(TWO))

    assert onto(window, frozenset("cabd")) == Window(limit, "A", backward=backward, low=True, places=tuple(expected))


def test_of_a_list_in_an_order_all_that_meet_the_condition_are_read() -> None:
    window = Window(2, ("a", "place"), selection=Selection(TWO, BY_NAME))
    by_name = Selection(order=BY_NAME)

    assert onto(window, frozenset("cab")) == Window(2, ("a", "place"), selection=by_name, places=("a", "b", "c"))


def test_of_a_stretch_its_own_numbers_are_read() -> None:
    window = Window(2, selection=Selection(TWO, BY_NAME), stretch=stretch(9))
    known = stretch(0)._replace(numbers=(2, 7))

    assert onto(window, frozenset({7, 2})) == Window(2, selection=Selection(order=BY_NAME), stretch=known)

"""Conditions taken apart, and their parts joined again."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.queries import city, grouped, province
from graph.queries.apart import CAME, KEPT, MOST_PARTS, TIMES, WIDE, asking, is_apart, is_new, meeting, onto, parts_of
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
def nothing_came() -> Iterator[None]:
    CAME.clear()
    yield
    CAME.clear()


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


def test_a_shape_is_new_for_some_times() -> None:
    assert [is_new("city.list", "a") for _ in range(TIMES + 2)] == [True] * TIMES + [False] * 2
    assert is_new("city.list", "b")
    assert is_new("province.list", "a")


def test_few_shapes_are_known() -> None:
    for number in range(3 * KEPT):
        is_new("city.list", str(number))

    assert len(CAME) <= KEPT


@pytest.mark.parametrize(
    ("query", "window", "expected"),
    [
        (city.LIST.page, Window(10, selection=Selection(TWO)), True),
        (city.LIST.extent, Window(0, selection=Selection(TWO)), True),
        (city.LIST.page, Window(10, selection=Selection(TWO, BY_NAME)), True),
        (city.LIST.page, Window(10, selection=Selection(PARTS[0])), False),
        (city.LIST.page, Window(10), False),
        (city.LIST.page, Window(10, selection=Selection(TWO), by=("province",)), False),
        (grouped.CITIES, Window(10, selection=Selection(TWO), by=("province",)), False),
        (province.CITIES.page, Window(10, selection=Selection(TWO)), False),
        (city.BY_ID, Window(10, selection=Selection(TWO)), False),
    ],
)
def test_a_part_of_a_list_of_everything_is_read_by_the_parts_of_its_condition(
    query: Query[Any], window: Window, *, expected: bool
) -> None:
    view = FakeGraph().at(RELEASE, TODAY)

    assert is_apart(view, query, window) is expected


def test_a_condition_of_many_parts_is_asked_as_a_whole() -> None:
    view = FakeGraph().at(RELEASE, TODAY)
    many = All(tuple(Compared("name_en", Operator.NE, str(number)) for number in range(MOST_PARTS + 1)))

    assert not is_apart(view, city.LIST.page, Window(10, selection=Selection(many)))
    assert is_apart(view, city.LIST.page, Window(10, selection=Selection(All(many.parts[1:]))))


def stretch(things: int) -> Stretch:
    """So many things in an order."""
    return Stretch("City", BY_NAME, TODAY, range(things))


@pytest.mark.parametrize(("things", "expected"), [(WIDE, True), (WIDE + 1, False)])
def test_of_many_things_it_is_not_asked_which_meet_a_part(things: int, *, expected: bool) -> None:
    release = RELEASE.model_copy(update={"counts": {**RELEASE.counts, "City": things}})
    view = FakeGraph(release=release).at(release, TODAY)

    assert is_apart(view, city.LIST.page, Window(10, selection=Selection(TWO, BY_NAME))) is expected
    part = Window(10, selection=Selection(TWO, BY_NAME), stretch=stretch(things))
    assert is_apart(FakeGraph().at(RELEASE, TODAY), city.LIST.page, part) is expected


def test_a_part_is_asked_for_between_the_same_places() -> None:
    window = Window(10, "a", "c", backward=True, low=True, selection=Selection(TWO))

    assert asking(window, PARTS[0]) == Window(0, "a", "c", low=True, selection=Selection(PARTS[0]))


def test_a_part_is_asked_for_in_the_same_stretch_whatever_the_cursors_of_an_order() -> None:
    window = Window(10, ("a", "place"), ("c", "place"), selection=Selection(TWO, BY_NAME), stretch=stretch(5))

    assert asking(window, PARTS[0]) == Window(0, selection=Selection(PARTS[0]), stretch=stretch(5))


@pytest.mark.parametrize(("backward", "expected"), [(False, ("a", "b")), (True, ("c", "d"))])
def test_of_a_list_in_its_own_order_only_a_page_is_read(*, backward: bool, expected: tuple[str, ...]) -> None:
    window = Window(2, "A", backward=backward, low=True, selection=Selection(TWO))

    assert onto(window, frozenset("cabd")) == Window(2, "A", backward=backward, low=True, among=expected)


def test_of_a_list_in_an_order_all_that_meet_the_condition_are_read() -> None:
    window = Window(2, ("a", "place"), selection=Selection(TWO, BY_NAME))
    by_name = Selection(order=BY_NAME)

    assert onto(window, frozenset("cab")) == Window(2, ("a", "place"), selection=by_name, among=("a", "b", "c"))


def test_of_a_stretch_its_own_numbers_are_read() -> None:
    window = Window(2, selection=Selection(TWO, BY_NAME), stretch=stretch(9))
    known = stretch(0)._replace(numbers=(2, 7))

    assert onto(window, frozenset({7, 2})) == Window(2, selection=Selection(order=BY_NAME), stretch=known)

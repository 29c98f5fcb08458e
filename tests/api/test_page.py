"""The part of a list that a client asks for."""

import base64
from dataclasses import replace
from typing import Any

import pytest

from api.errors import UserError
from api.loaders import Loaders
from api.page import Arguments, Listed, PageOfList, Scope, Wanted, listed, page_of, trimmed, whole
from graph.query import Place, Window
from graph.selection import EVERY_THING, Compared, Operator, Order, Selection
from tests.fakes import RELEASE, TODAY, FakeGraph
from tests.things import city, edge_of

pytestmark = pytest.mark.anyio

ROWS = [edge_of(city(slug), slug) for slug in "abc"]


VIEW = FakeGraph().at(RELEASE, TODAY)
SCOPE = Scope("release-1", "2023-05-06", "cities", "", low=False, selection=EVERY_THING)
BY_NAME = Selection(Compared("kind", Operator.EQ, "livable"), (Order("name_en"),))


def asked(**arguments: Any) -> Listed:
    """The list of all cities, as a client asks for it."""
    return listed(Loaders(VIEW), Loaders.cities, "", Arguments(**arguments))


def with_window(window: Window) -> Listed:
    """The list of all cities, with such a window."""
    loaders = Loaders(VIEW)
    return Listed(Wanted("cities", SCOPE.release, SCOPE.day, window, loaders.cities), "")


def page_told(window: Window, rows: list[Any]) -> PageOfList:
    """What is told of where a page of all cities lies."""
    page = page_of(with_window(window), rows)
    return PageOfList(page.has_next_page, page.has_previous_page, page.start_cursor, page.end_cursor)


async def test_a_list_is_twenty_long_unless_a_size_is_given() -> None:
    assert asked().window == Window(20)


async def test_the_arguments_of_a_list_are_its_window() -> None:
    scope = replace(SCOPE, low=True)

    one = asked(after=scope.opaque("a"), last=5, before=scope.opaque("z"), include_low_confidence=True)

    assert one.window == Window(5, after="a", before="z", backward=True, low=True)
    assert one.scope == scope


@pytest.mark.parametrize("size", [0, 1, 100])
async def test_a_page_may_hold_none_to_a_hundred(size: int) -> None:
    assert asked(first=size).window.limit == size
    assert asked(last=size).window.limit == size


@pytest.mark.parametrize("size", [-1, 101, 2**31 - 1])
@pytest.mark.parametrize("name", ["first", "last"])
async def test_a_size_out_of_range_is_refused_with_its_value_and_the_cure(name: str, size: int) -> None:
    with pytest.raises(UserError) as caught:
        asked(**{name: size})

    assert caught.value.code == "BAD_USER_INPUT"
    assert str(caught.value) == f"`{name}: {size}` is out of range: ask for 0 to 100 and follow `pageInfo`"


async def test_the_beginning_and_the_end_are_not_asked_for_at_once() -> None:
    with pytest.raises(UserError) as caught:
        asked(first=2, last=3)

    assert caught.value.code == "BAD_USER_INPUT"
    assert str(caught.value) == "`first: 2` and `last: 3` exclude each other: give one of them"


PLACES: list[Place] = [
    "city:phuket", "2021-05-06|round:a", "ภูเก็ต", "a", "?>?>~~",
    ("Phuket", "city:phuket"), (None, 3, 2.5, True, "city:phuket"),
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_cursor_comes_back_as_it_was(place: Place) -> None:
    shown = SCOPE.opaque(place)

    assert SCOPE.plain(shown) == place
    assert shown.isascii()
    assert not set(shown) & set("+/=")


@pytest.mark.parametrize("cursor", [None, ""])
def test_no_cursor_is_no_place(cursor: str | None) -> None:
    assert SCOPE.plain(cursor) == ""


def refused(scope: Scope, cursor: str) -> None:
    """See that a cursor is refused with the cure."""
    with pytest.raises(UserError) as caught:
        scope.plain(cursor)

    assert caught.value.code == "INVALID_CURSOR"
    assert str(caught.value) == (
        f"{cursor!r} is no cursor of this list as it is asked for: it is damaged, or comes from another list, filter,"
        " order, day or release; take one from `pageInfo` of the same query"
    )


@pytest.mark.parametrize("cursor", ["a", "%%%", "YQ==YQ", "_w", "ก", "Y Q", "\x00", "Y2l0eTpwaHVrZXQ"])
def test_a_damaged_cursor_is_refused_with_the_cure(cursor: str) -> None:
    refused(SCOPE, cursor)


@pytest.mark.parametrize("place", [b"", b"[", b"null", b"nothing"])
def test_a_cursor_that_somebody_else_has_signed_is_refused(place: bytes) -> None:
    signed = SCOPE.signature(place) + place

    refused(SCOPE, base64.urlsafe_b64encode(signed).decode().rstrip("="))


def test_a_cursor_with_one_letter_changed_is_refused() -> None:
    good = SCOPE.opaque("city:phuket")

    for place, letter in enumerate(good):
        refused(SCOPE, good[:place] + ("A" if letter != "A" else "B") + good[place + 1 :])


@pytest.mark.parametrize(
    "other",
    [
        {"release": "release-2"},
        {"day": "2021-05-06"},
        {"line": "city_operators"},
        {"of": "city:phuket"},
        {"low": True},
        {"selection": BY_NAME},
        {"selection": Selection(BY_NAME.where)},
        {"selection": Selection(order=BY_NAME.order)},
    ],
    ids=str,
)
def test_a_cursor_of_another_list_is_refused(other: dict[str, Any]) -> None:
    refused(SCOPE, replace(SCOPE, **other).opaque("city:phuket"))
    refused(replace(SCOPE, **other), SCOPE.opaque("city:phuket"))


async def test_one_row_more_than_asked_for_is_read_to_know_whether_there_are_more() -> None:
    one = asked(last=2, include_low_confidence=True, selection=BY_NAME)

    assert one.wanted.page.window == Window(3, backward=True, low=True, selection=BY_NAME)


async def test_the_extent_of_a_list_is_the_same_for_each_of_its_pages() -> None:
    one = Window(2, after="a", low=True, selection=BY_NAME)
    two = Window(3, backward=True, low=True, selection=Selection(BY_NAME.where))

    assert whole(one) == whole(two) == Window(0, low=True, selection=Selection(BY_NAME.where))
    assert asked(first=2).wanted.extent.window == whole(Window(2))


def test_a_page_from_the_end_is_shown_in_the_order_of_the_list() -> None:
    rows = ROWS[::-1]

    assert [row.cursor for row in trimmed(Window(2, backward=True), rows)] == ["b", "c"]


async def test_a_page_of_none_still_says_whether_there_are_any() -> None:
    assert page_told(Window(0), ROWS[:1]) == PageOfList(True, False, None, None)
    assert page_told(Window(0), []) == PageOfList(False, False, None, None)


@pytest.mark.parametrize(
    ("window", "rows", "page"),
    [
        (Window(2), ROWS, PageOfList(True, False, SCOPE.opaque("a"), SCOPE.opaque("b"))),
        (Window(2), ROWS[:2], PageOfList(False, False, SCOPE.opaque("a"), SCOPE.opaque("b"))),
        (Window(2, after="a"), ROWS[1:], PageOfList(False, True, SCOPE.opaque("b"), SCOPE.opaque("c"))),
        (Window(2, backward=True), ROWS[::-1], PageOfList(False, True, SCOPE.opaque("b"), SCOPE.opaque("c"))),
        (
            Window(2, before="c", backward=True),
            ROWS[1::-1],
            PageOfList(True, False, SCOPE.opaque("a"), SCOPE.opaque("b")),
        ),
    ],
)
async def test_a_page_says_what_lies_on_either_side(window: Window, rows: list[Any], page: PageOfList) -> None:
    assert page_told(window, rows) == page

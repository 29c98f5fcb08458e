"""The part of a list that a client asks for."""

import pytest

from api.errors import UserError
from api.loaders import Loaders
from api.page import Listed, PageOfList, opaque, page_of, plain, trimmed, window_of
from graph.query import Window
from tests.things import city, edge_of

ROWS = [edge_of(city(slug), slug) for slug in "abc"]


def test_a_list_is_twenty_long_unless_a_size_is_given() -> None:
    assert window_of(None, None, None, None, False) == Window(20)


def test_the_arguments_of_a_list_are_its_window() -> None:
    window = window_of(None, opaque("a"), 5, opaque("z"), True)

    assert window == Window(5, after="a", before="z", backward=True, low=True)


@pytest.mark.parametrize("size", [0, 1, 100])
def test_a_page_may_hold_none_to_a_hundred(size: int) -> None:
    assert window_of(size, None, None, None, False).limit == size
    assert window_of(None, None, size, None, False).limit == size


@pytest.mark.parametrize("size", [-1, 101, 2**31 - 1])
@pytest.mark.parametrize("name", ["first", "last"])
def test_a_size_out_of_range_is_refused_with_its_value_and_the_cure(name: str, size: int) -> None:
    sizes = {"first": None, "last": None, name: size}

    with pytest.raises(UserError) as caught:
        window_of(sizes["first"], None, sizes["last"], None, False)

    assert caught.value.code == "BAD_USER_INPUT"
    assert str(caught.value) == f"`{name}: {size}` is out of range: ask for 0 to 100 and follow `pageInfo`"


def test_the_beginning_and_the_end_are_not_asked_for_at_once() -> None:
    with pytest.raises(UserError) as caught:
        window_of(2, None, 3, None, False)

    assert caught.value.code == "BAD_USER_INPUT"
    assert str(caught.value) == "`first: 2` and `last: 3` exclude each other: give one of them"


@pytest.mark.parametrize("cursor", ["city:phuket", "2021-05-06|round:a", "ภูเก็ต", "a", "ab", "abc", "?>?>~~"])
def test_a_cursor_comes_back_as_it_was(cursor: str) -> None:
    shown = opaque(cursor)

    assert plain(shown) == cursor
    assert cursor not in shown
    assert shown.isascii()
    assert not set(shown) & set("+/=")


@pytest.mark.parametrize("cursor", [None, ""])
def test_no_cursor_is_no_place(cursor: str | None) -> None:
    assert plain(cursor) == ""


@pytest.mark.parametrize("cursor", ["a", "%%%", "YQ==YQ", "_w", "ก", "Y Q", "\x00"])
def test_a_damaged_cursor_is_refused_with_the_cure(cursor: str) -> None:
    with pytest.raises(UserError) as caught:
        plain(cursor)

    assert caught.value.code == "INVALID_CURSOR"
    assert str(caught.value) == f"{cursor!r} is no cursor: take one from `pageInfo` or `edges` of the same list"


def test_one_row_more_than_asked_for_is_read_to_know_whether_there_are_more() -> None:
    listed = Listed(Loaders.cities, "", Window(2, after="a", before="z", backward=True, low=True))

    assert listed.part.window == Window(3, after="a", before="z", backward=True, low=True)


def test_the_extent_of_a_list_is_the_same_for_each_of_its_pages() -> None:
    one = Listed(Loaders.cities, "", Window(2, after="a", low=True))
    two = Listed(Loaders.cities, "", Window(3, before="b", backward=True, low=True))

    assert one.whole == two.whole
    assert one.whole.window == Window(0, low=True)


def test_a_page_from_the_end_is_shown_in_the_order_of_the_list() -> None:
    rows = ROWS[::-1]

    assert [row.cursor for row in trimmed(Window(2, backward=True), rows)] == ["b", "c"]


def test_a_page_of_none_still_says_whether_there_are_any() -> None:
    assert page_of(Window(0), ROWS[:1]) == PageOfList(True, False, None, None)
    assert page_of(Window(0), []) == PageOfList(False, False, None, None)


@pytest.mark.parametrize(
    ("window", "rows", "page"),
    [
        (Window(2), ROWS, PageOfList(True, False, opaque("a"), opaque("b"))),
        (Window(2), ROWS[:2], PageOfList(False, False, opaque("a"), opaque("b"))),
        (Window(2, after="a"), ROWS[1:], PageOfList(False, True, opaque("b"), opaque("c"))),
        (Window(2, backward=True), ROWS[::-1], PageOfList(False, True, opaque("b"), opaque("c"))),
        (Window(2, before="c", backward=True), ROWS[1::-1], PageOfList(True, False, opaque("a"), opaque("b"))),
    ],
)
def test_a_page_says_what_lies_on_either_side(window: Window, rows: list[object], page: PageOfList) -> None:
    assert page_of(window, rows) == page

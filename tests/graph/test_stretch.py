"""Long lists, a stretch at a time."""

from hypothesis import given
from hypothesis import strategies as st

from graph.query import Window
from graph.stretch import APART, fences, just_before, stretches

PLACES = [f"city:{number:05d}" for number in range(1_050)]


def inside(window: Window) -> list[str]:
    """The places that a window lets through."""
    after, before = str(window.after), str(window.before) or "\U0010ffff"
    return [place for place in PLACES if after < place < before]


def test_every_hundredth_place_is_a_fence_whatever_the_order() -> None:
    assert fences(PLACES[::-1]) == PLACES[APART::APART]
    assert fences(PLACES[:100]) == []


def test_a_page_is_read_between_fences_however_far_it_lies() -> None:
    posts = fences(PLACES)

    for after in ("", PLACES[0], PLACES[99], PLACES[100], PLACES[555]):
        first = next(stretches(Window(21, after=after), posts))

        assert inside(first)[:21] == inside(Window(21, after=after))[:21]
        assert 21 <= len(inside(first)) <= 3 * APART


def test_a_short_list_is_read_at_once() -> None:
    assert list(stretches(Window(21), [])) == [Window(21)]


@given(
    st.integers(0, 101),
    st.sampled_from(["", "city:", *PLACES, "city:00500x", "z"]),
    st.sampled_from(["", "a", *PLACES, "city:00500x", "z"]),
    st.booleans(),
)
def test_stretches_together_are_the_window_and_miss_and_repeat_nothing(
    limit: int, after: str, before: str, backward: bool
) -> None:
    window = Window(limit, after=after, before=before, backward=backward)

    parts = [inside(each) for each in stretches(window, fences(PLACES))]

    read = [place for part in (reversed(parts) if backward else parts) for place in part]
    assert read == inside(window)


def test_nothing_lies_between_a_place_and_just_before_it() -> None:
    assert just_before("city:00100") < "city:00100"
    assert just_before("city:00100") > "city:00099"
    assert just_before("city:00100") > "city:0009\U0010fffe"

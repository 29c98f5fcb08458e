"""In which ways a text can be meant."""

import pytest

from graph.search.keyboard import ENGLISH, THAI, switched
from graph.search.reading import grams, readings


def meant(text: str) -> list[str]:
    """What a text can mean beside what was typed."""
    return [reading.text for reading in readings(text)[1:]]


def test_a_text_as_it_was_typed_counts_most() -> None:
    ways = readings("Phuket Smart City 2566")

    assert ways[0].text == "Phuket Smart City 2566"
    assert ways[0].weight == 1.0
    assert all(way.weight < 1 for way in ways[1:])


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("4^gdH9", "ภูเก็ต"),
        ("ย้ีาำะ", "phuket"),
        ("daz", "กฟผ"),
        ("expo 2566", "expo 2023"),
        ("expo 2023", "expo 2566"),
        ("1/2021", "1/2564"),
        ("ยะลา smart city", "ยะลา เมืองอัจฉริยะ"),
        ("ยะลาเมืองอัจฉริยะ", "ยะลาสมาร์ทซิตี้"),
        ("นายชัชชาติ", "ชัชชาติ"),
        ("พล.อ.ประวิตร", "ประวิตร"),
        ("จังหวัดพังงา", "พังงา"),
    ],
)
def test_a_text_can_mean_another(text: str, other: str) -> None:
    assert other in meant(text)


@pytest.mark.parametrize("text", ["12345", "1/2569999", "ab กข", "จ.", "นาย"])
def test_a_text_can_mean_only_itself(text: str) -> None:
    assert [way for way in meant(text) if way != switched(text)] == []


@pytest.mark.parametrize("text", ["", " ", "!?", "\0", "\u0300"])
def test_no_words_mean_nothing(text: str) -> None:
    assert readings(text) == []


def test_the_layouts_have_the_same_keys() -> None:
    assert len(ENGLISH) == len(THAI) == len(set(ENGLISH)) == len(set(THAI)) == 94


@pytest.mark.parametrize("text", ["ภูเก็ต", "กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "Phuket Smart City"])
def test_switching_the_layout_twice_changes_nothing(text: str) -> None:
    there = switched(text)

    assert there is not None
    assert switched(there) == text


@pytest.mark.parametrize("text", ["1234", "ภูเก็ต city", "", "?"])
def test_what_is_of_both_scripts_or_of_none_has_no_other_layout(text: str) -> None:
    assert switched(text) is None


def test_the_ends_of_a_form_are_pieces_of_it() -> None:
    assert grams("กฟผ") == ["^^ก", "^กฟ", "กฟผ", "ฟผ$"]
    assert grams("มช") == ["^^ม", "^มช", "มช$"]
    assert grams("aaaa") == ["^^a", "^aa", "aaa", "aa$"]

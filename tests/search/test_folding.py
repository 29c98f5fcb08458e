"""One form for what is written in many ways."""

import unicodedata

import pytest

from graph.search.folding import bones, compact, fold, sound
from tests.search.words import wordings

NAMES = sorted({name for _, wording in wordings() for name in (*wording.names, *wording.aliases)})


def form(text: str) -> str:
    """The form that is compared."""
    return sound(compact(fold(text)))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ภูเก็ต", "ภูเกต"),
        ("น้ำ", "นา"),
        ("นํ้า", "นา"),
        ("เเม่เมาะ", "แมเมาะ"),
        ("กฟผ.", "กฟผ"),
        ("๑/๒๕๖๔", "1/2564"),
        ("1 - 2564", "1/2564"),
        ("จุฬาฯ", "จุฬา"),
        ("Khon-Kaen  CITY", "khon kaen city"),
        ("people’s", "peoples"),
        ("Café", "cafe"),
        ("ｐｈｕｋｅｔ", "phuket"),
        ("city:khon-kaen", "city khon kaen"),
        ("n/a", "n a"),
        ("a\0b\u200bc", "a bc"),
        ("?!*", ""),
    ],
)
def test_what_means_no_other_word_is_left_out(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("normal", ["NFC", "NFD", "NFKC", "NFKD"])
def test_unicode_forms_do_not_matter(normal: str) -> None:
    differing = [name for name in NAMES if fold(unicodedata.normalize(normal, name)) != fold(name)]  # type: ignore[arg-type] # one of the four

    assert len(NAMES) > 400
    assert differing == []


def test_folding_twice_changes_nothing() -> None:
    assert [name for name in NAMES if fold(fold(name)) != fold(name)] == []


@pytest.mark.parametrize(
    "spellings",
    [
        ("Korat", "Khorat"),
        ("Chiang Mai", "Chiengmai", "chiangmai"),
        ("Khon Kaen", "Khonkaen", "Konkaen"),
        ("Nakhon Sawan", "Nakorn Sawan"),
        ("Ko Samui", "Koh Samui"),
        ("Hat Yai", "Haad Yai", "Hatyai", "Had Yai"),
        ("Udon Thani", "Udorn Thani"),
        ("Mueang", "Muang", "Meuang"),
        ("Phrae", "Prae"),
        ("Phuket", "Puket"),
    ],
)
def test_romanisations_of_one_name_sound_alike(spellings: tuple[str, ...]) -> None:
    assert len({form(each) for each in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Rayong", "Ranong"), ("Phrae", "Nan"), ("1/2564", "1/2565"), ("Trat", "Trang"), ("แพร่", "แพ")]
)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert form(one) != form(other)


def test_no_two_provinces_sound_alike() -> None:
    provinces = [wording for label, wording in wordings() if label == "Province"]

    for names in zip(*(each.names for each in provinces), strict=True):
        assert len({form(name) for name in names}) == len(provinces) == 77


@pytest.mark.parametrize(
    ("thai", "english"),
    [
        ("ลำปาง", "Lampang"),
        ("สงขลา", "Songkhla"),
        ("สมุทรปราการ", "Samut Prakarn"),
        ("นครสวรรค์", "Nakhon Sawan"),
        ("หนองคาย", "Nong Khai"),
        ("ชลบุรี", "Chon Buri"),
    ],
)
def test_the_consonants_of_a_name_are_much_alike_in_both_scripts(thai: str, english: str) -> None:
    one, other = compact(bones(thai)), compact(bones(english))

    assert one[:2] == other[:2]
    assert abs(len(one) - len(other)) <= 2

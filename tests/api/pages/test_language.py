"""Which language a page speaks."""

import pytest

from api.pages.language import WORDS, Language, dated, liked_by


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("th-TH,th;q=0.9,en;q=0.8", Language.TH),
        ("en-GB,en;q=0.9,th;q=0.8", Language.EN),
        ("en;q=0.5, th;q=0.7", Language.TH),
        ("en;q=0, th;q=0.1", Language.TH),
        ("de-DE,de;q=0.9", Language.EN),
        ("de,th;q=0.1", Language.TH),
        ("de,en;q=often", Language.EN),
        ("*", Language.TH),
        ("", Language.TH),
        (",;=,", Language.TH),
    ],
)
def test_the_browser_is_given_what_it_likes_best(accept: str, language: Language) -> None:
    assert liked_by(accept) is language


def test_both_languages_have_all_words() -> None:
    assert WORDS[Language.TH].keys() == WORDS[Language.EN].keys()
    assert all(word for words in WORDS.values() for word in words.values())


@pytest.mark.parametrize(
    ("iso", "thai", "english"),
    [
        ("2021", "2564", "2021"),
        ("2021-05", "พฤษภาคม 2564", "May 2021"),
        ("2021-05-06", "6 พฤษภาคม 2564", "6 May 2021"),
    ],
)
def test_a_date_is_written_as_exactly_as_it_is_known(iso: str, thai: str, english: str) -> None:
    assert (dated(iso, Language.TH), dated(iso, Language.EN)) == (thai, english)

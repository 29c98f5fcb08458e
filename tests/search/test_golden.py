"""How often the right thing is found first, over the seed files, by kind of search."""

import pytest

from graph.search.finding import Ranking
from graph.search.index import Choice
from tests.search import golden, words

FIRST, THREE = 0.95, 0.99


def test_the_list_is_long_and_each_of_its_things_is_there() -> None:
    searches = list(golden.searches())
    ids = {wording.id for _, wording in words.wordings()}

    assert len(searches) >= 150
    assert len({(search.kind, search.text) for search in searches}) == len(searches)
    assert [each for search in searches for each in search.first if each not in ids] == []
    assert 0.3 < sum(search.held_out for search in searches) / len(searches) < 0.35


@pytest.mark.parametrize("held_out", [False, True], ids=["tuned on", "held out"])
def test_the_right_thing_is_found_first(held_out: bool, capsys: pytest.CaptureFixture[str]) -> None:
    rates = golden.rates(words.index(), held_out=held_out)

    with capsys.disabled():
        print("\n" + "\n".join(map(str, rates)))  # noqa: T201 # for whoever runs it
    assert rates[-1].first >= FIRST * rates[-1].count
    assert rates[-1].three >= THREE * rates[-1].count


@pytest.mark.parametrize("text", ["asdfghjkl", "xyzzy", "quantum computing", "หวยออก", "ซื้อบ้าน", "กกกกกก", "9999/9999"])
def test_what_nothing_is_called_is_not_found(text: str) -> None:
    assert [match.id for match in Ranking(words.index(), text, Choice()).best() if match.score > 0.7] == []


def test_a_search_finds_the_same_twice() -> None:
    for search in list(golden.searches())[::5]:
        assert (
            Ranking(words.index(), search.text, Choice()).best() == Ranking(words.index(), search.text, Choice()).best()
        )

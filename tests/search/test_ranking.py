"""How well a name answers, and which piece of it."""

from typing import Any

import pytest

from graph.model import Wording
from graph.search.entry import Entry, Name, Use, entry_of
from graph.search.finding import CANDIDATES, NAMED, Ranking
from graph.search.index import Choice, Index
from graph.search.piece import piece_of
from graph.search.ranking import LEAST, LIKENESS, RANK, TOLD, WORTH, Match, likeness, nearly
from graph.search.reading import readings
from tests.search import golden, words

EVERYTHING = Choice()


def wording(thing_id: str, *names: str, **fields: Any) -> Wording:
    """What a thing is called."""
    said = {"names": names, "descriptions": (), "aliases": (), "doubtful": (), "cursor": thing_id}
    return Wording(**{"id": thing_id, **said, **fields})


def index_of(*things: tuple[str, Wording]) -> Index:
    """An index of things, each with its noun."""
    index = Index()
    writer = index.writer()
    writer.add([entry_of(label, each) for label, each in things])
    writer.finish()
    return index


def matches(index: Index, text: str, choice: Choice = EVERYTHING) -> list[Match]:
    """All that answers a text."""
    return Ranking(index, text, choice).best()


def best(text: str, choice: Choice) -> Match:
    """What answers best among the seed files."""
    return matches(words.index(), text, choice)[0]


def test_the_very_name_is_one_and_another_spelling_a_little_less() -> None:
    index = index_of(("City", wording("city:a", "Khorat")))

    exact, spelled = (matches(index, text)[0].score for text in ("khorat", "Korat"))

    assert (exact, spelled) == (1.0, 0.98)


def test_equals_are_ordered_by_id() -> None:
    ids = [f"city:{letter}" for letter in "dacb"]
    index = index_of(*(("City", wording(each, "Twin")) for each in ids))

    assert [match.id for match in matches(index, "twin")] == sorted(ids)


def test_of_two_with_one_name_the_noun_decides() -> None:
    index = index_of(("Source", wording("source:a", "Twin")), ("City", wording("city:z", "Twin")))

    assert [match.id for match in matches(index, "twin")] == ["city:z", "source:a"]


def test_another_number_is_another_name() -> None:
    found = matches(words.index(), "1/2564")

    assert {match.id for match in found if match.score > 0.9} == {
        "round:subcommittee-1-2564",
        "round:national-committee-1-2564",
    }


def test_the_nouns_that_were_asked_for_are_found() -> None:
    assert best("phuket", Choice(frozenset({"City"}))).id == "city:phuket"
    assert best("phuket", Choice(frozenset({"Person", "Agency"}))).id.startswith("agency:phuket")


def test_what_begins_later_is_not_found() -> None:
    early, late = (matches(words.index(), "Expo 2024", Choice(day=day)) for day in (20231231, 20241106))

    assert "event:expo-2024" not in {match.id for match in early}
    assert late[0].id == "event:expo-2024"


def test_a_doubtful_name_is_found_if_asked_for() -> None:
    sure, doubtful = (matches(words.index(), "PTT", Choice(low=low))[0] for low in (False, True))

    assert (sure.name, doubtful.name) == ("PTT Public Company Limited", "PTT")
    assert doubtful.id == "agency:ptt"


def misspelled(text: str) -> str:
    """A text without its second letter."""
    return text[:1] + text[2:]


def everything_ranked(index: Index, text: str, choice: Choice) -> list[tuple[str, float, str]]:
    """What answers, worked out without any bound: by each name of all that may, read in each way."""
    ranking = Ranking(index, text, choice)
    named = index.named([each.form for each in readings(text)], choice, NAMED)
    others = index.candidates(index.worth_it(ranking.frequencies), choice, CANDIDATES)
    found = []
    for entry in {each.id: each for each in (*named, *others)}.values():
        best, by = 0.0, ""
        for name in entry.names:
            if choice.low or name.use is not Use.DOUBTFUL:
                worth = WORTH[name.use] * RANK[entry.label]
                can = [way for way in ranking.ranker.ways if way.most(name, entry.label)]
                score = round(max([way.answered(name) for way in can], default=0.0) * worth, 4)
                best, by = (score, name.text) if score > best else (best, by)
        if best >= LEAST:
            found.append((entry.id, best, by))
    return sorted(found, key=lambda each: (-each[1], each[0]))[:CANDIDATES]


@pytest.mark.parametrize(
    "choice",
    [Choice(), Choice(frozenset({"City", "Project"})), Choice(low=True)],
    ids=["of all nouns", "of two nouns", "doubtful too"],
)
def test_what_is_worked_out_by_and_by_is_what_a_look_at_everything_finds(choice: Choice) -> None:
    texts = [search.text for search in golden.searches()]

    differing = [
        text
        for text in (*texts, *map(misspelled, texts[::2]))
        if [(match.id, match.score, match.name) for match in matches(words.index(), text, choice)]
        != everything_ranked(words.index(), text, choice)
    ]

    assert differing == []


@pytest.mark.parametrize("text", ["ab", "abc", "abcdef ghi", "abcdefghijklmnop", "เมืองอัจฉริยะ"])
def test_no_other_name_is_so_alike_as_may_be_at_most(text: str) -> None:
    ways = readings(text)
    form = ways[0].form
    others = [form[:-1], form[1:], *(form[:place] + "x" + form[place:] for place in range(len(form) + 1)), form[::-1]]

    best = max(likeness(way, Name(other, Use.NAME, other)) for way in ways for other in others if other != way.form)

    assert LIKENESS * best + TOLD <= nearly(ways)


def test_of_some_nouns_nothing_is_better_than_their_worth() -> None:
    ways = readings("Synthetic Source 1")

    assert nearly(ways, {"Source"}) < RANK["Source"] < nearly(ways)
    assert nearly(ways, {"Source", "City"}) == nearly(ways)


def test_what_follows_is_worked_out_when_somebody_asks_for_it() -> None:
    ranking = Ranking(words.index(), "smart", Choice())

    pages = [len(ranking.best(most)) for most in (2, 1, 5)]

    assert pages == [2, 1, 5]
    assert ranking.best() == matches(words.index(), "smart")


def test_where_the_very_name_is_enough_no_other_thing_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_of(*(("City", wording(f"city:{number}", f"Synthetic City {number}")) for number in range(20)))
    ranking = Ranking(index, "Synthetic City 7", Choice())
    candidates = index.candidates
    looks: list[int] = []

    def counted(grams: list[str], choice: Choice, limit: int) -> list[Entry]:
        looks.append(limit)
        return candidates(grams, choice, limit)

    monkeypatch.setattr(index, "candidates", counted)
    (first,) = ranking.best(1)
    assert (first.id, first.score, looks) == ("city:7", 1.0, [])
    assert ranking.best(2, named=True) == [first]
    assert len(ranking.best()) > 1
    assert looks == [CANDIDATES]


def test_many_things_with_one_name_are_ordered_by_id_too() -> None:
    ids = [f"city:{number:02}" for number in range(3 * NAMED)]
    index = index_of(*(("City", wording(each, "Twin")) for each in reversed(ids)))

    assert [match.id for match in Ranking(index, "twin", EVERYTHING).best(2)] == ids[:2]
    assert [match.id for match in matches(index, "twin")] == ids


def test_more_than_can_be_compared_are_never_found() -> None:
    index = index_of(*(("City", wording(f"city:{number}", "Twin")) for number in range(CANDIDATES + 20)))

    assert len(matches(index, "twin")) == len(matches(index, "twins")) == CANDIDATES


@pytest.mark.parametrize(
    ("text", "name", "piece"),
    [
        ("phuket", "Phuket Smart City", "Phuket"),
        ("khonkaen", "Khon Kaen Smart City", "Khon Kaen"),
        ("ภูเกต", "ภูเก็ตเมืองอัจฉริยะ", "ภูเก็ต"),
        ("4^gdH9", "ภูเก็ตเมืองอัจฉริยะ", "ภูเก็ต"),
        ("wanchan valey", "Wangchan Valley", "Wangchan Valley"),
    ],
)
def test_the_piece_that_matched_is_cut_out_of_the_name(text: str, name: str, piece: str) -> None:
    match = best(text, Choice(frozenset({"City"})))

    assert (match.name, piece_of(match)) == (name, piece)


def test_a_piece_is_a_part_of_its_name_whatever_was_asked() -> None:
    asked = ("smart", "เมือง", "city municipality", "มหาวิทยาลัย", "ผู้ว่า", "2565", "ambasador", "g=up'.s,j")
    found = [match for text in asked for match in matches(words.index(), text)]

    assert len(found) > 100
    assert [match for match in found if piece_of(match) not in match.name or not piece_of(match)] == []


def test_an_entry_has_each_form_once_and_its_id() -> None:
    entry = entry_of("City", wording("city:khon-kaen", "Khon Kaen", "Khonkaen", "ขอนแก่น", aliases=("KHON KAEN",)))

    assert [(name.text, name.use) for name in entry.names] == [
        ("Khon Kaen", Use.NAME),
        ("ขอนแก่น", Use.NAME),
        ("city:khon-kaen", Use.ID),
    ]


def test_a_name_in_one_script_alone_is_told_by_its_consonants_too() -> None:
    alone, both = (entry_of("City", wording("city:a", *names)) for names in (["Lampang"], ["Lampang", "ลำปาง"]))

    assert (alone.names[0].bones, both.names[0].bones) == ("NMPG", "")


def test_a_dated_occasion_is_found_by_its_year() -> None:
    entry = entry_of("Event", wording("event:a", "Takeoff", "Expo 2019", date="2019-03-11"))

    assert [name.text for name in entry.names] == ["Takeoff", "Expo 2019", "Takeoff 2019", "event:a"]

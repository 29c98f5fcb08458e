"""`search`: what is found, in pages, and what is said when it cannot be."""

import asyncio
import threading
from typing import Any

import pytest

from api import searching
from api.context import context_of
from api.schema.search import SearchKind
from api.searching import Asked
from graph import model
from graph.model import Record, Wording
from graph.queries.wording import CALLED, WORDINGS
from graph.search.entry import Entry
from graph.search.finding import Ranking
from graph.search.index import Choice, Index
from graph.search.ranking import Chance, Match, Ranker
from graph.search.shelf import Shelf
from tests.fakes import TODAY, FakeGraph, ask, by_id, told
from tests.things import agency, city, event, province

pytestmark = pytest.mark.anyio

QUERY = """
query($text: String!, $kinds: [SearchKind!], $first: Int! = 20, $after: String, $low: Boolean! = false) {
  search(text: $text, kinds: $kinds, first: $first, after: $after, includeLowConfidence: $low) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor score matchedName matchedPiece node { id } }
    nodes { id }
  }
}
"""


def wording(thing_id: str, *names: str, **fields: Any) -> Wording:
    """What a thing is called."""
    said = {"names": names, "descriptions": (), "aliases": (), "doubtful": (), "cursor": thing_id}
    return Wording(**{"id": thing_id, **said, **fields})


def graph_of(things: dict[str, list[tuple[Record, Wording]]], **fields: Any) -> FakeGraph:
    """A graph of things by their noun, each with what it is called."""
    records = [record for listed in things.values() for record, _ in listed]
    rows: dict[tuple[str, str], list[Any]] = {
        (WORDINGS[label].name, ""): [wording for _, wording in listed] for label, listed in things.items()
    }
    return FakeGraph({**by_id(*records), **rows}, **fields)


def places() -> FakeGraph:
    """A province, two cities and an agency."""
    return graph_of(
        {
            "Province": [(province(), wording("province:TH-83", "ภูเก็ต", "Phuket"))],
            "City": [
                (city("phuket"), wording("city:phuket", "ภูเก็ตเมืองอัจฉริยะ", "Phuket Smart City")),
                (city("khon-kaen"), wording("city:khon-kaen", "ขอนแก่นเมืองอัจฉริยะ", "Khon Kaen Smart City")),
            ],
            "Agency": [(agency("egat"), wording("agency:egat", "การไฟฟ้าฝ่ายผลิต", aliases=("กฟผ.", "EGAT")))],
        }
    )


async def found(graph: FakeGraph, text: str, **variables: Any) -> list[str]:
    """The ids of what is found."""
    data = await told(graph, QUERY, text=text, **variables)
    return [node["id"] for node in data["search"]["nodes"]]


async def refused(text: str, **variables: Any) -> tuple[str, str]:
    """The code and the message of the one error that a search gives."""
    answer = await ask(places(), QUERY, text=text, **variables)
    (error,) = answer["errors"]
    return error["extensions"]["code"], error["message"]


async def test_what_is_found_is_told_with_how_and_why() -> None:
    data = await told(places(), QUERY, text="phuket", first=2)

    search = data["search"]
    cursors = [edge.pop("cursor") for edge in search["edges"]]
    assert search.pop("pageInfo") == {
        "hasNextPage": False,
        "hasPreviousPage": False,
        "startCursor": cursors[0],
        "endCursor": cursors[-1],
    }
    scores = [edge.pop("score") for edge in search["edges"]]
    assert 1 >= scores[0] > scores[1] > 0.6
    assert search == {
        "totalCount": 2,
        "edges": [
            {"matchedName": "Phuket", "matchedPiece": "Phuket", "node": {"id": "province:TH-83"}},
            {"matchedName": "Phuket Smart City", "matchedPiece": "Phuket", "node": {"id": "city:phuket"}},
        ],
        "nodes": [{"id": "province:TH-83"}, {"id": "city:phuket"}],
    }


async def test_kinds_narrow_what_is_found() -> None:
    graph = places()

    assert await found(graph, "phuket", kinds=["CITY"]) == ["city:phuket"]
    assert await found(graph, "phuket", kinds=["CITY", "PROVINCE"]) == ["province:TH-83", "city:phuket"]
    assert await found(graph, "phuket", kinds=[]) == ["province:TH-83", "city:phuket"]
    assert await found(graph, "phuket", kinds=["AGENCY"]) == []


async def test_what_was_searched_for_is_remembered_as_long_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    searches: list[tuple[str, Choice]] = []

    class Counted(Ranking):
        def __init__(self, index: Index, text: str, choice: Choice) -> None:
            super().__init__(index, text, choice)
            searches.append((text, choice))

    monkeypatch.setattr(searching, "Ranking", Counted)
    graph = places()
    plain, doubtful = (Asked("phuket", frozenset({"City"}), low) for low in (False, True))

    async def ids(shelf: Shelf, asked: Asked) -> list[str]:
        results = await searching.results(context_of(graph, TODAY, shelf), asked, 1, None)
        return [found.match.id for found in results.page]

    roomy, forgetful = Shelf(most=100), Shelf()
    assert [await ids(roomy, asked) for asked in (plain, plain, doubtful, plain)] == [["city:phuket"]] * 4
    assert [choice.low for _, choice in searches] == [False, True]
    assert [await ids(forgetful, plain) for _ in range(2)] == [["city:phuket"]] * 2
    assert len(searches) == 4


def alike() -> FakeGraph:
    """Nine cities, whose names have the first one's name in them, and more and more else."""
    names = [f"Number City{' of the North' * n}" for n in range(9)]
    return graph_of({"City": [(city(f"n{n}"), wording(f"city:n{n}", name)) for n, name in enumerate(names)]})


async def asked_of(graph: FakeGraph, text: str, first: int, most: int = 0) -> searching.Results:
    """The page of a search, in a request of its own."""
    context = context_of(graph, TODAY, Shelf(most=most))
    return await searching.results(context, Asked(text, frozenset(), False), first, None)


async def test_what_is_asked_of_a_search_at_the_same_time_is_ranked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ranked: list[str] = []
    match = Ranker.match

    def counted(ranker: Ranker, entry: Entry, chances: list[Chance]) -> Match | None:
        ranked.append(entry.id)
        return match(ranker, entry, chances)

    monkeypatch.setattr(Ranker, "match", counted)
    results = await asked_of(alike(), "number cit", 2)
    totals = await asyncio.gather(results.total(), results.info(), results.total())

    assert (totals[0], totals[2], totals[1].has_next_page) == (9, 9, True)
    assert len(ranked) == len(set(ranked)) == 9


async def test_the_very_name_alone_is_ranked_on_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[bool] = []
    match = Ranker.match

    def told_where(ranker: Ranker, entry: Entry, chances: list[Chance]) -> Match | None:
        threads.append(threading.current_thread() is threading.main_thread())
        return match(ranker, entry, chances)

    monkeypatch.setattr(Ranker, "match", told_where)
    results = await asked_of(alike(), "number city", 1)
    assert ([found.match.id for found in results.page], threads) == (["city:n0"], [True])

    del threads[:]
    results = await asked_of(alike(), "numbr city", 1)
    before = len(threads)
    await results.info()
    assert 0 < before < len(threads)
    assert not any(threads)


async def test_what_failed_half_way_is_not_taken_for_all_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    candidates, failures = Index.candidates, [OSError("the index cannot be read")]

    def failing(*words: Any) -> list[Entry]:
        if failures:
            raise failures.pop()
        return candidates(*words)

    monkeypatch.setattr(Index, "candidates", failing)
    results = await asked_of(alike(), "number city", 1, most=1_000)
    with pytest.raises(OSError, match="cannot be read"):
        await results.total()
    assert await results.total() == 9


async def test_all_that_was_found_is_a_page_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    graph, shelf, asked = alike(), Shelf(most=1_000), Asked("number city", frozenset(), False)
    whole = await searching.results(context_of(graph, TODAY, shelf), asked, 100, None)

    monkeypatch.setattr(searching, "Ranking", None)  # nothing is ranked anew
    page = await searching.results(context_of(graph, TODAY, shelf), asked, 4, None)

    assert [found.match for found in page.page] == [found.match for found in whole.page[:4]]
    assert await page.total() == len(whole.page) == 9


async def test_that_nothing_was_found_is_remembered_too(monkeypatch: pytest.MonkeyPatch) -> None:
    graph, shelf, asked = alike(), Shelf(most=1_000), Asked("phuket", frozenset(), False)
    nothing = await searching.results(context_of(graph, TODAY, shelf), asked, 4, None)

    monkeypatch.setattr(searching, "Ranking", None)  # nothing is ranked anew
    again = await searching.results(context_of(graph, TODAY, shelf), asked, 4, None)

    assert nothing.page == again.page == ()
    assert await again.total() == 0


async def test_pages_follow_each_other_and_hold_everything_once() -> None:
    graph = graph_of({"City": [(city(f"n{n}"), wording(f"city:n{n}", "Number City")) for n in range(7)]})
    seen: list[str] = []
    after = None

    while True:
        search = (await told(graph, QUERY, text="number city", first=3, after=after))["search"]
        seen += [node["id"] for node in search["nodes"]]
        assert search["totalCount"] == 7
        assert search["pageInfo"]["hasPreviousPage"] is (after is not None)
        after = search["pageInfo"]["endCursor"]
        if not search["pageInfo"]["hasNextPage"]:
            break

    assert seen == [f"city:n{n}" for n in range(7)]


async def test_a_page_of_nothing_has_no_cursors() -> None:
    search = (await told(places(), QUERY, text="phuket", first=0))["search"]

    assert (search["nodes"], search["totalCount"]) == ([], 2)
    assert search["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": None,
        "endCursor": None,
    }


async def cursor() -> str:
    """A cursor of the search for Phuket."""
    search = (await told(places(), QUERY, text="phuket", first=1))["search"]
    return str(search["pageInfo"]["endCursor"])


@pytest.mark.parametrize(
    "other", [{"text": "phuke"}, {"kinds": ["CITY"]}, {"low": True}, {"after": "x"}, {"after": "!"}, {"after": "YWJj"}]
)
async def test_a_cursor_of_another_search_is_refused(other: dict[str, Any]) -> None:
    asked = {"text": "phuket", "after": await cursor(), **other}

    code, message = await refused(**asked)

    assert code == "INVALID_CURSOR"
    assert "begin without `after`" in message
    assert repr(asked["after"][:80]) in message


async def test_every_damaged_cursor_is_refused() -> None:
    whole = await cursor()

    codes = set()
    for place in range(0, len(whole) - 1, 5):
        damaged = whole[:place] + ("A" if whole[place] != "A" else "B") + whole[place + 1 :]
        codes.add((await refused("phuket", after=damaged))[0])

    assert codes == {"INVALID_CURSOR"}


async def test_a_cursor_of_another_release_is_refused() -> None:
    graph = places()
    graph.known = graph.release.model_copy(update={"id": "release-2"})

    answer = await ask(graph, QUERY, text="phuket", after=await cursor())

    assert [error["extensions"]["code"] for error in answer["errors"]] == ["INVALID_CURSOR"]


async def test_too_long_a_text_is_refused() -> None:
    code, message = await refused("ก" * 10_000)

    assert code == "TEXT_TOO_LONG"
    assert "10000 characters" in message
    assert "at most 200" in message


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u3000"])
async def test_an_empty_text_is_refused(text: str) -> None:
    assert (await refused(text))[0] == "TEXT_EMPTY"


@pytest.mark.parametrize("first", [-1, 101])
async def test_a_page_out_of_range_is_refused(first: int) -> None:
    code, message = await refused("phuket", first=first)

    assert (code, f"`first: {first}`" in message) == ("BAD_USER_INPUT", True)


@pytest.mark.parametrize(
    "text",
    ["\0\1\2", "\u202e\u200b", "*:*", "grams:* AND (", '"', "'; DROP", "}) DETACH DELETE n //", "^~*?[]{}()!+-&|\\/",
     "\U0001f600", "\u0300" * 200, "$" * 200, "ๆ" * 200],
)  # fmt: skip
async def test_what_is_no_name_finds_nothing(text: str) -> None:
    assert await found(places(), text) == []


async def test_control_characters_and_syntax_around_a_name_do_not_matter() -> None:
    assert await found(places(), '\0"phuket"\x07*~', kinds=["PROVINCE"]) == ["province:TH-83"]


async def test_what_has_not_happened_is_not_found() -> None:
    graph = graph_of(
        {
            "Event": [
                (event("expo-2022"), wording("event:expo-2022", "Smart City Expo", day="2022-11-30")),
                (event("expo-2030"), wording("event:expo-2030", "Smart City Expo", day="2030-11-30")),
            ]
        }
    )
    graph.known = graph.release.model_copy(update={"days": ("2022-11-30", "2030-11-30")})

    assert await found(graph, "smart city expo") == ["event:expo-2022"]


async def test_what_is_doubtful_is_found_only_if_asked_for() -> None:
    doubtful = wording("city:b", "Phuket Town", confidence="low")
    named = wording("city:a", "Samui", doubtful=("Phuket Island",))
    graph = graph_of({"City": [(city("a"), named), (city("b", confidence="low"), doubtful)]})

    assert await found(graph, "phuket") == []
    assert await found(graph, "phuket", low=True) == ["city:b", "city:a"]


async def test_a_release_is_read_once_for_many_searches() -> None:
    graph = places()

    await told(graph, '{ a: search(text: "phuket") { totalCount } b: search(text: "egat") { totalCount } }')

    assert [name for name, _ in graph.reads] == [query.name for query in WORDINGS.values()]


def test_every_noun_that_has_names_is_a_kind() -> None:
    shown = {str(getattr(kind.value, "value", kind.value)) for kind in SearchKind}

    assert shown == set(CALLED)
    assert shown <= set(vars(model))

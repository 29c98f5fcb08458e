"""Search over what is in a database: the same on both engines, and the same as worked out from the seed files."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.answering import Operation, answered
from api.context import context_of
from api.loading import searchable
from api.schema.root import DOCUMENTS
from api.settings import SHELF, Settings
from graph import seeding
from graph.address import Address
from graph.client import Neo4jGraph
from graph.queries.wording import WORDINGS
from graph.query import Window
from graph.search.building import pages
from graph.search.finding import Ranking
from graph.search.index import Choice
from graph.search.shelf import Shelf
from tests.live.conftest import PATIENCE
from tests.live.recording import RecordingGraph
from tests.readme import DAY
from tests.search import golden, words

pytestmark = [pytest.mark.live, pytest.mark.anyio]

QUERY = """
query($text: String!, $first: Int! = 20, $after: String) {
  search(text: $text, first: $first, after: $after) {
    pageInfo { endCursor hasNextPage } totalCount edges { score matchedName node { __typename id } }
  }
}
"""


@pytest.fixture
async def loaded(engine: Address) -> AsyncIterator[Neo4jGraph]:
    """The seed files in each engine in turn; they are loaded once."""
    async with Neo4jGraph(engine, deadline=PATIENCE, retry=PATIENCE) as graph:
        await seeding.seed(graph, words.SEEDS)
        await graph.refresh()
        yield graph


async def asked(graph: Neo4jGraph, shelf: Shelf, day: date = DAY, **variables: Any) -> Any:
    """What a search answers."""
    answer = await answered(DOCUMENTS, context_of(graph, day, shelf), Operation(QUERY, variables, None))
    assert "errors" not in answer, answer
    return answer["data"]["search"]


async def test_what_things_are_called_is_what_the_files_say(loaded: Neo4jGraph) -> None:
    view = loaded.at(loaded.release, date.max)

    read = [(label, row) async for label, rows in pages(view) for row in rows]

    assert read == list(words.wordings())
    assert len(read) > 450


async def test_a_page_of_names_ends_where_the_next_begins(loaded: Neo4jGraph) -> None:
    view = loaded.at(loaded.release, date.max)
    query = WORDINGS["Province"]

    first = (await view.fetch(query, [""], Window(3)))[""]
    second = (await view.fetch(query, [""], Window(3, after=first[-1].cursor)))[""]

    assert [row.id for row in (*first, *second)] == [f"province:TH-{code}" for code in range(10, 16)]


async def test_each_search_of_the_golden_list_finds_what_it_finds_without_a_database(
    loaded: Neo4jGraph, tmp_path: Path
) -> None:
    index = await Shelf(tmp_path).index(loaded.at(loaded.release, date.max))

    differing = [
        search.text
        for search in golden.searches()
        if Ranking(index, search.text, Choice()).best() != Ranking(words.index(), search.text, Choice()).best()
    ]

    assert differing == []


async def test_everything_that_is_found_is_there(loaded: Neo4jGraph) -> None:
    shelf = Shelf()

    for text in ("smart", "เมือง", "2564", "expo", "source", "1/2564"):
        search = await asked(loaded, shelf, text=text, first=100)
        assert search["edges"]
        assert all(edge["node"]["id"] for edge in search["edges"])
        assert len(search["edges"]) == search["totalCount"]


async def test_a_search_on_an_earlier_day_finds_what_had_happened(loaded: Neo4jGraph) -> None:
    shelf = Shelf()

    before, after = [
        [edge["node"]["id"] for edge in (await asked(loaded, shelf, day, text="Smart City Expo"))["edges"]]
        for day in (date(2023, 1, 1), DAY)
    ]

    expos = [f"event:expo-{year}" for year in (2022, 2023, 2024)]
    assert [each for each in expos if each in before] == expos[:1]
    assert [each for each in expos if each in after] == expos


async def test_a_release_is_searchable_before_it_is_served(graph: Neo4jGraph) -> None:
    shelf = Shelf()
    known: list[object] = []

    async def prepare(view: Any) -> None:
        known.append(graph.known)
        await shelf.index(view)

    await seeding.seed(graph, words.SEEDS)
    async with graph.watched(prepare):
        assert list(shelf.indexes) == [graph.release.id]

    assert known == [None]


async def test_what_was_prepared_is_opened_without_a_read(graph: Neo4jGraph, tmp_path: Path) -> None:
    settings = Settings(mueang_cache=tmp_path)

    async def load(graph: Neo4jGraph) -> None:
        await seeding.seed(graph, words.SEEDS)

    await searchable(settings, load)(graph)
    recording = RecordingGraph(graph)
    index = await Shelf(tmp_path / SHELF).index(recording.at(graph.release, date.max))

    assert index.size == words.index().size
    assert recording.reads == []

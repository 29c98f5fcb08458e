"""`@release` on both engines: the old release is asked after the new one is served, and is gone after the sweep."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from api.answering import Operation, answered
from api.context import context_of
from api.dumping import dumps_in
from api.schema.root import DOCUMENTS
from graph import seeding
from graph.client import Neo4jGraph
from graph.search.shelf import Shelf
from tests import make
from tests.fakes import TODAY

pytestmark = [pytest.mark.live, pytest.mark.anyio]

KORAT = make.CITY.replace("city:phuket", "city:korat").replace("ภูเก็ต", "โคราช")

QUERY = """
query Q($release: ID!) @release(id: $release) {
  release { id }
  city(slug: "phuket") { note province { id } }
  cities { totalCount nodes { id } }
  search(text: "โคราชเมืองอัจฉริยะ", first: 1) { nodes { id } }
}
"""

PAGE = """
query Q($release: ID!, $after: String) @release(id: $release) {
  cities(first: 1, after: $after) { nodes { id } pageInfo { endCursor } }
}
"""


def phuket(note: str) -> str:
    """A city with a note."""
    return f"{make.CITY}  note: {note}\n"


async def seeded(graph: Neo4jGraph, directory: Path, home: Path, *cities: str) -> str:
    """The id of a release of some cities, which is served then, and dumped."""
    files = {"sources": make.SOURCE, "regions": make.REGION, "provinces": make.PROVINCE, "cities": "\n".join(cities)}
    dumps = dumps_in(home)

    async def finish(release_id: str) -> None:
        await dumps.kept_up(graph, release_id)

    outcome = await seeding.load(graph, seeding.read(make.seeds(directory, **files)), finish=finish)
    await graph.refresh()
    return outcome.release


async def asked(graph: Neo4jGraph, shelf: Shelf, home: Path | None, release: str) -> Any:
    """The answer of a release."""
    operation = Operation(QUERY, {"release": release}, None)
    return await answered(DOCUMENTS, context_of(graph, TODAY, shelf, dumps=home), operation, lambda: TODAY)


async def paged(graph: Neo4jGraph, release: str, after: str | None) -> Any:
    """A page of a release."""
    operation = Operation(PAGE, {"release": release, "after": after}, None)
    return await answered(DOCUMENTS, context_of(graph, TODAY), operation, lambda: TODAY)


def codes(answer: Any) -> Sequence[str]:
    """The codes of the errors of an answer."""
    return [error["extensions"]["code"] for error in answer["errors"]]


async def test_an_old_release_answers_until_it_is_swept(graph: Neo4jGraph, tmp_path: Path) -> None:
    shelf, home = Shelf(tmp_path / "search"), tmp_path / "data"
    old = await seeded(graph, tmp_path / "old", home, phuket("first"))
    new = await seeded(graph, tmp_path / "new", home, phuket("second"), KORAT)

    before, after, again = [await asked(graph, shelf, home, release) for release in (old, new, old)]
    newest = await seeded(graph, tmp_path / "newest", home, phuket("third"))
    kept = await asked(graph, shelf, home, new)
    gone, nowhere = [await asked(graph, shelf, each, old) for each in (home, None)]

    assert before == again == {
        "data": {
            "release": {"id": old},
            "city": {"note": "first", "province": {"id": "province:TH-83"}},
            "cities": {"totalCount": 1, "nodes": [{"id": "city:phuket"}]},
            "search": {"nodes": [{"id": "city:phuket"}]},
        }
    }  # fmt: skip
    assert after == kept
    assert (after["data"]["release"], after["data"]["city"]["note"]) == ({"id": new}, "second")
    assert after["data"]["cities"]["totalCount"] == 2
    assert after["data"]["search"]["nodes"] == [{"id": "city:korat"}]
    assert codes(gone) == codes(nowhere) == ["RELEASE_GONE"]
    assert f"/data/{old}/SHA256SUMS" in gone["errors"][0]["message"]
    assert (home / old / "SHA256SUMS").is_file()
    assert "there is no dump of it" in nowhere["errors"][0]["message"]
    assert set(graph.releases) == {new, newest}


async def test_a_cursor_of_a_kept_release_goes_on_there_only(graph: Neo4jGraph, tmp_path: Path) -> None:
    home = tmp_path / "data"
    old = await seeded(graph, tmp_path / "old", home, phuket("first"), KORAT)
    new = await seeded(graph, tmp_path / "new", home, phuket("second"), KORAT)

    begun = await paged(graph, old, None)
    cursor = begun["data"]["cities"]["pageInfo"]["endCursor"]
    next_page, foreign = [await paged(graph, release, cursor) for release in (old, new)]

    ids = [[each["id"] for each in answer["data"]["cities"]["nodes"]] for answer in (begun, next_page)]
    assert ids == [["city:korat"], ["city:phuket"]]
    assert codes(foreign) == ["INVALID_CURSOR"]

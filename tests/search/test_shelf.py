"""One index a release, shared by processes: made once, remade if damaged, removed when old, in memory if need be."""

import asyncio
import logging
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.errors import GraphUnavailableError
from graph.model import Wording
from graph.queries.wording import CALLED, WORDINGS
from graph.search import building
from graph.search.finding import Ranking
from graph.search.index import Choice, Index
from graph.search.shelf import MANIFEST, Shelf, version
from tests.fakes import RELEASE, FakeGraph, FakeView

pytestmark = pytest.mark.anyio


def graph_of(names: int = 3, **fields: Any) -> FakeGraph:
    """A graph of numbered cities."""
    said: dict[str, Any] = {"descriptions": (), "aliases": (), "doubtful": ()}
    rows = [
        Wording(id=f"city:n{number:04d}", names=(f"Number {number} City",), cursor=f"city:n{number:04d}", **said)
        for number in range(names)
    ]
    return FakeGraph({(WORDINGS["City"].name, ""): rows}, **fields)


def view(graph: FakeGraph, release: str = "r1") -> FakeView:
    """All of a release."""
    return graph.at(RELEASE.model_copy(update={"id": release}), date.max)


def ids(index: Index) -> list[str]:
    """What an index finds."""
    return [match.id for match in Ranking(index, "number city", Choice()).best()]


def shelved(home: Path) -> list[str]:
    """The indexes in a directory."""
    return sorted(each.name for each in home.iterdir() if each.is_dir())


async def test_an_index_is_made_once_and_opened_by_others(tmp_path: Path) -> None:
    graph, silent = graph_of(), graph_of(failing={WORDINGS["City"].name: GraphUnavailableError("city.wording")})

    made = await Shelf(tmp_path).index(view(graph))
    opened = await Shelf(tmp_path).index(view(silent))

    assert ids(made) == ids(opened) == ["city:n0000", "city:n0001", "city:n0002"]
    assert silent.reads == []
    assert shelved(tmp_path) == [f"r1-{version()}"]


async def test_many_who_ask_at_once_are_answered_by_one_making(tmp_path: Path) -> None:
    graph, shelf = graph_of(), Shelf(tmp_path)

    indexes = await asyncio.gather(*(shelf.index(view(graph)) for _ in range(10)))

    assert len({id(index) for index in indexes}) == 1
    assert len(graph.reads) == len(CALLED)


async def test_many_workers_make_one_index(tmp_path: Path) -> None:
    graph = graph_of()

    indexes = await asyncio.gather(*(Shelf(tmp_path).index(view(graph)) for _ in range(5)))

    assert {tuple(ids(index)) for index in indexes} == {("city:n0000", "city:n0001", "city:n0002")}
    assert len(graph.reads) == len(CALLED)


async def test_one_who_gives_up_waiting_does_not_stop_the_others(tmp_path: Path) -> None:
    graph, shelf = graph_of(), Shelf(tmp_path)
    impatient = asyncio.create_task(shelf.index(view(graph)))
    await asyncio.sleep(0)
    patient = asyncio.create_task(shelf.index(view(graph)))
    await asyncio.sleep(0)

    impatient.cancel()

    assert len(ids(await patient)) == 3


async def test_names_are_read_in_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "PAGE", 4)
    read: list[str] = []

    class Paged(FakeView):
        async def fetch(self, query: Any, _: Any, window: Any = None) -> Any:
            rows = self.graph.rows.get((query.name, ""), ())
            read.append(query.name)
            shown = [row for row in rows if row.cursor > window.after][: window.limit]  # type: ignore[attr-defined] # wordings
            return {"": shown} if shown else {}

    graph = graph_of(10)

    index = await Shelf(tmp_path).index(Paged(graph, RELEASE, date.max))

    assert index.size == 10
    assert read.count("city.wording") == 3


def largest_in(directory: Path) -> Path:
    """The largest file of an index."""
    return max(directory.iterdir(), key=lambda file: file.stat().st_size)


@pytest.mark.parametrize("damage", ["cut", "changed", "missing", "manifest"])
async def test_a_damaged_index_is_made_anew(damage: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    graph = graph_of()
    await Shelf(tmp_path).index(view(graph))
    directory = tmp_path / shelved(tmp_path)[0]
    largest = largest_in(directory)
    content = largest.read_bytes()
    if damage == "cut":
        largest.write_bytes(content[: len(content) // 2])
    elif damage == "changed":
        largest.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    else:
        (largest if damage == "missing" else directory / MANIFEST).unlink()
    graph.reads.clear()

    with caplog.at_level(logging.WARNING):
        index = await Shelf(tmp_path).index(view(graph))

    assert len(ids(index)) == 3
    assert len(graph.reads) == len(CALLED)
    assert "is damaged and is made anew" in caplog.text
    assert shelved(tmp_path) == [f"r1-{version()}"]


async def test_indexes_of_old_releases_and_what_was_never_finished_are_removed(tmp_path: Path) -> None:
    graph, shelf = graph_of(), Shelf(tmp_path)
    (tmp_path / "making-never").mkdir()

    for release in ("r1", "r2", "r3"):
        await shelf.index(view(graph, release))

    assert shelved(tmp_path) == [f"r2-{version()}", f"r3-{version()}"]
    assert list(shelf.indexes) == ["r2", "r3"]


async def test_an_index_that_was_removed_answers_whoever_has_it_open(tmp_path: Path) -> None:
    graph = graph_of()
    index = await Shelf(tmp_path).index(view(graph))

    for release in ("r2", "r3"):
        await Shelf(tmp_path).index(view(graph, release))

    assert f"r1-{version()}" not in shelved(tmp_path)
    assert len(ids(index)) == 3


async def test_where_nothing_can_be_written_the_index_is_in_memory(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no directory")

    with caplog.at_level(logging.WARNING):
        index = await Shelf(tmp_path / "file" / "search").index(view(graph_of()))

    assert len(ids(index)) == 3
    assert "it is kept in memory" in caplog.text


@contextmanager
def small_files(largest: int) -> Iterator[None]:
    """While this lasts, no file can be larger: as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_where_the_disk_is_full_the_index_is_in_memory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING), small_files(2_000):
        index = await Shelf(tmp_path).index(view(graph_of(300)))

    assert len(ids(index)) == 100
    assert index.size == 300
    assert "it is kept in memory" in caplog.text
    assert shelved(tmp_path) == []


async def test_what_cannot_be_read_leaves_nothing_behind(tmp_path: Path) -> None:
    graph = graph_of(failing={WORDINGS["Person"].name: GraphUnavailableError("person.wording")})
    shelf = Shelf(tmp_path)

    with pytest.raises(GraphUnavailableError):
        await shelf.index(view(graph))
    graph.failing = {}
    index = await shelf.index(view(graph))

    assert len(ids(index)) == 3
    assert shelved(tmp_path) == [f"r1-{version()}"]


async def test_an_empty_release_has_an_empty_index() -> None:
    index = await Shelf().index(view(FakeGraph()))

    assert (index.size, Ranking(index, "phuket", Choice()).best()) == (0, [])

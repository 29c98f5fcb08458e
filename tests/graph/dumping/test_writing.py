"""A dump is whole or not there, what is there stays, and a load is worth more than its dump."""

import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from graph import model
from graph.dumping import Dumps, catalogue, release
from graph.dumping.changes import FILE as CHANGES
from graph.dumping.writing import DEAD_SECONDS, MAKING
from graph.errors import GraphUnavailableError
from graph.model import Dumped, NameKind
from graph.query import GraphView
from tests.fakes import FakeGraph

pytestmark = pytest.mark.anyio


@dataclass
class Releases:
    """Releases that a database keeps, each a city of that name, but those gone; reads of the broken ones fail."""

    order: list[str]
    broken: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    reads: list[str] = field(default_factory=list)

    async def kept(self, release_id: str) -> GraphView | None:
        """A release, if it is kept."""
        if release_id in self.gone:
            return None
        self.reads.append(release_id)
        record = model.City(id="city:a", sources=("source:a",), name_en=release_id, name_en_kind=NameKind.RTGS)
        failing = {"city.dumped": GraphUnavailableError("gone")} if release_id in self.broken else {}
        graph = FakeGraph({("city.dumped", ""): [Dumped[model.City](node=record, cursor="a")]}, failing=failing)
        made = model.Release(id=release_id, loaded="", layout=1, synthetic=False, days=(), counts={"City": 1})
        return graph.at(made, date(2026, 1, 1))

    async def before(self, release_id: str) -> str | None:
        """The one before."""
        place = self.order.index(release_id)
        return self.order[place - 1] if place else None


def inodes(home: Path) -> set[int]:
    return {each.stat().st_ino for each in home.rglob("*")}


def names(home: Path) -> list[str]:
    return sorted(each.name for each in home.iterdir())


async def test_the_release_before_is_written_too_while_it_is_there(tmp_path: Path) -> None:
    graph = Releases(["one", "two"])

    place = await Dumps(tmp_path / "data").export(graph, "two")

    assert names(tmp_path / "data") == ["catalog.jsonld", "one", "two"]
    assert (place / CHANGES).read_text() == (
        '{"change":"corrected","noun":"City","id":"city:a","properties":{"name_en":{"old":"one","new":"two"}}}\n'
    )
    assert not (place.parent / "one" / CHANGES).exists()
    assert oct(place.stat().st_mode)[-3:] == "755"


async def test_what_is_there_is_neither_read_nor_written(tmp_path: Path) -> None:
    graph = Releases(["one"])
    await Dumps(tmp_path).export(graph, "one")
    (tmp_path / "one" / "mark").touch()

    await Dumps(tmp_path).export(graph, "one")

    assert graph.reads == ["one"]
    assert (tmp_path / "one" / "mark").exists()


async def test_what_is_not_whole_is_written_anew(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "nodes.ndjson").touch()

    await Dumps(tmp_path).export(Releases(["one"]), "one")

    assert release.kept(tmp_path / "one") is not None


async def test_an_engine_that_begins_anew_goes_on_from_the_catalogue(tmp_path: Path) -> None:
    await Dumps(tmp_path).export(Releases(["one"]), "one")

    await Dumps(tmp_path).export(Releases(["two"]), "two")

    kept = release.kept(tmp_path / "two")
    assert kept is not None
    assert kept.since == "one"
    assert CHANGES in kept.sums
    assert catalogue.current(tmp_path) == "two"


async def test_a_release_before_that_is_gone_has_no_list(tmp_path: Path) -> None:
    graph = Releases(["one", "two"], gone={"one"})

    place = await Dumps(tmp_path).export(graph, "two")

    kept = release.kept(place)
    assert kept is not None
    assert (kept.since, CHANGES in kept.sums) == (None, False)


@pytest.mark.parametrize("lost", ["nodes.ndjson", "csv/City.csv", release.SUMS, release.FILE])
async def test_a_dump_that_lacks_a_file_is_written_anew(tmp_path: Path, lost: str) -> None:
    place = await Dumps(tmp_path).export(Releases(["one"]), "one")
    (place / lost).unlink()

    assert release.kept(place) is None
    await Dumps(tmp_path).export(Releases(["one"]), "one")

    assert (place / lost).exists()


async def test_a_dump_whose_sums_are_empty_is_not_whole(tmp_path: Path) -> None:
    place = await Dumps(tmp_path).export(Releases(["one"]), "one")
    (place / release.SUMS).write_bytes(b"")

    assert release.kept(place) is None


async def test_a_damaged_dump_keeps_no_other_out_of_the_catalogue(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    old = await Dumps(tmp_path).export(Releases(["one"]), "one")
    (old / "graph.cypher").unlink()

    await Dumps(tmp_path).export(Releases(["two"], gone={"one"}), "two")

    text = (tmp_path / catalogue.FILE).read_text()
    assert ('"two/"' in text, '"one/"' in text) == (True, False)
    assert caplog.messages == [f"{old} is no whole dump, and left out of the catalogue: remove it, or put it back"]


async def test_a_release_before_that_cannot_be_read_keeps_no_other_from_being_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = await Dumps(tmp_path).export(Releases(["one", "two"], broken={"one"}), "two")

    kept = release.kept(place)
    assert kept is not None
    assert (kept.since, CHANGES in kept.sums, names(tmp_path)) == (None, False, ["catalog.jsonld", "two"])
    assert caplog.messages == ["release one cannot be read (gone): what changed since is not listed"]


async def test_a_dump_is_on_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found: set[int] = set()
    monkeypatch.setattr(os, "fsync", lambda file: found.add(os.fstat(file).st_ino))

    await Dumps(tmp_path).export(Releases(["one"]), "one")

    assert inodes(tmp_path) <= found


async def test_a_dump_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(GraphUnavailableError, match="gone"):
        await Dumps(tmp_path).export(Releases(["one"], broken={"one"}), "one")

    assert names(tmp_path) == []


async def test_a_load_is_worth_more_than_its_dump(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    await Dumps(tmp_path).kept_up(Releases(["one"], broken={"one"}), "one")
    (tmp_path / "file").touch()
    await Dumps(tmp_path / "file").kept_up(Releases(["one"]), "one")

    assert names(tmp_path) == ["file"]
    assert [each.getMessage() for each in caplog.records if each.name == "mueang.dumps"] == [
        f"release one was loaded, but not written to {home}" for home in (tmp_path, tmp_path / "file")
    ]


async def test_what_was_begun_long_ago_is_removed_and_what_is_being_made_is_not(tmp_path: Path) -> None:
    dead, file, alive = tmp_path / f"{MAKING}dead", tmp_path / f"{MAKING}file", tmp_path / f"{MAKING}alive"
    for each in (dead, alive):
        each.mkdir()
    file.touch()
    long_ago = dead.stat().st_mtime - DEAD_SECONDS - 60
    for each in (dead, file):
        os.utime(each, (long_ago, long_ago))

    await Dumps(tmp_path).export(Releases(["one"]), "one")

    assert names(tmp_path) == [f"{MAKING}alive", "catalog.jsonld", "one"]


async def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    for home in ("a", "b"):
        await Dumps(tmp_path / home).export(Releases(["one", "two"]), "two")

    first, second = (
        {
            path.relative_to(tmp_path / home): path.read_bytes()
            for path in (tmp_path / home).rglob("*")
            if path.is_file()
        }
        for home in ("a", "b")
    )
    assert first == second
    assert len(first) > 150

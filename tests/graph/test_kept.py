"""The database that is kept for the next engines: whole, or not at all."""

import os
import shutil
from importlib import metadata
from pathlib import Path

import pytest

from graph import kept
from graph.kept import Kept, kept_in


def database(place: Path, text: str = "data") -> Path:
    """What a closed database looks like."""
    place.mkdir(parents=True)
    (place / "City_0.bucket").write_text(text)
    return place


def test_a_closed_database_is_moved_and_given_to_others(tmp_path: Path) -> None:
    place = Kept(tmp_path / "databases" / "abc")

    assert not place.there()
    assert place.taken(database(tmp_path / "engine"))
    place.given(tmp_path / "first" / "mueang")
    place.given(tmp_path / "second" / "mueang")

    assert place.there()
    assert not (tmp_path / "engine").exists()
    assert [path.read_text() for path in sorted(tmp_path.glob("*/mueang/*"))] == ["data", "data"]


def test_one_that_nobody_closed_is_not_kept(tmp_path: Path) -> None:
    place = Kept(tmp_path / "databases" / "abc")
    left = database(tmp_path / "engine")
    (left / kept.OPEN).touch()

    assert not place.taken(left)
    assert not place.taken(tmp_path / "none")
    assert not place.there()


def test_another_takes_the_place_of_what_was_kept(tmp_path: Path) -> None:
    old, new = Kept(tmp_path / "databases" / "old"), Kept(tmp_path / "databases" / "new")
    old.taken(database(tmp_path / "one", "1"))
    new.taken(database(tmp_path / "two", "2"))
    new.taken(database(tmp_path / "three", "3"))

    assert [path.read_text() for path in tmp_path.glob("databases/*/*")] == ["3"]


def test_nothing_is_given_where_nothing_is_kept_or_it_goes_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Kept(tmp_path / "databases" / "abc")
    place.given(tmp_path / "engine")
    assert not (tmp_path / "engine").exists()

    place.taken(database(tmp_path / "left"))

    def half_way(_: Path, to: Path) -> None:
        to.mkdir()
        (to / "City_0.bucket").write_text("da")
        raise FileNotFoundError

    monkeypatch.setattr("graph.kept.shutil.copytree", half_way)
    place.given(tmp_path / "engine")

    assert not (tmp_path / "engine").exists()


def test_what_is_removed_while_it_is_copied_is_not_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Kept(tmp_path / "databases" / "abc")
    place.taken(database(tmp_path / "first", "old"))
    plain = shutil.copytree

    def meanwhile(of: Path, to: Path) -> None:
        plain(of, to)
        place.taken(database(tmp_path / "second", "new"))

    monkeypatch.setattr("graph.kept.shutil.copytree", meanwhile)
    place.given(tmp_path / "engine")

    assert not (tmp_path / "engine").exists()
    assert [path.read_text() for path in place.place.iterdir()] == ["new"]


def test_what_is_kept_is_never_there_by_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Kept(tmp_path / "databases" / "abc")
    place.taken(database(tmp_path / "first", "old"))
    plain, seen = shutil.rmtree, []

    def removing(directory: Path, *, ignore_errors: bool) -> None:
        if directory.is_dir():
            seen.append(place.there())
        plain(directory, ignore_errors=ignore_errors)

    monkeypatch.setattr("graph.kept.shutil.rmtree", removing)
    place.taken(database(tmp_path / "second", "new"))

    assert seen == [False]


def test_what_another_is_about_to_keep_is_left_alone_for_a_while(tmp_path: Path) -> None:
    place, parent = Kept(tmp_path / "databases" / "abc"), tmp_path / "databases"
    for name in ("other.1", "left.2"):
        database(parent / name)
    os.utime(parent / "left.2", (0, 0))

    assert place.taken(database(tmp_path / "first"))
    assert sorted(path.name for path in parent.iterdir()) == ["abc", "other.1"]


def test_two_that_keep_the_same_at_once_leave_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, parent = Kept(tmp_path / "databases" / "abc"), tmp_path / "databases"
    plain = Path.rename

    def meanwhile(path: Path, to: Path) -> Path:
        if to == place.place and not to.exists():
            database(to, "theirs")
        return plain(path, to)

    monkeypatch.setattr(Path, "rename", meanwhile)

    assert place.taken(database(tmp_path / "first", "ours"))
    assert [path.read_text() for path in parent.rglob("*.bucket")] == ["theirs"]


def seeds_in(directory: Path, text: str) -> Path:
    """A directory of seed files that say so."""
    directory.mkdir()
    (directory / "cities.yaml").write_text(text, encoding="utf-8")
    return directory


def test_other_data_have_another_place(tmp_path: Path) -> None:
    one, same, two = (seeds_in(tmp_path / name, name[0]) for name in ("one", "other", "two"))

    assert kept_in(tmp_path, one) == kept_in(tmp_path, same)
    assert kept_in(tmp_path, one) != kept_in(tmp_path, two)


def test_without_an_engine_there_is_a_place_too_and_it_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = (seeds_in(tmp_path / name, name) for name in ("one", "two"))
    with_engine = kept_in(tmp_path, one)

    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)

    assert kept_in(tmp_path, one) not in {with_engine, kept_in(tmp_path, two)}

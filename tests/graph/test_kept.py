"""The database that is kept for the next engines: whole, or not at all."""

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

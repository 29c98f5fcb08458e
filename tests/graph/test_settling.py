"""What is written is on disk before it gets its name."""

import os
from pathlib import Path

import pytest

from graph.settling import settled


def noted(place: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, bool]]:
    """What is kept by the disk from now on, and whether the name was there then."""
    found: list[tuple[int, bool]] = []
    monkeypatch.setattr(os, "fsync", lambda file: found.append((os.fstat(file).st_ino, place.exists())))
    return found


def test_a_directory_gets_its_name_when_everything_in_it_is_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, place = tmp_path / "draft", tmp_path / "place"
    (draft / "csv").mkdir(parents=True)
    for name in ("nodes", "csv/City"):
        (draft / name).touch()
    found = noted(place, monkeypatch)

    settled(draft, place)

    before = {(each.stat().st_ino, False) for each in (place, *place.rglob("*"))}
    assert len(before) == 4
    assert (set(found[:-1]), found[-1]) == (before, (tmp_path.stat().st_ino, True))
    assert not draft.exists()


def test_a_file_takes_the_place_of_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft, place = tmp_path / "draft", tmp_path / "place"
    draft.write_text("new")
    place.write_text("old")
    made = draft.stat().st_ino
    found = noted(place, monkeypatch)

    settled(draft, place)

    assert (place.read_text(), [each for each, _ in found]) == ("new", [made, tmp_path.stat().st_ino])

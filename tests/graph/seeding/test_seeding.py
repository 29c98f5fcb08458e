"""The id of a release: the files and the layout of the graph, and nothing else."""

from pathlib import Path

import pytest

from graph import model
from graph.seeding import fingerprint, read, unread
from graph.seeding.checking import records_of
from graph.seeding.loading import LAYOUT
from graph.seeding.reading import Files
from tests import make


def test_the_same_files_make_the_same_release_wherever_they_stand(tmp_path: Path) -> None:
    here = make.seeds(tmp_path / "here", sources=make.SOURCE, regions=make.REGION)
    there = make.seeds(tmp_path / "there", regions=make.REGION, sources=make.SOURCE)

    assert fingerprint(here) == fingerprint(there)


def test_line_ends_do_not_make_another_release(tmp_path: Path) -> None:
    unix = make.seeds(tmp_path / "unix", sources=make.SOURCE)
    windows = make.seeds(tmp_path / "windows", sources=make.SOURCE.replace("\n", "\r\n"))

    assert fingerprint(unix) == fingerprint(windows)


def test_what_stands_beside_the_files_does_not_make_another_release(tmp_path: Path) -> None:
    alone = make.seeds(tmp_path / "alone", sources=make.SOURCE)
    accompanied = make.seeds(tmp_path / "accompanied", sources=make.SOURCE, ledger="a: b\n")
    (accompanied / "README.md").write_text("# Seeds\n", encoding="utf-8")

    assert fingerprint(alone) == fingerprint(accompanied)


def test_a_changed_letter_makes_another_release(tmp_path: Path) -> None:
    before = make.seeds(tmp_path / "before", sources=make.SOURCE)
    after = make.seeds(tmp_path / "after", sources=make.SOURCE.replace("document", "Document"))

    assert fingerprint(before) != fingerprint(after)


def test_records_that_moved_to_another_file_make_another_release(tmp_path: Path) -> None:
    before = make.seeds(tmp_path / "before", sources=make.SOURCE, regions="")
    after = make.seeds(tmp_path / "after", sources="", regions=make.SOURCE)

    assert fingerprint(before) != fingerprint(after)


def test_what_is_loaded_and_the_id_of_it_are_of_the_same_files(tmp_path: Path) -> None:
    directory = make.seeds(tmp_path, sources=make.SOURCE)
    before = fingerprint(directory)

    known = unread(directory)
    make.seeds(tmp_path, sources=make.SOURCE + "- id: source:b\n")

    assert (known.id, [record.id for record in known]) == (before, ["source:a"])  # type: ignore[attr-defined] # it has
    assert fingerprint(directory) != before


def test_files_that_change_while_they_are_checked_are_another_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = make.seeds(tmp_path, sources=make.SOURCE)
    before = fingerprint(directory)

    def pulled(files: Files) -> list[model.Record]:
        make.seeds(tmp_path, sources=make.SOURCE + "- id: source:b\n")
        return records_of(files)

    monkeypatch.setattr("graph.seeding.records_of", pulled)
    seeds = read(directory)

    assert (seeds.id, len(seeds.records)) == (before, 1)


def test_another_layout_makes_another_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = make.seeds(tmp_path, sources=make.SOURCE)
    before = fingerprint(directory)

    monkeypatch.setattr("graph.seeding.LAYOUT", LAYOUT + 1)

    assert fingerprint(directory) != before

"""Changes between releases: found without holding either, reversible, and added up."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from graph.dumping import changes
from graph.dumping.changes import Change, added_up, listed
from graph.dumping.lines import read
from tests.graph.dumping import made

Made = dict[str, Any]

SUPPORT = made.RELATIONSHIPS_MADE[-1]
OPERATES = made.RELATIONSHIPS_MADE[0]


def city(name: str, **properties: Any) -> Made:
    """A city."""
    return {"noun": "City", "id": f"city:{name}", **properties}


def operates(role: str, end: str = "a") -> Made:
    """An agency that runs a city, with a role."""
    ends = {"start_noun": "Agency", "start": "agency:a", "end_noun": "City", "end": f"city:{end}"}
    return {"type": "OPERATES", **ends, "role": role}


def release(directory: Path, nodes: list[Made], relationships: list[Made] | None = None) -> Path:
    """A release as lines."""
    return made.lines(directory, nodes, relationships or []).directory


def written(old: Path, new: Path) -> list[Made]:
    """The list of changes from one release to another."""
    changes.write(old, new)
    return list(read(new / changes.FILE))


def test_the_same_release_has_no_changes(tmp_path: Path) -> None:
    old, new = made.lines(tmp_path / "old"), made.lines(tmp_path / "new")

    assert written(old.directory, new.directory) == []


def test_what_was_added_corrected_and_removed_in_the_order_of_ids(tmp_path: Path) -> None:
    old = release(tmp_path / "old", [city("c", note="x"), city("b", note="x", extent="estate"), city("a")])
    new = release(tmp_path / "new", [city("d", note="y"), city("b", note="y", gloss="g"), city("a")])

    assert written(old, new) == [
        {
            "change": "corrected",
            "noun": "City",
            "id": "city:b",
            "properties": {
                "extent": {"old": "estate"},
                "gloss": {"new": "g"},
                "note": {"old": "x", "new": "y"},
            },
        },
        {"change": "removed", "noun": "City", "id": "city:c", "properties": {"note": {"old": "x"}}},
        {"change": "added", "noun": "City", "id": "city:d", "properties": {"note": {"new": "y"}}},
    ]


def test_relations_change_likewise(tmp_path: Path) -> None:
    old = release(tmp_path / "old", [], [operates("host"), operates("host", "b")])
    new = release(tmp_path / "new", [], [operates("operator"), operates("host", "c")])

    found = written(old, new)

    assert [(each["change"], each["end"], each["properties"]) for each in found] == [
        ("corrected", "city:a", {"role": {"old": "host", "new": "operator"}}),
        ("removed", "city:b", {"role": {"old": "host"}}),
        ("added", "city:c", {"role": {"new": "host"}}),
    ]
    assert {(each["type"], each["start"], each["start_noun"], each["end_noun"]) for each in found} == {
        ("OPERATES", "agency:a", "Agency", "City")
    }


def test_equal_relations_between_two_things_are_told_apart(tmp_path: Path) -> None:
    old = release(tmp_path / "old", [], [operates("host")])
    new = release(tmp_path / "new", [], [operates("host"), operates("operator")])

    (found,) = written(old, new)

    assert (found["change"], found["number"], found["properties"]) == ("added", 1, {"role": {"new": "operator"}})


def test_a_release_need_not_fit_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "STRETCH", 2)
    old = release(tmp_path / "old", [city(f"n{number:02}") for number in reversed(range(9))])
    new = release(tmp_path / "new", [city(f"n{number:02}") for number in range(3, 12)])

    found = [(each["change"], each["id"]) for each in written(old, new)]

    assert found == [
        *(("removed", f"city:n{number:02}") for number in range(3)),
        *(("added", f"city:n{number:02}") for number in range(9, 12)),
    ]


def test_a_list_is_read_as_it_was_written_and_taken_back(tmp_path: Path) -> None:
    old = release(tmp_path / "old", [city("a", note="x"), city("b")], [operates("host")])
    new = release(tmp_path / "new", [city("a", note="y"), city("c")], [operates("host"), operates("named")])

    there = list(changes.changes(old, new, tmp_path))
    back = list(changes.changes(new, old, tmp_path))
    changes.write(old, new)

    assert list(listed(new / changes.FILE)) == there
    assert list(listed(new / changes.FILE, backward=True)) == back


STEPS: list[list[Made]] = [
    [city("a", note="1"), city("b", note="1"), city("c", note="1")],
    [city("a", note="2"), city("c", note="2"), city("d", note="2")],
    [city("a", note="3"), city("b", note="3"), city("c", note="1")],
    [city("b", note="1"), city("c", note="1"), city("e", gloss="4")],
]


@pytest.mark.parametrize(("first", "last"), [(0, 1), (0, 2), (0, 3), (1, 3), (2, 2)])
def test_lists_add_up_to_the_changes_over_all_of_them(tmp_path: Path, first: int, last: int) -> None:
    places = [release(tmp_path / str(number), nodes) for number, nodes in enumerate(STEPS)]
    for old, new in pairwise(places):
        changes.write(old, new)

    summed = list(added_up(listed(place / changes.FILE) for place in places[first + 1 : last + 1]))

    direct: list[Change] = list(changes.changes(places[first], places[last], tmp_path))
    assert summed == direct
    assert len(direct) == {(0, 1): 4, (0, 2): 2, (0, 3): 2, (1, 3): 5, (2, 2): 0}[first, last]

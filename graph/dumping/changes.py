"""
What was added, corrected and removed from one release to the next.

Both releases are gone through in the order of their ids, which is not that of their files: these are sorted by
stretches that are kept on disk, so that neither release must fit in memory. Added and removed things stand there with
all their properties: so the changes of several releases can be added up.
"""

import heapq
import itertools
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

import orjson

from graph.dumping.lines import ENDS_OF_LINE, NODES, RELATIONSHIPS, Line, line_of, properties, read

FILE = "changes.ndjson"

STRETCH = 20_000
"""So many lines are sorted in memory at once."""

Identity = tuple[bool, str, int]
"""
Which thing or relation: whether it is a relation, its id or its ends and type, and its number among equals.

Identities are in order: things by id, then relations.
"""

Properties = Mapping[str, Any]


class ChangeKind(StrEnum):
    """What became of a thing or of a relation."""

    ADDED = "added"
    CORRECTED = "corrected"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """
    What became of one thing or of one relation.

    `which` says which it is: `noun` and `id`, or `type`, ends and their nouns; `old` and `new` are the properties that
    differ, as they were and as they are.
    """

    identity: Identity
    kind: ChangeKind
    which: Properties
    old: Properties
    new: Properties

    @property
    def reversed(self) -> "Change":
        """The change that takes this one back."""
        kinds = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
        return Change(self.identity, kinds.get(self.kind, self.kind), self.which, self.new, self.old)


def name_of(line: Line) -> str:
    """What tells a thing or a relation from others: equals among relations are numbered."""
    return f"{line['start']} {line['type']} {line['end']}" if "start" in line else str(line["id"])


def sorted_file(lines: Iterable[bytes], stack: ExitStack, directory: Path) -> IO[bytes]:
    """A file of some lines in order, at its beginning; it is gone when it is closed."""
    file = stack.enter_context(tempfile.TemporaryFile(dir=directory))  # noqa: SIM115 # the stack closes it
    file.writelines(sorted(lines))
    file.seek(0)
    return file


def in_order(path: Path, stack: ExitStack, directory: Path) -> Iterator[tuple[str, Line]]:
    """The lines of a file in the order of their names; what differs in nothing else, in that of its text."""
    named = (name_of(line).encode() + b"\t" + line_of(line) for line in read(path))
    files = []
    while stretch := list(itertools.islice(named, STRETCH)):
        files.append(sorted_file(stretch, stack, directory))
    for line in heapq.merge(*files):
        name, _, text = line.partition(b"\t")
        yield name.decode(), orjson.loads(text)


def identified(named: Iterable[tuple[str, Line]], *, related: bool) -> Iterator[tuple[Identity, Line]]:
    """Lines with what tells each of them from all others."""
    for name, group in itertools.groupby(named, key=lambda each: each[0]):
        for number, (_, line) in enumerate(group):
            yield (related, name, number), line


def which_of(line: Line) -> Line:
    """What says which thing or relation a line is about."""
    known = ENDS_OF_LINE if "start" in line else {"noun", "id"}
    return {name: value for name, value in line.items() if name in known}


def values_of(line: Line) -> Line:
    """What stands on it besides."""
    return {name: value for name, value in properties(line).items() if name != "id"}


def change(identity: Identity, old: Line | None, new: Line | None) -> Change | None:
    """What became of one thing or relation; none where nothing did."""
    before, after = values_of(old or {}), values_of(new or {})
    if old is None or new is None:
        kind = ChangeKind.REMOVED if new is None else ChangeKind.ADDED
        return Change(identity, kind, which_of(new or old or {}), before, after)
    if before == after:
        return None
    differing = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return Change(identity, ChangeKind.CORRECTED, which_of(new), chosen(before, differing), chosen(after, differing))


def chosen(values: Properties, names: set[str]) -> Line:
    """Some of the properties, by name."""
    return {name: values[name] for name in sorted(names) if name in values}


def between(old: Iterable[tuple[Identity, Line]], new: Iterable[tuple[Identity, Line]]) -> Iterator[Change]:
    """What became of everything, in order; both sides are in that order."""
    tagged = heapq.merge(
        ((identity, 0, line) for identity, line in old),
        ((identity, 1, line) for identity, line in new),
        key=lambda each: each[:2],
    )
    for identity, group in itertools.groupby(tagged, key=lambda each: each[0]):
        sides = {side: line for _, side, line in group}
        if found := change(identity, sides.get(0), sides.get(1)):
            yield found


def changes(old: Path, new: Path, work: Path) -> Iterator[Change]:
    """What became of everything from the release in one directory to that in another; `work` is for stretches."""
    for file, related in ((NODES, False), (RELATIONSHIPS, True)):
        with ExitStack() as stack:
            sides = (identified(in_order(each / file, stack, work), related=related) for each in (old, new))
            yield from between(*sides)


def written(change: Change) -> bytes:
    """A change as a line."""
    said: Line = {"change": change.kind.value, **change.which}
    if change.identity[2]:
        said["number"] = change.identity[2]
    names = sorted(change.old.keys() | change.new.keys())
    said["properties"] = {
        name: {side: values[name] for side, values in (("old", change.old), ("new", change.new)) if name in values}
        for name in names
    }
    return line_of(said)


def parsed(line: Line) -> Change:
    """The change that a line says."""
    which = {name: line[name] for name in (ENDS_OF_LINE | {"noun", "id"}) if name in line}
    sides = line.get("properties", {})
    old, new = ({name: each[side] for name, each in sides.items() if side in each} for side in ("old", "new"))
    identity = ("start" in line, name_of(line), line.get("number", 0))
    return Change(identity, ChangeKind(line["change"]), which, old, new)


def write(old: Path, new: Path) -> None:
    """Write what became of everything beside the new release."""
    with (new / FILE).open("wb") as file:
        file.writelines(written(each) for each in changes(old, new, new))


def listed(path: Path, *, backward: bool = False) -> Iterator[Change]:
    """The changes in a file, in order; backward, those that take them back."""
    for line in read(path):
        found = parsed(line)
        yield found.reversed if backward else found


def summed(group: Iterable[Change]) -> Change | None:
    """What became of one thing or relation by several changes, the oldest first; none where nothing did."""
    steps = list(group)
    first, last = steps[0], steps[-1]
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for step in steps:
        for name in step.old.keys() | step.new.keys():
            if name not in before:
                before[name] = step.old.get(name)
            after[name] = step.new.get(name)
    there = first.kind is not ChangeKind.ADDED, last.kind is not ChangeKind.REMOVED
    names = {name for name in before if before[name] != after[name]}
    old, new = ({name: each[name] for name in sorted(names) if each[name] is not None} for each in (before, after))
    if there == (False, False) or (there == (True, True) and not names):
        return None
    kinds = {(True, True): ChangeKind.CORRECTED, (True, False): ChangeKind.REMOVED, (False, True): ChangeKind.ADDED}
    return Change(first.identity, kinds[there], last.which, old, new)


def added_up(lists: Iterable[Iterator[Change]]) -> Iterator[Change]:
    """What became of everything by several lists, the oldest first, each in order."""
    merged = heapq.merge(*lists, key=lambda each: each.identity)
    for _, group in itertools.groupby(merged, key=lambda each: each.identity):
        if found := summed(group):
            yield found

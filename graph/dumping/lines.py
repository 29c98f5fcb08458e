"""
A release as lines of JSON: a line a thing, a line a relation, in an order that never changes.

These two files are what all others are made of; they stand in the order of the walk (`graph.dumping.walk`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

NODES = "nodes.ndjson"
RELATIONSHIPS = "relationships.ndjson"

Line = dict[str, Any]
"""What a line says."""

ENDS_OF_LINE = {"type", "start", "end", "start_noun", "end_noun"}


def line_of(value: Mapping[str, Any]) -> bytes:
    """A value as a line; what is not on record is not there."""
    said = {name: each for name, each in value.items() if each is not None and each != []}
    return orjson.dumps(said, option=orjson.OPT_APPEND_NEWLINE)


def read(path: Path) -> Iterator[Line]:
    """The lines of a file, one after the other."""
    with path.open("rb") as file:
        for line in file:
            yield orjson.loads(line)


@dataclass(frozen=True, slots=True)
class Lines:
    """The two files of a release in a directory; each can be gone through again and again."""

    directory: Path

    def nodes(self) -> Iterator[Line]:
        """Every thing: its `noun`, and its properties."""
        return read(self.directory / NODES)

    def relationships(self) -> Iterator[Line]:
        """Every relation: its `type`, its ends, and its properties."""
        return read(self.directory / RELATIONSHIPS)


def properties(line: Line) -> Line:
    """What stands on a thing or on a relation, without what says which it is."""
    known = ENDS_OF_LINE if "type" in line and "start" in line else {"noun"}
    return {name: value for name, value in line.items() if name not in known}

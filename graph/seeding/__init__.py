"""Seed files → checked records → merged in batches."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph import model
from graph.seed import FILES
from graph.seeding.checking import checked
from graph.seeding.loading import LAYOUT, Outcome, load
from graph.seeding.lock import Writer

__all__ = ["Outcome", "Seeds", "Unread", "check", "fingerprint", "load", "read", "seed"]


@dataclass(frozen=True, slots=True)
class Seeds:
    """The records of a directory of seed files, checked."""

    id: str
    records: tuple[model.Record, ...]
    synthetic: bool = False

    def __iter__(self) -> Iterator[model.Record]:
        return iter(self.records)


@dataclass(frozen=True, slots=True)
class Unread:
    """The records of a directory that are known to be loaded: they are read and checked only if it proves wrong."""

    directory: Path
    synthetic: bool = False

    @property
    def id(self) -> str:
        return fingerprint(self.directory)

    def __iter__(self) -> Iterator[model.Record]:
        return iter(checked(self.directory))


def fingerprint(directory: Path) -> str:
    """The id of the release that a directory's files make: the same files and the same layout, the same id."""
    digest = hashlib.sha256(f"layout {LAYOUT}\n".encode())
    for noun in sorted(FILES):
        path = directory / noun
        if path.exists():
            data = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{noun} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:16]


def check(directory: Path) -> int:
    """How many records the files of a directory hold; raises `SeedError` with every problem found."""
    return len(checked(directory))


def read(directory: Path) -> Seeds:
    """The records of the files of a directory; raises `SeedError` with every problem found."""
    return Seeds(fingerprint(directory), tuple(checked(directory)))


async def seed(graph: Writer, directory: Path, *, progress: bool = False) -> Outcome:
    """Check the files of a directory, and load them unless they are loaded already."""
    return await load(graph, read(directory), progress=progress)

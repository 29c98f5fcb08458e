"""Seed files → checked records → merged in batches."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph import model
from graph.seeding.checking import checked, records_of
from graph.seeding.loading import LAYOUT, Outcome, load
from graph.seeding.lock import Writer
from graph.seeding.reading import Files, files_of

__all__ = ["Outcome", "Seeds", "Unread", "check", "fingerprint", "load", "read", "seed", "unread"]


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
    """The records of a directory that are known to be loaded: they are made and checked only if it proves wrong."""

    id: str
    files: Files
    synthetic: bool = False

    def __iter__(self) -> Iterator[model.Record]:
        return iter(records_of(self.files))


def fingerprint(directory: Path) -> str:
    """The id of the release that a directory's files make: the same files and the same layout, the same id."""
    return id_of(files_of(directory))


def id_of(files: Files) -> str:
    """The id of the release that some files make."""
    digest = hashlib.sha256(f"layout {LAYOUT}\n".encode())
    for name, held in sorted(files.held.items()):
        if isinstance(held, bytes):
            data = held.replace(b"\r\n", b"\n")
            digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:16]


def check(directory: Path) -> int:
    """How many records the files of a directory hold; raises `SeedError` with every problem found."""
    return len(checked(directory))


def read(directory: Path) -> Seeds:
    """The records of the files of a directory; raises `SeedError` with every problem found."""
    files = files_of(directory)
    return Seeds(id_of(files), tuple(records_of(files)))


def unread(directory: Path) -> Unread:
    """The same, of which nothing is made or checked before somebody goes through them."""
    files = files_of(directory)
    return Unread(id_of(files), files)


async def seed(graph: Writer, directory: Path, *, progress: bool = False) -> Outcome:
    """Check the files of a directory, and load them unless they are loaded already."""
    return await load(graph, read(directory), progress=progress)

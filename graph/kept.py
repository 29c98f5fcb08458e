"""The database of an engine that was finished, kept so that the next ones need not load the same data."""

import hashlib
import os
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from graph.settling import settled

OPEN = "database.lck"
"""What is in the directory of a database that nobody has closed."""

STALE_SECONDS = 3_600
"""Drafts that are older were left behind by a process that was killed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """
    A place for one database; its name says what is in it, so that other data have another place.

    Only one is kept: whoever keeps another removes what stands beside it.
    """

    place: Path

    def there(self) -> bool:
        """Whether a database is kept."""
        return self.place.is_dir()

    def given(self, database: Path) -> None:
        """Copy it to where a new engine looks for its database; nothing is there if it goes away meanwhile."""
        try:
            before = self.place.stat().st_ino
            shutil.copytree(self.place, database)
            whole = self.place.stat().st_ino == before
        except (OSError, shutil.Error):
            whole = False
        if not whole:
            shutil.rmtree(database, ignore_errors=True)

    def taken(self, database: Path) -> bool:
        """Move it here from an engine that has ended, unless nobody had closed it; whether one is kept now."""
        if not database.is_dir() or (database / OPEN).exists():
            return False
        self.place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.place.with_suffix(f".{os.getpid()}")
        shutil.move(database, draft)
        for other in self.place.parent.iterdir():
            if other != draft and not being_moved(other):
                removed(other)
        with suppress(OSError):  # somebody else has just kept the same
            settled(draft, self.place)
        shutil.rmtree(draft, ignore_errors=True)
        return self.there()


def being_moved(directory: Path) -> bool:
    """Whether another process is about to keep a directory, or to remove it; such are left alone for a while."""
    with suppress(OSError):  # it is gone
        return bool(directory.suffix) and time.time() - directory.stat().st_mtime < STALE_SECONDS
    return True


def removed(directory: Path) -> None:
    """Remove a directory, which has another name before anything of it goes: nobody finds it there by half."""
    gone = directory.with_suffix(f".{os.getpid()}-gone")
    with suppress(OSError):  # somebody else removes it
        directory.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def engine_version() -> str:
    """The version of the engine; nothing where there is none, which is for whoever starts it to say."""
    try:
        return metadata.version("arcadedb-embedded")
    except metadata.PackageNotFoundError:
        return ""


def kept_in(cache: Path, seeds: Path) -> Kept:
    """Where a database is kept: other seed files, another program that loads them or another engine, another place."""
    digest = hashlib.sha256(engine_version().encode())
    for file in (*sorted(seeds.glob("*.yaml")), *sorted(Path(__file__).parent.rglob("*.py"))):
        data = file.read_bytes()
        digest.update(f"{file.name} {len(data)}\n".encode() + data)
    return Kept(cache / "databases" / digest.hexdigest()[:16])

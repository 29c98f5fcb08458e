"""The database of an engine that was finished, kept so that the next ones need not load the same data."""

import hashlib
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

OPEN = "database.lck"
"""What is in the directory of a database that nobody has closed."""


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
        if self.there():
            try:
                shutil.copytree(self.place, database)
            except (OSError, shutil.Error):
                shutil.rmtree(database, ignore_errors=True)

    def taken(self, database: Path) -> bool:
        """Move it here from an engine that has ended; whether it had closed it."""
        if not database.is_dir() or (database / OPEN).exists():
            return False
        self.place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.rmtree(self.place, ignore_errors=True)
        for other in self.place.parent.iterdir():
            shutil.rmtree(other, ignore_errors=True)
        draft = self.place.with_suffix(f".{os.getpid()}")
        shutil.move(database, draft)
        with suppress(OSError):  # somebody else has just kept the same
            draft.rename(self.place)
        return True


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

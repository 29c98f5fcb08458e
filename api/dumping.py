"""Dumps as the program writes them: what their columns mean is what the schema says."""

from pathlib import Path

from api.settings import schema_file
from api.wording import descriptions
from graph.dumping import Dumps


def dumps_in(home: Path, *, progress: bool = False) -> Dumps:
    """The dumps of a directory."""
    return Dumps(home, descriptions(schema_file().read_text(encoding="utf-8")), progress)


def written(place: Path) -> str:
    """What stands in a directory, in one line."""
    sizes = [path.stat().st_size for path in place.rglob("*") if path.is_file()]
    return f"{place}: {len(sizes)} files, {sum(sizes):,} bytes; check them there with `sha256sum --check SHA256SUMS`"

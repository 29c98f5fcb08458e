"""
One release in its directory: what it is, in `release.json`, and the SHA-256 sum of every file, in `SHA256SUMS`.

Nothing here says when anything was made: by the same program, after the same release, a release is the same bytes.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from graph import model
from graph.dumping.lines import Line, Lines

FILE = "release.json"
SUMS = "SHA256SUMS"

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
STATED = ("id", "title", "publisher", "url", "licence")
"""What is told of a document that states a licence."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A release in its directory: its id, the one before it, and the sum of every file by its path."""

    id: str
    since: str | None
    synthetic: bool
    licensed: tuple[Mapping[str, Any], ...]
    directory: Path
    sums: Mapping[str, str]


def licensed(lines: Lines) -> list[Line]:
    """The documents that state a licence."""
    return [
        {name: line[name] for name in STATED if name in line}
        for line in lines.nodes()
        if line["noun"] == "Source" and "licence" in line
    ]


def describe(release: model.Release, since: str | None, directory: Path) -> None:
    """Write what a release is."""
    said = {
        "id": release.id,
        "since": since,
        "layout": release.layout,
        "synthetic": release.synthetic,
        "licence": LICENCE,
        "counts": dict(sorted(release.counts.items())),
        "licensed": licensed(Lines(directory)),
    }
    (directory / FILE).write_bytes(orjson.dumps(said, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def files(directory: Path) -> Iterator[str]:
    """The paths of all files inside a directory, in order."""
    found = (path for path in directory.rglob("*") if path.is_file() and path.name != SUMS)
    yield from sorted(path.relative_to(directory).as_posix() for path in found)


def sum_of(path: Path) -> str:
    """The sum of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sign(directory: Path) -> None:
    """Write the sum of every file, as `sha256sum --check` reads it."""
    text = "".join(f"{sum_of(directory / path)}  {path}\n" for path in files(directory))
    (directory / SUMS).write_text(text, encoding="utf-8", newline="\n")


def sums(directory: Path) -> dict[str, str]:
    """The sum of every file, by its path; raises `FileNotFoundError` where the directory is not whole."""
    text = (directory / SUMS).read_text(encoding="utf-8")
    return {path: digest for digest, _, path in (line.partition("  ") for line in text.splitlines())}


def kept(directory: Path) -> Kept | None:
    """The release in a directory; none where it is not there, or not whole: every file that has a sum must be."""
    try:
        said, listed = orjson.loads((directory / FILE).read_bytes()), sums(directory)
        if FILE not in listed or not all((directory / path).is_file() for path in listed):
            return None
        return Kept(said["id"], said["since"], said["synthetic"], tuple(said["licensed"]), directory, listed)
    except (OSError, ValueError, KeyError):
        return None


def all_kept(home: Path) -> dict[str, Kept]:
    """Every release in a directory, by its id."""
    found = (kept(each) for each in sorted(home.iterdir()) if each.is_dir()) if home.is_dir() else ()
    return {each.id: each for each in found if each is not None}

"""
`docs/clients.md` as its readers follow it: a section a client.

A block of code whose first line names a file is that file; of the others, `sh install` says what to install, `sh` is
typed, in order, and `text` is what that prints.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.readme import TOP

PAGE = TOP / "docs" / "clients.md"
ADDRESS = "http://127.0.0.1:8000"
"""The server, as the page has it."""

PATIENCE = 180
"""Seconds for the commands of a section."""

SECTION = re.compile(r"^## (?P<title>.+)\n(?P<text>(?:(?!## ).*\n?)*)", re.MULTILINE)
BLOCK = re.compile(r"^```(?P<language>\w+)(?: (?P<name>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


class CommandError(Exception):
    """Commands of the page that failed, with all that they said."""


@dataclass(frozen=True, slots=True)
class Section:
    """How to connect one client."""

    title: str
    files: dict[str, str]
    install: str
    commands: str
    output: str


def section_of(title: str, text: str) -> Section:
    """What a section has."""
    blocks = [(match["language"], match["name"], match["text"]) for match in BLOCK.finditer(text)]

    def joined(language: str, name: str | None = None) -> str:
        return "".join(text for *which, text in blocks if which == [language, name])

    files = {name: text for _, name, text in blocks if name and name != "install"}
    return Section(title, files, joined("sh", "install"), joined("sh"), joined("text"))


def sections() -> Iterator[Section]:
    """Every section that has commands, in the order of the page."""
    for match in SECTION.finditer(PAGE.read_text(encoding="utf-8")):
        section = section_of(match["title"], match["text"])
        if section.commands:
            yield section


@dataclass(frozen=True, slots=True)
class Shop:
    """A directory in which a reader of the page works, and a server beside it."""

    place: Path
    server: str

    def equip(self, directory: Path) -> None:
        """Have these packages, or the programs in a `bin`, at hand."""
        (self.place / directory.name).symlink_to(directory)

    def file(self, name: str, text: str) -> None:
        """Write a file of the page."""
        path = self.place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(ADDRESS, self.server), encoding="utf-8")

    def run(self, commands: str) -> str:
        """What commands print; raises `CommandError`."""
        path = os.pathsep.join([str(Path(sys.executable).parent), str(self.place / "bin"), os.environ["PATH"]])
        environment = {**os.environ, "PATH": path, "MUEANG": str(TOP), "NO_COLOR": "1", "PYTHONUTF8": "1"}
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands.replace(ADDRESS, self.server)],  # noqa: S607 # the user's
            cwd=self.place,
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        if done.returncode != 0:
            raise CommandError(f"{commands}\nended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
        return done.stdout


def followed(section: Section, shop: Shop) -> str:
    """What a reader sees who does what a section says."""
    for name, text in section.files.items():
        shop.file(name, text)
    return shop.run(section.commands)

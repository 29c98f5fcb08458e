"""A process and all that it has started: which they are, and how many files they have open."""

import os
from contextlib import suppress
from pathlib import Path

from tests.live.processes import children

WORKS = b"spawn_main"
"""On the command line of a worker of several."""


def command_line(process: int) -> bytes:
    """The words of a process; none of one that is gone."""
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes()
    return b""


def workers_of(process: int) -> list[int]:
    """The workers below a process that has several."""
    return sorted(each for each in children(process) if WORKS in command_line(each))


def held_by(process: int) -> tuple[int, int]:
    """How many processes there are from one downwards, and how many files, not sockets, the Python ones have open."""
    family = [process, *children(process)]
    python = [each for each in family if b"python" in command_line(each).partition(b"\0")[0]]
    return len(family), sum(map(files_of, python))


def files_of(process: int) -> int:
    """How many files a process has open that are no sockets."""
    places = []
    with suppress(OSError):
        for each in Path(f"/proc/{process}/fd").iterdir():
            with suppress(OSError):
                places.append(os.readlink(each))
    return sum(not each.startswith("socket:") for each in places)

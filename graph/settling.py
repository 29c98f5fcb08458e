"""A name for what was written when all of it is on disk: after a power cut, what has its name is whole."""

import os
from pathlib import Path


def settle(place: Path) -> None:
    """Have the disk keep a file, or what a directory says stands in it."""
    file = os.open(place, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def settled(draft: Path, place: Path) -> None:
    """Give a file, or a directory with all that is in it, its name; raises `OSError` where a directory has it."""
    for each in draft.rglob("*"):
        settle(each)
    settle(draft)
    draft.rename(place)
    settle(place.parent)

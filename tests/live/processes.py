"""The processes below one, as Linux tells of them: which run, and which of them is the engine."""

from pathlib import Path


def children(process: int) -> set[int]:
    """The processes below a process."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text("utf-8", "replace")
            except OSError:
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    found: set[int] = set()
    waiting = {process}
    while waiting:
        waiting = {child for child, parent in parents.items() if parent in waiting}
        found |= waiting
    return found


def runs(process: int) -> bool:
    """Whether a process runs; one that has ended and waits to be noticed does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def named(process: int) -> str:
    """What a process calls itself; nothing for one that has ended."""
    try:
        return Path(f"/proc/{process}/comm").read_text("utf-8", "replace")
    except OSError:
        return ""


def engines_of(process: int) -> set[int]:
    """The engines that run below a process: one, or none between two."""
    return {each for each in children(process) if runs(each) and "java" in named(each)}

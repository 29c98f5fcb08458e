"""How releases follow one another, and the lists of changes that lead from one to another, forward or back."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.dumping import changes
from graph.dumping.changes import Change, added_up, listed
from graph.dumping.release import Kept, all_kept


class UnreachableError(Exception):
    """No lists lead from one release to the other; `reach` are those from which lists do."""

    def __init__(self, since: str, release: str, reach: tuple[str, ...]) -> None:
        self.reach = reach
        super().__init__(f"no lists of changes lead from {since} to {release}")


@dataclass(frozen=True, slots=True)
class Step:
    """From one release to the next, or back: by the list that stands beside the later one."""

    list: Path
    backward: bool


def neighbours(known: Mapping[str, Kept], release: str) -> Iterator[tuple[str, Step]]:
    """The releases from which one list leads to this one."""
    own = known.get(release)
    if own and own.since and changes.FILE in own.sums:
        yield own.since, Step(own.directory / changes.FILE, backward=False)
    for later in known.values():
        if later.since == release and changes.FILE in later.sums:
            yield later.id, Step(later.directory / changes.FILE, backward=True)


def ways(home: Path, release: str) -> dict[str, tuple[Step, ...]]:
    """The steps to a release from every other from which lists lead there, the nearest first."""
    known = all_kept(home)
    found: dict[str, tuple[Step, ...]] = {release: ()}
    waiting = deque([release])
    while waiting:
        here = waiting.popleft()
        for other, step in neighbours(known, here):
            if other not in found:
                found[other] = (step, *found[here])
                waiting.append(other)
    return found


def changed(home: Path | None, since: str, release: str) -> Iterator[Change]:
    """What became of everything from one release to another, in order; raises `UnreachableError`."""
    found = ways(home, release) if home else {release: ()}
    if since not in found:
        raise UnreachableError(since, release, tuple(found))
    return added_up(listed(step.list, backward=step.backward) for step in found[since])

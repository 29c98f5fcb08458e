"""
What was read of the graph, as long as there is room: the data of a release do not change, so it is never out of date.

There are two generations: what is asked for moves into the young one, and when that is full the old one goes. So
nothing is to be done for most of what is found.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

Place = Hashable
"""Which read it was: of which release, on which day if that matters, along which line, through which window."""

Rows = dict[str, Any]
"""What was found, by key."""


BYTES = 3_000
"""What a row takes, more or less. Clients write keys and conditions: as long ones count as rows, too."""


class Memory:
    """
    The answers of reads, with about `most` rows in all: no more than that and what one read brings.

    An answer without rows counts as one, and what is long of its key and its place as if it were rows.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.young: dict[Place, Rows] = {}
        self.old: dict[Place, Rows] = {}
        self.size = 0
        self.before = 0
        self.hits = 0
        self.misses = 0

    @property
    def rows(self) -> int:
        """How many rows are remembered, with what counts as some."""
        return self.size + self.before

    def find(self, place: Place, keys: Iterable[str]) -> Rows:
        """What is remembered of some keys; the others are absent."""
        young, old = self.young.get(place, {}), self.old.get(place, {})
        found: Rows = {}
        again: Rows = {}
        for key in keys:
            if key in young:
                found[key] = young[key]
            elif key in old:
                again[key] = old.pop(key)
            else:
                self.misses += 1
        self.before -= weight(again)
        self.hits += len(found) + len(again)
        self.keep(place, again)
        return found | again

    def keep(self, place: Place, answers: Mapping[str, Any]) -> None:
        """Remember answers; what was asked for longest ago goes."""
        if not answers or not self.most:
            return
        if place not in self.young:
            self.size += len(repr(place)) // BYTES
        young = self.young.setdefault(place, {})
        fresh = {key: answer for key, answer in answers.items() if key not in young}
        young.update(fresh)
        self.size += weight(fresh)
        if self.size > self.most // 2:
            self.old, self.young = self.young, {}
            self.before, self.size = self.size, 0


def weight(answers: Mapping[str, Any]) -> int:
    """As how many rows some answers count."""
    rows = (max(1, len(each)) if isinstance(each, list) else 1 for each in answers.values())
    return sum(rows) + sum(len(key) // BYTES for key in answers)

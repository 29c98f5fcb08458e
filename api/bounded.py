"""A dictionary that holds only so much: what was asked for longest ago goes first."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

V = TypeVar("V")

ENTRY = 400
"""Bytes that a value takes here beside its own: its name, of a hash, and its place."""


class Bounded(OrderedDict[str, V], Generic[V]):
    """Values by name, of at most a total `size`, where by default each counts as one; it counts what it is asked."""

    def __init__(self, most: int, size_of: Callable[[V], int] = lambda _: 1) -> None:
        super().__init__()
        self.most = most
        self.size_of = size_of
        self.size = 0
        self.hits = 0
        self.misses = 0

    def find(self, name: str) -> V | None:
        """The value of a name, which is now the one asked for last."""
        if name not in self:
            self.misses += 1
            return None
        self.hits += 1
        self.move_to_end(name)
        return self[name]

    def keep(self, name: str, value: V) -> None:
        """Add a value that is not there yet; others go if there is too much."""
        self[name] = value
        self.size += self.size_of(value)
        while self.size > self.most:
            _, gone = self.popitem(last=False)
            self.size -= self.size_of(gone)

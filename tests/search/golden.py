"""The golden list: what people type and what they must find first, in two parts by a fixed rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from graph.search.finding import Ranking
from graph.search.index import Choice, Index

FILE = Path(__file__).with_name("golden.yaml")
PART = 3
"""One search of so many is held out."""


@dataclass(frozen=True, slots=True)
class Search:
    """A text, and the things of which one must be found first."""

    kind: str
    text: str
    first: tuple[str, ...]
    held_out: bool

    def place(self, index: Index) -> int | None:
        """The place, from one, at which the first of them is found."""
        ids = [match.id for match in Ranking(index, self.text, Choice()).best()]
        places = [ids.index(each) + 1 for each in self.first if each in ids]
        return min(places, default=None)


def searches() -> Iterator[Search]:
    """The whole list."""
    for kind, listed in yaml.safe_load(FILE.read_text(encoding="utf-8")).items():
        for number, each in enumerate(listed, start=1):
            yield Search(kind, str(each["text"]), tuple(each["first"]), held_out=number % PART == 0)


@dataclass(frozen=True, slots=True)
class Rate:
    """How often the right thing came first, and within the first three."""

    kind: str
    count: int
    first: int
    three: int

    def __str__(self) -> str:
        return f"{self.kind:20} {self.count:4} {self.first / self.count:7.1%} {self.three / self.count:7.1%}"


def rate(kind: str, places: list[int | None]) -> Rate:
    """The rate of some places."""
    first = sum(place == 1 for place in places)
    three = sum(place is not None and place <= 3 for place in places)
    return Rate(kind, len(places), first, three)


def rates(index: Index, *, held_out: bool) -> list[Rate]:
    """The rates of one part by kind, and of all kinds together at the end."""
    places: dict[str, list[int | None]] = {}
    for search in searches():
        if search.held_out is held_out:
            places.setdefault(search.kind, []).append(search.place(index))
    every = [place for each in places.values() for place in each]
    return [*(rate(kind, each) for kind, each in places.items()), rate("all", every)]

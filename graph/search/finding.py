"""One search in one index: which things are compared with a text, and the order of those that answer it."""

from collections.abc import Iterable
from enum import IntEnum
from heapq import heappop, heappush
from typing import Any

from graph.search.entry import Entry
from graph.search.folding import compact
from graph.search.index import Choice, Index
from graph.search.ranking import Match, Ranker, nearly
from graph.search.reading import bones_of, grams, readings

CANDIDATES = 100
"""So many things that share pieces of a text are compared with it, and no more are ever found."""

NAMED = 10
"""So many things with the very name are looked for before all others; where there are more, with the others."""


class Stage(IntEnum):
    """How much is known of what waits for its turn; of what may be equally good, the least known has the first."""

    OTHERS = 0
    ENTRY = 1
    MATCH = 2


class Ranking:
    """
    What answers a text, the best first, equals by id: worked out as far as somebody asks, by one at a time.

    Whatever may be best is looked at first. Things with the very name are there at once; the others, which share pieces
    of it and take most of the time, are looked for when one of them may be next.
    """

    def __init__(self, index: Index, text: str, choice: Choice) -> None:
        self.index, self.choice = index, choice
        self.matches: list[Match] = []
        self.known: set[str] = set()
        self.waiting: list[tuple[float, Stage, str, Any]] = []
        self.opened = False
        """Whether the others were looked for."""
        ways = readings(text)
        if not ways:
            return
        bones = compact(bones_of(text))
        pieces = {gram for reading in ways for gram in reading.grams}
        self.frequencies = index.frequencies(pieces | set(grams(bones) if bones else ()))
        self.ranker = Ranker(ways, bones, index.tells(self.frequencies), low=choice.low)
        named = index.named([reading.form for reading in ways], choice, NAMED)
        self.wait(nearly(ways, choice.labels) if len(named) < NAMED else 1.0, Stage.OTHERS, "", None)
        self.enter(named)

    def wait(self, most: float, stage: Stage, thing_id: str, thing: Any) -> None:
        """Wait for the turn of what answers so well at most."""
        heappush(self.waiting, (-most, stage, thing_id, thing))

    def enter(self, entries: Iterable[Entry]) -> None:
        """Take in things that may answer."""
        for entry in entries:
            if entry.id not in self.known and (chances := self.ranker.chances(entry)):
                self.known.add(entry.id)
                self.wait(max(chance.most for chance in chances), Stage.ENTRY, entry.id, (entry, chances))

    def step(self) -> None:
        """Look at what may be best."""
        _, stage, _, thing = heappop(self.waiting)
        if stage is Stage.OTHERS:
            self.opened = True
            grams = self.index.worth_it(self.frequencies)
            self.enter(self.index.candidates(grams, self.choice, CANDIDATES))
        elif stage is Stage.ENTRY:
            match = self.ranker.match(*thing)
            if match:
                self.wait(match.score, Stage.MATCH, match.id, match)
        else:
            self.matches.append(thing)

    def best(self, most: int = CANDIDATES, *, named: bool = False) -> list[Match]:
        """The best, at most so many; if they must be `named`, only as far as no others are to be looked at."""
        while self.waiting and len(self.matches) < min(most, CANDIDATES):
            if named and (self.opened or self.waiting[0][1] is Stage.OTHERS):
                break
            self.step()
        return self.matches[:most]

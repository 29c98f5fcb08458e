"""
The shortest ways between two things, found breadth first from both ends at once.

A level costs one read a noun. Both engines know `allShortestPaths`, but the embedded one looks at conditions only after
it has found the shortest ways, and so answers that there is none where a longer one keeps them; here both are only
asked for what stands beside things, and the work has bounds: a thing with more than `MOST_STEPS` steps is not passed
through unless it is reached from both sides, and no more than `MOST_THINGS` things are looked at a level. While one
side has met no bound, it goes on alone: so ways are often known to be the shortest although the other side did.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from api.errors import UserError
from api.loader import ListLoader, Part, noun_of
from api.page import checked_size
from graph.model import NodeKind, RelationDirection, RelationType
from graph.queries.neighbour import LABELS
from graph.query import Window

MOST_HOPS = 6
MOST_STEPS = 1_000
MOST_STEPS_FROM_END = 10_000
MOST_THINGS = 1_000
MOST_COUNTED = 2**31 - 1
"""The largest number that GraphQL's `Int` can say."""

NO_WAY = frozenset({RelationType.DISTINCT_FROM})
"""Says what a thing is not."""

STATEMENTS = frozenset(
    {
        NodeKind.SOURCE,
        NodeKind.OBSERVATION,
        NodeKind.OBSTACLE,
        NodeKind.DISAGREEMENT,
        NodeKind.GAP,
        NodeKind.CAUTION,
        NodeKind.CORRECTION,
        NodeKind.ALIAS,
        NodeKind.ATTESTATION,
        NodeKind.INCENTIVE,
        NodeKind.STATEMENT,
    }
)
"""What is said about things, and by which documents: it would lead from everything to everything."""

THINGS = frozenset(NodeKind) - STATEMENTS
"""What a way leads through unless something else is asked for."""

OUT, IN = RelationDirection.OUT, RelationDirection.IN

Hop = tuple[str, str, str]
"""Where a step leads, by which relation, and in which direction: ways are told in the order of these."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which ways a client asks for."""

    start: str
    end: str
    most_hops: int
    first: int
    through: Collection[NodeKind]
    low: bool

    def __post_init__(self) -> None:
        checked_size("first", self.first)
        if not 1 <= self.most_hops <= MOST_HOPS:
            raise UserError(f"`maxHops: {self.most_hops}` is out of range: ask for 1 to {MOST_HOPS}")


@dataclass(frozen=True, slots=True)
class PathStep:
    """One relation, as it is walked."""

    start: str
    relation: RelationType
    direction: RelationDirection
    end: str

    @property
    def words(self) -> str:
        """The step in words, so that it is read from where there is less to look at: not from a document."""
        if (self.relation, self.direction) == (RelationType.SUPPORTS, OUT):
            return f"{self.end} {self.relation} < {self.start}"
        return f"{self.start} {self.relation} {'>' if self.direction is OUT else '<'} {self.end}"


@dataclass(frozen=True, slots=True)
class Path:
    """One way; no steps where it ends where it starts."""

    start: str
    steps: tuple[PathStep, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """The ids of the things on the way, both ends with them."""
        return (self.start, *(step.end for step in self.steps))


@dataclass(frozen=True, slots=True)
class Paths:
    """The first of the shortest ways, and how many there are; `hops` is absent where there is none."""

    hops: int | None
    total_count: int
    truncated: bool
    paths: tuple[Path, ...]


class Web:
    """The relations found so far, by the things at both of their ends."""

    def __init__(self) -> None:
        self.hops: defaultdict[str, set[Hop]] = defaultdict(set)

    def add(self, start: str, relation: str, arrow: str, end: str) -> None:
        """Take in a step, as it can be walked from either end."""
        there, back = (OUT, IN) if arrow == ">" else (IN, OUT)
        self.hops[start].add((end, relation, there))
        self.hops[end].add((start, relation, back))

    def distances(self, end: str, start: str, most: int) -> dict[str, int]:
        """How far from the end everything is that is no further than the start, nor than so many steps."""
        found = {end: 0}
        level = {end}
        for distance in range(1, most + 1):
            if start in found:
                break
            level = {hop[0] for here in level for hop in self.hops[here]} - found.keys()
            found.update(dict.fromkeys(level, distance))
        return found


class Ways:
    """The shortest ways through a web: those on which every step comes nearer to the end."""

    def __init__(self, web: Web, asked: Asked) -> None:
        self.start = asked.start
        self.left = web.distances(asked.end, asked.start, asked.most_hops)
        self.hops = web.hops

    @property
    def length(self) -> int | None:
        """How many steps they take; none where there is none."""
        return self.left.get(self.start)

    def nearer(self, here: str) -> list[Hop]:
        """The steps from a thing that come nearer to the end, in their order."""
        return sorted(hop for hop in self.hops[here] if self.left.get(hop[0], MOST_HOPS) == self.left[here] - 1)

    def counted(self) -> int:
        """How many there are, as far as GraphQL can say."""

        @cache
        def from_here(here: str) -> int:
            return sum(from_here(hop[0]) for hop in self.nearer(here)) if self.left[here] else 1

        return min(from_here(self.start), MOST_COUNTED)

    def walked(self, here: str) -> Iterator[tuple[PathStep, ...]]:
        """The ways from a thing to the end, in their order."""
        if not self.left[here]:
            yield ()
        for end, relation, direction in self.nearer(here):
            step = PathStep(here, RelationType(relation), RelationDirection(direction), end)
            for rest in self.walked(end):
                yield (step, *rest)


@dataclass(slots=True)
class Side:
    """
    What was reached from one end, and of it the things whose own steps are not known yet.

    `level` says how many steps away these are; up to `sure` steps away nothing was left out.
    """

    frontier: list[str]
    seen: set[str] = field(default_factory=set)
    level: int = 0
    sure: int = 0
    cut: bool = False

    def __post_init__(self) -> None:
        self.seen.update(self.frontier)

    @property
    def exhausted(self) -> bool:
        """Whether it is sure that nothing more can be reached."""
        return not self.frontier and not self.cut

    def advance(self, reached: set[str], *, whole: bool) -> None:
        """One level more, if anything was reached; `whole` if nothing of it was left out."""
        self.cut = self.cut or not whole
        self.sure += not self.cut
        self.frontier = sorted(reached - self.seen)
        self.level += bool(self.frontier)
        self.seen.update(self.frontier)


class Search:
    """One search, level by level, always from the side where there is less to look at."""

    def __init__(self, loader: ListLoader, asked: Asked) -> None:
        self.loader = loader
        self.asked = asked
        self.web = Web()
        self.sides = (Side([asked.start]), Side([asked.end]))
        self.known = True
        """Whether both ends are there."""
        self.nouns = {noun for noun, label in LABELS.items() if NodeKind(label) in asked.through}

    def ways(self) -> Ways:
        """The shortest ways in what was found."""
        return Ways(self.web, self.asked)

    def is_sure(self, hops: int) -> bool:
        """Whether no way of up to so many hops can have been missed."""
        return hops <= sum(side.sure for side in self.sides) or any(side.exhausted for side in self.sides)

    def next_side(self) -> Side | None:
        """
        The side to widen: of those of which nothing was left out, the one with less to look at.

        Only when there is none, and no way yet, is what is left of the others looked at.
        """
        hops = self.ways().length
        if self.is_sure(self.asked.most_hops if hops is None else hops):
            return None
        left = [side for side in self.sides if side.frontier]
        best = [side for side in left if not side.cut]
        if not best and hops is None and sum(side.level for side in self.sides) < self.asked.most_hops:
            best = left
        return min(best, key=lambda side: len(side.frontier), default=None)

    def leads_on(self, relation: str, end: str) -> bool:
        """Whether a way may take such a step."""
        return relation not in NO_WAY and (noun_of(end) in self.nouns or end in (self.asked.start, self.asked.end))

    async def widen(self, side: Side) -> None:
        """Look at what stands beside the things that were reached last."""
        things = side.frontier[:MOST_THINGS]
        most = MOST_STEPS if side.level else MOST_STEPS_FROM_END
        window = Window(most + 1, low=self.asked.low)
        rows = await self.loader.load_many([Part(thing, window) for thing in things])
        self.known = self.known and (side.level > 0 or all(rows))
        whole = len(things) == len(side.frontier)
        reached: set[str] = set()
        for thing, beside in ((thing, found) for thing, row in zip(things, rows, strict=True) for found in row):
            whole = whole and beside.count <= most
            for relation, arrow, end in (step.split(" ") for step in beside.steps):
                if self.leads_on(relation, end):
                    self.web.add(thing, relation, arrow, end)
                    reached.add(end)
        side.advance(reached, whole=whole)

    async def run(self) -> None:
        """Both ends first, whatever they are: they need not be what a way may lead through, nor sure."""
        await asyncio.gather(*(self.widen(side) for side in self.sides))
        while side := self.next_side():
            await self.widen(side)

    def paths(self) -> Paths:
        """What was found."""
        ways = self.ways()
        if ways.length is None:
            return Paths(None, 0, not self.is_sure(self.asked.most_hops), ())
        first = islice(ways.walked(self.asked.start), self.asked.first)
        paths = tuple(Path(self.asked.start, steps) for steps in first)
        return Paths(ways.length, ways.counted(), not self.is_sure(ways.length), paths)


async def paths_of(loader: ListLoader, asked: Asked) -> Paths | None:
    """The shortest ways that a client asks for; none where an end is not there."""
    search = Search(loader, asked)
    await search.run()
    return search.paths() if search.known else None

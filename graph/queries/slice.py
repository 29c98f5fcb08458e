"""Which slice of a list a text reads: between which cursors, in which order, from which end."""

from dataclasses import dataclass

from graph.pattern import Pattern
from graph.stretch import APART, STRETCH

STRETCH_OF = f"""
    UNWIND range(0, size($positions) - 1) AS turn
    WITH $positions[turn] AS position, $numbers[turn] AS number
    MATCH (stretch:{STRETCH} {{sort: $line + toString(position / {APART})}})
    WITH stretch.things[position %% {APART}] AS thing, number
    MATCH (node:%s {{key: $release + '|' + thing}})
"""
"""The things of a stretch of an order: at which positions of the list in its own order they stand is known."""

AT_PLACES = "UNWIND $places AS known MATCH (node:%s {sort: known}) WITH node"
"""The things whose places are known."""

INSIDE = "node.sort > $after AND node.sort < $before"
IN_RELEASE = "node.sort > $begin AND node.sort < $end"


@dataclass(frozen=True, slots=True)
class Key:
    """What things are ordered by: an expression over `node`."""

    expression: str
    descending: bool


@dataclass(frozen=True, slots=True)
class Slice:
    """
    The slice of a list that a text reads: which things besides those of the pattern, in which order, from which end.

    Without an order of its own a list is read by the place of its things, which is their index.
    """

    where: str = "true"
    order: tuple[Key, ...] = ()
    backward: bool = False
    reach: str = ""
    stretched: bool = False
    """Whether it is read by a stretch of an order that is kept; cursors have their numbers then."""

    def found(self, pattern: Pattern) -> str:
        """The text that finds the things, of a list that begins nowhere; `reach` leads to all that can be meant."""
        begin = STRETCH_OF % pattern.record.__name__ if self.stretched else self.reach or f"MATCH {pattern.path}"
        return f"{begin} WHERE {self.inside} AND {pattern.conditions} AND {self.where}"

    @property
    def inside(self) -> str:
        """Whether a thing lies between the cursors, as far as that is asked of its place alone."""
        if self.stretched:
            return "true"
        return IN_RELEASE if self.order else INSIDE

    @property
    def by(self) -> list[str]:
        """The variables of the values that it is ordered by."""
        return [f"by_{place}" for place in range(len(self.order))]

    @property
    def keys(self) -> str:
        """What is ordered by."""
        values = (f"{each.expression} AS {name}" for each, name in zip(self.order, self.by, strict=True))
        return ", ".join([*values, "node.sort AS place", *self.number])

    @property
    def names(self) -> str:
        """The variables of what is ordered by."""
        return ", ".join([*self.by, "place", *self.number])

    @property
    def ordered(self) -> str:
        """The order itself; things of which a value is missing come last."""
        up, down = ("DESC", "ASC") if self.backward else ("ASC", "DESC")
        keys = [
            f"CASE WHEN by_{place} IS NULL THEN 1 ELSE 0 END {up}, by_{place} {down if each.descending else up}"
            for place, each in enumerate(self.order)
        ]
        return ", ".join([*keys, f"place {up}"])

    @property
    def between(self) -> str:
        """Whether a thing lies between the cursors, where an order of its own says what that means."""
        return f"WHERE {self.in_order}" if self.order else ""

    @property
    def in_order(self) -> str:
        """Whether the values that a thing is ordered by lie between those of the cursors."""
        behind = beyond("$after", self.order, reverse=False)
        ahead = beyond("$before", self.order, reverse=True)
        return f"($after IS NULL OR {behind}) AND ($before IS NULL OR {ahead})"

    @property
    def near(self) -> str:
        """
        Whether a thing that another leads to lies between the cursors: asked of its place only when that is known.

        Asked of the thing itself, Neo4j may take what it has found of the one thing for few among all that are in the
        index, and look through that instead, once for each key.
        """
        return f"WHERE {self.in_order if self.order else 'place > $after AND place < $before'}"

    @property
    def cursor(self) -> str:
        """The place of a thing in the list, as text or as the values that it is ordered by."""
        plain = "substring(place, size($release) + 1)"
        if not self.order:
            return plain
        return f"[{', '.join([*self.by, plain, *self.number])}]"

    @property
    def number(self) -> list[str]:
        """The number of a thing in an order that is kept."""
        return ["number"] if self.stretched else []


WHOLE = Slice()
"""A list in its own order, from its beginning."""


def beyond(cursor: str, order: tuple[Key, ...], *, reverse: bool) -> str:
    """Whether a thing comes behind a cursor in an order; reversed, before it."""
    text = f"place {'<' if reverse else '>'} $release + '|' + {cursor}[{len(order)}]"
    for place, each in reversed(list(enumerate(order))):
        name, value = f"by_{place}", f"{cursor}[{place}]"
        further = f"{name} {'<' if each.descending != reverse else '>'} {value}"
        last = f"({name} IS NOT NULL AND {value} IS NULL)" if reverse else f"({name} IS NULL AND {value} IS NOT NULL)"
        same = f"({name} = {value} OR ({name} IS NULL AND {value} IS NULL))"
        text = f"({further} OR {last} OR ({same} AND {text}))"
    return text

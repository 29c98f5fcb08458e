"""
A release as plain Python holds it, and conditions evaluated there: what the engines' answers are compared with.

Things and relations come from the plain reads, which have tests of their own; what is narrowed, ordered and paged is
worked out here anew, by other means.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from graph.model import ListExtent, Record
from graph.queries.grouping import SPANNED
from graph.queries.table import Grouping, Kind, Relation, Table
from graph.queries.tables import TABLES
from graph.query import GraphView, Query, Traversal, Window
from graph.selection import (
    All,
    Compared,
    Condition,
    Counted,
    Either,
    Not,
    Operator,
    Order,
    Quantifier,
    Related,
    Selection,
    Unknown,
)

EVERYTHING = Window(10_000)


@dataclass(repr=False)
class World:
    """The things of every noun by id, and where each relation of a noun leads from them."""

    things: dict[type[Record], dict[str, Any]] = field(default_factory=dict)
    links: dict[tuple[type[Record], str], dict[str, list[str]]] = field(default_factory=dict)
    complete: dict[tuple[type[Record], str], set[str]] = field(default_factory=dict)

    def chosen(self, record: type[Record], selection: Selection) -> list[str]:
        """The ids of what a selection leaves of all things of a noun, in its order."""
        return self.ordered(record, self.things[record], selection)

    def ordered(self, record: type[Record], ids: Iterable[str], selection: Selection) -> list[str]:
        """The ids of what a selection leaves of a list, in its order."""
        kept = [each for each in ids if self.holds(record, each, selection.where)]
        for order in reversed(selection.order):
            kept = sorted_by(order, kept, {each: getattr(self.things[record][each], order.field) for each in kept})
        return kept

    def holds(self, record: type[Record], thing_id: str, condition: Condition) -> bool:
        """Whether a condition holds of a thing."""
        match condition:
            case All(conditions):
                held = all(self.holds(record, thing_id, each) for each in conditions)
            case Either(conditions):
                held = any(self.holds(record, thing_id, each) for each in conditions)
            case Not(negated):
                held = not self.holds(record, thing_id, negated)
            case Compared(name, operator, value):
                kind = TABLES[record].properties[name].kind
                held = compared(kind, operator, getattr(self.things[record][thing_id], name), value)
            case Counted(relation, operator, value):
                held = compared(Kind.NUMBER, operator, len(self.links[record, relation].get(thing_id, ())), value)
            case Unknown(relation, unknown):
                known = bool(self.links[record, relation].get(thing_id)) or thing_id in self.complete[record, relation]
                held = known is not unknown
            case Related():
                held = self.related(record, thing_id, condition)
        return held

    def groups(self, record: type[Record], ids: Iterable[str], by: Iterable[Grouping]) -> Counter[tuple[Any, ...]]:
        """How many things of a list are in each group; a thing may be in several."""
        return Counter(group for each in ids for group in product(*(self.values(record, each, one) for one in by)))

    def members(
        self, record: type[Record], ids: Iterable[str], by: list[Grouping], group: tuple[Any, ...]
    ) -> list[str]:
        """The things of a list that are in a group."""
        places = list(zip(by, group, strict=True))
        return [each for each in ids if all(value in self.values(record, each, one) for one, value in places)]

    def dates(self, record: type[Record], ids: Iterable[str]) -> list[str]:
        """The dates that things have, by which those of their noun lie between others."""
        found = (getattr(self.things[record][each], SPANNED[record]) for each in ids)
        return [each for each in found if each]

    def values(self, record: type[Record], thing_id: str, grouping: Grouping) -> set[Any]:
        """The values by which a thing is grouped; none is a value of its own."""
        ids = {thing_id}
        for relation in grouping.way:
            ids = {other for each in ids for other in self.links[record, relation].get(each, ())}
            record = TABLES[record].relations[relation].pattern.record
        found = {plain(getattr(self.things[record][each], grouping.field)) for each in ids} - {None}
        return {each[:4] if grouping.year else each for each in found} or {None}

    def related(self, record: type[Record], thing_id: str, condition: Related) -> bool:
        """Whether a condition holds of what a relation leads to."""
        other = TABLES[record].relations[condition.relation].pattern.record
        found = [self.holds(other, each, condition.where)
                 for each in self.links[record, condition.relation].get(thing_id, ())]  # fmt: skip
        if condition.quantifier is Quantifier.SOME:
            return any(found)
        wanted = all(found) if condition.quantifier is Quantifier.EVERY else not any(found)
        return wanted and thing_id in self.complete[record, condition.relation]


def sorted_by(order: Order, ids: list[str], values: Mapping[str, Any]) -> list[str]:
    """Ids by a value of each; those without one last, equals as they were."""
    there = [each for each in ids if values[each] is not None]
    missing = [each for each in ids if values[each] is None]
    return sorted(there, key=lambda each: plain(values[each]), reverse=order.descending) + missing


def plain(value: Any) -> Any:
    """A value as it compares."""
    return getattr(value, "value", value)


def bounds(partial: str) -> tuple[str, str]:
    """The first and the last day that a partial date can mean."""
    return partial + "-01-01"[len(partial) - 4 :], partial + "-12-31"[len(partial) - 4 :]


def compared(kind: Kind, operator: Operator, left: Any, right: Any) -> bool:
    """Whether a value compares as it should; what is not there compares with nothing."""
    left = plain(left)
    if operator is Operator.IS_NULL:
        return (left is None) is right
    if left is None:
        return False
    if operator is Operator.IN:
        return any(compared(kind, Operator.EQ, left, each) for each in right)
    if operator is Operator.NOT_IN:
        return all(compared(kind, Operator.NE, left, each) for each in right)
    return dates(operator, left, right) if kind is Kind.DATE else values(operator, left, right)


COMPARISONS: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQ: eq,
    Operator.NE: ne,
    Operator.LT: lt,
    Operator.LTE: le,
    Operator.GT: gt,
    Operator.GTE: ge,
    Operator.CONTAINS: lambda left, right: right.lower() in left.lower(),
    Operator.STARTS_WITH: lambda left, right: left.lower().startswith(right.lower()),
}


def values(operator: Operator, left: Any, right: Any) -> bool:
    """Whether a value compares as it should."""
    return bool(COMPARISONS[operator](left, right))


def dates(operator: Operator, left: str, right: str) -> bool:
    """Whether a partial date surely compares as it should."""
    (first, last), (begin, end) = bounds(left), bounds(right)
    return {
        Operator.EQ: left.startswith(right),
        Operator.NE: last < begin or first > end,
        Operator.LT: last < begin,
        Operator.LTE: last <= end,
        Operator.GT: first > end,
        Operator.GTE: first >= begin,
    }[operator]


def reads_of(table: Table) -> dict[str, tuple[Relation, Query[Any], Query[ListExtent] | None]]:
    """The reads of every relation of a noun: its things, and how long the list is."""
    found = {}
    for each in table.follows:
        relation = Relation.of(each)
        found[relation.name] = (relation, each.page if isinstance(each, Traversal) else each,
                                each.extent if isinstance(each, Traversal) else None)  # fmt: skip
    return found


async def world_of(view: GraphView, lists: Mapping[type[Record], Query[Any]]) -> World:
    """The world of a view; `lists` are the reads of all things of a noun."""
    world = World()
    for record, query in lists.items():
        rows = (await view.fetch(query, [""], EVERYTHING)).get("", [])
        world.things[record] = {row.node.id: row.node for row in rows}
    for record in lists:
        for name, (relation, page, extent) in reads_of(TABLES[record]).items():
            await add_links(world, view, record, name, page)
            world.complete[record, name] = await complete_in(world, view, record, extent)
            if relation.pattern.record not in lists:
                world.things.setdefault(relation.pattern.record, {})
    return world


async def add_links(world: World, view: GraphView, record: type[Record], name: str, page: Query[Any]) -> None:
    """Add where a relation leads from every thing of a noun."""
    answers = await view.fetch(page, list(world.things[record]), EVERYTHING)
    links = world.links[record, name] = {}
    for key, rows in answers.items():
        nodes = [getattr(row, "node", row) for row in rows]
        links[key] = [node.id for node in nodes]
        for node in nodes:
            world.things.setdefault(type(node), {}).setdefault(node.id, node)


async def complete_in(
    world: World, view: GraphView, record: type[Record], extent: Query[ListExtent] | None
) -> set[str]:
    """The things of a noun of which documents say that a relation leads to everything there is."""
    if extent is None:
        return set()
    answers = await view.fetch(extent, list(world.things[record]), EVERYTHING)
    return {key for key, (row,) in answers.items() if row.complete}

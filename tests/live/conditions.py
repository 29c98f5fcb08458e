"""Conditions and orders, made up by Hypothesis from the values that a world holds; what is derived has other tests."""

from typing import Any

from hypothesis import strategies as st

from graph.model import Record
from graph.queries.table import Kind, Property
from graph.queries.tables import TABLES
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
    canonical,
)
from tests.live.world import World, plain

EQUAL = [Operator.EQ, Operator.NE, Operator.IN, Operator.NOT_IN]
RANGE = [Operator.LT, Operator.LTE, Operator.GT, Operator.GTE]
OPERATORS = {
    Kind.ID: EQUAL,
    Kind.TEXT: [*EQUAL, *RANGE, Operator.CONTAINS, Operator.STARTS_WITH, Operator.IS_NULL],
    Kind.DATE: [*EQUAL, *RANGE, Operator.IS_NULL],
    Kind.NUMBER: [*EQUAL, *RANGE, Operator.IS_NULL],
    Kind.BOOLEAN: [Operator.EQ, Operator.IS_NULL],
    Kind.CHOICE: [*EQUAL, Operator.IS_NULL],
}
STRANGE: dict[Kind, list[Any]] = {
    Kind.ID: ["city:nowhere"],
    Kind.TEXT: ["", "smart", "เมือง", "' OR 1=1 //", "}) DETACH DELETE n //", "$value_0", "\\", "\n"],
    Kind.DATE: ["2021", "2023-07", "2024-02-29"],
    Kind.NUMBER: [-1.5, 0, 7, 1e18],
    Kind.BOOLEAN: [True, False],
    Kind.CHOICE: ["nonsense"],
}
MOST_RELATED = 2
"""Relations followed by one condition: three are tried by hand, since few things are left of such conditions."""


def values_of(world: World, record: type[Record], one: Property) -> list[Any]:
    """The values that a property has, and strange ones."""
    found = {plain(getattr(thing, one.name)) for thing in world.things[record].values()} - {None}
    return [*sorted(found), *STRANGE[one.kind]]


@st.composite
def compared(draw: st.DrawFn, world: World, record: type[Record]) -> Condition:
    """A comparison of a property."""
    one = draw(st.sampled_from([TABLES[record].properties[name] for name in TABLES[record].fields]))
    operator = draw(st.sampled_from(OPERATORS[one.kind]))
    if operator is Operator.IS_NULL:
        return Compared(one.name, operator, draw(st.booleans()))
    value = st.sampled_from(values_of(world, record, one))
    if operator in {Operator.IN, Operator.NOT_IN}:
        return Compared(one.name, operator, tuple(draw(st.lists(value, min_size=1, max_size=4))))
    picked = draw(value)
    if operator in {Operator.CONTAINS, Operator.STARTS_WITH} and picked:
        start = draw(st.integers(0, len(picked) - 1))
        return Compared(one.name, operator, picked[start : start + draw(st.integers(1, 6))].upper())
    return Compared(one.name, operator, picked)


@st.composite
def related(draw: st.DrawFn, world: World, record: type[Record], depth: int) -> Condition:
    """A condition on where a relation leads."""
    relation = draw(st.sampled_from(list(TABLES[record].relations.values())))
    kind = draw(st.sampled_from(["some", "none", "every", "count", "unknown"] if relation.several else ["some"]))
    if kind == "count":
        return Counted(relation.name, draw(st.sampled_from([*EQUAL[:2], *RANGE])), draw(st.integers(0, 4)))
    if kind == "unknown":
        return Unknown(relation.name, draw(st.booleans()))
    return Related(relation.name, Quantifier(kind), draw(conditions(world, relation.pattern.record, depth + 1)))


def conditions(world: World, record: type[Record], depth: int = 0) -> st.SearchStrategy[Condition]:
    """A condition on things of a noun."""
    leaf = compared(world, record)
    if TABLES[record].relations and depth < MOST_RELATED:
        leaf = leaf | st.deferred(lambda: related(world, record, depth))
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: Either(tuple(parts))),
            inner.map(Not),
        ),
        max_leaves=4,
    )


def orders(record: type[Record]) -> st.SearchStrategy[tuple[Order, ...]]:
    """Up to three keys to order by."""
    order = st.builds(Order, st.sampled_from(TABLES[record].fields), st.booleans())
    return st.lists(order, max_size=3, unique_by=lambda each: each.field).map(tuple)


def selections(world: World, record: type[Record]) -> st.SearchStrategy[Selection]:
    """A selection of things of a noun."""
    where = st.just(All()) | conditions(world, record).map(canonical)
    return st.builds(Selection, where, orders(record))

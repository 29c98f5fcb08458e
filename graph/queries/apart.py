"""
A list that is narrowed by several things at once: it is read what meets each of them, and joined here.

Neo4j takes 30 to 80 ms to plan a condition of several parts that it does not know; one that it knows it answers in a
few. Parts come again; it is how they are joined that is new. So the first few times, it is read where the things stand
that meet each part, and then the things that meet all of it.

A thing meets a condition or does not, also where something is missing (`graph.queries.condition`): so what meets it
follows from what meets its parts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import count
from typing import Any

from graph.model import Edge, ListExtent
from graph.query import GraphView, Query, Window
from graph.selection import All, Condition, Either, Not, Order, Selection
from graph.stretch import between

MOST_PARTS = 8
"""A condition of more is asked as a whole."""

WIDE = 2_000
"""
Of so many things at most it is asked which of them meet each part.

All of them are looked at for each, where the text of a condition as a whole stops at the first part that is not met.
"""

TIMES = 4
"""So often a condition of a shape is asked by its parts; by then, they cost about what its own text does once."""

KEPT = 1_024
"""Of so many shapes it is known how often they came."""

Stood = frozenset[Any]
"""Where things stand in their list: their places, or in an order that is kept their numbers."""


def normal(condition: Condition) -> Condition:
    """The same condition; where several are negated together, each of them is for itself."""
    match condition:
        case Not(All(parts)):
            return Either(tuple(map(Not, parts)))
        case Not(Either(parts)):
            return All(tuple(map(Not, parts)))
        case Not(Not(part)):
            return normal(part)
        case _:
            return condition


def parts_of(condition: Condition) -> frozenset[Condition]:
    """The parts of a condition that are asked for themselves."""
    match normal(condition):
        case All([_, *_] as parts) | Either(parts):
            return frozenset().union(*map(parts_of, parts))
        case part:
            return frozenset({part})


def meeting(condition: Condition, known: Mapping[Condition, Stood]) -> Stood:
    """Where the things stand that meet a condition, if that is known of those that meet each of its parts."""
    match normal(condition):
        case All([_, *_] as parts):
            return frozenset.intersection(*(meeting(part, known) for part in parts))
        case Either(parts):
            return frozenset().union(*(meeting(part, known) for part in parts))
        case part:
            return known[part]


@lru_cache(KEPT)
def uses(name: str, shape: str, order: tuple[Order, ...], backward: bool) -> Iterator[int]:  # noqa: ARG001 # what it is of
    """Counts how often a list was asked for by one text."""
    return count()


def by_parts(query: Query[Any], window: Window) -> bool:
    """Whether a list is read by the parts of its condition; asked once for each time that it is read, and counted."""
    where, order = window.selection.where, window.selection.order
    if window.by or not issubclass(query.record, (Edge, ListExtent)) or not 1 < len(parts_of(where)) <= MOST_PARTS:
        return False
    return next(uses(query.name, where.shape, order, window.backward)) < TIMES


def things_in(view: GraphView, label: str, window: Window) -> int:
    """How many things there are at most in a window on a list of everything."""
    if window.stretch:
        return len(window.stretch.numbers)
    return view.release.counts.get(label, 0) if window.selection.order else between(window, view.posts(label))


def asking(window: Window, part: Condition) -> Window:
    """
    The window through which it is asked what meets a part of a condition.

    It is asked between the same places; the cursors of an order are none, so there it is asked of the whole list or
    stretch.
    """
    after, before = ("", "") if window.selection.order else (window.after, window.before)
    return Window(0, after, before, low=window.low, selection=Selection(part), stretch=window.stretch)


def onto(window: Window, stood: Stood) -> Window:
    """The window on the things that stand somewhere: without an order, on as many as are wanted."""
    plain = replace(window, selection=Selection(order=window.selection.order))
    known = sorted(stood)
    if window.stretch:
        return replace(plain, stretch=window.stretch._replace(numbers=tuple(known)))
    if not window.selection.order:
        known = known[max(0, len(known) - window.limit) :] if window.backward else known[: window.limit]
    return replace(plain, places=tuple(known))

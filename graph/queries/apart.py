"""
A list that is narrowed by several things at once: each of them is asked for itself, and they are joined here.

Neo4j takes 30 to 80 ms to plan a condition of several parts that it does not know, and answers it in a few. Parts come
again; it is how they are joined that is new. So as long as that is, it is read where the things stand that meet each of
its parts, and then the things that meet all of it.

A thing meets a condition or does not, also where something is missing (`graph.queries.condition`): so what meets it
follows from what meets its parts.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from graph.model import Edge, ListExtent
from graph.query import GraphView, Query, Window
from graph.selection import All, Condition, Either, Not, Selection
from graph.stretch import between

MOST_PARTS = 8
"""A condition of more is asked as a whole."""

WIDE = 5_000
"""Of so many things at most it is asked which of them meet each part: the places of those are all sent."""

TIMES = 4
"""For so many times a shape is new: by then, its parts have cost about what its own text does once."""

KEPT = 1_024
"""Of so many shapes it is known how often they came; one more, and all begin anew."""

CAME: Counter[tuple[str, str]] = Counter()
"""How often each list was asked for in each shape by this process."""

PlacesOf = frozenset[Any]
"""Where things stand in their list, or in an order that is kept their numbers."""


def turned(condition: Condition) -> Condition:
    """The same condition; where several are turned round together, each of them is for itself."""
    match condition:
        case Not(All(parts)):
            return Either(tuple(map(Not, parts)))
        case Not(Either(parts)):
            return All(tuple(map(Not, parts)))
        case Not(Not(part)):
            return turned(part)
        case _:
            return condition


@lru_cache(KEPT)
def parts_of(condition: Condition) -> frozenset[Condition]:
    """The parts of a condition that are asked for themselves."""
    match turned(condition):
        case All([_, *_] as parts) | Either(parts):
            return frozenset().union(*map(parts_of, parts))
        case part:
            return frozenset({part})


def meeting(condition: Condition, known: Mapping[Condition, PlacesOf]) -> PlacesOf:
    """The places of what meets a condition, where those of what meets each of its parts are known."""
    match turned(condition):
        case All([_, *_] as parts):
            return frozenset.intersection(*(meeting(part, known) for part in parts))
        case Either(parts):
            return frozenset().union(*(meeting(part, known) for part in parts))
        case part:
            return known[part]


def is_new(name: str, shape: str) -> bool:
    """Whether a list was asked for in a shape only a few times so far; this is one of them."""
    if len(CAME) == KEPT:
        CAME.clear()
    CAME[name, shape] += 1
    return CAME[name, shape] <= TIMES


def is_apart(view: GraphView, query: Query[Any], window: Window) -> bool:
    """Whether a part of a list of everything is read by the parts of its condition."""
    where, pattern = window.selection.where, query.pattern
    return (
        pattern is not None
        and not pattern.start
        and not window.by
        and issubclass(query.record, (Edge, ListExtent))
        and 1 < len(parts_of(where)) <= MOST_PARTS
        and width(view, pattern.record.__name__, window) <= WIDE
        and is_new(query.name, where.shape)
    )


def width(view: GraphView, label: str, window: Window) -> int:
    """How many things there are at most in a window on a list of everything."""
    if window.stretch:
        return len(window.stretch.numbers)
    return view.release.counts[label] if window.selection.order else between(window, view.posts(label))


def asking(window: Window, part: Condition) -> Window:
    """The window through which it is asked what meets a part of a condition: an order's cursors are no places."""
    after, before = ("", "") if window.selection.order else (window.after, window.before)
    return Window(0, after, before, low=window.low, selection=Selection(part), stretch=window.stretch)


def onto(window: Window, places: PlacesOf) -> Window:
    """The window on the things at some places."""
    plain = replace(window, selection=Selection(order=window.selection.order))
    known = sorted(places)
    if window.stretch:
        return replace(plain, stretch=window.stretch._replace(numbers=tuple(known)))
    if not window.selection.order:
        known = known[-window.limit :] if window.backward else known[: window.limit]
    return replace(plain, among=tuple(known))

"""The rows of lists as clients narrow and order them: which reads they come of."""

from asyncio import gather
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any

from graph.model import ListExtent, Places
from graph.pattern import is_dated
from graph.queries.apart import PlacesOf, asking, is_apart, meeting, onto, parts_of
from graph.queries.compose import places
from graph.queries.ordered import among, day_of, ends_of, kept, parts
from graph.queries.selected import WHOLE, anchored, selected
from graph.queries.table import Table
from graph.queries.tables import TABLES
from graph.query import GraphView, Query, Window
from graph.selection import ALWAYS
from graph.stretch import stretches

SOON = 2
"""After so many windows it is asked which things are there on a day."""


async def rows_of(view: GraphView, query: Query[Any], keys: Sequence[str], window: Window) -> dict[str, list[Any]]:
    """The rows of a list for every key; of a long list of everything, a stretch at a time until there are enough."""
    pattern, selection = query.pattern, window.selection
    if pattern is None or pattern.start or window.by or query.record in WHOLE:
        return await fetched(view, query, keys, window)
    table = TABLES[pattern.record]
    in_an_order = kept(view, table, selection.order)
    if (selection.order and not in_an_order) or anchored(pattern.record, selection.where):
        return await fetched(view, query, keys, window)
    label = pattern.record.__name__
    if in_an_order:
        rows = await in_order(view, query, keys[0], window, table)
    else:
        rows = await in_places(view, query, keys[0], window, view.posts(label))
    return {keys[0]: rows} if rows else {}


async def fetched(view: GraphView, query: Query[Any], keys: Sequence[str], window: Window) -> dict[str, list[Any]]:
    """The rows of a list as a window says: in one read, or by the parts of a condition that is new."""
    if is_apart(view, query, window):
        return await joined(view, query, keys[0], window)
    return await view.fetch(selected(query, window), keys, window)


async def joined(view: GraphView, query: Query[Any], key: str, window: Window) -> dict[str, list[Any]]:
    """The rows of a list of everything, of which it is read first what meets each part of a condition."""
    where = window.selection.where
    conditions = parts_of(where)
    known = await gather(*(met(view, query, key, asking(window, each)) for each in conditions))
    found = meeting(where, dict(zip(conditions, known, strict=True)))
    if query.record is ListExtent:
        return {key: [ListExtent(total=len(found), complete=False)]}
    part = onto(window, found)
    return await view.fetch(selected(query, part), [key], part) if found else {}


async def met(view: GraphView, query: Query[Any], key: str, window: Window) -> PlacesOf:
    """Where the things of a list of everything stand that meet what it is narrowed to."""
    ((row,),) = (await view.fetch(selected(places_of(query), window), [key], window)).values()
    return frozenset(row.places)


@cache
def places_of(query: Query[Any]) -> Query[Places]:
    """The read that says where the things of a list stand."""
    assert query.pattern is not None  # noqa: S101 # a list of everything has one
    return places(query.name, query.pattern)


async def in_places(view: GraphView, query: Query[Any], key: str, window: Window, posts: Sequence[str]) -> list[Any]:
    """The rows of a list of everything in its own order, between its fences."""
    rows: list[Any] = []
    for part in stretches(window, posts):
        answers = await fetched(view, query, [key], replace(part, limit=window.limit - len(rows)))
        rows += answers.get(key, [])
        if len(rows) == window.limit:
            break
    return rows


async def in_order(view: GraphView, query: Query[Any], key: str, window: Window, table: Table) -> list[Any]:
    """The rows of a list of everything in an order that is kept; sorted as a whole where few meet what is asked."""
    label, order, rows = table.record.__name__, window.selection.order, None
    day, numbers = day_of(view, table, order), ends_of(window, view.release.counts[label])
    if numbers:
        come = window.selection.where == ALWAYS and is_dated(table.record)
        tries = islice(parts(window, label, day, numbers), SOON if come else None)
        rows = await tried(view, query, key, window.limit, tries)
        if rows is None and come:
            there = among(numbers, await view.there(label, order, day))
            rows = await tried(view, query, key, window.limit, parts(window, label, day, there))
    return (await fetched(view, query, [key], window)).get(key, []) if rows is None else rows


async def tried(
    view: GraphView, query: Query[Any], key: str, limit: int, tries: Iterable[tuple[Window, bool]]
) -> list[Any] | None:
    """The rows of the first of some windows that is all there is, or in which there are enough; none of no other."""
    for part, whole in tries:
        rows = (await fetched(view, query, [key], part)).get(key, [])
        if whole or len(rows) == limit:
            return rows
    return None

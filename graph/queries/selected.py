"""The reads of lists as clients narrow and order them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Any

from graph.model import Group, ListExtent, Measured, Record, Spanned
from graph.pattern import is_dated
from graph.queries.anchor import reach
from graph.queries.compose import extent, page
from graph.queries.condition import Composer, Subject
from graph.queries.grouping import Groups, group_extent, group_page, groups, measures, spans
from graph.queries.ordered import among, day_of, ends_of, kept, parts
from graph.queries.slice import Key, Slice
from graph.queries.table import Table
from graph.queries.tables import TABLES
from graph.query import GraphView, Query, Window
from graph.selection import ALWAYS, EVERY_THING, Condition, Selection
from graph.stretch import stretches

KEPT = 1_024
"""Texts of as many selections are kept; making one takes some fifty microseconds."""

OF_GROUPS: dict[Any, Callable[..., Query[Any]]] = {Group: groups, Measured: measures, Spanned: spans}
"""The reads of groups, by what they answer with."""

WHOLE = {ListExtent, *OF_GROUPS}
"""What is told of a list as a whole: its reads look at every thing of it."""

SOON = 2
"""After so many windows it is asked which things are there on a day."""


def selected(query: Query[Any], window: Window) -> Query[Any]:
    """The read of a list, narrowed, ordered and grouped as a window says; its name stays."""
    if window.selection == EVERY_THING and not window.by:
        return query
    return composed(query, window.selection, window.by, window.backward, window.stretch is not None)


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
    """The rows of a list as a window says, in one read."""
    return await view.fetch(selected(query, window), keys, window)


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


@lru_cache(KEPT)
def anchored(record: type[Record], where: Condition) -> bool:
    """Whether a list is narrowed to what stands beside things of which each has few beside it, and read from there."""
    return bool(reach(where, TABLES[record], TABLES, few=True))


@lru_cache(KEPT)
def composed(
    query: Query[Any],
    selection: Selection,
    by: tuple[str, ...] = (),
    backward: bool = False,  # as windows have it
    stretched: bool = False,  # likewise
) -> Query[Any]:
    """The read of a selection from a list; its text depends on the shape of the selection alone."""
    pattern = query.pattern
    assert pattern is not None  # noqa: S101 # clients are offered this only where there is one
    table = TABLES[pattern.record]
    where = Composer(TABLES).narrowing(selection.where, Subject(table))
    order = tuple(Key(table.expression(each.field, "node"), each.descending) for each in selection.order)
    begin = "" if pattern.start else reach(selection.where, table, TABLES, few=query.record not in WHOLE and not by)
    cut = Slice(where, order, backward, begin, stretched)
    if query.record in OF_GROUPS:
        return OF_GROUPS[query.record](query.name, pattern, cut, by)
    counted = query.record is ListExtent
    if by:
        grouping = Groups(pattern, cut, by)
        text = group_extent(grouping) if counted else group_page(grouping)
    else:
        text = (extent if counted else page)(query.name, pattern, cut).text
    return replace(query, text=text, backward=text, dated="$as_of" in text)

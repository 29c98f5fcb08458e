"""The reads of lists as clients narrow and order them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from graph.model import Group, ListExtent, Measured, Spanned
from graph.queries.anchor import reach
from graph.queries.compose import extent, page
from graph.queries.condition import Composer, Subject
from graph.queries.grouping import Groups, group_extent, group_page, groups, measures, spans
from graph.queries.slice import Key, Slice
from graph.queries.tables import TABLES
from graph.query import GraphView, Query, Window
from graph.selection import EVERY_THING, Selection
from graph.stretch import stretches

KEPT = 1_024
"""Texts of as many selections are kept; making one takes some fifty microseconds."""

OF_GROUPS: dict[Any, Callable[..., Query[Any]]] = {Group: groups, Measured: measures, Spanned: spans}
"""The reads of groups, by what they answer with."""


def selected(query: Query[Any], window: Window) -> Query[Any]:
    """The read of a list, narrowed, ordered and grouped as a window says; its name stays."""
    if window.selection == EVERY_THING and not window.by:
        return query
    return composed(query, window.selection, window.by, window.backward)


async def rows_of(view: GraphView, query: Query[Any], keys: Sequence[str], window: Window) -> dict[str, list[Any]]:
    """The rows of a list for every key; of a long list of everything, a stretch at a time until there are enough."""
    read = selected(query, window)
    if read is not query or query.pattern is None or query.pattern.start or query.record is ListExtent:
        return await view.fetch(read, keys, window)
    rows: list[Any] = []
    for stretch in stretches(window, view.posts(query.pattern.record.__name__)):
        answers = await view.fetch(query, keys, replace(stretch, limit=window.limit - len(rows)))
        rows += answers.get(keys[0], [])
        if len(rows) == window.limit:
            break
    return {keys[0]: rows} if rows else {}


@lru_cache(KEPT)
def composed(
    query: Query[Any],
    selection: Selection,
    by: tuple[str, ...] = (),
    backward: bool = False,  # as windows have it
) -> Query[Any]:
    """The read of a selection from a list; its text depends on the shape of the selection alone."""
    pattern = query.pattern
    assert pattern is not None  # noqa: S101 # clients are offered this only where there is one
    table = TABLES[pattern.record]
    where = Composer(TABLES).narrowing(selection.where, Subject(table))
    order = tuple(Key(table.expression(each.field, "node"), each.descending) for each in selection.order)
    cut = Slice(where, order, backward, "" if pattern.start else reach(selection.where, table, TABLES))
    if query.record in OF_GROUPS:
        return OF_GROUPS[query.record](query.name, pattern, cut, by)
    counted = query.record is ListExtent
    if by:
        grouping = Groups(pattern, cut, by)
        text = group_extent(grouping) if counted else group_page(grouping)
    else:
        text = (extent if counted else page)(query.name, pattern, cut).text
    return replace(query, text=text, backward=text, dated="$as_of" in text)

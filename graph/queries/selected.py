"""The reads of lists as clients narrow and order them: their texts."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from graph.model import Group, ListExtent, Measured, Places, Record, Spanned
from graph.queries.anchor import reach
from graph.queries.compose import extent, page, places
from graph.queries.condition import Composer, Subject
from graph.queries.grouping import Groups, group_extent, group_page, groups, measures, spans
from graph.queries.slice import AT_PLACES, Key, Slice
from graph.queries.tables import TABLES
from graph.query import Query, Window
from graph.selection import EVERY_THING, Condition, Selection, outline

KEPT = 1_024
"""Texts of as many selections are kept; making one takes some fifty microseconds."""

OF_GROUPS: dict[Any, Callable[..., Query[Any]]] = {Group: groups, Measured: measures, Spanned: spans}
"""The reads of groups, by what they answer with."""

OF_LISTS: dict[Any, Callable[..., Query[Any]]] = {ListExtent: extent, Places: places}
"""The reads of lists that answer with something else than a part of them."""

WHOLE = {ListExtent, *OF_GROUPS}
"""What is told of a list as a whole: its reads look at every thing of it."""


def selected(query: Query[Any], window: Window) -> Query[Any]:
    """The read of a list, narrowed, ordered and grouped as a window says; its name stays."""
    part = "stretch" if window.stretch else "places" if window.places is not None else ""
    if window.selection == EVERY_THING and not window.by and not part:
        return query
    where, order = window.selection.where, window.selection.order
    return composed(query, Selection(outline(where), order), window.by, window.backward, part)


@lru_cache(KEPT)
def anchored(record: type[Record], where: Condition) -> bool:
    """
    Whether a list is narrowed to what stands beside things of which each has few beside it, and read from there.

    Of the condition, the outline is enough.
    """
    return bool(reach(where, TABLES[record], TABLES, few=True))


@lru_cache(KEPT)
def composed(
    query: Query[Any],
    selection: Selection,
    by: tuple[str, ...] = (),
    backward: bool = False,  # as windows have it
    part: str = "",  # "stretch" or "places", as windows have them
) -> Query[Any]:
    """The read of a selection from a list, of whose condition the outline is enough."""
    pattern = query.pattern
    assert pattern is not None  # noqa: S101 # clients are offered this only where there is one
    table = TABLES[pattern.record]
    where = Composer(TABLES).narrowing(selection.where, Subject(table))
    order = tuple(Key(table.expression(each.field, "node"), each.descending) for each in selection.order)
    begin = ""
    if part == "places":
        begin = AT_PLACES % pattern.record.__name__
    elif not pattern.start:
        begin = reach(selection.where, table, TABLES, few=query.record not in WHOLE and not by)
    cut = Slice(where, order, backward, begin, part == "stretch")
    if query.record in OF_GROUPS:
        return OF_GROUPS[query.record](query.name, pattern, cut, by)
    counted = query.record is ListExtent
    if by:
        grouping = Groups(pattern, cut, by)
        text = group_extent(grouping) if counted else group_page(grouping)
    else:
        text = OF_LISTS.get(query.record, page)(query.name, pattern, cut).text
    return replace(query, text=text, backward=text, dated="$as_of" in text)

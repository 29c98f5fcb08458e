"""The reads of lists as clients narrow and order them."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from graph.model import ListExtent
from graph.queries.compose import Part, extent, page
from graph.queries.condition import Composer, Subject
from graph.queries.tables import TABLES
from graph.query import Query, Window
from graph.selection import EVERY_THING, Selection

KEPT = 1_024
"""Texts of as many selections are kept; making one takes some fifty microseconds."""


def selected(query: Query[Any], window: Window) -> Query[Any]:
    """The read of a list, narrowed and ordered as a window says; its name stays."""
    if window.selection == EVERY_THING:
        return query
    return composed(query, window.selection, window.backward)


@lru_cache(KEPT)
def composed(query: Query[Any], selection: Selection, backward: bool) -> Query[Any]:  # as windows have it
    """The read of a selection from a list; its text depends on the shape of the selection alone."""
    pattern = query.pattern
    assert pattern is not None  # noqa: S101 # clients are offered this only where there is one
    where = Composer(TABLES).text(selection.where, Subject(TABLES[pattern.record]))
    if query.record is ListExtent:
        return replace(extent(query.name, pattern, where), dated=True)
    text = page(query.name, pattern, Part(where, selection.order, backward)).text
    return replace(query, text=text, backward=text, dated=True)

"""Which stretch to read of a list that is kept in an order (`graph.ranking`)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from graph.queries.table import Table
from graph.query import GraphView, Place, Stretch, Window
from graph.selection import ALWAYS, Order

MORE = (0, 1_000, 4_000, 16_000)
"""
So many things are read besides those of a page, the first not where a list is narrowed. Where the last of them do not
make a page, few things meet what is asked: then the list is sorted as a whole.
"""


def kept(view: GraphView, table: Table, order: tuple[Order, ...]) -> bool:
    """Whether a load has noted how things rank by each of some keys."""
    noted, label = view.release.orders, table.record.__name__
    return bool(order) and all(f"{label}.{each.field}" in noted for each in order)


def number_of(cursor: Place, end: int) -> int | None:
    """The number of a cursor, or of an end; none where a list sorted as a whole gave it."""
    if not cursor:
        return end
    number = cursor[-1]
    return number if isinstance(number, int) else None


def day_of(view: GraphView, table: Table, order: tuple[Order, ...]) -> date:
    """The day of which an order is: that of a view, or the last of all where none of its keys changes."""
    return view.as_of if any(each.field in table.derived for each in order) else date.max


def parts(window: Window, label: str, things: int, day: date) -> Iterator[tuple[Window, bool]]:
    """
    The windows to read, from the end that is read first, each with whether it is all of what is asked for.

    A wider one begins where the narrower did: what lies in both is read twice, but there is one read for most pages.
    There are none of a list that is narrowed and so short that it is as quickly sorted as a whole, nor beside a cursor
    of one that was.
    """
    narrowed = window.selection.where != ALWAYS
    low, high = number_of(window.after, 0), number_of(window.before, things - 1)
    if low is None or high is None or (narrowed and high - low < MORE[1]):
        return
    for more in MORE[narrowed:]:
        wide = window.limit + more
        first, last = (max(low, high - wide), high) if window.backward else (low, min(high, low + wide))
        whole = (first, last) == (low, high)
        yield replace(window, stretch=Stretch(label, window.selection.order, day, first, last)), whole
        if whole:
            break

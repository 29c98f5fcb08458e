"""Which stretch to read of a list that is kept in an order (`graph.ranking`)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from graph.queries.table import Table
from graph.query import GraphView, Place, Stretch, Window
from graph.selection import ALWAYS, Order

MORE = (0, 1_000, 4_000, 16_000)
"""
So many things are read besides those of a page, the first not where a list is narrowed. Where the last of them do not
make a page, most things there are not there yet on a day, or few meet what is asked.
"""


def kept(view: GraphView, table: Table, order: tuple[Order, ...]) -> bool:
    """Whether a load has noted how things rank by each of some keys."""
    noted, label = view.release.orders, table.record.__name__
    return bool(order) and all(f"{label}.{each.field}" in noted for each in order)


def day_of(view: GraphView, table: Table, order: tuple[Order, ...]) -> date:
    """The day of which an order is: that of a view, or the last of all where none of its keys changes."""
    return view.as_of if any(each.field in table.derived for each in order) else date.max


def ends_of(window: Window, things: int) -> range:
    """
    The numbers, of so many things in an order, between the cursors of a window, with those of the cursors.

    There are none of a list that is narrowed and so short that it is as quickly sorted as a whole, nor beside a cursor
    of one that was: it has no number.
    """
    low = number_of(window.after, 0)
    high = number_of(window.before, things - 1)
    if low is None or high is None or (window.selection.where != ALWAYS and high - low < MORE[1]):
        return range(0)
    return range(things)[max(low, 0) : max(high + 1, 0)]  # a cursor may have been made up


def among(numbers: range, there: Sequence[int]) -> Sequence[int]:
    """Those of some numbers whose things are there."""
    return there[bisect_left(there, numbers[0]) : bisect_right(there, numbers[-1])]


def number_of(cursor: Place, end: int) -> int | None:
    """The number of a cursor, or of an end; none where a list sorted as a whole gave it."""
    if not cursor:
        return end
    number = cursor[-1]
    return number if isinstance(number, int) else None


def parts(window: Window, label: str, day: date, numbers: Sequence[int]) -> Iterator[tuple[Window, bool]]:
    """
    The windows to read of some things in an order, from the end that is read first, each with whether it is all.

    A wider one begins where the narrower did: what lies in both is read twice, but there is one read for most pages.
    """
    for more in MORE[window.selection.where != ALWAYS :]:
        wide = window.limit + more + 1
        part = numbers[-wide:] if window.backward else numbers[:wide]
        whole = len(part) == len(numbers)
        stretch = Stretch(label, window.selection.order, day, part if isinstance(part, range) else tuple(part))
        yield replace(window, stretch=stretch), whole
        if whole:
            break

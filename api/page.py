"""The part of a list that a client asks for: arguments, cursors and limits (Relay cursor connections)."""

import base64
from dataclasses import dataclass
from typing import Any

from api.errors import UserError
from api.loader import Line, Pages, Part
from graph.query import Window

DEFAULT_SIZE = 20
LARGEST_SIZE = 100
LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that a client asked for, before anything is read: which line, from which thing, and which part."""

    line: Line[Pages]
    of: str
    window: Window

    @property
    def part(self) -> Part:
        """The key of its page: one more is read than asked for, to know whether there are more."""
        window = self.window
        more = Window(window.limit + 1, window.after, window.before, window.backward, window.low)
        return Part(self.of, more)

    @property
    def whole(self) -> Part:
        """The key of its extent, which no cursor narrows."""
        return Part(self.of, Window(0, low=self.window.low))


@dataclass(frozen=True, slots=True)
class PageOfList:
    """What Relay's `PageInfo` describes; cursors are opaque here."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


def opaque(cursor: str) -> str:
    """A cursor as clients see it."""
    return base64.urlsafe_b64encode(cursor.encode()).decode().rstrip("=")


def plain(cursor: str | None) -> str:
    """The place that a client's cursor stands for; empty for none."""
    if not cursor:
        return ""
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except ValueError as error:
        message = f"{cursor[:LONGEST_SHOWN]!r} is no cursor: take one from `pageInfo` or `edges` of the same list"
        raise UserError(message, "INVALID_CURSOR") from error


def checked_size(name: str, size: int) -> int:
    """A number of things between none and the largest page."""
    if not 0 <= size <= LARGEST_SIZE:
        raise UserError(f"`{name}: {size}` is out of range: ask for 0 to {LARGEST_SIZE} and follow `pageInfo`")
    return size


def window_of(
    first: int | None, after: str | None, last: int | None, before: str | None, include_low_confidence: bool
) -> Window:
    """The window that the arguments of a connection describe."""
    if first is not None and last is not None:
        raise UserError(f"`first: {first}` and `last: {last}` exclude each other: give one of them")
    name, size = ("last", last) if last is not None else ("first", DEFAULT_SIZE if first is None else first)
    return Window(
        limit=checked_size(name, size),
        after=plain(after),
        before=plain(before),
        backward=last is not None,
        low=include_low_confidence,
    )


def trimmed(window: Window, rows: list[Any]) -> list[Any]:
    """The rows of the page itself, in the order of the list."""
    rows = rows[: window.limit]
    return rows[::-1] if window.backward else rows


def page_of(window: Window, rows: list[Any]) -> PageOfList:
    """Where the page lies in its list."""
    shown = trimmed(window, rows)
    more = len(rows) > window.limit
    return PageOfList(
        has_next_page=bool(window.before) if window.backward else more,
        has_previous_page=more if window.backward else bool(window.after),
        start_cursor=opaque(shown[0].cursor) if shown else None,
        end_cursor=opaque(shown[-1].cursor) if shown else None,
    )

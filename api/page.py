"""The part of a list that a client asks for: arguments, cursors and limits (Relay cursor connections)."""

import base64
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from typing import Any, NamedTuple

import orjson

from api.errors import UserError
from api.loader import Line, Loader, LoadersOf, Pages
from graph.query import Place, Window
from graph.selection import EVERY_THING, Selection

DEFAULT_SIZE = 20
LARGEST_SIZE = 100
LONGEST_SHOWN = 80
SIGNATURE_BYTES = 8


@dataclass(frozen=True, slots=True)
class Scope:
    """What a cursor is good for: one list, as it is narrowed and ordered, in one release, on one day."""

    release: str
    day: str
    line: str
    of: str
    low: bool
    selection: Selection

    def signature(self, place: bytes) -> bytes:
        """What tells a cursor of this list from a damaged one, and from those of other lists."""
        return blake2b(repr(self).encode() + place, digest_size=SIGNATURE_BYTES).digest()

    def opaque(self, place: Place) -> str:
        """A cursor as clients see it."""
        plain = orjson.dumps(place)
        return base64.urlsafe_b64encode(self.signature(plain) + plain).decode().rstrip("=")

    def plain(self, cursor: str | None) -> Place:
        """The place that a client's cursor stands for; empty for none."""
        if not cursor:
            return ""
        try:
            signed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
            place = signed[SIGNATURE_BYTES:]
            read = orjson.loads(place) if signed[:SIGNATURE_BYTES] == self.signature(place) else None
        except ValueError:
            read = None
        if read is None:
            message = (
                f"{cursor[:LONGEST_SHOWN]!r} is no cursor of this list as it is asked for: it is damaged, or comes "
                "from another list, filter, order, day or release; take one from `pageInfo` of the same query"
            )
            raise UserError(message, "INVALID_CURSOR")
        return tuple(read) if isinstance(read, list) else str(read)


@dataclass(frozen=True)
class Wanted:
    """The part of a list that a client asks for, whichever thing the list belongs to."""

    line: str
    release: str
    day: str
    window: Window
    pages: Pages

    @cached_property
    def page(self) -> Loader:
        """Loads one more than the window lets through, to know whether there are more."""
        return self.pages.page.within(replace(self.window, limit=self.window.limit + 1))

    @cached_property
    def extent(self) -> Loader:
        """Loads how long the list is."""
        return self.pages.extent.within(whole(self.window))


class Listed(NamedTuple):
    """A list that a client asked for, before anything is read: from which thing, and which part."""

    wanted: Wanted
    of: str

    @property
    def window(self) -> Window:
        """Its part."""
        return self.wanted.window

    @property
    def scope(self) -> Scope:
        """What its cursors are good for."""
        wanted = self.wanted
        return Scope(wanted.release, wanted.day, wanted.line, self.of, wanted.window.low, wanted.window.selection)


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a client says of a list, as it stands in the query."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None
    include_low_confidence: bool = False
    selection: Selection = EVERY_THING
    by: tuple[str, ...] = ()
    """What the list was grouped by, where it is the list of a group."""


@dataclass(frozen=True, slots=True)
class PageOfList:
    """What Relay's `PageInfo` describes; cursors are opaque here."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


def checked_size(name: str, size: int) -> int:
    """A number of things between none and the largest page."""
    if not 0 <= size <= LARGEST_SIZE:
        raise UserError(f"`{name}: {size}` is out of range: ask for 0 to {LARGEST_SIZE} and follow `pageInfo`")
    return size


def whole(window: Window) -> Window:
    """The window on the extent of a list, which no cursor narrows, and no order changes."""
    where = Selection(window.selection.where)
    return replace(window, limit=0, after="", before="", backward=False, selection=where)


def wanted(loaders: LoadersOf, line: Line[Pages], asked: Arguments, of: str = "") -> Wanted:
    """The part of a list that the arguments of a connection describe; its cursors are of the list of one thing."""
    first, last = asked.first, asked.last
    if first is not None and last is not None:
        raise UserError(f"`first: {first}` and `last: {last}` exclude each other: give one of them")
    name, size = ("last", last) if last is not None else ("first", DEFAULT_SIZE if first is None else first)
    view, low, selection = loaders.graph, asked.include_low_confidence, asked.selection
    release, day = view.release.id, view.as_of.isoformat()
    scope = Scope(release, day, line.name, of, low, selection)
    window = Window(
        limit=checked_size(name, size),
        after=scope.plain(asked.after),
        before=scope.plain(asked.before),
        backward=last is not None,
        low=low,
        selection=selection,
        by=asked.by,
        within=bool(asked.by),
    )
    return Wanted(line.name, release, day, window, getattr(loaders, line.name))


def listed(loaders: LoadersOf, line: Line[Pages], of: str, asked: Arguments) -> Listed:
    """The list of a thing, as the arguments of a connection describe it."""
    return Listed(wanted(loaders, line, asked, of), of)


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of a page, which knows the list that it stands in: for its cursor."""

    row: Any
    scope: Scope

    @property
    def cursor(self) -> str:
        """Its place, opaque."""
        return self.scope.opaque(self.row.cursor)

    @property
    def origin(self) -> str:
        """The thing that the list belongs to, and which of its lists it is."""
        return f"{self.scope.of} {self.scope.line}".strip()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)


@dataclass(frozen=True, slots=True)
class Originated:
    """What is told of a thing and has no id itself, which knows of which thing it is told, and by which line."""

    row: Any
    origin: str

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)


def fact_of(root: Any) -> str:
    """
    Which fact something is: a thing by its id, a total by what reports it.

    A relation, or what follows from others, is named by the thing it is told of, by the line, and by where it leads.
    """
    for name in ("id", "subject"):
        if known := getattr(root, name, None):
            return str(known)
    node = getattr(root, "node", None)
    return f"{root.origin} {node.id}" if node else str(root.origin)


def trimmed(window: Window, rows: list[Any]) -> list[Any]:
    """The rows of the page itself, in the order of the list."""
    rows = rows[: window.limit]
    return rows[::-1] if window.backward else rows


@dataclass(frozen=True, slots=True)
class PageOfRows:
    """What `PageInfo` describes, of rows: their cursors are made where they are asked for."""

    listed: Listed
    rows: list[Any]
    has_next_page: bool
    has_previous_page: bool

    @property
    def start_cursor(self) -> str | None:
        """The cursor of the first row."""
        return self.listed.scope.opaque(self.rows[0].cursor) if self.rows else None

    @property
    def end_cursor(self) -> str | None:
        """The cursor of the last row."""
        return self.listed.scope.opaque(self.rows[-1].cursor) if self.rows else None


def page_of(listed: Listed, rows: list[Any]) -> PageOfRows:
    """Where the page lies in its list."""
    window = listed.window
    more = len(rows) > window.limit
    return PageOfRows(
        listed,
        trimmed(window, rows),
        has_next_page=bool(window.before) if window.backward else more,
        has_previous_page=more if window.backward else bool(window.after),
    )

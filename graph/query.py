"""A Cypher read as a value, and the promise of whoever runs it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from graph.model import ListExtent, Record, Release
from graph.pattern import Pattern
from graph.selection import EVERY_THING, Order, Scalar, Selection

R = TypeVar("R", bound=Record)
R_co = TypeVar("R_co", bound=Record, covariant=True)

Statement = tuple[str, Mapping[str, Any]]
"""A text, and the values of its parameters."""


Place = str | tuple[Scalar | None, ...]


class Stretch(NamedTuple):
    """
    A stretch of a list of everything that is kept in an order: the numbers of its things in that, from zero, ascending.

    It is the order of a `day`; of the last of all days where no day changes it.
    """

    label: str
    order: tuple[Order, ...]
    day: date
    numbers: range | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """
    The part of a list to read: at most `limit` things after, or before, a cursor.

    Cursors are plain here: the place of a thing in its release or, where the selection has an order of its own, the
    values that it is ordered by, that place and, read by a `stretch` of the list, its number there. `backward` reads
    the end of the list first. `low` lets facts of low confidence in. `by` is what a list is grouped by; with `within`,
    keys stand for groups (`graph.selection.group_key`), whose lists are read. `places` are those, with what the
    release puts before them, of the things that alone are meant.
    """

    limit: int
    after: Place = ""
    before: Place = ""
    backward: bool = False
    low: bool = False
    selection: Selection = EVERY_THING
    by: tuple[str, ...] = ()
    within: bool = False
    stretch: Stretch | None = None
    places: tuple[str, ...] | None = None


EVERYTHING = Window(limit=0)
"""For reads that are no lists: they let no low-confidence fact in."""


@dataclass(frozen=True, slots=True)
class Query(Generic[R_co]):
    """
    One read: its texts are literals, or composed of literals when the program starts.

    Every text answers to `$keys` and `$release`, a dated one to `$as_of`, and one over a list to `$after`, `$before`,
    `$limit`, `$low` and `$places`; it returns `key`, which may be several, and `row`. A row of a `Stored` record is all
    that is stored of something, of which the record takes what it names; any other has exactly the fields of its
    record. `backward` is the text that reads the list from its end. `pattern` is what it follows, where conditions may
    follow it too: then it can be narrowed and ordered (`graph.queries.selected`).
    """

    name: str
    text: str
    record: type[R_co]
    dated: bool = False
    backward: str = ""
    pattern: Pattern | None = None


@dataclass(frozen=True, slots=True)
class Traversal(Generic[R_co]):
    """A list to follow from one thing to others: `page` reads a part of it, `extent` says how long it is."""

    page: Query[R_co]
    extent: Query[ListExtent]

    @property
    def name(self) -> str:
        """The name that logs and tests call it by."""
        return self.page.name


class GraphView(Protocol):
    """The graph at one release, on one day."""

    @property
    def release(self) -> Release:
        """The release that every read of this view answers from."""
        ...

    @property
    def as_of(self) -> date:
        """The day of the world, moved back to the last day on which anything changed."""
        ...

    @property
    def plans(self) -> bool:
        """Whether the engine takes long to plan a text that it does not know."""
        ...

    def posts(self, label: str) -> Sequence[str]:
        """The fences of the list of everything of a label (`graph.stretch`); of a short list there are none."""
        ...

    async def there(self, label: str, order: tuple[Order, ...], day: date) -> Sequence[int]:
        """
        The numbers, in an order that is kept of a day, of the things of a list that are there on the day of the view.

        Raises what `fetch` does.
        """
        ...

    async def fetch(self, query: Query[R], keys: Sequence[str], window: Window = EVERYTHING) -> dict[str, list[R]]:
        """
        Answer every key at once; a key that matched nothing is absent.

        Raises `GraphUnavailableError`, `GraphTimeoutError` or `GraphMismatchError`.
        """
        ...


class ViewOver:
    """A view that answers as the one below it does, for those that do something besides."""

    def __init__(self, view: GraphView) -> None:
        self.view = view

    @property
    def release(self) -> Release:
        """The release of the view below."""
        return self.view.release

    @property
    def as_of(self) -> date:
        """The day of the view below."""
        return self.view.as_of

    @property
    def plans(self) -> bool:
        """Whether the engine of the view below does."""
        return self.view.plans

    def posts(self, label: str) -> Sequence[str]:
        """The fences of the view below."""
        return self.view.posts(label)

    async def there(self, label: str, order: tuple[Order, ...], day: date) -> Sequence[int]:
        """The numbers of those that are there in the view below."""
        return await self.view.there(label, order, day)

    async def fetch(self, query: Query[R], keys: Sequence[str], window: Window = EVERYTHING) -> dict[str, list[R]]:
        """What the view below answers."""
        return await self.view.fetch(query, keys, window)


@dataclass(slots=True)
class Connections:
    """What is known of the connections to the graph: how many are in use and idle, and what was waited for them."""

    in_use: int = 0
    idle: int = 0
    acquired: int = 0
    waited: float = 0.0
    """Seconds, for all that were acquired."""


class Graph(Protocol):
    """What the rest of the program may ask of the graph: reads only."""

    @property
    def release(self) -> Release:
        """The release served now; raises `GraphUnavailableError` while there is none."""
        ...

    @property
    def releases(self) -> Mapping[str, Release]:
        """The releases that can be asked, by their ids: the one served, and those that are kept beside it."""
        ...

    def at(self, release: Release, as_of: date) -> GraphView:
        """One request's view: nothing in it changes while the request lives."""
        ...


Prepare = Callable[[GraphView], Awaitable[object]]
"""What must be done with a release before it is served; given a view of all of it."""


async def nothing(_: GraphView) -> None:
    """Nothing must be done with a release before it is served."""


class ServedGraph(Graph, Protocol):
    """A graph that is kept in view: what is known of it is known without asking it."""

    @property
    def known(self) -> Release | None:
        """The release served, if there is one."""
        ...

    @property
    def reachable(self) -> bool:
        """Whether it answered when it was last looked at."""
        ...

    @property
    def engine(self) -> str | None:
        """What the engine called itself when it was last met, its version with it."""
        ...

    @property
    def connections(self) -> Connections:
        """Its connections, as they are now."""
        ...

    def watched(self, prepare: Prepare = nothing) -> AbstractAsyncContextManager[object]:
        """
        While this lasts, the served release is looked up again and again; then the connections are closed.

        A new release is prepared before it is known; until then, the one before is.
        """
        ...


class GraphOver:
    """A graph whose views are made over those of the one below it; all else is as below."""

    def __init__(self, graph: ServedGraph, over: Callable[[GraphView], GraphView]) -> None:
        self.graph = graph
        self.over = over

    @property
    def release(self) -> Release:
        """The release served below."""
        return self.graph.release

    @property
    def releases(self) -> Mapping[str, Release]:
        """The releases that can be asked below."""
        return self.graph.releases

    @property
    def known(self) -> Release | None:
        """The release served below, if there is one."""
        return self.graph.known

    @property
    def reachable(self) -> bool:
        """Whether the graph below answered."""
        return self.graph.reachable

    @property
    def engine(self) -> str | None:
        """What the engine below calls itself."""
        return self.graph.engine

    @property
    def connections(self) -> Connections:
        """The connections of the graph below."""
        return self.graph.connections

    def at(self, release: Release, as_of: date) -> GraphView:
        """A view over that of the graph below."""
        return self.over(self.graph.at(release, as_of))

    def watched(self, prepare: Prepare = nothing) -> AbstractAsyncContextManager[object]:
        """The graph below is watched."""
        return self.graph.watched(prepare)

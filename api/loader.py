"""
Many keys in, one read out.

A `Line` names an edge on a class; on an instance it is this request's loader, made on first use. Loaders live as long
as one request: they cache, and they belong to the running loop.
"""

import asyncio
from collections.abc import Awaitable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from aiodataloader import DataLoader

from api.reading import Reading
from graph.queries.selected import rows_of
from graph.queries.tables import TABLES
from graph.query import EVERYTHING, GraphView, Query, Traversal, Window

K = TypeVar("K")
V = TypeVar("V")
L = TypeVar("L")


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a list: of which thing, and which window on it."""

    of: str
    window: Window


Choice = Query[Any] | Mapping[str, Query[Any]]
"""One read, or one a noun: then the key's first word chooses."""


def noun_of(thing_id: str) -> str:
    """
    The word an id begins with; for a part of a thing, the name of its list: `city`, `aliases`.

    A step in words, `agency:egat OPERATES > city:mae-moh`, is read from where it starts.
    """
    noun, _, rest = thing_id.partition(" ")[0].partition(":")
    return rest.split("/")[1] if "/" in rest else noun


def chosen(choice: Choice, key: str) -> Query[Any] | None:
    """The read that answers a key; none where no noun begins like this."""
    return choice if isinstance(choice, Query) else choice.get(noun_of(key))


class Loader(DataLoader[str, Any]):
    """
    Gathers the keys of one level of a request, and answers them with one read a query: of one window.

    `answers` holds what was read, or the error that kept it from being read; `first` takes of each list its first row.
    """

    def __init__(self, graph: GraphView, choice: Choice, window: Window = EVERYTHING, *, first: bool = False) -> None:
        super().__init__()
        self.graph = graph
        self.choice = choice
        self.window = window
        self.first = first
        self.answers: dict[str, Any] = {}

    def unknown(self, keys: Iterable[str]) -> list[str]:
        """The keys of which nothing is known yet."""
        return [key for key in keys if key not in self.answers]

    async def read(self, keys: list[str]) -> None:
        """Read some keys, each of them once: no future is made of them."""
        self.answers.update(await self.read_of(keys))

    def given(self, key: str) -> Any:
        """What is known of a key, or its error; where nothing is, a future."""
        if key not in self.answers:
            return self.load(key)
        answer = self.answers[key]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def batch_load_fn(self, keys: list[str]) -> list[Any]:
        unknown = self.unknown(keys)
        if unknown:
            await self.read(unknown)
        return [self.answers[key] for key in keys]

    async def read_of(self, keys: list[str]) -> dict[str, Any]:
        """The answer to every key, or the error that kept it from being read: one read's failure is its own."""
        groups: dict[int, tuple[Query[Any], list[str]]] = {}
        for key in keys:
            query = chosen(self.choice, key)
            if query is not None:
                groups.setdefault(id(query), (query, []))[1].append(key)
        answers = await asyncio.gather(
            *(rows_of(self.graph, query, group, self.window) for query, group in groups.values()),
            return_exceptions=True,
        )
        found: dict[str, Any] = {}
        for answer, (_, group) in zip(answers, groups.values(), strict=True):
            if isinstance(answer, BaseException) and not isinstance(answer, Exception):
                raise answer  # a cancelled request is no answer
            found.update(dict.fromkeys(group, answer) if isinstance(answer, BaseException) else answer)
        return {key: self.shaped(found.get(key, [])) for key in keys}

    def shaped(self, rows: Any) -> Any:
        """The rows, or the first of them; an error as it is."""
        return next(iter(rows), None) if self.first and not isinstance(rows, BaseException) else rows


class ListLoader:
    """From a part of a list to its records: a loader for each window."""

    def __init__(self, graph: GraphView, choice: Choice) -> None:
        self.graph = graph
        self.choice = choice
        self.windows: dict[Window, Loader] = {}

    def within(self, window: Window) -> Loader:
        """The loader of a window, whose keys are the ids of the things that the lists belong to."""
        if window not in self.windows:
            self.windows[window] = Loader(self.graph, self.choice, window)
        return self.windows[window]

    def load(self, part: Part) -> Awaitable[list[Any]]:
        """The records of a part."""
        return self.within(part.window).load(part.of)

    def load_many(self, parts: Iterable[Part]) -> Awaitable[list[list[Any]]]:
        """The records of several parts."""
        return asyncio.gather(*map(self.load, parts))


class Pages:
    """Both reads of a list: its parts, and its extent."""

    def __init__(self, graph: GraphView, page: Choice, extent: Choice) -> None:
        self.page = ListLoader(graph, page)
        self.extent = ListLoader(graph, extent)


class LoadersOf:
    """The loaders of one request, over its view of the graph."""

    def __init__(self, graph: GraphView) -> None:
        self.graph = graph
        self.reading = Reading(graph)

    def end(self) -> None:
        """End the reads that still go on: the request is over."""
        self.reading.end()


class Line(Generic[L]):
    """An edge by name: on the class itself, on an instance this request's loader."""

    name: str

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> "Line[L]": ...

    @overload
    def __get__(self, instance: "LoadersOf", owner: type) -> L: ...

    def __get__(self, instance: "LoadersOf | None", owner: type) -> "Line[L] | L":
        if instance is None:
            return self
        loader = self.made(instance.reading)
        instance.__dict__[self.name] = loader
        return loader

    def made(self, graph: GraphView) -> L:
        """A new loader over a view."""
        raise NotImplementedError

    @property
    def noun(self) -> str | None:
        """The noun of the things it leads to, where its lists can be narrowed and ordered."""
        return None


class OneLine(Line[Loader]):
    """A line to one thing."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice

    def made(self, graph: GraphView) -> Loader:
        return Loader(graph, self.choice, first=True)


class ListLine(Line[ListLoader]):
    """A line to a short list that is read whole."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice

    def made(self, graph: GraphView) -> ListLoader:
        return ListLoader(graph, self.choice)


class PagesLine(Line[Pages]):
    """A line to a list that is read in pages; `stated` says that its completeness can be told."""

    def __init__(self, page: Choice, extent: Choice) -> None:
        self.page = page
        self.extent = extent

    def made(self, graph: GraphView) -> Pages:
        return Pages(graph, self.page, self.extent)

    @property
    def noun(self) -> str | None:
        query = self.page if isinstance(self.page, Query) else next(iter(self.page.values()))
        record = query.pattern.record if query.pattern else None
        return record.__name__ if record in TABLES else None


def one(choice: Choice) -> OneLine:
    """From an id to one record."""
    return OneLine(choice)


def whole(choice: Choice) -> ListLine:
    """From a key to a whole list."""
    return ListLine(choice)


def pages(traversal: Traversal[Any] | Mapping[str, Traversal[Any]]) -> PagesLine:
    """From an id to a list in pages."""
    if isinstance(traversal, Traversal):
        return PagesLine(traversal.page, traversal.extent)
    return PagesLine(
        {noun: each.page for noun, each in traversal.items()},
        {noun: each.extent for noun, each in traversal.items()},
    )

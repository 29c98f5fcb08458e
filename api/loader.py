"""
Many keys in, one read out.

A `Line` names an edge on a class; on an instance it is this request's loader, made on first use. Loaders live as long
as one request: they cache, and they belong to the running loop.
"""

import asyncio
from collections.abc import Mapping, Sequence
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


class Loader(DataLoader[Any, Any]):
    """Gathers the keys of one level of a request, and answers them with one read a query and window."""

    def __init__(self, graph: GraphView, choice: Choice) -> None:
        super().__init__()
        self.graph = graph
        self.choice = choice

    async def rows(self, parts: Sequence[Part]) -> dict[Part, Any]:
        """The rows of every part, or the error that kept them from being read: one read's failure is its own."""
        groups: dict[tuple[int, Window], tuple[Query[Any], list[Part]]] = {}
        for asked in parts:
            query = chosen(self.choice, asked.of)
            if query is not None:
                groups.setdefault((id(query), asked.window), (query, []))[1].append(asked)
        answers = await asyncio.gather(
            *(
                rows_of(self.graph, query, [asked.of for asked in group], window)
                for (_, window), (query, group) in groups.items()
            ),
            return_exceptions=True,
        )
        for answer in answers:
            if isinstance(answer, BaseException) and not isinstance(answer, Exception):
                raise answer  # a cancelled request is no answer
        return {
            asked: answer if isinstance(answer, BaseException) else answer.get(asked.of, [])
            for answer, (_, group) in zip(answers, groups.values(), strict=True)
            for asked in group
        }


def first(rows: Any) -> Any:
    """The first row, if there is one; an error as it is."""
    return rows if isinstance(rows, BaseException) else next(iter(rows), None)


class OneLoader(Loader):
    """From an id to the one record it leads to, or none."""

    async def batch_load_fn(self, keys: list[str]) -> list[Any]:
        parts = [Part(key, EVERYTHING) for key in keys]
        rows = await self.rows(parts)
        return [first(rows.get(asked, ())) for asked in parts]


class ListLoader(Loader):
    """From a part of a list to its records."""

    async def batch_load_fn(self, keys: list[Part]) -> list[Any]:
        rows = await self.rows(keys)
        return [rows.get(asked, []) for asked in keys]


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


class OneLine(Line[OneLoader]):
    """A line to one thing."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice

    def made(self, graph: GraphView) -> OneLoader:
        return OneLoader(graph, self.choice)


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

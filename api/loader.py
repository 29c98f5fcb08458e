"""
Many keys in, one read out.

A `Line` names an edge on a class; on an instance it is this request's loader, made on first use. Loaders live as long
as one request: they cache, and they belong to the running loop.
"""

import asyncio
from asyncio import Future
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from aiodataloader import DataLoader

from api.reading import Reading
from api.timing import Timing
from graph.memory import Memory, Place
from graph.queries.rows import rows_of
from graph.queries.tables import TABLES
from graph.query import EVERYTHING, GraphView, Query, Traversal, Window
from graph.selection import EVERY_THING
from graph.together import heard

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


def queries_of(choice: Choice) -> Iterable[Query[Any]]:
    """All the reads that a key may choose from."""
    return (choice,) if isinstance(choice, Query) else choice.values()


def then(future: "Future[Any]", made: Callable[[Any], Any]) -> "Future[Any]":
    """What is made of what a future brings, in another: unlike a coroutine, it may be left behind without a word."""
    result: Future[Any] = future.get_loop().create_future()

    def tell(done: "Future[Any]") -> None:
        if result.cancelled() or done.cancelled():
            result.cancel()
            return
        try:
            result.set_result(made(done.result()))
        except Exception as error:
            result.set_exception(error)

    future.add_done_callback(tell)
    return heard(result)


def may_be_dated(choice: Choice) -> bool:
    """Whether what is read may change with the day, of some noun."""
    return any(query.dated for query in queries_of(choice))


@dataclass(frozen=True, slots=True)
class View:
    """One request's view of the graph, and what is remembered of those before it."""

    graph: GraphView
    memory: Memory

    def place(self, choice: Choice, window: Window) -> Place:
        """Where the answers of a read are remembered: a condition, an order or a group may ask for the day too."""
        plain = window.selection == EVERY_THING and not window.by
        day = None if plain and not may_be_dated(choice) else self.graph.as_of
        return self.graph.release.id, day, id(choice), window


class Loader(DataLoader[str, Any]):
    """
    Gathers the keys of one level of a request, and answers them with one read a query: of one window.

    `answers` holds what was read, or the error that kept it from being read: then it has `failed`. `first` takes of
    each list its first row.
    """

    def __init__(self, view: View, choice: Choice, window: Window = EVERYTHING, *, first: bool = False) -> None:
        super().__init__()
        self.view = view
        self.choice = choice
        self.window = window
        self.first = first
        self.answers: dict[str, Any] = {}
        self.failed = False
        self.place = view.place(choice, window)

    def unknown(self, keys: Iterable[str]) -> list[str]:
        """The keys of which nothing is known, in this request or from those before it."""
        new = [key for key in keys if key not in self.answers]
        if not new:
            return new
        found = self.view.memory.find(self.place, new)
        self.answers.update(found)
        return [key for key in new if key not in found]

    async def read(self, keys: list[str]) -> None:
        """Read some keys, each of them once: no future is made of them."""
        answers = await self.read_of(keys)
        self.answers.update(answers)
        if any(isinstance(answer, Exception) for answer in answers.values()):
            self.failed = True
        else:
            self.view.memory.keep(self.place, answers)

    def load(self, key: str) -> "Future[Any]":
        """A future of its own for whoever asks: one that is given up leaves those of others alone."""
        return heard(asyncio.shield(heard(super().load(key))))

    def load_many(self, keys: Iterable[str]) -> "Future[list[Any]]":
        """The same for several keys."""
        return heard(asyncio.gather(*map(self.load, keys)))

    def given(self, key: str) -> Any:
        """What is known of a key, or its error; where nothing is, a future."""
        if self.unknown([key]):
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
        """
        The answer to every key, or the error that kept it from being read: one read's failure is its own.

        So is that of a key that is no text, of a record that is spoilt.
        """
        odd: list[Any] = [key for key in keys if type(key) is not str]
        found: dict[str, Any] = {key: TypeError(f"{key!r} is no id") for key in odd}
        groups: dict[int, tuple[Query[Any], list[str]]] = {}
        for key in keys:
            query = None if key in found else chosen(self.choice, key)
            if query is not None:
                groups.setdefault(id(query), (query, []))[1].append(key)
        answers = await asyncio.gather(
            *(rows_of(self.view.graph, query, group, self.window) for query, group in groups.values()),
            return_exceptions=True,
        )
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

    def __init__(self, view: View, choice: Choice) -> None:
        self.view = view
        self.choice = choice
        self.windows: dict[Window, Loader] = {}

    def within(self, window: Window) -> Loader:
        """The loader of a window, whose keys are the ids of the things that the lists belong to."""
        if window not in self.windows:
            self.windows[window] = Loader(self.view, self.choice, window)
        return self.windows[window]

    def load(self, part: Part) -> "Future[list[Any]]":
        """The records of a part."""
        return self.within(part.window).load(part.of)

    def load_many(self, parts: Iterable[Part]) -> "Future[list[list[Any]]]":
        """The records of several parts."""
        return heard(asyncio.gather(*map(self.load, parts)))


class Pages:
    """Both reads of a list: its parts, and its extent."""

    def __init__(self, view: View, page: Choice, extent: Choice) -> None:
        self.page = ListLoader(view, page)
        self.extent = ListLoader(view, extent)


class LoadersOf:
    """The loaders of one request, over its view of the graph; without a memory, nothing is known from before."""

    def __init__(self, graph: GraphView, memory: Memory | None = None, timing: Timing | None = None) -> None:
        self.graph = graph
        self.reading = Reading(graph, timing)
        self.view = View(self.reading, memory or Memory(0))

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
        loader = self.made(instance.view)
        instance.__dict__[self.name] = loader
        return loader

    def made(self, view: View) -> L:
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

    def made(self, view: View) -> Loader:
        return Loader(view, self.choice, first=True)


class ListLine(Line[ListLoader]):
    """A line to a short list that is read whole."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice

    def made(self, view: View) -> ListLoader:
        return ListLoader(view, self.choice)


class PagesLine(Line[Pages]):
    """A line to a list that is read in pages; `stated` says that its completeness can be told."""

    def __init__(self, page: Choice, extent: Choice) -> None:
        self.page = page
        self.extent = extent

    def made(self, view: View) -> Pages:
        return Pages(view, self.page, self.extent)

    @property
    def noun(self) -> str | None:
        query = next(iter(queries_of(self.page)))
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

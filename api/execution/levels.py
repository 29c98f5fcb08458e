"""
The run of a plan: levels down, rows up.

A level is the records at one place. Those that are there are walked; what can be told at once opens the next levels,
and what is read waits until all that are there were walked: then each loader is asked once. Keys that are the same are
answered once, and the rows of the answer are shared. In the end rows are built from the last level to the first.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any

from api.execution.aside import Aside, Reason
from api.execution.plan import Called, Child, Field, Loaded, Node, Request
from api.loader import Loader

NOTHING = object()

Column = list[Any] | Callable[[], list[Any]]
"""Values of a row, a record each; or what gives them once the levels below have their rows."""

Times = Sequence[int] | None
"""How often each row stands in the answer, where some are shared; none where each does once."""


@dataclass(slots=True)
class Level:
    """The records at one place, and what is known of their rows."""

    node: Node
    records: Sequence[Any]
    times: Times = None
    columns: list[Column] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)

    def build(self) -> None:
        """Build the rows; those of all levels below are there."""
        columns = [each if isinstance(each, list) else each() for each in self.columns]
        self.rows = self.node.build(self.records, *columns)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A column that waits for what it reads."""

    level: Level
    place: int
    field: Field
    way: Loaded
    loaders: Sequence[Loader]
    keys: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Coming:
    """A column of values some of which come later."""

    level: Level
    place: int
    field: Field
    values: list[Any]
    later: list[int]


class Run:
    """One run of a plan; `objects` counts those in the answer, the outermost among them."""

    def __init__(self, root: Node, request: Request) -> None:
        self.request = request
        self.objects = 1
        self.root = Level(root, [None])
        self.levels = [self.root]
        self.ready = [self.root]
        self.waiting: list[Waiting] = []
        self.coming: list[Coming] = []

    async def data(self) -> dict[str, Any]:
        """The answer."""
        try:
            await self.descend()
        finally:
            self.leave()
        for level in reversed(self.levels):
            level.build()
        return self.root.rows[0]

    async def descend(self) -> None:
        """Open all levels, and read what is asked on them."""
        while self.ready:
            for level in self.ready:  # grows while it is walked
                self.walk(level)
            self.ready = []
            await self.read()
            self.settle()

    def leave(self) -> None:
        """End what resolvers have begun, and nobody has awaited: something else of the same round was in the way."""
        for each in self.coming:
            for number in each.later:
                if isinstance(each.values[number], Coroutine):
                    each.values[number].close()

    def walk(self, level: Level) -> None:
        """Tell the columns of a level, or what they wait for."""
        level.columns = [[]] * len(level.node.fields)
        for place, each in enumerate(level.node.fields):
            if isinstance(each.way, Loaded):
                keys = each.way.keys(self.request, level.records)
                loaders = each.way.read.loaders(self.request.context, level.records)
                self.waiting.append(Waiting(level, place, each, each.way, loaders, keys))
            elif isinstance(each.way, Called):
                values = each.way.values(self.request, level.records)
                later = [number for number, value in enumerate(values) if hasattr(value, "__await__")]
                self.coming.append(Coming(level, place, each, values, later))
            else:
                values = each.way.values(self.request, level.records)
                level.columns[place] = self.column(each.child, values, level.times)

    async def read(self) -> None:
        """Read what is waited for: all keys of a loader at once. An error is no answer of which anything is made."""
        wanted: dict[Loader, dict[str, None]] = {}
        for each in self.waiting:
            gather(wanted, each.loaders, each.keys)
        missing = [(loader, unknown) for loader, keys in wanted.items() if (unknown := loader.unknown(keys))]
        if self.coming:
            await self.call(missing)
        elif len(missing) == 1:
            ((loader, keys),) = missing
            await loader.read(keys)
        elif missing:
            reads = (loader.read(keys) for loader, keys in missing)
            failed = [each for each in await asyncio.gather(*reads, return_exceptions=True) if each]
            if failed:  # now that all of them have ended, so that nothing is read beside who executes then
                raise Aside(Reason.FAILURE) from failed[0]
        if any(loader.failed for loader in wanted):
            raise Aside(Reason.FAILURE)

    async def call(self, missing: Iterable[tuple[Loader, list[str]]]) -> None:
        """
        Await the resolvers, which load for themselves: what is read beside them joins their batches.

        All of them are waited for, also when one fails: nothing goes on behind the back of whoever executes then.
        """
        loads = [loader.load(key) for loader, keys in missing for key in keys]
        later = [each.values[number] for each in self.coming for number in each.later]
        answers = iter((await asyncio.gather(*loads, *later, return_exceptions=True))[len(loads) :])
        for each in self.coming:
            for number in each.later:
                answer = next(answers)
                if isinstance(answer, BaseException):
                    raise Aside(Reason.FAILURE) from answer
                each.values[number] = answer

    def settle(self) -> None:
        """Tell the columns that were waited for."""
        waiting, self.waiting = self.waiting, []
        coming, self.coming = self.coming, []
        for each in waiting:
            each.level.columns[each.place] = self.answered(each)
        for called in coming:
            called.level.columns[called.place] = self.column(called.field.child, called.values, called.level.times)

    def answered(self, waiting: Waiting) -> Column:
        """The column of what was read."""
        loaders, keys, records, times = waiting.loaders, waiting.keys, waiting.level.records, waiting.level.times
        child, made = waiting.field.child, waiting.way.read.made
        if child and child.many and any(type(key) is tuple for key in keys):
            return self.several(child, loaders[0], keys, times)
        one = len(set(loaders)) == 1
        if not one:
            keys = [None if key is None else (loader, key) for loader, key in zip(loaders, keys, strict=True)]
        record_of: dict[Any, Any] = dict(zip(keys, records, strict=True))
        missing = record_of.pop(None, NOTHING) is not NOTHING
        if one:
            answers = loaders[0].answers
            values = [made(record, key, answers[key]) for key, record in record_of.items()]
        else:
            values = [made(record, key, loader.answers[key]) for (loader, key), record in record_of.items()]
        if len(values) == len(keys):
            return self.column(child, values, times)
        if missing and child and not child.nullable:
            raise Aside(Reason.VALUE)
        column = self.column(child, values, shared(record_of, keys, times))
        place_of = {key: place for place, key in enumerate(record_of)}
        return lambda: picked(column, [place_of.get(key) for key in keys])

    def several(self, child: Child, loader: Loader, keys: Sequence[Any], times: Times) -> Column:
        """The column of lists of what several keys each lead to; each of these has its row once."""
        if any(each is not None and type(each) is not tuple for each in keys):
            raise Aside(Reason.VALUE)
        flat = [key for each in keys if each is not None for key in each]
        unique = list(dict.fromkeys(flat))
        values, times = [loader.answers[key] for key in unique], shared(unique, flat, spread(keys, times))
        items = self.things(child, values, times, nullable=child.item_nullable)
        if not child.nullable and None in keys:
            raise Aside(Reason.VALUE)

        def lists() -> list[Any]:
            row_of = dict(zip(unique, items(), strict=True))
            return [None if each is None else [row_of[key] for key in each] for each in keys]

        return lists

    def column(self, child: Child | None, values: list[Any], times: Times) -> Column:
        """The column of values that are there, of rows that stand in the answer so many times."""
        if child is None:
            return values
        if child.many:
            return self.lists(child, values, times)
        return self.things(child, values, times, nullable=child.nullable)

    def lists(self, child: Child, values: list[Any], times: Times) -> Column:
        """The column of lists of objects; what is no plain list is not looked at."""
        flat: list[Any] = []
        for value in values:
            if type(value) is list or type(value) is tuple:
                flat += value
            elif value is not None or not child.nullable:
                raise Aside(Reason.VALUE)
        items = self.things(child, flat, spread(values, times), nullable=child.item_nullable)

        def lists() -> list[Any]:
            rows, end = items(), 0
            found: list[Any] = []
            for value in values:
                if value is None:
                    found.append(None)
                else:
                    start, end = end, end + len(value)
                    found.append(rows[start:end])
            return found

        return lists

    def things(self, child: Child, values: list[Any], times: Times, *, nullable: bool) -> Callable[[], list[Any]]:
        """The rows of objects, by and by: a level for each type of them."""
        records = [value for value in values if value is not None]
        if len(records) < len(values):
            if not nullable:
                raise Aside(Reason.VALUE)
            times = times and [often for value, often in zip(values, times, strict=True) if value is not None]
        self.objects += len(records) if times is None else sum(times)
        nodes = {kind: child.node(value) for kind, value in {type(each): each for each in records}.items()}
        levels: dict[int, Level] = {id(node): Level(node, []) for node in nodes.values()}
        if len(levels) == 1:
            (level,) = levels.values()
            level.records, level.times = records, times
        else:
            places: dict[int, list[int]] = {each: [] for each in levels}
            for place, record in enumerate(records):
                places[id(nodes[type(record)])].append(place)
            for each, level in levels.items():
                level.records = picked(records, places[each])
                level.times = times and [times[place] for place in places[each]]
        self.levels += levels.values()
        self.ready += levels.values()

        def rows() -> list[Any]:
            if len(levels) == 1 and len(records) == len(values):
                return level.rows
            row_of = {kind: iter(levels[id(node)].rows) for kind, node in nodes.items()}
            return [None if value is None else next(row_of[type(value)]) for value in values]

        return rows


def picked(column: Column, places: Iterable[int | None]) -> list[Any]:
    """The values at some places of a column."""
    values = column if isinstance(column, list) else column()
    return [None if place is None else values[place] for place in places]


def spread(lists: Sequence[Sequence[Any] | None], times: Times) -> Times:
    """How often each item of lists stands in the answer, where these do so many times."""
    return times and [often for each, often in zip(lists, times, strict=True) for _ in each or ()]


def shared(unique: Iterable[Any], keys: Sequence[Any], times: Times) -> Times:
    """How often what is shared by all that have the same key stands in the answer, where these do so many times."""
    found = Counter(keys if times is None else chain.from_iterable(map(repeat, keys, times)))
    return [found[key] for key in unique]


def gather(wanted: dict[Loader, dict[str, None]], loaders: Sequence[Loader], keys: Sequence[Any]) -> None:
    """Gather keys by loader, each once, in the order in which they are asked."""
    last: Loader | None = None
    gathered: dict[str, None] = {}
    for loader, key in zip(loaders, keys, strict=True):
        if loader is not last:
            last, gathered = loader, wanted.setdefault(loader, {})
        if type(key) is tuple:
            gathered.update(dict.fromkeys(key))
        elif key is not None:
            gathered[key] = None

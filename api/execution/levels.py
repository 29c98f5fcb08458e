"""
The run of a plan: levels down, rows up.

A level is the records at one place. Those that are there are walked; what can be told at once opens the next levels,
and what is read waits until all that are there were walked: then each loader is asked once. Keys that are the same are
answered once, and the rows of the answer are shared. In the end rows are built from the last level to the first.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice, repeat
from typing import Any

from api.edge import Read
from api.execution.aside import Aside, Reason
from api.execution.plan import Called, Child, Function, Lists, Node, Request, Things
from api.loader import Loader

Column = Callable[[], list[Any]]
"""Gives values of a row, a record each, once the levels below have their rows."""

Times = list[int] | None
"""How often each row stands in the answer, where some are shared; none where each does once."""


@dataclass(slots=True)
class Level:
    """The records at one place, and what is known of their rows."""

    node: Node
    records: list[Any]
    times: Times = None
    columns: dict[int, Column] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)

    def build(self) -> None:
        """Build the rows; those of all levels below are there."""
        columns = [self.columns[place]() for place in range(len(self.columns))]
        self.rows = self.node.build(self.records, *columns)


class Run:
    """One run of a plan; `objects` counts those in the answer, the outermost among them."""

    def __init__(self, root: Node, request: Request) -> None:
        self.request = request
        self.objects = 1
        self.levels = [Level(root, [None])]
        self.wanted: defaultdict[Loader, dict[str, None]] = defaultdict(dict)
        self.coming: list[list[Any]] = []
        """Coroutines, in whose places what they bring is put."""
        self.waiting: list[tuple[Level, int, Callable[[], Column]]] = []
        """Columns that can be told once everything is read."""

    async def data(self) -> dict[str, Any]:
        """The answer."""
        try:
            for level in self.levels:  # grows while it is walked
                self.walk(level)
                if level is self.levels[-1]:
                    await self.read()
        finally:  # end what resolvers have begun, and nobody has awaited: something else was in the way
            for each in chain.from_iterable(self.coming):
                each.close()
        for level in reversed(self.levels):
            level.build()
        return self.levels[0].rows[0]

    def walk(self, level: Level) -> None:
        """Tell the columns of a level, or what they wait for."""
        for place, each in enumerate(level.node.fields):
            values = each.way.values(self.request, level.records)
            tell = partial(self.column, each.child, values, level.times)
            match each.way:
                case Called():
                    self.coming.append(values)
                case Function(read=Read() as read):
                    loaders = read.loaders(self.request.context, level.records)
                    self.want(loaders, values)
                    tell = partial(self.answered, level, each.child, read, loaders, values)
                case _:
                    level.columns[place] = tell()
                    continue
            self.waiting.append((level, place, tell))

    def want(self, loaders: Sequence[Loader], keys: list[Any]) -> None:
        """Gather keys by loader, each once, in the order in which they are asked."""
        for loader, key in zip(loaders, keys, strict=True):
            if type(key) is tuple:
                self.wanted[loader].update(dict.fromkeys(key))
            elif key is not None:
                self.wanted[loader][key] = None

    async def read(self) -> None:
        """
        Read what is waited for, and tell the columns: all keys of a loader at once, beside what resolvers wait for.

        Resolvers load for themselves, and what is read beside them joins their batches. All reads are waited for, also
        when one fails: nothing goes on behind the back of whoever executes then.
        """
        missing = [(loader, unknown) for loader, keys in self.wanted.items() if (unknown := loader.unknown(keys))]
        reads: list[Awaitable[Any]]
        if self.coming:
            reads = [loader.load(key) for loader, keys in missing for key in keys]
        else:
            reads = [loader.read(keys) for loader, keys in missing]
        if len(reads) == 1 and not self.coming:
            await reads[0]
        elif reads or self.coming:
            ended = await asyncio.gather(*reads, *chain.from_iterable(self.coming), return_exceptions=True)
            failed = [each for each in ended if isinstance(each, BaseException)]
            if failed:
                raise Aside(Reason.FAILURE) from failed[0]
            answers = islice(ended, len(reads), None)
            for values in self.coming:
                values[:] = islice(answers, len(values))
            self.coming.clear()
        if any(loader.failed for loader in self.wanted):
            raise Aside(Reason.FAILURE)
        for level, place, tell in self.waiting:
            level.columns[place] = tell()
        self.wanted.clear()
        self.waiting.clear()

    def answered(
        self, level: Level, child: Child | None, read: Read, loaders: Sequence[Loader], keys: list[Any]
    ) -> Column:
        """The column of what was read; an answer that several have in common is there once."""
        answers, times = loaders[0].answers, level.times
        if isinstance(child, Lists) and any(type(key) is tuple for key in keys):
            return self.lists(child, keys, times, answers)
        if len(set(loaders)) > 1:
            values = [
                None if key is None else read.made(record, key, loader.answers[key])
                for record, key, loader in zip(level.records, keys, loaders, strict=True)
            ]
            return self.column(child, values, times)
        value_of = dict(zip(keys, level.records, strict=True))
        for key, record in value_of.items():
            value_of[key] = None if key is None else read.made(record, key, answers[key])
        return self.keyed(child, keys, value_of, times)

    def keyed(self, child: Child | None, keys: list[Any], value_of: Mapping[Any, Any], times: Times) -> Column:
        """The column of values by their keys; those that have the same key share what is made of it."""
        if len(value_of) == len(keys):
            return self.column(child, list(value_of.values()), times)
        column = self.column(child, list(value_of.values()), shared(value_of, keys, times))

        def picked() -> list[Any]:
            row_of = dict(zip(value_of, column(), strict=True))
            return [row_of[key] for key in keys]

        return picked

    def column(self, child: Child | None, values: list[Any], times: Times) -> Column:
        """The column of values that are there, of rows that stand in the answer so many times."""
        match child:
            case None:
                return lambda: values
            case Lists():
                return self.lists(child, values, times)
            case Things():
                return self.things(child, values, times)

    def lists(self, child: Lists, values: list[Any], times: Times, answers: Mapping[Any, Any] | None = None) -> Column:
        """The column of lists, of things or of keys that have answers; what is no plain list is not looked at."""
        flat: list[Any] = []
        for value in values:
            if type(value) is list or type(value) is tuple:
                flat += value
            elif value is not None or not child.nullable:
                raise Aside(Reason.VALUE)
        often = spread(values, times)
        if answers is None:
            items = self.column(child.items, flat, often)
        else:
            items = self.keyed(child.items, flat, {key: answers[key] for key in flat}, often)

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

    def things(self, child: Things, values: list[Any], times: Times) -> Column:
        """The column of objects: a level for each class of them."""
        records = [value for value in values if value is not None]
        if len(records) < len(values):
            if not child.nullable:
                raise Aside(Reason.VALUE)
            times = times and [often for value, often in zip(values, times, strict=True) if value is not None]
        self.objects += len(records) if times is None else sum(times)
        kinds = {type(each): each for each in records}
        levels = {kind: Level(child.node(each), records, times) for kind, each in kinds.items()}
        if len(levels) > 1:
            places: dict[type, list[int]] = {kind: [] for kind in kinds}
            for place, each in enumerate(records):
                places[type(each)].append(place)
            for kind, level in levels.items():
                level.records = [records[place] for place in places[kind]]
                level.times = times and [times[place] for place in places[kind]]
        self.levels += levels.values()

        def rows() -> list[Any]:
            if len(levels) == 1 and len(records) == len(values):
                return next(iter(levels.values())).rows
            row_of = {kind: iter(level.rows) for kind, level in levels.items()}
            return [None if value is None else next(row_of[type(value)]) for value in values]

        return rows


def spread(lists: Sequence[Sequence[Any] | None], times: Times) -> Times:
    """How often each item of lists stands in the answer, where these do so many times."""
    return times and [often for each, often in zip(lists, times, strict=True) for _ in each or ()]


def shared(unique: Iterable[Any], keys: Sequence[Any], times: Times) -> Times:
    """How often what is shared by all that have the same key stands in the answer, where these do so many times."""
    found = Counter(keys if times is None else chain.from_iterable(map(repeat, keys, times)))
    return [found[key] for key in unique]

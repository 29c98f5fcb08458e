"""The rows of lists as clients narrow and order them: which reads they come of."""

from asyncio import ensure_future, gather
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from graph.model import ListExtent, Places
from graph.pattern import Pattern, is_dated
from graph.queries.apart import WIDE, Stood, asking, by_parts, meeting, onto, parts_of, things_in
from graph.queries.compose import places
from graph.queries.ordered import among, day_of, ends_of, kept, parts
from graph.queries.selected import WHOLE, anchored, selected
from graph.queries.table import Table
from graph.queries.tables import TABLES
from graph.query import GraphView, Query, Window
from graph.selection import ALWAYS, outline
from graph.stretch import stretches

T = TypeVar("T")

SOON = 2
"""After so many windows it is asked which things are there on a day."""


async def rows_of(view: GraphView, query: Query[Any], keys: Sequence[str], window: Window) -> dict[str, list[Any]]:
    """The rows of a list for every key."""
    pattern = query.pattern
    if pattern is None or pattern.start or window.by:
        return await view.fetch(selected(query, window), keys, window)
    everything = Everything(view, query, pattern, keys[0], view.plans and by_parts(query, window))
    rows = await everything.rows(window)
    return {keys[0]: rows} if rows else {}


async def together(work: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """What comes of all work; if some of it fails, the rest ends."""
    tasks = [ensure_future(each) for each in work]
    try:
        return await gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()


@cache
def places_of(name: str, pattern: Pattern) -> Query[Places]:
    """The read that says where the things of a list stand: the same for its length as for a part of it."""
    return places(name, pattern)


@dataclass(frozen=True, slots=True)
class Everything:
    """A list of everything of a noun, of which something is read; `by_parts` where its condition is taken apart."""

    view: GraphView
    query: Query[Any]
    pattern: Pattern
    key: str
    by_parts: bool

    @property
    def label(self) -> str:
        """The label of its things."""
        return self.pattern.record.__name__

    async def rows(self, window: Window) -> list[Any]:
        """The rows of a window; of a long list, a stretch at a time until there are enough."""
        if self.query.record in WHOLE:
            return await self.fetched(window)
        table, order = TABLES[self.pattern.record], window.selection.order
        in_an_order = kept(self.view, table, order)
        if (order and not in_an_order) or anchored(self.pattern.record, outline(window.selection.where)):
            return await self.fetched(window)
        return await (self.in_order(window, table) if in_an_order else self.in_places(window))

    async def fetched(self, window: Window) -> list[Any]:
        """The rows of a window in one read or, if its condition is taken apart and it is not too wide, by the parts."""
        if not self.by_parts or things_in(self.view, self.label, window) > WIDE:
            return await self.read(self.query, window)
        where = window.selection.where
        conditions = parts_of(where)
        stood = await together(self.stood(asking(window, each)) for each in conditions)
        found = meeting(where, dict(zip(conditions, stood, strict=True)))
        if self.query.record is ListExtent:
            return [ListExtent(total=len(found), complete=False)]
        return await self.read(self.query, onto(window, found)) if found else []

    async def read(self, query: Query[Any], window: Window) -> list[Any]:
        """The rows of one read."""
        return (await self.view.fetch(selected(query, window), [self.key], window)).get(self.key, [])

    async def stood(self, window: Window) -> Stood:
        """Where the things stand that meet the condition of a window."""
        rows = await self.read(places_of(self.query.name.removesuffix(".extent"), self.pattern), window)
        return frozenset(place for row in rows for place in row.places)

    async def in_places(self, window: Window) -> list[Any]:
        """The rows of the list in its own order, between its fences."""
        rows: list[Any] = []
        for part in stretches(window, self.view.posts(self.label)):
            rows += await self.fetched(replace(part, limit=window.limit - len(rows)))
            if len(rows) == window.limit:
                break
        return rows

    async def in_order(self, window: Window, table: Table) -> list[Any]:
        """The rows of the list in an order that is kept; sorted as a whole where few meet what is asked."""
        order, rows = window.selection.order, None
        day, numbers = day_of(self.view, table, order), ends_of(window, self.view.release.counts.get(self.label, 0))
        if numbers:
            come = window.selection.where == ALWAYS and is_dated(table.record)
            tries = islice(parts(window, self.label, day, numbers), SOON if come else None)
            rows = await self.tried(window.limit, tries)
            if rows is None and come:
                there = among(numbers, await self.view.there(self.label, order, day))
                rows = await self.tried(window.limit, parts(window, self.label, day, there))
        return await self.fetched(window) if rows is None else rows

    async def tried(self, limit: int, tries: Iterable[tuple[Window, bool]]) -> list[Any] | None:
        """The rows of the first of some windows that is all there is, or has enough of them; none of no other."""
        for part, whole in tries:
            rows = await self.fetched(part)
            if whole or len(rows) == limit:
                return rows
        return None

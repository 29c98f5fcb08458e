"""
How things rank by each property that lists are kept in order by, noted once for each load.

No index serves a list that is ordered by what many things share, lack, or only follows from others; and a list of a
hundred thousand sorted anew for each page takes a second. So a load reads the values of each property once and notes
how things rank by it, in their own order, and which thing stands where in that: any order is put together of these
numbers (`graph.ranking`). Of what follows from other things it notes, too, on which days it turns.
"""

import asyncio
from array import array
from bisect import bisect_left
from collections import deque
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, islice, pairwise
from typing import Any

from graph.errors import GraphMismatchError
from graph.pattern import is_dated, renamed
from graph.queries.table import Table
from graph.queries.tables import TABLES
from graph.seeding.course import Coded, Course
from graph.seeding.lock import Lease
from graph.seeding.rows import Row
from graph.seeding.sweeping import inside
from graph.stretch import APART, DAY, RANKED, STRETCH, own_of, ranks_of

FEWEST = 500
"""A shorter list is as quickly sorted for each page, and the load has less to do."""

MOST = 1_000_000
"""A longer list is left as it is: what is held of it to put it in order would be too much for a load, and a server."""

LISTS = {table.record.__name__: table for table in TABLES.values() if table.ordered}
"""The nouns whose lists are kept in order, by their labels."""

FENCES_APART = 100
"""Values are read from one fence to the hundredth after it."""

AHEAD = 1
"""So many parts are read while another is looked at."""

AT_ONCE = 100
"""So many nodes are written at once."""

MISSING = b""
"""A value that is not on record."""

KEEP = f"""
UNWIND $rows AS row
CREATE (stretch:{STRETCH} {{sort: row.sort}})
SET stretch += row.noted
RETURN count(stretch) AS done
"""

Parts = Sequence[tuple[str, str]]
"""The parts in which a list is read: from which place to which."""


def values_of(label: str, field: str) -> str:
    """The text that reads a property of some things of a noun, in their own order; none is an empty text."""
    return f"""
    MATCH (node:{label}) WHERE node.sort >= $low AND node.sort < $high
    WITH node.{field} AS value, node.sort AS place
    WITH value, place ORDER BY place
    RETURN collect(coalesce(value, '')) AS noted
    """


def turns_of(table: Table, field: str) -> str:
    """
    The text that reads what follows from other things, of some things of a noun by their numbers from zero: before all
    days, which is an empty text, and on each on which it may turn.
    """
    ways = [renamed(table.relations[each].pattern.path, "node", 1) for each in table.derived[field].turns]
    days = [f"COLLECT {{ MATCH {way} UNWIND node_1.changes AS day RETURN DISTINCT day }}" for way in ways]
    return f"""
    MATCH (node:{table.record.__name__}) WHERE node.sort >= $low AND node.sort < $high
    WITH node ORDER BY node.sort
    WITH collect(node) AS nodes
    UNWIND range(0, size(nodes) - 1) AS number
    WITH number, nodes[number] AS node
    UNWIND {" + ".join(["['']", *days])} AS day
    WITH number, day, {table.expression(field, "node", "day")} AS value
    RETURN collect([number, day, coalesce(value, '')]) AS noted
    """


async def keep_ranks(
    lease: Lease, release: str, counts: Mapping[str, int], posts: Mapping[str, Sequence[str]]
) -> list[str]:
    """
    Keep how things rank by each property; the names of the orders that can be put together of that.

    Raises `GraphMismatchError` where not all of them are found.
    """
    orders: list[str] = []
    bounds = inside(release)
    long = {label: table for label, table in LISTS.items() if FEWEST < counts.get(label, 0) <= MOST}
    for label, table in long.items():
        fences = [f"{release}|{post}" for post in posts.get(label, ())[FENCES_APART::FENCES_APART]]
        parts = list(pairwise([bounds["low"], *fences, bounds["high"]]))
        things = [value.decode() async for value in values(lease, values_of(label, "id"), parts)]
        starts = range(0, len(things), APART)
        await keep(lease, own_of(release, label), ({"things": things[each : each + APART]} for each in starts))
        del things
        if is_dated(table.record):
            days = array("i", [ordinal(value) async for value in values(lease, values_of(label, DAY), parts)])
            await keep(lease, ranks_of(release, label, DAY), Course(days).parts(RANKED))
        for field in table.properties:
            found = await course_by(lease, table, field, parts)
            if len(found.ranks) != counts[label]:
                raise GraphMismatchError(f"{len(found.ranks)} of {counts[label]} {label} have a rank by {field}")
            await keep(lease, ranks_of(release, label, field), found.parts(RANKED))
            orders.append(f"{label}.{field}")
    return orders


async def course_by(lease: Lease, table: Table, field: str, parts: Parts) -> Course:
    """How the things of a list rank by a property, over time."""
    if field in table.derived:
        coded = Coded()
        async for part in noted(lease, turns_of(table, field), parts):
            coded.add(part)
        return coded.ranked()
    label = table.record.__name__
    return Course(ranked([value async for value in values(lease, values_of(label, field), parts)]))


async def noted(lease: Lease, text: str, parts: Parts) -> AsyncIterator[list[Any]]:
    """What a text reads of each part of a list; the next is read while one is looked at."""
    under_way: deque[asyncio.Task[list[Row]]] = deque()
    try:
        for low, high in parts:
            under_way.append(asyncio.create_task(lease.graph.read(text, {"low": low, "high": high})))
            if len(under_way) > AHEAD:
                yield await first_of(under_way)
        while under_way:
            yield await first_of(under_way)
    finally:
        for each in under_way:
            each.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)


async def first_of(under_way: "deque[asyncio.Task[list[Row]]]") -> list[Any]:
    """What the first of several reads has noted; it is under way until it is there."""
    (row,) = await under_way[0]
    under_way.popleft()
    found: list[Any] = row["noted"]
    return found


async def values(lease: Lease, text: str, parts: Parts) -> AsyncIterator[Any]:
    """What a text reads, of one thing after the other; words as UTF-8, which has the same order and takes less room."""
    async for part in noted(lease, text, parts):
        for value in part:
            yield value.encode() if isinstance(value, str) else value


def ordinal(day: bytes) -> int:
    """The number of a day; of none, that of one before all."""
    return date.fromisoformat(day.decode()).toordinal() if day else 0


def ranked(values: Sequence[Any]) -> "array[int]":
    """How values rank: equals alike, from zero; those that are missing -1."""
    known = [value for value, _ in groupby(sorted(value for value in values if value != MISSING))]
    return array("i", (-1 if value == MISSING else bisect_left(known, value) for value in values))


async def keep(lease: Lease, line: str, parts: Iterable[Row]) -> None:
    """Keep what is noted of the things of a list, a node for each part."""
    rows: Iterator[Row] = ({"sort": f"{line}{number}", "noted": part} for number, part in enumerate(parts))
    while batch := list(islice(rows, AT_ONCE)):
        await lease.write(KEEP, {"rows": batch})

"""
How things rank by each property that lists are kept in order by, noted once for each load.

No index serves a list that is ordered by what many things share, lack, or only follows from others; and a list of a
hundred thousand sorted anew for each page takes a second. So a load reads the values of each property once and notes
how things rank by it, in their own order, and which thing stands where in that: any order is put together of these
numbers (`graph.ranking`).
"""

from array import array
from bisect import bisect_left
from collections.abc import AsyncIterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from graph.errors import GraphMismatchError
from graph.queries.table import Table
from graph.queries.tables import TABLES
from graph.seeding.lock import Lease
from graph.seeding.rows import LAST, Row
from graph.seeding.sweeping import inside
from graph.stretch import APART, RANKED, STRETCH, own_of, ranks_of

FEWEST = 500
"""A shorter list is as quickly sorted for each page, and the load has less to do."""

MOST = 1_000_000
"""A longer list is left as it is: what is held of it to put it in order would be too much for a load, and a server."""

LISTS = {table.record.__name__: table for table in TABLES.values() if table.ordered}
"""The nouns whose lists are kept in order, by their labels."""

FENCES_APART = 100
"""Values are read from one fence to the hundredth after it."""

AT_ONCE = 100
"""So many nodes are written at once."""

MISSING = b""
"""A value that is not on record."""

KEEP = f"""
UNWIND $rows AS row
CREATE (stretch:{STRETCH} {{sort: row.sort}})
SET stretch.things = row.things, stretch.ranks = row.ranks
RETURN count(stretch) AS done
"""


def values_of(table: Table, field: str) -> str:
    """The text that reads a property of some things of a noun, in their own order; none is an empty text."""
    return f"""
    MATCH (node:{table.record.__name__}) WHERE node.sort >= $low AND node.sort < $high
    WITH {table.expression(field, "node")} AS value, node.sort AS place
    WITH value, place ORDER BY place
    RETURN collect(coalesce(value, '')) AS values
    """


async def keep_ranks(
    lease: Lease, release: str, counts: Mapping[str, int], posts: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """
    Keep how things rank by each property: its name, and the day from which on that is right.

    Raises `GraphMismatchError` where not all of them are found.
    """
    orders: dict[str, str] = {}
    bounds = inside(release)
    long = {label: table for label, table in LISTS.items() if FEWEST < counts.get(label, 0) <= MOST}
    for label, table in long.items():
        fences = [f"{release}|{post}" for post in posts.get(label, ())[FENCES_APART::FENCES_APART]]
        parts = list(pairwise([bounds["low"], *fences, bounds["high"]]))
        things = [value.decode() async for value in values(lease, values_of(table, "id"), parts)]
        await keep(lease, own_of(release, label), "things", things, APART)
        del things
        for field in table.ordered:
            ranks = ranked([value async for value in values(lease, values_of(table, field), parts)])
            if len(ranks) != counts[label]:
                raise GraphMismatchError(f"{len(ranks)} of {counts[label]} {label} have a rank by {field}")
            await keep(lease, ranks_of(release, label, field), "ranks", ranks, RANKED)
            orders[f"{label}.{field}"] = await settled(lease, table, field, bounds)
    return orders


async def values(lease: Lease, text: str, parts: Sequence[tuple[str, str]]) -> AsyncIterator[Any]:
    """What a text reads, a part of the list at a time; words as UTF-8, which has the same order and takes less room."""
    for low, high in parts:
        (row,) = await lease.graph.read(text, {"low": low, "high": high, "as_of": LAST})
        for value in row["values"]:
            yield value.encode() if isinstance(value, str) else value


def ranked(values: Sequence[Any]) -> "array[int]":
    """How values rank: equals alike, from zero; those that are missing -1."""
    known = [value for value, _ in groupby(sorted(value for value in values if value != MISSING))]
    return array("i", (-1 if value == MISSING else bisect_left(known, value) for value in values))


async def keep(lease: Lease, line: str, name: str, noted: Sequence[Any], apart: int) -> None:
    """Keep what is noted of the things of a list, of so many in each node."""
    for first in range(0, len(noted), apart * AT_ONCE):
        part = noted[first : first + apart * AT_ONCE]
        rows = [
            {"sort": f"{line}{(first + begin) // apart}", name: list(part[begin : begin + apart])}
            for begin in range(0, len(part), apart)
        ]
        await lease.write(KEEP, {"rows": rows})


async def settled(lease: Lease, table: Table, field: str, bounds: Row) -> str:
    """The last day on which a value may change by which a list is ordered; empty where it never does."""
    derived = table.derived.get(field)
    if derived is None or derived.settled is None:
        return ""
    label, day = derived.settled
    text = f"MATCH (node:{label}) WHERE node.sort > $low AND node.sort < $high RETURN max(node.{day}) AS day"
    (row,) = await lease.graph.read(text, bounds)
    return row["day"] or ""

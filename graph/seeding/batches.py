"""The writes of a load: rows by batches, as many in one transaction as are ready, one after the other."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile
from typing import Any, Self

from tqdm import tqdm

from graph.errors import GraphMismatchError
from graph.seeding.lock import Lease
from graph.seeding.rows import Row, Shape

BATCH = 1_000
"""Rows of one statement."""

TRANSACTION = 4_000
"""Rows of one transaction, which has its price: few enough for a database that is cold, or busy, to write in time."""

BATCHES_AHEAD = 8
"""So many are ready or being written: several kinds of relationships fill theirs at about the same time."""

Kind = str | Shape
"""What one text writes: the nodes of a label, or the relationships of a shape."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one kind."""

    kind: Kind
    rows: list[Row]


def text_of(batch: Batch) -> str:
    """
    The write that makes a batch; relationships whose ends are missing are not made, which the count shows.

    Properties stand in the text by name, which are the model's own: what is made first and set afterwards is written
    twice.
    """
    if isinstance(batch.kind, str):
        made = f"CREATE (node:{batch.kind} {properties('row', batch.rows)})"
        return f"UNWIND $rows AS row {made} RETURN count(node) AS done"
    kind = batch.kind
    return f"""
    UNWIND $rows AS row
    MATCH (start:{kind.start} {{key: row.start}})
    MATCH (end:{kind.end} {{key: row.end}})
    CREATE (start)-[made:{kind.type} {properties("row.properties", [row["properties"] for row in batch.rows])}]->(end)
    RETURN count(made) AS done
    """


def properties(name: str, rows: Iterable[Row]) -> str:
    """The properties that any of some rows has; one that a row does not have is not made."""
    return f"{{{', '.join(f'{each}: {name}.{each}' for each in sorted(set().union(*rows)))}}}"


def first_of(ready: Sequence[Batch]) -> int:
    """How many of the batches that are ready go into one transaction; at least one."""
    rows = accumulate(len(each.rows) for each in ready)
    return sum(1 for _ in takewhile(lambda most: most <= TRANSACTION, rows)) or 1


class Batches:
    """
    Writes of batches: while the database works on some, the next few are put together.

    Transactions follow one another: each of a load begins with the lock, so a second would only wait for the first, or
    collide with it. (Measured without that: on the embedded engine, two collide all the same, wherever they touch the
    same things, and take longer.) After one that fails none is written.
    """

    def __init__(self, lease: Lease, bar: "tqdm[Any]") -> None:
        self.lease = lease
        self.bar = bar
        self.waiting: dict[Kind, list[Row]] = {}
        self.ready: list[Batch] = []
        self.room = asyncio.Semaphore(BATCHES_AHEAD)
        self.writing: asyncio.Task[None] | None = None

    async def add(self, kind: Kind, row: Row) -> None:
        """Have a row written, when there are enough of its kind."""
        rows = self.waiting.setdefault(kind, [])
        rows.append(row)
        if len(rows) == BATCH:
            await self.room.acquire()
            await self.send([Batch(kind, self.waiting.pop(kind))])

    async def send(self, batches: list[Batch]) -> None:
        """Have batches written after those before them; raises what went wrong with those."""
        if self.writing and self.writing.done():
            await self.writing
        self.ready += batches
        if self.writing is None or self.writing.done():
            self.writing = asyncio.create_task(self.write())

    async def write(self) -> None:
        """Write what is ready, until nothing is."""
        while self.ready:
            count = first_of(self.ready)
            batches, self.ready = self.ready[:count], self.ready[count:]
            try:
                await self.create(batches)
            finally:
                for _ in batches:
                    self.room.release()

    async def create(self, batches: list[Batch]) -> None:
        """Write one transaction, and see that all of it was written."""
        written = await self.lease.write_all([(text_of(each), {"rows": each.rows}) for each in batches])
        for each, ((row,)) in zip(batches, written, strict=True):
            if row["done"] != len(each.rows):
                raise GraphMismatchError(
                    f"{len(each.rows)} rows of {each.kind} made {row['done']}: nothing was changed for readers"
                )
            self.bar.update(len(each.rows))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Have what waits written, and wait for it; or give up what is on its way."""
        if kind is None:
            await self.send([Batch(each, rows) for each, rows in self.waiting.items()])
        if self.writing is None:
            return
        if kind is None:
            await self.writing
        else:
            self.writing.cancel()
            await asyncio.wait([self.writing])

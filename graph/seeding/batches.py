"""The writes of a load: rows by batches, each batch in its own transaction, one after the other."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from tqdm import tqdm

from graph.errors import GraphMismatchError
from graph.seeding.lock import Lease
from graph.seeding.rows import Row, Shape

BATCH = 1_000
"""Rows of one transaction: few enough for a database that is cold, or busy, to write them within its time limit."""

BATCHES_AHEAD = 6
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


def together(waiting: Mapping[Kind, list[Row]]) -> Iterator[list[Batch]]:
    """Batches that are not full, as many in one transaction as fill it: each transaction has its price."""
    batches: list[Batch] = []
    for kind, rows in waiting.items():
        if sum(len(each.rows) for each in batches) + len(rows) > BATCH:
            yield batches
            batches = []
        batches.append(Batch(kind, rows))
    if batches:
        yield batches


class Batches:
    """
    Writes of batches: while the database works on one, the next few are put together.

    They are written one after the other: every transaction of a load begins with the lock, so a second would only
    wait for the first, or collide with it. (Measured without that: on the embedded engine, two collide all the same,
    wherever they touch the same things, and take longer.) After one that fails none is written.
    """

    def __init__(self, lease: Lease, bar: "tqdm[Any]") -> None:
        self.lease = lease
        self.bar = bar
        self.waiting: dict[Kind, list[Row]] = {}
        self.room = asyncio.Semaphore(BATCHES_AHEAD)
        self.last: asyncio.Task[None] | None = None

    async def add(self, kind: Kind, row: Row) -> None:
        """Have a row written, when there are enough of its kind."""
        rows = self.waiting.setdefault(kind, [])
        rows.append(row)
        if len(rows) == BATCH:
            await self.send([Batch(kind, self.waiting.pop(kind))])

    async def send(self, batches: list[Batch]) -> None:
        """Have batches written in one transaction after those before it, once there is room for it."""
        await self.room.acquire()
        if self.last and self.last.done():
            await self.last
        self.last = asyncio.create_task(self.create(self.last, batches))

    async def create(self, before: asyncio.Task[None] | None, batches: list[Batch]) -> None:
        """Write one transaction after another, and see that all of it was written."""
        try:
            if before:
                await before
            written = await self.lease.write_all([(text_of(each), {"rows": each.rows}) for each in batches])
        finally:
            self.room.release()
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
            for batches in together(self.waiting):
                await self.send(batches)
        if self.last is None:
            return
        if kind is None:
            await self.last
        else:
            self.last.cancel()
            await asyncio.wait([self.last])

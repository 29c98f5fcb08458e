"""Rows in batches: all of them written, or a clear error."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from tqdm import tqdm

from graph.errors import GraphMismatchError
from graph.query import Statement
from graph.seeding.batches import BATCH, TRANSACTION, Batch, Batches, properties, text_of
from graph.seeding.lock import Lease
from graph.seeding.rows import Row, Shape

pytestmark = pytest.mark.anyio


class Database:
    """Counts the rows of each transaction; some kind of it may not be written whole, or all wait for a sign."""

    def __init__(self, lost: int = 0, *, slow: bool = False) -> None:
        self.sizes: list[int] = []
        self.lost = lost
        self.quick = asyncio.Event()
        if not slow:
            self.quick.set()

    async def write_all(self, statements: Sequence[Statement]) -> list[list[Row]]:
        sizes = [len(parameters["rows"]) for _, parameters in statements[1:]]
        self.sizes.append(sum(sizes))
        await self.quick.wait()
        return [[{"owner": "us"}], *([{"done": size - self.lost}] for size in sizes)]


def writing(database: Any) -> Batches:
    return Batches(Lease(database, "us", 60_000), tqdm(disable=True))


async def add(batches: Batches, count: int) -> None:
    """Add rows, and let the database get on."""
    for number in range(count):
        await batches.add("City", {"key": str(number)})
        await asyncio.sleep(0)


async def load(database: Database, count: int) -> None:
    """Write so many rows."""
    async with writing(database) as batches:
        await add(batches, count)


async def test_every_row_is_written() -> None:
    database = Database()

    async with writing(database) as batches:
        for number in range(2 * BATCH + 5):
            await batches.add("City" if number % 2 else "Agency", {"key": str(number)})

    assert database.sizes == [2 * BATCH + 5]


async def test_what_is_ready_while_the_database_works_goes_into_the_next_transaction() -> None:
    database = Database(slow=True)

    async with writing(database) as batches:
        await add(batches, 7 * BATCH + 5)
        database.quick.set()

    assert database.sizes == [BATCH, TRANSACTION, 2 * BATCH + 5]


async def test_after_a_transaction_that_fails_none_is_written() -> None:
    database = Database(lost=1)

    with pytest.raises(GraphMismatchError, match="made 999"):
        await load(database, 100 * BATCH)

    assert len(database.sizes) == 1


async def test_rows_that_were_not_written_are_missed() -> None:
    batches = writing(Database(lost=1))
    await batches.add("City", {"key": "a"})
    await batches.add("City", {"key": "b"})

    with pytest.raises(GraphMismatchError, match="2 rows of City made 1: nothing was changed for readers"):
        await batches.__aexit__(None)


def test_properties_stand_in_the_text_by_name() -> None:
    rows = [{"key": "a", "name_th": "ก"}, {"key": "b", "sort": "b"}]

    assert properties("row", rows) == "{key: row.key, name_th: row.name_th, sort: row.sort}"
    assert text_of(Batch("City", rows)) == (
        "UNWIND $rows AS row CREATE (node:City {key: row.key, name_th: row.name_th, sort: row.sort})"
        " RETURN count(node) AS done"
    )
    related = [{"start": "a", "end": "b", "properties": {"sources": ["c"]}}]
    text = text_of(Batch(Shape("City", "LOCATED_IN", "Province"), related))
    assert "CREATE (start)-[made:LOCATED_IN {sources: row.properties.sources}]->(end)" in text

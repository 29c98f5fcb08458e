"""From a release to its index: what everything is called is read in pages, and added in one order."""

import asyncio
from collections.abc import AsyncIterator

from graph.model import Wording
from graph.queries.wording import WORDINGS
from graph.query import GraphView, Window
from graph.search.entry import entry_of
from graph.search.index import Index

PAGE = 1_000
"""Small enough to be read long before the deadline on a busy machine."""


async def pages(view: GraphView) -> AsyncIterator[tuple[str, list[Wording]]]:
    """What the things of each noun are called, a page at a time; doubtful things and those to come among them."""
    for label, query in WORDINGS.items():
        after = ""
        while True:
            rows = (await view.fetch(query, [""], Window(PAGE, after=after, low=True))).get("", [])
            if rows:
                yield label, rows
                after = rows[-1].cursor
            if len(rows) < PAGE:
                break


async def fill(index: Index, view: GraphView) -> None:
    """Put everything that a release names into an empty index; raises `GraphError` where it cannot be read."""
    writer = index.writer()

    def add(label: str, rows: list[Wording]) -> None:
        writer.add([entry_of(label, row) for row in rows])

    # A page is added while the next is read.
    adding: asyncio.Task[None] | None = None
    try:
        async for label, rows in pages(view):
            if adding is not None:
                await adding
            adding = asyncio.create_task(asyncio.to_thread(add, label, rows))
    finally:
        if adding is not None:
            await adding
    await asyncio.to_thread(writer.finish)

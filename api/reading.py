"""A request's view of the graph whose reads end with the request: nobody waits for them any longer."""

import asyncio
from collections.abc import Sequence
from typing import Any, TypeVar

from graph.model import Record
from graph.query import EVERYTHING, GraphView, Query, ViewOver, Window

R = TypeVar("R", bound=Record)


class Reading(ViewOver):
    """
    A view of the graph, and the reads that go on in it.

    Loaders read in tasks of their own, which do not end with whoever waits for what they load: `end` ends them.
    """

    def __init__(self, view: GraphView) -> None:
        super().__init__(view)
        self.running: set[asyncio.Task[Any]] = set()
        self.ended = False

    async def fetch(self, query: Query[R], keys: Sequence[str], window: Window = EVERYTHING) -> dict[str, list[R]]:
        """Answer every key at once, unless the request is over."""
        if self.ended:
            raise asyncio.CancelledError
        read = asyncio.ensure_future(super().fetch(query, keys, window))
        self.running.add(read)
        read.add_done_callback(self.running.discard)
        return await read

    def end(self) -> None:
        """End the reads that go on, and begin none any more."""
        self.ended = True
        for read in self.running:
            read.cancel()

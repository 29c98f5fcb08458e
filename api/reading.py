"""A request's view of the graph whose reads end with the request: nobody waits for them any longer."""

import asyncio
from collections.abc import Sequence
from time import perf_counter
from typing import Any, TypeVar

from api.timing import Timing
from graph.model import Record
from graph.query import EVERYTHING, GraphView, Query, ViewOver, Window

R = TypeVar("R", bound=Record)


class Reading(ViewOver):
    """
    A view of the graph, and the reads that go on in it.

    Loaders read in tasks of their own, which do not end with whoever waits for what they load: `end` ends them. How
    long any of them goes on is counted in the `timing` of the request.
    """

    def __init__(self, view: GraphView, timing: Timing | None = None) -> None:
        super().__init__(view)
        self.timing = Timing() if timing is None else timing
        self.running: set[asyncio.Task[Any]] = set()
        self.ended = False
        self.began = 0.0

    async def fetch(self, query: Query[R], keys: Sequence[str], window: Window = EVERYTHING) -> dict[str, list[R]]:
        """Answer every key at once, unless the request is over."""
        if self.ended:
            raise asyncio.CancelledError
        read = asyncio.ensure_future(super().fetch(query, keys, window))
        if not self.running:
            self.began = perf_counter()
        self.running.add(read)
        read.add_done_callback(self.ended_one)
        return await read

    def ended_one(self, read: "asyncio.Task[Any]") -> None:
        """A read is over; if no other goes on, so is the time that was spent reading."""
        self.running.discard(read)
        if not self.running:
            self.timing.read += perf_counter() - self.began

    def end(self) -> None:
        """End the reads that go on, and begin none any more."""
        self.ended = True
        for read in self.running:
            read.cancel()

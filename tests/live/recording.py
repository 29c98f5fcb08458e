"""A graph that remembers what it was asked."""

from asyncio import Event
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

from graph.model import Record
from graph.query import EVERYTHING, GraphOver, GraphView, Query, ServedGraph, ViewOver, Window

R = TypeVar("R", bound=Record)


class Step:
    """Reads that are under way at the same time end at the same time: what is read together depends on no clock."""

    def __init__(self) -> None:
        self.running = 0
        self.over = Event()

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """One read."""
        self.running += 1
        try:
            yield
        finally:
            self.running -= 1
            if self.running:
                await self.over.wait()
            else:
                self.over.set()
                self.over = Event()


class RecordingGraph(GraphOver):
    """Passes every read on to a real graph, and keeps its name."""

    def __init__(self, graph: ServedGraph) -> None:
        step = Step()
        super().__init__(graph, lambda view: RecordingView(view, self.reads, step))
        self.reads: list[str] = []


class RecordingView(ViewOver):
    """One request's view."""

    def __init__(self, view: GraphView, reads: list[str], step: Step) -> None:
        super().__init__(view)
        self.reads = reads
        self.step = step

    async def fetch(self, query: Query[R], keys: Sequence[str], window: Window = EVERYTHING) -> dict[str, list[R]]:
        """Keep the name, and pass the read on."""
        self.reads.append(query.name)
        async with self.step.taken():
            return await super().fetch(query, keys, window)

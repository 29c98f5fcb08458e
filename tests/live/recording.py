"""A graph that remembers what it was asked."""

from collections.abc import Sequence
from typing import TypeVar

from graph.model import Record
from graph.query import EVERYTHING, GraphOver, GraphView, Query, ServedGraph, ViewOver, Window

R = TypeVar("R", bound=Record)


class RecordingGraph(GraphOver):
    """Passes every read on to a real graph, and keeps its name."""

    def __init__(self, graph: ServedGraph) -> None:
        super().__init__(graph, lambda view: RecordingView(view, self.reads))
        self.reads: list[str] = []


class RecordingView(ViewOver):
    """One request's view."""

    def __init__(self, view: GraphView, reads: list[str]) -> None:
        super().__init__(view)
        self.reads = reads

    async def fetch(self, query: Query[R], keys: Sequence[str], window: Window = EVERYTHING) -> dict[str, list[R]]:
        """Keep the name, and pass the read on."""
        self.reads.append(query.name)
        return await super().fetch(query, keys, window)

"""A graph that remembers what it was asked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from graph.model import Record, Release
from graph.query import EVERYTHING, Graph, GraphView, Query, ViewOver, Window

R = TypeVar("R", bound=Record)


class RecordingGraph:
    """Passes every read on to a real graph, and keeps its name."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.reads: list[str] = []

    @property
    def release(self) -> Release:
        """The release served."""
        return self.graph.release

    @property
    def releases(self) -> Mapping[str, Release]:
        """The releases that can be asked."""
        return self.graph.releases

    def at(self, release: Release, as_of: date) -> "RecordingView":
        """A view whose reads are kept here."""
        return RecordingView(self.graph.at(release, as_of), self.reads)


class RecordingView(ViewOver):
    """One request's view."""

    def __init__(self, view: GraphView, reads: list[str]) -> None:
        super().__init__(view)
        self.reads = reads

    async def fetch(self, query: Query[R], keys: Sequence[str], window: Window = EVERYTHING) -> dict[str, list[R]]:
        """Keep the name, and pass the read on."""
        self.reads.append(query.name)
        return await super().fetch(query, keys, window)

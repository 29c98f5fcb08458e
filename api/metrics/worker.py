"""
What one worker measures.

While requests are answered, everything is counted in plain numbers, and carried over to the library about once a second
(`look`): a request is not kept waiting to be counted.
"""

import re
from collections.abc import Container, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from time import perf_counter
from typing import TypeVar

from prometheus_client import CollectorRegistry

from api.metrics.instruments import Instruments
from api.metrics.look import Look, Sources, Tallies
from api.passage import Passage, Told
from graph.errors import GraphError, GraphTimeoutError, GraphUnavailableError
from graph.model import Record
from graph.query import EVERYTHING, GraphView, Query, ViewOver, Window

R = TypeVar("R", bound=Record)

METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})

OTHER = "other"
"""Stands for whatever has a name of the client's own."""

ANONYMOUS = "anonymous"
UNREAD = "unread"
"""Stands for the name of an operation that was refused before there was one."""

NOWHERE = "none"
"""Stands for the route of what leads to no route."""


NAMED = re.compile(r"\bquery\s+([A-Za-z_]\w*)")


def names_in(documents: Iterable[str]) -> frozenset[str]:
    """The names of the operations in some documents."""
    return frozenset(name for text in documents for name in NAMED.findall(text))


class Metrics:
    """The metrics of one worker; `known` are the names by which operations are told: others are nobody's."""

    def __init__(self, known: Container[str], registry: CollectorRegistry | None = None) -> None:
        self.known = known
        self.instruments = Instruments(registry or CollectorRegistry())
        self.tallies = Tallies()

    def request(self, passage: Passage) -> None:
        """A request is over."""
        route = passage.route or NOWHERE
        self.tallies.requests[passage.method if passage.method in METHODS else OTHER, route, str(passage.status)] += 1
        self.instruments.http_seconds.observe(route, passage.seconds)

    def operation(self, told: Told) -> None:
        """An operation is over."""
        name = self.name_of(told)
        self.tallies.operations[name, told.outcome] += 1
        self.instruments.operation_seconds.observe(name, told.seconds)

    def name_of(self, told: Told) -> str:
        """By which name an operation is counted: names that clients choose would be without number."""
        if told.kind is None:
            return UNREAD
        if told.name is None:
            return ANONYMOUS
        return told.name if told.name in self.known else OTHER

    def view(self, view: GraphView) -> GraphView:
        """A view whose reads are measured."""
        return Measured(view, self)

    def looking(self, sources: Sources) -> AbstractAsyncContextManager[None]:
        """While this lasts, what is counted in plain numbers is carried over again and again, and at its end."""
        return Look(self.instruments, self.tallies, sources).going_on()


def reason_of(error: GraphError) -> str:
    """Why a read failed, in a word."""
    if isinstance(error, GraphTimeoutError):
        return "timeout"
    return "unavailable" if isinstance(error, GraphUnavailableError) else "mismatch"


class Measured(ViewOver):
    """A view whose reads are measured."""

    def __init__(self, view: GraphView, metrics: Metrics) -> None:
        super().__init__(view)
        self.metrics = metrics

    async def fetch(self, query: Query[R], keys: Sequence[str], window: Window = EVERYTHING) -> dict[str, list[R]]:
        """What the view below answers."""
        began = perf_counter()
        try:
            found = await super().fetch(query, keys, window)
        except GraphError as error:
            self.metrics.tallies.failures[query.name, reason_of(error)] += 1
            raise
        finally:
            self.metrics.instruments.read_seconds.observe(query.name, perf_counter() - began)
        self.metrics.tallies.rows[query.name,] += sum(map(len, found.values()))
        return found

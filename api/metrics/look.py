"""Carries over, about once a second, what is counted in plain numbers."""

import asyncio
import contextlib
import time
from collections import Counter as Tally
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from prometheus_client import Counter, Gauge

from api.bounded import Bounded
from api.document.documents import Document
from api.metrics.instruments import Instruments
from api.middleware import Traffic
from api.rates import Rates
from api.remembering import Remembered
from api.service import Service
from graph.joining import Joining
from graph.memory import Memory
from graph.model import Release
from graph.query import Connections, ServedGraph

LOOK_SECONDS = 0.73
"""
Between two looks: numbers are no older than that. Not the second after which the release is looked up again: whoever
always looked while that read goes on would always see its connection in use.
"""

Labels = tuple[str, ...]


class Asked(Protocol):
    """What is asked whether it remembers something."""

    hits: int
    misses: int


class Executor(Asked, Protocol):
    """What executes operations: those that a plan answered, the others by reason, and whether there was a plan."""

    compiled: int

    @property
    def asides(self) -> Mapping[Any, int]:
        """Operations that no plan answered, by reason."""
        ...


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a worker counts in plain numbers."""

    graph: ServedGraph
    traffic: Traffic
    service: Service
    rates: Rates
    documents: Bounded[Document]
    answers: Bounded[Remembered]
    rows: Memory
    joining: Joining
    executor: Executor | None


@dataclass(frozen=True, slots=True)
class Tallies:
    """What the metrics themselves count in plain numbers, by labels."""

    requests: Tally[Labels] = field(default_factory=Tally)
    operations: Tally[Labels] = field(default_factory=Tally)
    rows: Tally[Labels] = field(default_factory=Tally)
    failures: Tally[Labels] = field(default_factory=Tally)


class Look:
    """From plain numbers to metrics."""

    def __init__(self, instruments: Instruments, tallies: Tallies, sources: Sources) -> None:
        self.instruments = instruments
        self.tallies = tallies
        self.sources = sources
        self.carried: dict[Counter, float] = {}
        self.releases: dict[Labels, Gauge] = {}

    def carry(self, counter: Counter, now: float) -> None:
        """Bring a counter up to a number that was counted elsewhere."""
        grown = now - self.carried.get(counter, 0.0)
        if grown > 0:
            counter.inc(grown)
            self.carried[counter] = now

    def carry_all(self, counter: Counter, tally: Mapping[Labels, float]) -> None:
        """Bring the counters of a name up to a tally by their labels."""
        for labels, now in tally.items():
            self.carry(counter.labels(*labels), now)

    def look(self) -> None:
        """Carry over what was counted."""
        self.requests()
        self.limiter(self.sources.rates)
        self.reads(self.sources.graph.connections, self.sources.joining)
        self.caches()
        self.state(self.sources.graph)
        if self.sources.graph.known:
            self.release(self.sources.graph.known)

    def requests(self) -> None:
        """Requests, and the operations in them."""
        to, executor = self.instruments, self.sources.executor
        self.carry_all(to.http_requests, self.tallies.requests)
        self.carry_all(to.operations_total, self.tallies.operations)
        to.http_seconds.carry()
        to.operation_seconds.carry()
        to.http_running.set(self.sources.traffic.running)
        to.operations_running.set(self.sources.service.running)
        if executor:
            self.carry(to.compiled, executor.compiled)
            self.carry_all(to.fallbacks, {(str(reason),): number for reason, number in executor.asides.items()})

    def limiter(self, rates: Rates) -> None:
        """Points."""
        to = self.instruments
        self.carry(to.admitted, rates.admitted)
        self.carry(to.refused, rates.refused)
        self.carry(to.points, rates.spent)
        self.carry(to.missed, rates.missed)

    def reads(self, connections: Connections, joining: Joining) -> None:
        """Reads of the graph, and the connections to it."""
        to = self.instruments
        to.read_seconds.carry()
        self.carry_all(to.read_rows, self.tallies.rows)
        self.carry_all(to.read_failures, self.tallies.failures)
        self.carry(to.read_joined, joining.joined)
        to.connections.labels("in_use").set(connections.in_use)
        to.connections.labels("idle").set(connections.idle)
        self.carry(to.acquired, connections.acquired)
        self.carry(to.waited, connections.waited)

    def caches(self) -> None:
        """What is remembered."""
        to, sources = self.instruments, self.sources
        asked: dict[str, Asked] = {"answers": sources.answers, "documents": sources.documents, "rows": sources.rows}
        if sources.executor:
            asked["plans"] = sources.executor
        for name, cache in asked.items():
            self.carry(to.hits.labels(name), cache.hits)
            self.carry(to.misses.labels(name), cache.misses)
        to.entries.labels("answers").set(len(sources.answers))
        to.entries.labels("documents").set(len(sources.documents))
        to.entries.labels("rows").set(sources.rows.rows)
        to.answer_bytes.set(sources.answers.size)

    def state(self, graph: ServedGraph) -> None:
        """Whether this worker can answer."""
        to = self.instruments
        to.workers.set(1)
        to.graph_up.set(graph.reachable)
        to.ready.set(graph.reachable and graph.known is not None)
        if graph.reachable:
            to.release_seen.set(time.time())

    def release(self, release: Release) -> None:
        """The release that is served; of those before it is 0, and they are told no more (`exposition`)."""
        named = (release.id, str(release.synthetic).lower())
        self.releases.setdefault(named, self.instruments.release_info.labels(*named))
        for each, gauge in self.releases.items():
            gauge.set(each == named)
        self.instruments.release_loaded.set(datetime.fromisoformat(release.loaded).timestamp())

    @contextlib.asynccontextmanager
    async def going_on(self) -> AsyncIterator[None]:
        """While this lasts, look again and again, when it begins, and at its end."""
        self.look()
        task = asyncio.create_task(self.for_ever(), name="carry over what is counted")
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            self.look()

    async def for_ever(self) -> None:
        """Look again and again."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            self.look()

"""The two engines as processes that can be killed, stopped and started again."""

import asyncio
import os
import signal
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.address import Address
from graph.client import Neo4jGraph, answers
from graph.embedded import EmbeddedEngine
from graph.seeding import load
from tests import make
from tests.live.conftest import PATIENCE
from tests.live.neo4j_server import Neo4jServer

MARK = "old"
"""Of every record that is there at first."""

CITIES = 30


class Engine(ABC):
    """An engine, loaded with one release."""

    @property
    @abstractmethod
    def address(self) -> Address:
        """Where it listens."""

    @property
    @abstractmethod
    def pid(self) -> int:
        """Its process."""

    @abstractmethod
    async def again(self) -> None:
        """Start it anew, and have it hold what it held: what one of them keeps, the other is given."""

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    async def fill(self) -> None:
        """Have it hold one release, and serve that."""
        async with Neo4jGraph(self.address, deadline=PATIENCE, retry=PATIENCE) as graph:
            await graph.write("MATCH (node) DETACH DELETE node RETURN count(node) AS done", {})
            await load(graph, make.marked(MARK, MARK, CITIES))

    async def transactions(self) -> int:
        """How many transactions it has open, beside that of the question."""
        async with Neo4jGraph(self.address, deadline=PATIENCE) as graph:
            return len(await graph.read("SHOW TRANSACTIONS YIELD transactionId", {})) - 1


class Embedded(Engine):
    """The engine that pip brings; its data end with it."""

    def __init__(self, engine: EmbeddedEngine) -> None:
        self.engine = engine

    @property
    def address(self) -> Address:
        return self.engine.address

    @property
    def pid(self) -> int:
        assert self.engine.pid is not None
        return self.engine.pid

    async def again(self) -> None:
        self.engine.launch()  # from the main thread, which a test runs in
        await asyncio.to_thread(self.engine.wait)
        await self.fill()


class Real(Engine):
    """A Neo4j."""

    def __init__(self, server: Neo4jServer) -> None:
        self.server = server

    @property
    def address(self) -> Address:
        return Address(self.server.uri, self.server.username, self.server.password, "neo4j")

    @property
    def pid(self) -> int:
        assert self.server.pid is not None
        return self.server.pid

    async def again(self) -> None:
        await asyncio.to_thread(self.server.kill)
        self.server.launch()
        await asyncio.to_thread(self.server.wait_again)


@contextmanager
def embedded(cache: Path) -> Iterator[Engine]:
    """The engine that pip brings."""
    with EmbeddedEngine(cache, ready=lambda engine: answers(engine.address)) as engine:
        yield Embedded(engine)


@contextmanager
def neo4j() -> Iterator[Engine]:
    """A Neo4j."""
    with Neo4jServer() as server:
        yield Real(server)

"""
The lock that lets one load through: a node with an owner and an end, so that a dead load holds it only so long.

Whoever holds it renews it as it goes; every write of a load checks, in its own transaction, that it still does.
"""

import asyncio
import os
import secrets
import socket
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Protocol

from graph.errors import GraphError, LoadLockedError
from graph.query import Statement

LEASE_SECONDS = 60
RENEWALS = 4
"""So many times a lock is renewed before it would end."""

TAKE = """
MERGE (lock:Lock {name: 'load'})
SET lock.touched = $owner
WITH lock WHERE lock.until IS NULL OR lock.until < timestamp() OR lock.owner = $owner
SET lock.owner = $owner, lock.until = timestamp() + $lease
RETURN lock.owner AS owner
"""

HOLDER = """
MATCH (lock:Lock {name: 'load'})
RETURN lock.owner AS owner, (lock.until - timestamp()) / 1000 AS seconds
"""

GUARD = """
MATCH (lock:Lock {name: 'load'})
SET lock.touched = $owner
WITH lock WHERE lock.owner = $owner AND lock.until > timestamp()
SET lock.until = timestamp() + $lease
RETURN lock.owner AS owner
"""
"""
Begins every transaction of a load: without the lock it gives no row, and nothing more is run.

The node is written to before its owner is read, so that nobody can take the lock between the look and the write.
"""

GIVE_BACK = """
MATCH (lock:Lock {name: 'load', owner: $owner})
SET lock.until = 0
RETURN lock.owner AS owner
"""


class Writer(Protocol):
    """What loading asks of a database."""

    async def read(self, text: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Rows of a read."""
        ...

    async def write(self, text: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Rows of one write, in a transaction that is retried."""
        ...

    async def write_all(self, statements: Sequence[Statement]) -> list[list[dict[str, Any]]]:
        """Rows of each write in one such transaction; the first that gives no row is the last that is run."""
        ...

    async def define(self, texts: Iterable[str]) -> None:
        """Run statements on the schema, in one transaction."""
        ...


@dataclass(frozen=True, slots=True)
class Lease:
    """The lock, held: writes go through it."""

    graph: Writer
    owner: str
    lease: int

    async def write(self, text: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Rows of one guarded write, which always returns one; raises `LoadLockedError` if the lock was lost."""
        (rows,) = await self.write_all([(text, parameters)])
        return rows

    async def write_all(self, statements: Sequence[Statement]) -> list[list[dict[str, Any]]]:
        """Rows of each of several writes in one guarded transaction."""
        guard = (GUARD, {"owner": self.owner, "lease": self.lease})
        guarded, *rows = await self.graph.write_all([guard, *statements])
        if not guarded:
            raise LoadLockedError("the lock on loading was lost to another load: start this one again")
        return rows


async def renew(lease: Lease) -> None:
    """Renew the lock until it is lost, which whoever writes next says; a database that is away may come back."""
    while True:
        await asyncio.sleep(lease.lease / 1000 / RENEWALS)
        try:
            await lease.write_all([])
        except LoadLockedError:
            return
        except GraphError:
            continue


@asynccontextmanager
async def renewed(lease: Lease) -> AsyncIterator[None]:
    """The lock is renewed while this lasts, for work that takes longer than it and writes nothing."""
    task = asyncio.create_task(renew(lease))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


@asynccontextmanager
async def held(graph: Writer, seconds: int = LEASE_SECONDS) -> AsyncIterator[Lease]:
    """Hold the lock while this lasts; raises `LoadLockedError`, with who has it and how long, if somebody does."""
    owner = f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}"
    if not await graph.write(TAKE, {"owner": owner, "lease": seconds * 1000}):
        (holder,) = await graph.read(HOLDER, {})
        left = max(int(holder["seconds"]), 0)
        raise LoadLockedError(
            f"{holder['owner']} is loading, and holds the lock for {left} s more unless it renews it: try again then"
        )
    try:
        yield Lease(graph, owner, seconds * 1000)
    finally:
        with suppress(GraphError):  # then the lease runs out by itself, and what went wrong before is what is told
            await graph.write(GIVE_BACK, {"owner": owner})

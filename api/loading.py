"""How the data come into the database: those of the seed files, or made-up ones."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from api import log
from api.console import complained
from api.settings import SHELF, Settings, seeds_directory
from api.supervisor import engine_of, kept_of, running
from graph import generate, seeding
from graph.address import Address
from graph.client import Neo4jGraph
from graph.kept import Kept

T = TypeVar("T")

RETRY_SECONDS = 30.0
"""For so long a load tries again what fails in passing; readers are not kept waiting like this."""

READ_SECONDS = 60.0
"""So long one of its reads may take, which may be of all of a long list; nobody waits for it as for an answer."""

Load = Callable[[Neo4jGraph], Awaitable[None]]
"""Loads the data into a graph that answers."""


@contextlib.asynccontextmanager
async def connected(address: Address, settings: Settings) -> AsyncIterator[Neo4jGraph]:
    """
    A graph at an address, with the served release known if there is one.

    Whether anybody is there is known within the deadline; what is read then may take longer.
    """
    async with Neo4jGraph(address, settings.mueang_deadline, settings.mueang_poll, RETRY_SECONDS) as graph:
        await graph.look()
        graph.deadline = READ_SECONDS
        yield graph


def with_graph(settings: Settings, use: Callable[[Neo4jGraph], Awaitable[T]], kept: Kept | None = None) -> T:
    """
    What a use of the database gives; an engine is started if the settings name none, with what was kept.

    Its errors are complaints of the command line.
    """

    def action() -> T:
        with running(settings, kept) as address:
            return asyncio.run(used(address, settings, use))

    return complained(action)


def with_data(settings: Settings, use: Callable[[Neo4jGraph], Awaitable[T]]) -> T:
    """The same of a database that holds data: an engine of our own is loaded before it is used."""
    kept = kept_of(settings)

    async def loaded(graph: Neo4jGraph) -> T:
        if not settings.neo4j_uri:
            await of_seeds(settings, None, kept, quiet=True)(graph)
        return await use(graph)

    return with_graph(settings, loaded, kept)


async def used(address: Address, settings: Settings, use: Callable[[Neo4jGraph], Awaitable[T]]) -> T:
    """What a use of the database at an address gives."""
    async with connected(address, settings) as graph:
        return await use(graph)


def dumped(graph: Neo4jGraph, settings: Settings) -> Callable[[str], Coroutine[Any, Any, None]]:
    """Writes the dump of a release that was loaded, where the settings name a directory."""

    async def finish(release: str) -> None:
        if settings.mueang_data is not None:
            from api.dumping import dumps_in  # noqa: PLC0415 # takes a tenth of a second that `serve` has not got

            await dumps_in(settings.mueang_data).kept_up(graph, release)

    return finish


def checking(place: Path) -> Future[seeding.Seeds]:
    """The seed files of a directory, checked from now on."""
    checks = ThreadPoolExecutor(1, "check the seed files")
    checked = checks.submit(seeding.read, place)
    checks.shutdown(wait=False)
    return checked


def of_seeds(settings: Settings, directory: Path | None, kept: Kept | None = None, *, quiet: bool = False) -> Load:
    """Loads the seed files of a directory, or those that the settings name, unless they are loaded already."""
    place = directory or seeds_directory(settings)
    waiting = [] if kept and kept.there() else [checking(place)]

    async def records_for(graph: Neo4jGraph) -> seeding.Seeds | seeding.Unread:
        # The first time, what was checked while the engine started; when it is started anew, what stands there then.
        if waiting:
            return await asyncio.wrap_future(waiting.pop())
        unread = seeding.unread(place)
        return unread if graph.known and graph.known.id == unread.id else seeding.read(place)

    async def load(graph: Neo4jGraph) -> None:
        records = await records_for(graph)
        outcome = await seeding.load(graph, records, progress=not quiet, finish=dumped(graph, settings))
        log.say(settings.mueang_logs, str(outcome))

    return load


def of_made_up(settings: Settings, cities: int, number: int) -> Load:
    """Loads made-up data."""

    async def load(graph: Neo4jGraph) -> None:
        records = generate.Synthetic(cities, number, seeds_directory(settings))
        outcome = await seeding.load(graph, records, progress=True, finish=dumped(graph, settings))
        log.say(settings.mueang_logs, str(outcome))

    return load


def prepare(settings: Settings, load: Load, kept: Kept) -> None:
    """
    Start and load an engine once, so that the next ones start quickly.

    What stays is the archive of its classes, its database, and the index of search: the same files are the same
    release.
    """
    with engine_of(settings, kept, recorded=True) as engine:
        asyncio.run(used(engine.address, settings, searchable(settings, load)))
        engine.finish()


def searchable(settings: Settings, load: Load) -> Load:
    """Loads the data, and makes the index of search where workers look for it."""
    from graph.search.shelf import Shelf  # noqa: PLC0415 # loading takes no search

    async def load_and_make(graph: Neo4jGraph) -> None:
        await load(graph)
        await graph.refresh()
        await Shelf(settings.mueang_cache / SHELF).index(graph.at(graph.release, date.max))

    return load_and_make

"""
What runs around the workers: the embedded engine, started before them, shared by them, ended with them.

The supervisor is the main thread of `mueang serve`. It starts the engine, loads the data, starts the workers with the
engine's address in their environment, and starts and loads the engine anew when it dies. It ends when the workers do.
"""

import asyncio
import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import date
from types import FrameType

from api.database import address_in
from api.settings import PACKAGED, SHELF, Settings
from graph.client import Address, Neo4jGraph, answers
from graph.embedded import LEASH_KERNEL, EmbeddedEngine, EngineError, Limits
from graph.errors import GraphError, SeedError
from graph.kept import Kept

LOG = logging.getLogger("mueang.supervisor")

LOOK_SECONDS = 0.5
GRACE_SECONDS = 20

LOAD_RETRY_SECONDS = 30.0
"""For so long a load tries again what fails in passing; readers are not kept waiting like this."""

Load = Callable[[Neo4jGraph], Awaitable[None]]
"""Loads the data into a graph that answers."""


@dataclass(frozen=True, slots=True)
class Listen:
    """Where and how the workers listen."""

    host: str
    port: int
    workers: int
    reload: bool


class PortInUseError(Exception):
    """Somebody listens there already."""


def claim(listen: Listen) -> None:
    """Fail before anything is started if the port is taken."""
    family = socket.AF_INET6 if ":" in listen.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((listen.host, listen.port))
        except OSError as error:
            message = f"{listen.host}:{listen.port} cannot be listened on ({error.strerror}): choose another --port"
            raise PortInUseError(message) from error


def address_of(engine: EmbeddedEngine) -> Address:
    """Where the engine listens."""
    return Address(engine.uri, engine.username, engine.password, engine.database)


def engine_of(settings: Settings, kept: Kept | None = None, *, recorded: bool = False) -> EmbeddedEngine:
    """An engine as the settings describe it, not started; whoever gives it more memory means it for large data."""
    quick = settings.mueang_heap == Settings.model_fields["mueang_heap"].default
    limits = Limits(settings.mueang_heap, query_seconds=settings.mueang_deadline, quick=quick, recorded=recorded)
    ready = lambda engine: answers(address_of(engine))  # noqa: E731
    return EmbeddedEngine(settings.mueang_cache, limits=limits, ready=ready, kept=kept)


def prepare(settings: Settings, load: Load, kept: Kept) -> None:
    """
    Start and load an engine once, so that the next ones start quickly.

    What stays is the archive of its classes, its database, and the index of search: the same files are the same
    release.
    """
    with engine_of(settings, kept, recorded=True) as engine:
        asyncio.run(load_once(address_of(engine), settings, searchable(settings, load)))
        engine.finish()


def searchable(settings: Settings, load: Load) -> Load:
    """Loads the data, and makes the index of search where workers look for it."""
    from graph.search.shelf import Shelf  # noqa: PLC0415 # supervising takes no search

    async def load_and_make(graph: Neo4jGraph) -> None:
        await load(graph)
        await graph.refresh()
        await Shelf(settings.mueang_cache / SHELF).index(graph.at(graph.release, date.max))

    return load_and_make


@contextlib.contextmanager
def running(settings: Settings, kept: Kept | None = None) -> Iterator[Address]:
    """A database: the one that the settings name, else an engine of our own while this lasts."""
    if settings.neo4j_uri:
        yield address_in(settings)
        return
    with engine_of(settings, kept) as engine:
        yield address_of(engine)


@contextlib.asynccontextmanager
async def connected(address: Address, settings: Settings) -> AsyncIterator[Neo4jGraph]:
    """A graph at an address, with the served release known if there is one."""
    async with Neo4jGraph(address, settings.mueang_deadline, settings.mueang_poll, LOAD_RETRY_SECONDS) as graph:
        await graph.look()
        yield graph


def environment_of(address: Address) -> dict[str, str]:
    """The environment of the workers: ours, where the database is, and that they end with us."""
    return {
        **os.environ,
        "NEO4J_URI": address.uri,
        "NEO4J_USERNAME": address.username,
        "NEO4J_PASSWORD": address.password,
        "NEO4J_DATABASE": address.database,
        "MUEANG_LEASHED": "true",
    }


def command(listen: Listen) -> list[str]:
    """The command that runs the workers; on Linux the kernel ends it with us, elsewhere its workers see to that."""
    leash = [sys.executable, "-I", "-S", "-c", LEASH_KERNEL, str(os.getpid())] if sys.platform == "linux" else []
    words = [sys.executable, "-P", "-m", "uvicorn", "api.app:from_environment", "--factory", "--no-access-log"]
    words += ["--http", "api.protocol:Protocol"]
    words += ["--app-dir", str(PACKAGED.parent)]  # not whatever is called `api` where the command was typed
    proxies = Settings().mueang_proxies
    words += ["--forwarded-allow-ips", proxies] if proxies else ["--no-proxy-headers"]
    words += ["--host", listen.host, "--port", str(listen.port), "--timeout-graceful-shutdown", str(GRACE_SECONDS)]
    return [*leash, *words, *(["--reload"] if listen.reload else ["--workers", str(listen.workers)])]


@contextlib.contextmanager
def passed_on(workers: subprocess.Popen[bytes]) -> Iterator[None]:
    """While this lasts, what tells us to end tells the workers to end."""

    def pass_on(number: int, _: FrameType | None) -> None:
        with contextlib.suppress(ProcessLookupError):
            workers.send_signal(number)

    kept = {number: signal.signal(number, pass_on) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def watch(workers: subprocess.Popen[bytes], engine: EmbeddedEngine | None, load: Callable[[], None]) -> int:
    """Wait for the workers to end, and start and load the engine anew whenever it dies; their exit code."""
    loaded = True
    while workers.poll() is None:
        if engine is not None and not (loaded and engine.alive()):
            LOG.error("the embedded engine died: starting it anew")
            loaded = False
            try:
                engine.start()
                load()
                loaded = True
            except (EngineError, GraphError, SeedError):
                LOG.exception("the embedded engine could not be started and loaded: trying again")
        time.sleep(LOOK_SECONDS)
    return workers.returncode


async def load_once(address: Address, settings: Settings, load: Load) -> None:
    """Load the data into the database at an address."""
    async with connected(address, settings) as graph:
        await load(graph)


def serve(settings: Settings, listen: Listen, load: Load, kept: Kept | None = None) -> int:
    """Serve until told to end; the exit code of the workers."""
    claim(listen)
    if settings.neo4j_uri:
        return work(listen, address_in(settings), None, lambda: None)
    engine = engine_of(settings, kept)
    address = address_of(engine)
    try:
        engine.launch()
        return work(listen, address, engine, lambda: asyncio.run(load_once(address, settings, load)))
    finally:
        engine.stop()


def work(listen: Listen, address: Address, engine: EmbeddedEngine | None, load: Callable[[], None]) -> int:
    """Run the workers until they end; they start while the engine does, and are ready when the data are loaded."""
    # In a session of their own: Ctrl-C at a terminal reaches us, and through us them, once.
    workers = subprocess.Popen(  # noqa: S603 # our own interpreter
        command(listen), env=environment_of(address), start_new_session=True
    )
    try:
        with passed_on(workers):
            if engine is not None:
                engine.wait()
            load()
            return watch(workers, engine, load)
    finally:
        if workers.poll() is None:
            workers.terminate()
            workers.wait(GRACE_SECONDS)

"""
What runs around the workers: the embedded engine, started before them, shared by them, ended with them.

The supervisor is the main thread of `mueang serve`. It starts the engine, loads the data, starts the workers with the
engine's address in their environment, and starts and loads the engine anew when it dies. It ends when the workers do.
What loads the data takes a second to import, with the driver: it is imported while the others start.
"""

import contextlib
import logging
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType

from api.database import address_in
from api.settings import PACKAGED, Settings, seeds_directory
from graph.address import Address
from graph.embedded import LEASH_KERNEL, EmbeddedEngine, EngineError, Limits
from graph.errors import GraphError, SeedError
from graph.kept import Kept, kept_in

LOG = logging.getLogger("mueang.supervisor")

CREW = PACKAGED / "crew.py"

LOOP = "api.loop:Loop"
"""
asyncio's, not uvloop, whose listener lets in one connection in each turn of the loop (libuv/libuv#3696): under load,
when turns take long, who came new waited ten seconds behind those who were in. Answers a second are the same.
"""

HEAPS = {"MALLOC_ARENA_MAX": "1"}
"""
glibc gives threads heaps of their own, and what one leaves free no other uses: a worker grew by a third while ninety
releases came and went. With one heap it does not. An environment that says something else is heard.
"""

LOOK_SECONDS = 0.5
GRACE_SECONDS = 20

Load = Callable[[Address], None]
"""Loads the data into the database at an address."""

Begin = Callable[[], Load]
"""Gets ready to load, while the engine and the workers start."""


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


def open_files() -> None:
    """Let the workers open as many files as the system grants: a client takes one, and many begin with 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        with contextlib.suppress(ValueError, OSError):  # some systems grant less than they say
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def engine_of(settings: Settings, kept: Kept | None = None, *, recorded: bool = False) -> EmbeddedEngine:
    """An engine as the settings describe it, not started; whoever gives it more memory means it for large data."""
    quick = settings.mueang_heap == Settings.model_fields["mueang_heap"].default
    limits = Limits(settings.mueang_heap, query_seconds=settings.mueang_deadline, quick=quick, recorded=recorded)
    return EmbeddedEngine(settings.mueang_cache, limits=limits, ready=ready, kept=kept)


def ready(engine: EmbeddedEngine) -> bool:
    """Whether an engine answers a query."""
    from graph.client import answers  # noqa: PLC0415 # imported while the engine starts

    return answers(engine.address)


def kept_of(settings: Settings) -> Kept:
    """Where `prepare` keeps the database of the seed files."""
    return kept_in(settings.mueang_cache, seeds_directory(settings))


@contextlib.contextmanager
def running(settings: Settings, kept: Kept | None = None) -> Iterator[Address]:
    """A database: the one that the settings name, else an engine of our own while this lasts."""
    if settings.neo4j_uri:
        yield address_in(settings)
        return
    with engine_of(settings, kept) as engine:
        yield engine.address


@contextlib.contextmanager
def measured(settings: Settings, engine: EmbeddedEngine | None) -> Iterator[dict[str, str]]:
    """While this lasts, metrics are told where the settings say so; gives what the workers need for that."""
    place = settings.metrics
    if place is None:
        yield {}
        return
    from api.metrics.exposition import exposed  # noqa: PLC0415 # takes a while that others have not got

    with contextlib.ExitStack() as stack:
        try:
            environment = stack.enter_context(exposed(place, settings.build, lambda: engine.pid if engine else None))
        except OSError as error:
            message = (
                f"metrics cannot be told at {place.host}:{place.port} ({error.strerror}): choose another MUEANG_METRICS"
            )
            raise PortInUseError(message) from error
        yield environment


def environment_of(address: Address | None) -> dict[str, str]:
    """
    The environment of the workers: ours, where our own engine is if there is one, that they end with us, and `HEAPS`.

    A server that the settings name they find as we did: a password out of a file does not get into an environment.
    """
    ours = {**HEAPS, **os.environ, "MUEANG_LEASHED": "true"}
    if address is None:
        return ours
    return {
        **ours,
        "NEO4J_URI": address.uri,
        "NEO4J_USERNAME": address.username,
        "NEO4J_PASSWORD": address.password,
        "NEO4J_DATABASE": address.database,
    }


def command(listen: Listen, settings: Settings) -> list[str]:
    """The command that runs the workers; on Linux the kernel ends it with us, elsewhere its workers see to that."""
    leash = [sys.executable, "-I", "-S", "-c", LEASH_KERNEL, str(os.getpid())] if sys.platform == "linux" else []
    words = [sys.executable, "-P", str(CREW), "api.worker:from_environment", "--factory", "--no-access-log"]
    words += ["--http", "api.protocol:Protocol", "--loop", LOOP]
    words += ["--app-dir", str(PACKAGED.parent)]  # not whatever is called `api` where the command was typed
    words += ["--log-config", str(PACKAGED / "logs" / f"{settings.mueang_logs}.json")]
    proxies = settings.mueang_proxies
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


def watch(workers: subprocess.Popen[bytes], engine: EmbeddedEngine, load: Load) -> int:
    """Wait for the workers to end, and start and load the engine anew whenever it dies; their exit code."""
    loaded = True
    while workers.poll() is None:
        if not (loaded and engine.alive()):
            LOG.error("the embedded engine died: starting it anew")
            loaded = False
            try:
                engine.start()
                load(engine.address)
                loaded = True
            except (EngineError, GraphError, SeedError):
                LOG.exception("the embedded engine could not be started and loaded: trying again")
        time.sleep(LOOK_SECONDS)
    return workers.returncode


def serve(settings: Settings, listen: Listen, begin: Begin, kept: Kept | None = None) -> int:
    """Serve until told to end; the exit code of the workers."""
    claim(listen)
    open_files()
    if settings.neo4j_uri:
        with (
            measured(settings, None) as more,
            working(command(listen, settings), environment_of(None) | more) as workers,
        ):
            return workers.wait()
    engine = engine_of(settings, kept)
    with measured(settings, engine) as more:
        try:
            engine.launch()
            with working(command(listen, settings), environment_of(engine.address) | more) as workers:
                load = begin()
                engine.wait()
                load(engine.address)
                return watch(workers, engine, load)
        finally:
            engine.stop()


@contextlib.contextmanager
def working(words: Sequence[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The workers while this lasts; they start while the engine does, and are ready once it is loaded."""
    # In a session of their own: Ctrl-C at a terminal reaches us, and through us them, once.
    workers = subprocess.Popen(words, env=environment, start_new_session=True)  # noqa: S603 # our own interpreter
    try:
        with passed_on(workers):
            yield workers
    finally:
        if workers.poll() is None:
            workers.terminate()
            workers.wait(GRACE_SECONDS)

"""Starts and ends the engine that pip brings: ArcadeDB as a child process, speaking Bolt on loopback."""

from __future__ import annotations

import errno
import fcntl
import os
import random
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from graph.address import Address
from graph.kept import Kept

HOST = "127.0.0.1"
USERNAME = "root"
PLUGIN = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"
MAIN_CLASS = "com.arcadedb.server.ArcadeDBServer"

# Below the range that outgoing connections take theirs from: while a dead engine is started anew on its port,
# a client that tries to reach it must not be given that very port.
PORTS = range(20_000, 32_768)

FRAME = "\tat "
"""Begins a line of a stack; what went wrong stands above it."""

# The kernel ends the engine with the thread that started it, even if that was killed: the launcher becomes the engine.
LEASH_KERNEL = """
import ctypes, os, signal, sys
ctypes.CDLL(None, use_errno=True).prctl(1, signal.SIGKILL)
if os.getppid() != int(sys.argv[1]):
    sys.exit("the supervisor is gone")
os.execv(sys.argv[2], sys.argv[2:])
"""

# Elsewhere a watcher holds the other end of a pipe, which closes when the supervisor is gone, however it went.
LEASH_PIPE = """
import os, signal, subprocess, sys, threading
engine = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, close_fds=False)
signal.signal(signal.SIGTERM, lambda *_: None)
threading.Thread(target=lambda: os._exit(engine.wait() & 255), daemon=True).start()
sys.stdin.buffer.read()
engine.kill()
"""

LOGGING = """\
handlers = java.util.logging.FileHandler
.level = WARNING
java.util.logging.FileHandler.pattern = engine.%g.log
java.util.logging.FileHandler.limit = 1000000
java.util.logging.FileHandler.count = 2
java.util.logging.FileHandler.formatter = com.arcadedb.log.LogFormatter
"""


class EngineError(Exception):
    """The engine that pip brings could not be had."""


class EngineMissingError(EngineError):
    """It is not installed, or not made for this platform."""

    def __init__(self) -> None:
        super().__init__("no embedded engine on this platform: set NEO4J_URI, or run `pip install 'mueang[embedded]'`")


class EngineFailedError(EngineError):
    """It ended, or did not answer in time."""

    def __init__(self, what: str, log: str) -> None:
        super().__init__(f"the embedded engine {what}; its last words:\n{log}")
        self.log = log


class EnginePlaceError(EngineError):
    """It was given no place for its files."""

    def __init__(self, home: Path, reason: str | None) -> None:
        cure = "make room there, or set MUEANG_CACHE to a directory that can be written"
        super().__init__(f"the embedded engine cannot be started in {home} ({reason}): {cure}")


@dataclass(frozen=True, slots=True)
class Wheel:
    """Where pip has put the engine."""

    java: Path
    jars: Path

    @classmethod
    def found(cls) -> Wheel:
        spec = find_spec("arcadedb_embedded")
        for place in (spec.submodule_search_locations or ()) if spec else ():
            wheel = cls(Path(place, "jre", "bin", "java"), Path(place, "jars"))
            if wheel.java.is_file() and wheel.jars.is_dir():
                return wheel
        raise EngineMissingError


@dataclass(frozen=True, slots=True)
class Limits:
    """
    What the engine may take: of memory, of time for one query, of time to start.

    `quick` compiles its code once and lightly: small data are there in half the time, large ones take longer.
    `recorded`: when it is finished it writes the classes it has loaded into an archive in the cache, from which the
    next engines start in half the time.
    """

    heap: str = "512m"
    query_seconds: float = 30
    start_seconds: float = 60
    quick: bool = False
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Classes:
    """The archive of the classes that an engine loads; Java ignores one that was made with another Java or engine."""

    archive: Path
    recorded: bool

    @property
    def draft(self) -> Path:
        """Where it is written until it is whole."""
        return self.archive.with_suffix(f".{os.getpid()}")

    @property
    def options(self) -> list[str]:
        """What Java is told."""
        if self.recorded:
            return [f"-XX:AOTCacheOutput={self.draft}"]
        return [f"-XX:AOTCache={self.archive}", "-Xlog:aot=off", "-Xlog:cds=off"] if self.archive.exists() else []

    def keep(self) -> bool:
        """Whether there is one now: put it where engines look for it."""
        if not self.draft.exists():
            return False
        self.draft.replace(self.archive)
        return True


class EmbeddedEngine:
    """
    One engine: its address and password stay the same however often it is started; its data are those it began with.

    `ready` says whether a query is answered, which takes a driver; Bolt listens before the database exists.
    Without it `start` returns as soon as somebody listens. `kept` is a database to begin with, if there is one; an
    engine that is recorded leaves its own there. `leash` is the program that ties the engine's life to ours.
    """

    username = USERNAME

    def __init__(  # noqa: PLR0913 # what an engine is made of
        self,
        cache: Path,
        *,
        database: str = "mueang",
        limits: Limits = Limits(),
        ready: Callable[[EmbeddedEngine], bool] | None = None,
        kept: Kept | None = None,
        leash: str = LEASH_KERNEL if sys.platform == "linux" else LEASH_PIPE,
    ) -> None:
        self.database = database
        self.password = secrets.token_urlsafe(24)
        self.port, self.http_port = free_ports(2)
        self.directory: Path | None = None
        self._home = cache / "engines"
        self._classes = Classes(cache / "engine.aot", limits.recorded)
        self._limits = limits
        self._ready = ready or listens
        self._kept = kept
        self._leash = leash
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def uri(self) -> str:
        return f"bolt://{HOST}:{self.port}"

    @property
    def address(self) -> Address:
        """Where it listens, and as whom to speak to it."""
        return Address(self.uri, self.username, self.password, self.database)

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def alive(self) -> bool:
        """Whether the process lives; whether it answers is for a query to say."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start on a new directory, whatever became of the last, and wait until it is ready."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Start on a new directory, whatever became of the last; the address stays the same."""
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("start the engine from the main thread: it ends with the thread that started it")
        wheel = Wheel.found()
        self.stop()
        try:
            with own_directory(self._home) as (directory, lock):
                self.directory = directory
                if self._kept and not self._limits.recorded:
                    self._kept.given(self._data(directory))
                self._process = self._spawned(wheel, directory, lock)
        except OSError as error:
            self.stop()
            raise EnginePlaceError(self._home, error.strerror) from error

    def wait(self) -> None:
        """Wait until it is ready; end it if it does not become so."""
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    def finish(self) -> None:
        """End it slowly, so that what was recorded is written; raises `EngineFailedError` if it is not."""
        assert self._process is not None and self.directory is not None  # noqa: S101, PT018 # one that was started
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(self._limits.start_seconds)
        except subprocess.TimeoutExpired as error:
            raise EngineFailedError("did not end", self._log()) from error
        if not self._classes.keep():
            raise EngineFailedError("recorded nothing", self._log())
        if self._kept and not self._kept.taken(self._data(self.directory)):
            raise EngineFailedError("did not close its database", self._log())

    def stop(self) -> None:
        """End it at once and remove its data: nothing in them is worth a slow goodbye."""
        process, directory = self._process, self.directory
        self._process = self.directory = None
        if process is not None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            if process.stdin is not None:
                process.stdin.close()
        if directory is not None:
            shutil.rmtree(directory, ignore_errors=True)

    def _data(self, directory: Path) -> Path:
        return directory / "databases" / self.database

    def _spawned(self, wheel: Wheel, directory: Path, lock: IO[bytes]) -> subprocess.Popen[bytes]:
        leash = [sys.executable, "-I", "-S", "-c", self._leash, str(os.getpid())]
        with (directory / "engine.out").open("wb") as out:
            return subprocess.Popen(  # noqa: S603 - our own interpreter, the wheel's java, no shell
                [*leash, *self._command(wheel, directory)],
                cwd=directory,
                env={"LC_ALL": "C.UTF-8", "TMPDIR": str(directory)},
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.STDOUT,
                pass_fds=[lock.fileno()],
                start_new_session=True,
            )

    def _command(self, wheel: Wheel, directory: Path) -> list[str]:
        password = directory / "password"
        password.touch(mode=0o600)
        password.write_text(self.password, encoding="utf-8")
        logging = directory / "logging.properties"
        logging.write_text(LOGGING, encoding="utf-8")
        settings = {
            "java.io.tmpdir": directory,
            "java.util.logging.config.file": logging,
            "arcadedb.server.mode": "production",  # Studio is off in this mode, and so are files in LOAD CSV.
            "arcadedb.opencypher.loadCsv.allowRemoteUrls": "false",
            "arcadedb.server.rootPath": directory,
            "arcadedb.server.rootPasswordPath": password,
            "arcadedb.server.defaultDatabases": f"{self.database}[{USERNAME}]",
            "arcadedb.server.plugins": PLUGIN,
            "arcadedb.server.httpIncomingHost": HOST,
            "arcadedb.server.httpIncomingPort": self.http_port,
            "arcadedb.server.httpWorkerThreads": 2,
            "arcadedb.bolt.host": HOST,
            "arcadedb.bolt.port": self.port,
            "arcadedb.bolt.defaultDatabase": self.database,
            "arcadedb.command.timeout": round(self._limits.query_seconds * 1000),
            "arcadedb.txWalFlush": 0,  # The data do not outlive the process.
            "arcadedb.backup.enabled": "false",
        }
        return [
            str(wheel.java),
            f"-Xmx{self._limits.heap}",
            "-XX:+UseSerialGC",  # of small heaps on few cores it takes the least: a load costs a quarter less CPU
            *(["-XX:TieredStopAtLevel=1"] if self._limits.quick else []),
            *self._classes.options,
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            *(f"-D{name}={value}" for name, value in settings.items()),
            "-cp",
            f"{wheel.jars}/*",
            MAIN_CLASS,
        ]

    def _wait(self) -> None:
        deadline = time.monotonic() + self._limits.start_seconds
        while time.monotonic() < deadline:
            if not self.alive():
                raise self._ended()
            if self._ready(self):
                return
            time.sleep(0.05)
        raise EngineFailedError(f"did not answer within {self._limits.start_seconds:g} s", self._log())

    def _ended(self) -> EngineError:
        """Why it ended as it started."""
        log = self._log()
        full = os.strerror(errno.ENOSPC)
        return EnginePlaceError(self._home, full) if full in log else EngineFailedError("ended as it started", log)

    def _log(self) -> str:
        files = (self.directory / name for name in ("engine.out", "engine.0.log")) if self.directory else ()
        text = "".join(file.read_text("utf-8", "replace") for file in files if file.exists())
        return "\n".join([line for line in text.splitlines() if not line.startswith(FRAME)][-15:])

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def listens(engine: EmbeddedEngine) -> bool:
    """Whether somebody accepts connections at the engine's Bolt port."""
    with suppress(OSError), socket.create_connection((HOST, engine.port), timeout=1):
        return True
    return False


def free_ports(count: int) -> list[int]:
    """Ports that nobody has now: all are held until the last is found, so that they differ."""
    ports: list[int] = []
    held: list[socket.socket] = []
    try:
        while len(ports) < count:
            held.append(socket.socket())
            with suppress(OSError):
                held[-1].bind((HOST, random.choice(PORTS)))  # noqa: S311 - a port is no secret
                ports.append(held[-1].getsockname()[1])
    finally:
        for taken in held:
            taken.close()
    return ports


@contextmanager
def own_directory(home: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """
    A new directory for one engine, and the lock that says somebody lives in it.

    The engine inherits the lock, so it is held exactly as long as the engine lives: no process id to be
    mistaken for another's. Directories that nobody holds are swept first.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / "lock").open("wb") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        sweep(home)
        directory = Path(tempfile.mkdtemp(dir=home))
        lock = (directory / "lock").open("wb")
        fcntl.flock(lock, fcntl.LOCK_EX)
    with lock:
        yield directory, lock


def sweep(home: Path) -> None:
    """Remove what dead engines have left; call it with the door locked."""
    for file in home.glob("*/lock"):
        # Somebody lives there; or an engine has just ended, and removes its own.
        with suppress(BlockingIOError, FileNotFoundError), file.open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(file.parent, ignore_errors=True)

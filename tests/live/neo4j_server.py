"""A real Neo4j for tests: one server on its own port and its own home, gone when the tests are."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from graph.embedded import LEASH_KERNEL
from tests.live.served import free_port

SCRIPT = Path(__file__).parents[2] / "deploy" / "neo4j" / "start.sh"
OLDEST_JAVA = 21
QUICK = "-XX:TieredStopAtLevel=1"
FIRST_PASSWORD = "neo4j"  # noqa: S105 - what every new server is given, to be changed at once


class Neo4jServer:
    """
    One server, started by `deploy/neo4j/start.sh`.

    The first start on a machine also resolves the jars, for which `start` has no deadline of its own: run the
    script once by hand, or let `resolve` do it.
    """

    username = "neo4j"

    def __init__(
        self, *, heap: str = "1g", pagecache: str = "64m", quick: bool = True, start_seconds: float = 90
    ) -> None:
        """With `quick` it compiles at once and less well: what asks it little is done with a seventh less of work."""
        self.password = secrets.token_urlsafe(16)
        self.port = free_port()
        self.home: Path | None = None
        self._sizes = {"NEO4J_HEAP": heap, "NEO4J_PAGECACHE": pagecache}
        self._options = QUICK if quick else ""
        self._start_seconds = start_seconds
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start on an empty home, and return when a query is answered."""
        resolve()
        self.home = Path(tempfile.mkdtemp(prefix="mueang-neo4j-"))
        self.launch()
        try:
            self._wait(self._listens, self._takes_the_password, self._answers)
        except BaseException:
            self.stop()
            raise

    def launch(self) -> None:
        """Start on the home that there is, and do not wait."""
        assert self.home is not None
        with (self.home / "start.out").open("wb") as out:
            # Tests that are killed take it with them, as they do the embedded engine.
            leash = [sys.executable, "-I", "-S", "-c", LEASH_KERNEL, str(os.getpid())]
            self._process = subprocess.Popen(
                [*(leash if sys.platform == "linux" else ()), SCRIPT, str(self.port), str(self.home)],
                env=os.environ | self._sizes | {"JDK_JAVA_OPTIONS": self._options},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_again(self) -> None:
        """Wait until one that was launched on its old home answers."""
        self._wait(self._listens, self._answers)

    def kill(self) -> None:
        """End it at once; what it has written stays."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def change_password(self, password: str) -> None:
        """Have its user log in with another password from now on."""
        self._wait(lambda: self._changes(self.password, password))
        self.password = password

    def stop(self) -> None:
        """End it at once, and remove its home."""
        self.kill()
        home, self.home = self.home, None
        if home is not None:
            shutil.rmtree(home, ignore_errors=True)

    def _wait(self, *steps: Callable[[], bool]) -> None:
        deadline = time.monotonic() + self._start_seconds
        for step in steps:
            while not step():
                if self._process is None or self._process.poll() is not None:
                    raise RuntimeError(f"Neo4j ended as it started:\n{self._log()}")
                if time.monotonic() > deadline:
                    raise RuntimeError(f"Neo4j did not answer within {self._start_seconds:g} s:\n{self._log()}")
                time.sleep(0.2)

    def _listens(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False

    def _takes_the_password(self) -> bool:
        """Asked until it succeeds and never again: three wrong passwords lock the user out for five seconds."""
        return self._changes(FIRST_PASSWORD, self.password)

    def _changes(self, old: str, new: str) -> bool:
        change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
        with suppress(DriverError, Neo4jError):
            with GraphDatabase.driver(self.uri, auth=(self.username, old)) as driver:
                driver.execute_query(change, old=old, new=new, database_="system")
            return True
        return False

    def _answers(self) -> bool:
        with suppress(DriverError, Neo4jError):
            with GraphDatabase.driver(self.uri, auth=(self.username, self.password)) as driver:
                driver.execute_query("RETURN 1 AS one", database_="neo4j")
            return True
        return False

    def _log(self) -> str:
        files = (self.home / "start.out", self.home / "logs" / "neo4j.log") if self.home else ()
        text = "".join(file.read_text("utf-8", "replace") for file in files if file.exists())
        return "\n".join(text.splitlines()[-20:])

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def missing() -> str | None:
    """Why there can be no Neo4j here, if there can be none."""
    if not any(java_version(java) >= OLDEST_JAVA for java in javas()):
        return f"no Java {OLDEST_JAVA} or later in JAVA_HOME, on the PATH or under /usr/lib/jvm"
    if shutil.which("mvn") is None:
        return "no Maven (mvn) to resolve Neo4j with"
    return None


def resolve() -> None:
    """Have the jars: a download the first time, nothing later."""
    done = subprocess.run([SCRIPT, "--resolve"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"could not resolve Neo4j:\n{done.stdout}{done.stderr}")


def javas() -> list[str]:
    """Every java that `start.sh` looks at."""
    own = Path(os.environ.get("JAVA_HOME", "/nowhere"), "bin", "java")
    found = [own, *Path("/usr/lib/jvm").glob("*/bin/java")]
    return [*filter(None, [shutil.which("java")]), *(str(java) for java in found if java.is_file())]


def java_version(java: str) -> int:
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    match = re.search(r'version "(\d+)', said)
    return int(match[1]) if match else 0

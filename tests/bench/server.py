"""The servers that are compared, each started over the same database and ended with the run."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
from neo4j import GraphDatabase

from tests.bench.question import Asked, Place
from tests.clients import kit
from tests.live.neo4j_server import Neo4jServer
from tests.live.served import free_port

PEER = Path(__file__).with_name("peer")
PINS = tuple(PEER / name for name in (".npmrc", "package.json", "package-lock.json"))
CODE = tuple(PEER / name for name in ("server.mjs", "types.mjs"))
PATIENCE = 120.0
PEER_NAME = "peer"

PEERS_INDEX = "CREATE FULLTEXT INDEX peer_city_name IF NOT EXISTS FOR (n:City) ON EACH [n.name_en]"
AWAITED = "CALL db.awaitIndexes(300)"

SHARED = {"MUEANG_ROWS": "0", "MUEANG_ANSWERS": "0"}
COLD = {**SHARED, "MUEANG_JOINED": "false"}

VARIANTS: dict[str, dict[str, str]] = {
    "cold": COLD,
    "shared": SHARED,
    "warm": {"MUEANG_ROWS": "2000000", "MUEANG_ANSWERS": "0"},
    "repeated": {},
    "plain": {**COLD, "MUEANG_COMPILED": "false"},
}
"""
Ways to run Mueang: the database asked by each request for itself; by requests at the same time together; by none;
answers remembered; and executed by graphql-core, cold.
"""

FEW_CITIES = 10_000
SMALL, LARGE = ("1g", "64m"), ("3g", "2g")
"""Heap and page cache of Neo4j: its files fit in memory, as its own manual advises. 100,000 cities take 1.7 GB."""

UNLIMITED = {"MUEANG_POINTS": str(10**15), "MUEANG_LOG": "WARNING"}


class ServerError(Exception):
    """A server that does not answer as it should."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    name: str
    url: str
    process: int

    def answer(self, asked: Asked) -> object:
        """The data of an answer; raises `ServerError` where there is an error in it."""
        body = httpx.post(self.url, json={"query": asked.query, "variables": asked.variables}, timeout=PATIENCE).json()
        if "errors" in body or "data" not in body:
            raise ServerError(f"{self.name} answers {asked.query}: {str(body)[:1000]}")
        return body["data"]


def processor(root: int) -> float:
    """Seconds of the processor that a process and all that it has started have taken, those that still run."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for told in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = told.read_text("utf-8", "replace").rpartition(")")[2].split()
            parents[int(told.parent.name)] = int(fields[1])
            ticks[int(told.parent.name)] = int(fields[11]) + int(fields[12])
    family, reached = {root}, 0
    while len(family) > reached:
        reached = len(family)
        family |= {child for child, parent in parents.items() if parent in family}
    return sum(ticks.get(each, 0) for each in family) / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(name: str, command: list[str], url: str, place: Path, environment: Mapping[str, str]) -> Iterator[Server]:
    """A process that serves, with all that it starts; ready."""
    log_file = place / f"{name}-{secrets.token_hex(4)}.log"
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            command, env=os.environ | environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        until_ready(process, url, log_file)
        yield Server(name, url, process.pid)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def until_ready(process: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    """Wait until a server answers."""
    end = time.monotonic() + PATIENCE
    while True:
        with suppress(httpx.TransportError):
            if "data" in httpx.post(url, json={"query": "{ __typename }"}, timeout=5).json():
                return
        if process.poll() is not None or time.monotonic() > end:
            raise ServerError(f"no server at {url}: {log.read_text('utf-8', 'replace')[-1000:]}")
        time.sleep(0.2)


@dataclass(frozen=True, slots=True)
class Ground:
    """What all servers stand on: one database, and a directory for their files."""

    database: Mapping[str, str]
    place: Path
    process: int | None = None
    """The process of the database, where it was started here."""

    @contextmanager
    def mueang(self, variant: str, processes: int) -> Iterator[Server]:
        """Mueang, in a variant."""
        port = free_port()
        command = [sys.executable, "-m", "api", "serve", "--port", str(port), "--workers", str(processes)]
        own = {"MUEANG_CACHE": str(self.place / "cache")}
        environment = {**self.database, **own, **UNLIMITED, **VARIANTS[variant]}
        url = f"http://127.0.0.1:{port}/graphql"
        with running(variant, command, url, self.place, environment) as server:
            yield server

    @contextmanager
    def peer(self, processes: int) -> Iterator[Server]:
        """The peer."""
        port = free_port()
        own = {"NODE_ENV": "production", "PORT": str(port), "PROCESSES": str(processes)}
        home = self.place / "peer"
        if not home.exists():
            home.mkdir()
            (home / kit.MODULES).symlink_to(kit.installed(PINS, kit.packages) / kit.MODULES)
            for file in (PEER / "package.json", *CODE):
                shutil.copy(file, home)
        command = ["node", str(home / "server.mjs")]
        url = f"http://127.0.0.1:{port}/graphql"
        with running(PEER_NAME, command, url, self.place, {**self.database, **own}) as server:
            yield server

    def read(self, text: str) -> list[dict[str, object]]:
        """Rows that the database answers with."""
        auth = (self.database["NEO4J_USERNAME"], self.database["NEO4J_PASSWORD"])
        with GraphDatabase.driver(self.database["NEO4J_URI"], auth=auth) as driver:
            return [dict(each) for each in driver.execute_query(text, database_="neo4j").records]

    def served(self, cities: int) -> Place:
        """What there is to ask of: the release that is served, which has so many cities."""
        (release,) = self.read("MATCH (c:Current {name: 'current'}) RETURN c.release AS id")
        return Place(str(release["id"]), cities)


@contextmanager
def ground(cities: int) -> Iterator[Ground]:
    """A database with a generated graph; or that of the environment, with the graph that it has."""
    with tempfile.TemporaryDirectory(prefix="mueang-bench-") as place:
        if "NEO4J_URI" in os.environ:
            known = {"NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": "", **os.environ}
            yield indexed(Ground({name: known[name] for name in known if name.startswith("NEO4J_")}, Path(place)))
            return
        kit.check_node()
        heap, pagecache = SMALL if cities <= FEW_CITIES else LARGE
        with Neo4jServer(heap=heap, pagecache=pagecache, quick=False) as server:
            database = {
                "NEO4J_URI": server.uri, "NEO4J_USERNAME": server.username, "NEO4J_PASSWORD": server.password,
            }  # fmt: skip
            command = [sys.executable, "-m", "api", "generate", "--cities", str(cities)]
            subprocess.run(command, env=os.environ | database | {"MUEANG_DEADLINE": "60"}, check=True)
            yield indexed(Ground(database, Path(place), server.pid))


def indexed(found: Ground) -> Ground:
    """A ground with what the peer needs beside the indexes that both use."""
    found.read(PEERS_INDEX)
    found.read(AWAITED)
    return found

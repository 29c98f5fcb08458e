"""A backup of Neo4j Community, as `deploy/README.md` says: dumped while it stands still, loaded elsewhere, and read."""

import asyncio
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from graph import seeding
from graph.address import Address
from graph.client import Neo4jGraph
from graph.queries import city
from tests import needed
from tests.deploy.places import TOP
from tests.live.neo4j_server import SCRIPT, Neo4jServer

pytestmark = pytest.mark.long

PATIENCE = 60.0


class Kept(Neo4jServer):
    """A server whose home outlives it."""

    def end(self) -> Path:
        """End it as whoever runs it does; its home."""
        process, home = self._process, self.home
        assert process is not None
        assert home is not None
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)
        return home


@contextmanager
def kept() -> Iterator[Kept]:
    """A server, and its home for as long as this lasts."""
    needed.neo4j()
    with Kept() as server:
        yield server


def admin(home: Path, *words: str) -> None:
    """Run Neo4j's own tool in the home of a server that has ended."""
    done = subprocess.run([SCRIPT, "--admin", home, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def graph_of(server: Kept) -> Neo4jGraph:
    """The graph in a server."""
    return Neo4jGraph(Address(server.uri, server.username, server.password, "neo4j"), PATIENCE, retry=PATIENCE)


async def loaded(server: Kept) -> str:
    """Load the seeds; the id of their release."""
    async with graph_of(server) as graph:
        return (await seeding.load(graph, seeding.read(TOP / "seeds"))).release


async def read(server: Kept) -> tuple[str, list[str]]:
    """The release that is served, and the name of a city in it."""
    async with graph_of(server) as graph:
        await graph.refresh()
        found = await graph.at(graph.release, date.max).fetch(city.BY_ID, ["city:phuket"])
        return graph.release.id, [str(each.name_th) for each in found["city:phuket"]]


def test_what_was_dumped_is_read_where_it_is_loaded(tmp_path: Path) -> None:
    with kept() as one:
        release = asyncio.run(loaded(one))
        admin(one.end(), "database", "dump", "neo4j", f"--to-path={tmp_path}")
    with kept() as other:
        admin(other.end(), "database", "load", "neo4j", f"--from-path={tmp_path}", "--overwrite-destination")
        again(other)
        found = asyncio.run(read(other))

    assert (tmp_path / "neo4j.dump").stat().st_size > 10_000
    assert found == (release, ["ภูเก็ตเมืองอัจฉริยะ"])


def again(server: Kept) -> None:
    """Start a server that has ended anew, in its home, where its password is known."""
    assert server.home is not None
    out = (server.home / "start.out").open("wb")
    with out:
        server._process = subprocess.Popen(
            [SCRIPT, str(server.port), str(server.home)], stdout=out, stderr=out, start_new_session=True
        )
    while not server._answers():
        assert server._process.poll() is None, server._log()

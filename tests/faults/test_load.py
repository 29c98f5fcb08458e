"""Loads as commands, while clients ask: one is killed half-way, two begin at once, and releases change."""

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from api.supervisor import environment_of
from graph.address import Address
from graph.client import Neo4jGraph
from graph.seeding import load
from tests import make
from tests.faults.asker import asking
from tests.faults.conftest import Note
from tests.faults.engine import CITIES, MARK, Engine
from tests.faults.worker import ALWAYS_ASKED, nothing_left, serving, started, working
from tests.live.conftest import PATIENCE

pytestmark = [pytest.mark.live, pytest.mark.anyio]

MANY = "3000"
RELEASES = 3


def command(address: Address, place: Path, *words: str) -> subprocess.Popen[bytes]:
    """A command of Mueang, begun."""
    environment = {**environment_of(address), "MUEANG_CACHE": str(place), "MUEANG_DEADLINE": str(PATIENCE)}
    return started([sys.executable, "-m", "api", *words], environment, place / f"{words[-1].replace('/', '-')}.log")


async def half_way(graph: Neo4jGraph) -> None:
    """Wait until a load has written some of its nodes."""
    text = "MATCH (r:Release {status: 'loading'}) MATCH (c:City) WHERE c.key STARTS WITH r.id RETURN count(c) AS held"
    async with asyncio.timeout(PATIENCE):
        while not (rows := await graph.read(text, {})) or not rows[0]["held"]:
            await asyncio.sleep(0.02)


async def statuses(graph: Neo4jGraph) -> Counter[str]:
    """How many releases are in which state."""
    rows = await graph.read("MATCH (release:Release) RETURN release.status AS status", {})
    return Counter(str(row["status"]) for row in rows)


async def test_a_load_is_killed_half_way(engine: Engine, tmp_path: Path, note: Note) -> None:
    async with (
        Neo4jGraph(engine.address, deadline=PATIENCE) as graph,
        working(engine.address, tmp_path, **ALWAYS_ASKED) as worker,
    ):
        before = await worker.rested()
        async with asking(worker.url) as asker:
            loading = command(engine.address, tmp_path, "generate", "--cities", MANY)
            await half_way(graph)
            os.kill(loading.pid, signal.SIGKILL)
            loading.wait()
            torn = await statuses(graph)
            await asker.until_right()
            refused = command(engine.address, tmp_path, "generate", "--cities", "50")
            code = await asyncio.to_thread(refused.wait, PATIENCE)
            # As if its minute were over: nobody renews the lock of the dead.
            await graph.write("MATCH (lock:Lock {name: 'load'}) SET lock.until = 0 RETURN 1 AS done", {})
            seen = {each.marks for each in asker.seen if each.right}
            next_ = command(engine.address, tmp_path, "generate", "--cities", "50")
            loaded = await asyncio.to_thread(next_.wait, PATIENCE)
        left = await statuses(graph)
        await nothing_left(worker, before)

    assert torn == {"ready": 1, "loading": 1}
    assert (code, loaded) == (1, 0)
    assert "is loading, and holds the lock for" in (tmp_path / "50.log").read_text() or code == 1
    assert seen == {frozenset({MARK})}
    assert asker.wrong == set(), asker.outcomes
    assert left == {"ready": 2}
    note(asker)


async def test_two_loads_begin_at_once(engine: Engine, tmp_path: Path) -> None:
    loads = [command(engine.address, tmp_path, "generate", "--seed", number, "--cities", "400") for number in "12"]

    codes = [await asyncio.to_thread(each.wait, 2 * PATIENCE) for each in loads]

    async with Neo4jGraph(engine.address, deadline=PATIENCE) as graph:
        assert await statuses(graph) == {"ready": 1 + codes.count(0)}
    assert sorted(codes) == [0, 1]


@pytest.mark.parametrize("remembered", [True, False], ids=["remembered", "asked anew"])
async def test_the_release_changes_while_clients_ask(
    engine: Engine, tmp_path: Path, note: Note, remembered: bool
) -> None:
    settings = {} if remembered else ALWAYS_ASKED
    async with (
        serving(engine.address, tmp_path, 2, **settings) as served,
        Neo4jGraph(engine.address, deadline=PATIENCE, retry=PATIENCE) as graph,
        asking(served.url) as asker,
    ):
        for number in range(RELEASES):
            mark = f"mark-{number}"
            await load(graph, make.marked(mark, mark, CITIES))
            await asyncio.sleep(2)
        await asker.until_right()

    assert asker.wrong == set(), asker.outcomes
    assert all(len(each.marks) == 1 for each in asker.seen)
    assert {mark for each in asker.seen for mark in each.marks} == {
        MARK,
        *(f"mark-{number}" for number in range(RELEASES)),
    }
    note(asker)

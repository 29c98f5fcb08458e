"""A Redis that is killed, stands still and comes back: clients are answered as before, and each process counts."""

import asyncio
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests import needed
from tests.faults.asker import asking
from tests.faults.conftest import Note
from tests.faults.engine import Engine
from tests.faults.worker import ALWAYS_ASKED, nothing_left, working
from tests.live.redis_server import PROGRAM, RedisServer

pytestmark = [pytest.mark.live, pytest.mark.anyio]

POINTS = 10_000_000
KEPT = 50
"""Connections to Redis that are kept for the next questions, at most: so many were asked side by side."""


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of its own."""
    needed.program(PROGRAM, "REDIS")
    with RedisServer(tmp_path) as server:
        yield server


async def left(url: str) -> int:
    """The points that are left, as an answer says."""
    async with httpx.AsyncClient(timeout=20) as client:
        answer = await client.post(f"{url}/graphql", json={"query": "{ release { id } }"})
    return int(answer.headers["ratelimit"].split("r=")[1].split(";")[0])


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "stopped"])
async def test_redis_goes_and_comes_back(
    redis: RedisServer, loaded: Engine, tmp_path: Path, note: Note, number: signal.Signals
) -> None:
    settings = {**ALWAYS_ASKED, "REDIS_URL": redis.url, "MUEANG_POINTS": str(POINTS)}
    async with working(loaded.address, tmp_path, **settings) as worker:
        before = await worker.rested()
        async with asking(worker.url) as asker:
            spent = POINTS - await left(worker.url)
            redis.signal(number)
            await asyncio.sleep(4)
            alone = POINTS - await left(worker.url)
            if number is signal.SIGKILL:
                redis.kill()
                redis.start()
            else:
                redis.signal(signal.SIGCONT)
            await asyncio.sleep(2.5)
            again = POINTS - await left(worker.url)
        await nothing_left(worker, before, kept=KEPT)

    assert asker.wrong == set(), asker.outcomes
    assert spent > 0
    assert alone < spent + again or number is signal.SIGKILL
    assert worker.said.count("points are counted in memory") == 1
    assert worker.said.count("points are counted in Redis again") == 1
    note(asker)

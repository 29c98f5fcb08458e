"""What clients see of a database that is killed, stands still, refuses, is slow, hangs up or has another password."""

import asyncio
import signal
import time
from pathlib import Path

import httpx
import pytest

from tests.faults.asker import Asker, asking
from tests.faults.conftest import Note, Stage
from tests.faults.engine import MARK, Engine, Real
from tests.faults.worker import ALWAYS_ASKED, DEADLINE, HURRIED, nothing_left, until, working
from tests.live.proxy import door

pytestmark = [pytest.mark.live, pytest.mark.anyio]

AWAY = {"200 BACKEND_UNAVAILABLE", "503 BACKEND_UNAVAILABLE"}
LATE = {"200 TIMEOUT", "504 TIMEOUT"}
CROWDED = {"503 OVERLOADED"}
HANGS = 10 * DEADLINE
"""Nobody waits so long; whoever is told of a timeout waited for the deadline."""

STILL_SECONDS = 15


async def status_of(url: str, path: str) -> int:
    """The status of a probe."""
    async with httpx.AsyncClient(timeout=20) as client:
        return (await client.get(f"{url}{path}")).status_code


async def becomes(url: str, status: int) -> None:
    """Wait for the readiness probe to say so."""
    async with asyncio.timeout(60):
        while await status_of(url, "/readyz") != status:
            await asyncio.sleep(0.1)


def clean(asker: Asker, expected: set[str]) -> None:
    """
    Clients saw the fault, or others of its kind: a read that is given up may have waited, and others behind it.

    Who was told to come again was told when; all answers are of the release; nobody hangs.
    """
    assert asker.wrong <= AWAY | LATE | CROWDED, asker.outcomes
    assert asker.wrong & expected, asker.outcomes
    assert asker.slowest < HANGS
    assert all(each.retry for each in asker.seen if each.status == 503)
    assert {each.marks for each in asker.seen if each.right} == {frozenset({MARK})}


async def over(stage: Stage, before: dict[str, object]) -> None:
    """Nothing is left: not in the worker, and not in the database."""
    await nothing_left(stage.worker, before)
    async with asyncio.timeout(60):
        while await stage.engine.transactions() > 0:
            await asyncio.sleep(0.2)


async def test_a_database_that_is_killed_and_started_again(stage: Stage, note: Note) -> None:
    before = await stage.worker.rested()
    async with asking(stage.worker.url) as asker:
        stage.engine.signal(signal.SIGKILL)
        await until(lambda: asker.wrong, "a client that notices")
        await becomes(stage.worker.url, 503)
        await stage.engine.again()
        recovered = await asker.until_right()
        await becomes(stage.worker.url, 200)

    clean(asker, AWAY)
    await over(stage, before)
    note(asker, recovered)


async def test_a_database_that_stands_still(stage: Stage, note: Note) -> None:
    before = await stage.worker.rested()
    async with asking(stage.worker.url) as asker:
        stage.engine.signal(signal.SIGSTOP)
        await asyncio.sleep(STILL_SECONDS)
        probe = await status_of(stage.worker.url, "/readyz")
        alive = await status_of(stage.worker.url, "/livez")
        stage.engine.signal(signal.SIGCONT)
        recovered = await asker.until_right()

    assert (probe, alive) == (503, 200)
    clean(asker, LATE)
    await over(stage, before)
    note(asker, recovered)


async def test_a_database_that_refuses(stage: Stage, note: Note) -> None:
    before = await stage.worker.rested()
    async with asking(stage.worker.url) as asker:
        await stage.door.shut()
        await asyncio.sleep(4)
        await stage.door.open()
        recovered = await asker.until_right()

    clean(asker, AWAY)
    await over(stage, before)
    note(asker, recovered)


async def test_a_database_that_is_not_there_yet(engine: Engine, tmp_path: Path, note: Note) -> None:
    async with door(engine.address) as (between, address):
        await between.shut()
        async with working(address, tmp_path, "/livez", **ALWAYS_ASKED, **HURRIED) as worker:
            probe = await status_of(worker.url, "/readyz")
            async with httpx.AsyncClient() as client:
                early = await client.post(f"{worker.url}/graphql", json={"query": "{ release { id } }"})
            await between.open()
            async with asking(worker.url) as asker:
                recovered = await asker.until_right()

    assert (probe, early.status_code, early.headers["retry-after"]) == (503, 503, "1")
    assert early.json()["errors"][0]["extensions"] == {"code": "BACKEND_UNAVAILABLE"}
    assert asker.wrong <= AWAY
    note(asker, recovered)


async def test_a_database_that_is_slow(stage: Stage, note: Note) -> None:
    before = await stage.worker.rested()
    async with asking(stage.worker.url, rate=5) as asker:
        stage.door.slow(0.1)
        await asyncio.sleep(4)
        patient = set(asker.wrong)
        stage.door.slow(2 * DEADLINE)
        await asyncio.sleep(2 * DEADLINE)
        stage.door.slow(0)
        recovered = await asker.until_right()

    assert patient == set()
    clean(asker, LATE)
    await over(stage, before)
    note(asker, recovered)


async def test_a_database_that_hangs_up_in_the_middle_of_an_answer(stage: Stage, note: Note) -> None:
    before = await stage.worker.rested()
    async with asking(stage.worker.url) as asker:
        stage.door.cut(1_000)
        await asyncio.sleep(4)
        cuts = stage.door.cuts
        stage.door.cut(None)
        recovered = await asker.until_right()

    assert cuts > 10
    clean(asker, AWAY)
    await over(stage, before)
    note(asker, recovered)


async def test_a_password_that_is_changed(neo4j: Engine, tmp_path: Path, note: Note) -> None:
    await neo4j.fill()
    assert isinstance(neo4j, Real)
    async with (
        door(neo4j.address) as (between, address),
        working(address, tmp_path, **ALWAYS_ASKED, **HURRIED) as worker,
    ):
        before = await worker.rested()
        async with asking(worker.url) as asker:
            own = neo4j.server.password
            await asyncio.to_thread(neo4j.server.change_password, "another-one-that-nobody-knows")
            await between.shut()  # whoever is logged in stays so
            await between.open()
            await becomes(worker.url, 503)
            await asyncio.sleep(3)
            await asyncio.to_thread(neo4j.server.change_password, own)  # it lets nobody else in that we kept out
            changed = time.monotonic()
            recovered = await asker.until_right(changed)

        clean(asker, AWAY)
        await nothing_left(worker, before)
        note(asker, recovered)
        told = [line for line in worker.said.splitlines() if "the graph does not answer" in line]
        assert sum("Neo.ClientError.Security.Unauthorized" in line for line in told) == 1
        assert own not in worker.said

"""`mueang serve` under a steady stream: its engine or a worker dies or stands still, or it is told to end."""

import asyncio
import os
import signal
import time
from pathlib import Path

import pytest

from api.supervisor import GRACE_SECONDS
from graph.embedded import Wheel
from tests.faults.asker import Asker, asking
from tests.faults.conftest import Note
from tests.faults.engine import Engine
from tests.faults.tree import held_by, workers_of
from tests.faults.worker import ALWAYS_ASKED, HURRIED, SETTINGS, serving, until
from tests.live.processes import children, engines_of, runs
from tests.live.proxy import door
from tests.live.served import serving as serving_alone

pytestmark = [pytest.mark.live, pytest.mark.anyio]

AWAY = {"200 BACKEND_UNAVAILABLE", "503 BACKEND_UNAVAILABLE", "200 TIMEOUT", "504 TIMEOUT", "503 OVERLOADED"}
CUT = {"0 ReadError", "0 RemoteProtocolError"}
"""What the clients see that a worker was answering when it was killed: nobody can answer for the dead."""


async def settled(process: int, before: tuple[int, int]) -> None:
    """There are as many processes as before, and no more files."""
    await until(lambda: held_by(process)[0] == before[0] and held_by(process)[1] <= before[1], "what was there before")


async def test_the_engine_of_a_server_is_killed(wheel: Wheel, tmp_path: Path, note: Note) -> None:  # noqa: ARG001
    with serving_alone(tmp_path, "--workers", "2", **{**SETTINGS, **ALWAYS_ASKED, **HURRIED}) as served:
        before = held_by(served.supervisor.pid)
        async with asking(served.url) as asker:
            (engine,) = engines_of(served.supervisor.pid)
            os.kill(engine, signal.SIGKILL)
            killed = time.monotonic()
            await until(lambda: asker.wrong, "a client that notices")
            recovered = await asker.until_right(killed)
        await settled(served.supervisor.pid, before)

    assert asker.wrong <= AWAY, asker.outcomes
    note(asker, recovered)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "stopped"])
async def test_a_worker_is_killed_or_stands_still(
    loaded: Engine, tmp_path: Path, note: Note, number: signal.Signals
) -> None:
    async with serving(loaded.address, tmp_path, 2, **ALWAYS_ASKED) as served:
        await until(lambda: len(workers_of(served.process.pid)) == 2, "two workers")
        async with asking(served.url) as asker:
            before, (lost, other) = held_by(served.process.pid), workers_of(served.process.pid)
            os.kill(lost, number)
            happened = time.monotonic()
            await until(lambda: not runs(lost) and len(workers_of(served.process.pid)) == 2, "another worker")
            recovered = await asker.until_right(happened)
        assert other in workers_of(served.process.pid)
        await settled(served.process.pid, before)

    assert asker.wrong <= CUT, asker.outcomes
    assert sum(not each.right for each in asker.seen) < 20
    note(asker, recovered)


async def test_the_only_worker_is_killed(loaded: Engine, tmp_path: Path) -> None:
    """Then the server ends, and says so by its code: whoever runs it starts it anew."""
    async with serving(loaded.address, tmp_path, 1) as served:
        (worker,) = children(served.process.pid)
        os.kill(worker, signal.SIGKILL)

        code = await asyncio.to_thread(served.process.wait, 30)

    assert code == signal.SIGKILL


def began_after(asker: Asker, when: float) -> list[str]:
    """What those saw who asked later."""
    return [each.outcome for each in asker.seen if each.began > when]


@pytest.mark.parametrize("workers", [1, 2])
async def test_a_server_is_told_to_end_while_it_answers(
    loaded: Engine, tmp_path: Path, note: Note, workers: int
) -> None:
    async with (
        door(loaded.address) as (between, address),
        serving(address, tmp_path, workers, **{**ALWAYS_ASKED, "MUEANG_DEADLINE": "30"}) as served,
    ):
        processes = {served.process.pid, *children(served.process.pid)}
        async with asking(served.url, rate=10) as asker:
            between.slow(0.6)
            await asyncio.sleep(3)
            told = time.monotonic()
            served.process.terminate()
            code = await asyncio.to_thread(served.process.wait, GRACE_SECONDS)
            took = time.monotonic() - told
            await asyncio.sleep(1)

    assert code == 0
    accepted = [each for each in asker.seen if each.began < told - 0.5]
    assert [each.outcome for each in accepted if not each.right] == []
    assert len([each for each in accepted if each.began + each.seconds > told]) > 5
    assert asker.wrong <= {*CUT, "0 ConnectError"}, asker.outcomes
    assert set(began_after(asker, told + 1.5)) == {"0 ConnectError"}
    assert not any(map(runs, processes))
    note(asker, took)

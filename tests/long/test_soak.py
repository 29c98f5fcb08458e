"""
Half an hour under a steady stream while releases come and go: every answer is right, and nothing grows.

`make long` runs it. MUEANG_SOAK_MINUTES says for how long; it prints what it sampled.
"""

import asyncio
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import linear_regression, mean

import pytest

from graph.client import Neo4jGraph
from graph.seeding import load
from tests import make
from tests.faults import engine as engines
from tests.faults.asker import Asker, asking
from tests.faults.engine import CITIES, Engine
from tests.faults.tree import workers_of
from tests.faults.worker import Worker, serving, until
from tests.live.conftest import PATIENCE

pytestmark = [pytest.mark.long, pytest.mark.live, pytest.mark.anyio]

MINUTES = float(os.environ.get("MUEANG_SOAK_MINUTES", "30"))
SOON_FULL = {"MUEANG_ROWS": "2000", "MUEANG_ANSWERS": "100000"}
"""What is remembered has its bound; until that is reached, memory grows as it should."""

RELEASE_SECONDS = 20
SAMPLE_SECONDS = 5
GROWTH = 0.05
"""So much more, at the end of the second half than at its beginning, is noise; what leaks grows without end."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What the workers hold together: megabytes, and files."""

    seconds: float
    megabytes: float
    files: int


def sampled(server: Worker, seconds: float) -> Sample:
    """What the workers hold now."""
    workers = workers_of(server.process.pid)
    resident = [re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{each}/status").read_text("ascii")) for each in workers]
    kilobytes = sum(int(found[1]) for found in resident if found)
    return Sample(seconds, kilobytes / 1024, sum(len(os.listdir(f"/proc/{each}/fd")) for each in workers))


def growth(seconds: Sequence[float], values: Sequence[float]) -> float:
    """By which part of their mean values grow from first to last, on a straight line through them."""
    return linear_regression(seconds, values).slope * (seconds[-1] - seconds[0]) / mean(values)


async def releases(engine: Engine) -> None:
    """Load one release after the other, for ever."""
    async with Neo4jGraph(engine.address, deadline=PATIENCE, retry=PATIENCE) as graph:
        for number in count():
            await load(graph, make.marked(f"mark-{number}", f"mark-{number}", CITIES))
            await asyncio.sleep(RELEASE_SECONDS)


async def samples(server: Worker) -> list[Sample]:
    """What the workers held, all along."""
    loop = asyncio.get_running_loop()
    began, found = loop.time(), []
    while (seconds := loop.time() - began) < MINUTES * 60:
        found.append(sampled(server, seconds))
        await asyncio.sleep(SAMPLE_SECONDS)
    return found


def told(found: Sequence[Sample], asker: Asker) -> str:
    """What was sampled, in some ten lines."""
    step = max(1, len(found) // 9)
    rows = [f"{each.seconds:.0f} s: {each.megabytes:.0f} MB, {each.files} files" for each in found[::step]]
    marks = {mark for each in asker.seen for mark in each.marks}
    return "\n".join([*rows, f"{len(asker.seen)} answers of {len(marks)} releases: {dict(asker.outcomes)}"])


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """The engine that pip brings."""
    with engines.embedded(tmp_path / "engine") as engine:
        yield engine


async def test_nothing_grows(engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    await engine.fill()
    async with serving(engine.address, tmp_path, 2, **SOON_FULL) as server:
        await until(lambda: len(workers_of(server.process.pid)) == 2, "two workers")
        async with asking(server.url, rate=20) as asker:
            changing = asyncio.create_task(releases(engine))
            found = await samples(server)
            changing.cancel()

    second = found[len(found) // 2 :]
    seconds = [each.seconds for each in second]
    grown = [growth(seconds, [each.megabytes for each in second]), growth(seconds, [each.files for each in second])]
    with capsys.disabled():
        print(f"\n{told(found, asker)}\ngrown in the second half, memory and files: {grown}")  # noqa: T201
    assert asker.wrong == set(), asker.outcomes
    assert all(len(each.marks) == 1 for each in asker.seen)
    assert max(grown) < GROWTH

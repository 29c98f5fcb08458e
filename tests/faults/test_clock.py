"""A clock that is set: what holds as of a day changes with it, and nobody is locked out or let in for nothing."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph import seeding
from graph.client import Neo4jGraph
from tests import readme
from tests.faults.engine import Engine
from tests.faults.worker import Worker, working
from tests.live.conftest import PATIENCE
from tests.needed import untested

pytestmark = [pytest.mark.live, pytest.mark.anyio]

LIBRARY = "*/faketime/libfaketime.so.1"
COUNTS = "counts { approved handedOver inForce }"
SPENT = "{ cities(first: 30) { nodes { id } } }"


class Clock:
    """The clock of a process, as many days from ours as its file says."""

    def __init__(self, place: Path, library: Path) -> None:
        self.place = place
        self.library = library
        self.set(0)

    def set(self, days: int) -> None:
        """Set it, for a process that runs too."""
        draft = self.place.with_suffix(".draft")
        draft.write_text(f"{days * 86_400:+d}\n", encoding="ascii")
        draft.replace(self.place)

    @property
    def settings(self) -> dict[str, str]:
        """What has a process look at it; clocks that are never set stay as they are."""
        return {
            "LD_PRELOAD": str(self.library),
            "FAKETIME_TIMESTAMP_FILE": str(self.place),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
        }


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    """A clock that can be set."""
    found = sorted(Path("/usr/lib").glob(LIBRARY))
    if not found:
        untested("A CLOCK THAT IS SET", "there is no libfaketime")
    return Clock(tmp_path / "clock", found[0])


@pytest.fixture
def points() -> int:
    """What a client may spend in a window."""
    return 1_000


@pytest.fixture
async def worker(embedded: Engine, clock: Clock, points: int, tmp_path: Path) -> AsyncIterator[Worker]:
    """A worker by that clock, with the data of the seed files."""
    async with Neo4jGraph(embedded.address, deadline=PATIENCE, retry=PATIENCE) as graph:
        await seeding.seed(graph, readme.TOP / "seeds")
    async with working(embedded.address, tmp_path, MUEANG_POINTS=str(points), **clock.settings) as made:
        yield made


async def ask(worker: Worker, query: str) -> httpx.Response:
    """An answer."""
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        return await client.post(f"{worker.url}/graphql", json={"query": query})


async def data(worker: Worker, query: str) -> Any:
    """The data of an answer."""
    body = (await ask(worker, query)).json()
    assert "errors" not in body, body
    return body["data"]


async def test_what_holds_today_is_what_holds_on_the_day_of_the_clock(worker: Worker, clock: Clock) -> None:
    both = f"{{ {COUNTS} }}"
    here = date.today()  # that of the machine, as the server's is
    answers = []

    for days in ((date(2023, 6, 1) - here).days, (date(2025, 12, 31) - here).days, 0, 3_650):
        clock.set(days)
        there = here + timedelta(days=days)
        answers.append((await data(worker, both), await data(worker, f'query @asOf(date: "{there}") {both}')))

    assert [today for today, _ in answers] == [named for _, named in answers]
    assert len({str(today) for today, _ in answers}) > 2
    assert answers[-1][0]["counts"]["inForce"] == 0


@pytest.mark.parametrize("points", [40])
@pytest.mark.parametrize("days", [-1, 1], ids=["back", "on"])
async def test_points_are_those_of_a_window_whatever_the_clock_says(worker: Worker, clock: Clock, days: int) -> None:
    first, second = await ask(worker, SPENT), await ask(worker, f"{SPENT} # again")
    clock.set(days)
    third = await ask(worker, f"{SPENT} # later")
    seconds = int(third.headers["ratelimit"].rpartition("t=")[2])

    assert [each.status_code for each in (first, second, third)] == [200, 429, 200]
    assert second.json()["errors"][0]["extensions"] == {"code": "RATE_LIMITED"}
    assert 0 < seconds <= 60

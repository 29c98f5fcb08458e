"""Many clients at once, many that ask nothing, and many that never come to the end of what they ask."""

import asyncio
import resource
import socket
from collections import Counter
from pathlib import Path

import httpx
import pytest

from tests.faults.asker import QUESTION, asking
from tests.faults.conftest import Note
from tests.faults.engine import Engine
from tests.faults.worker import ALWAYS_ASKED, Worker, files_of, limited, nothing_left, until, working
from tests.needed import untested

pytestmark = [pytest.mark.live, pytest.mark.anyio]

CLIENTS = 500
IDLE = 10_000
SLOW = 200
SPARE = 500
"""Files beside the connections."""

BREATH = 0.03
"""Seconds between each hundred idle connections: what is tried is that they are there, not that all come at once."""

ARRIVAL = 6
"""Seconds here, in which a request must arrive."""


def room(files: int) -> None:
    """May this process, and those that it starts, have so many files open?"""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < files:
        untested(f"{IDLE} IDLE CONNECTIONS", f"only {hard} files may be open here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def persistent(url: str, outcomes: Counter[int]) -> None:
    """Ask until there is an answer, and come again when told to."""
    async with httpx.AsyncClient(timeout=60) as client:
        while True:
            answer = await client.post(f"{url}/graphql", json={"query": QUESTION})
            outcomes[answer.status_code] += 1
            if answer.status_code == 200:
                assert "errors" not in answer.json()
                return
            assert answer.json()["errors"][0]["extensions"] == {"code": "OVERLOADED"}
            await asyncio.sleep(float(answer.headers["retry-after"]))


@pytest.fixture
def settings() -> dict[str, str]:
    """Of a worker with the limits that every other has, too."""
    return {**ALWAYS_ASKED, "MUEANG_LIMITS": "{}"}


async def test_five_hundred_clients_ask_at_once(worker: Worker) -> None:
    before = await worker.rested()
    outcomes: Counter[int] = Counter()

    async with asyncio.timeout(120):
        await asyncio.gather(*(persistent(worker.url, outcomes) for _ in range(CLIENTS)))

    assert outcomes[200] == CLIENTS
    assert set(outcomes) <= {200, 503}
    await nothing_left(worker, before)


async def test_ten_thousand_connections_ask_nothing(loaded: Engine, tmp_path: Path, note: Note) -> None:
    room(IDLE + SPARE)
    async with working(loaded.address, tmp_path, **ALWAYS_ASKED, **limited(arrival=ARRIVAL)) as worker:
        before, files = await worker.rested(), files_of(worker.process.pid)
        host, port = worker.url.removeprefix("http://").split(":")
        async with asking(worker.url) as asker:
            idle = []
            for number in range(IDLE):
                idle.append(socket.create_connection((host, int(port)), 20))
                if number % 100 == 0:
                    await asyncio.sleep(BREATH)
            most = files_of(worker.process.pid) - files
            await asker.until_right()
            await until(lambda: files_of(worker.process.pid) < files + SPARE, "the end of idle connections")
        ended = sum(each.recv(1) == b"" for each in idle)
        for each in idle:
            each.close()
        await nothing_left(worker, before)

    assert most > IDLE / 2
    assert ended == IDLE
    assert asker.wrong == set(), asker.outcomes
    note(asker)


BEGINNINGS = {
    "head": b"GET /livez HTTP/1.1\r\nhost: a\r\n",
    "body": b"POST /graphql HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: 10000\r\n\r\n{",
}
PIECES = {"head": b"x: y\r\n", "body": b" "}


async def drip(url: str, part: str) -> bytes:
    """Send a request, piece by piece and without end; the answer."""
    host, port = url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    answer = asyncio.create_task(reader.read())
    writer.write(BEGINNINGS[part])
    while not answer.done():
        writer.write(PIECES[part])
        await asyncio.wait([answer], timeout=0.3)
    writer.close()
    return answer.result()


@pytest.mark.parametrize("part", BEGINNINGS)
async def test_hundreds_never_come_to_the_end_of_what_they_ask(
    loaded: Engine, tmp_path: Path, note: Note, part: str
) -> None:
    async with working(loaded.address, tmp_path, **ALWAYS_ASKED, **limited(arrival=ARRIVAL)) as worker:
        before = await worker.rested()
        async with asking(worker.url) as asker, asyncio.timeout(60):
            answers = await asyncio.gather(*(drip(worker.url, part) for _ in range(SLOW)))
        await nothing_left(worker, before)

    assert Counter(answer.partition(b" ")[2][:3] for answer in answers) == {b"408": SLOW}
    assert all(b"REQUEST_TIMEOUT" in answer for answer in answers)
    assert asker.wrong == set(), asker.outcomes
    note(asker)

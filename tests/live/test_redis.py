"""Points of clients in a real Redis: several processes count together."""

import itertools
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from api.rates import RateLimitedError, Rates, storage_at
from api.settings import Terms
from tests import needed
from tests.fakes import TODAY, FakeGraph
from tests.live.redis_server import PROGRAM, RedisServer
from tests.live.served import PATIENCE, Served, free_port, serving

pytestmark = [pytest.mark.live, pytest.mark.anyio]

BASE = "http://mueang.test"
QUOTA = 20
CLIENTS = 8
NUMBERS = itertools.count()
"""Of questions: nobody remembers the answer to a text that is new."""

KEYS = {name: {"sha256": sha256(name.encode()).hexdigest(), "points": QUOTA} for name in ("one", "other")}
SETTINGS = {"MUEANG_KEYS": json.dumps(KEYS), "MUEANG_WINDOW": "3600"}


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of its own, which keeps nothing."""
    needed.program(PROGRAM, "REDIS")
    with RedisServer(tmp_path_factory.mktemp("redis")) as server:
        yield server.url


async def test_processes_count_together(redis: str) -> None:
    one, other = Rates(100, 60, storage=storage_at(redis)), Rates(100, 60, storage=storage_at(redis))
    client = one.client("192.0.2.7", None)

    await one.reserve(client, 100)
    await one.give_back(client, 30)

    assert (await other.meter(client)).remaining == 30
    with pytest.raises(RateLimitedError):
        await other.reserve(client, 31)
    await other.reserve(client, 30)
    assert (await one.meter(client)).remaining == 0
    await one.close()
    await other.close()


async def test_the_application_counts_in_redis(redis: str) -> None:
    left = []
    for _ in range(2):
        app = create_app(FakeGraph(), lambda: TODAY, terms=Terms(points=10, redis_url=redis))
        transport = httpx.ASGITransport(app, client=("192.0.2.8", 1))
        async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url=BASE) as client:
            response = await client.post("/graphql", json={"query": "{ release { id } counts { approved } }"})
            left.append(response.headers["ratelimit"].split(";")[1])

    assert left == ["r=9", "r=8"]


async def test_while_redis_does_not_answer_each_process_counts_for_itself(caplog: pytest.LogCaptureFixture) -> None:
    rates = Rates(100, 60, storage=storage_at(f"redis://127.0.0.1:{free_port()}/0"))
    client = rates.client("192.0.2.9", None)

    await rates.reserve(client, 100)
    await rates.give_back(client, 30)

    assert (await rates.meter(client)).remaining == 30
    assert "points are counted in memory: ConnectionError" in caplog.text
    await rates.close()


def crowd(server: Served, *keys: str) -> dict[str, list[httpx.Response]]:
    """
    The answers to twice as many questions as each key may ask, asked by many at once.

    Each costs a point, no more and no less, and comes over a connection of its own, which any of the workers may take.
    """
    asking = [key for _ in range(2 * QUOTA) for key in keys]

    def asked(key: str) -> httpx.Response:
        query = {"query": f"{{ counted_{next(NUMBERS)}: counts {{ approved }} }}"}
        return httpx.post(f"{server.url}/graphql", json=query, headers={"x-api-key": key}, timeout=PATIENCE)

    with ThreadPoolExecutor(CLIENTS) as threads:
        answers = list(threads.map(asked, asking))
    return {key: [answer for asker, answer in zip(asking, answers, strict=True) if asker == key] for key in keys}


def left(answer: httpx.Response) -> int:
    """The points that are left, as the header says."""
    return int(answer.headers["ratelimit"].split("r=")[1].split(";")[0])


@pytest.mark.usefixtures("wheel")
def test_two_workers_admit_one_quota_for_each_client(redis: str, tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "2", REDIS_URL=redis, **SETTINGS) as server:
        answers = crowd(server, "one", "other")

    for each in answers.values():
        admitted = [answer for answer in each if answer.status_code == 200]
        refused = [answer for answer in each if answer.status_code == 429]
        assert (len(admitted), len(refused)) == (QUOTA, QUOTA)
        assert {answer.headers["ratelimit-policy"] for answer in each} == {f'"points";q={QUOTA};w=3600'}
        assert min(map(left, admitted)) == 0
        assert max(map(left, admitted)) < QUOTA
        assert {left(answer) for answer in refused} == {0}
        assert all(0 < int(answer.headers["retry-after"]) <= 3600 for answer in refused)
        assert {answer.json()["errors"][0]["extensions"]["code"] for answer in refused} == {"RATE_LIMITED"}


@pytest.mark.usefixtures("wheel")
def test_without_redis_each_worker_admits_the_quota(tmp_path: Path) -> None:
    end = time.monotonic() + PATIENCE
    with serving(tmp_path, "--workers", "2", **SETTINGS) as server:
        admitted = 0
        while admitted < 2 * QUOTA and time.monotonic() < end:
            admitted += sum(answer.status_code == 200 for answer in crowd(server, "one")["one"])

    assert admitted == 2 * QUOTA

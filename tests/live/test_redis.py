"""Points of clients in a real Redis: several processes count together."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator

import httpx
import pytest

from api.app import create_app
from api.rates import RateLimitedError, Rates, storage_at
from api.settings import Terms
from tests.fakes import TODAY, FakeGraph
from tests.live.conftest import untested
from tests.live.served import free_port

pytestmark = [pytest.mark.live, pytest.mark.anyio]

START_SECONDS = 20
BASE = "http://mueang.test"


@pytest.fixture(scope="module")
def redis(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of its own, which keeps nothing."""
    server = shutil.which("redis-server")
    if server is None:
        untested(pytestconfig, "REDIS", "there is no redis-server on the PATH")
    port, directory = free_port(), tmp_path_factory.mktemp("redis")
    words = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(directory)]
    process = subprocess.Popen([server, *words], stdout=subprocess.DEVNULL)
    try:
        wait(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(10)


def wait(port: int) -> None:
    """Wait until somebody listens."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"Redis did not listen within {START_SECONDS} s")


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

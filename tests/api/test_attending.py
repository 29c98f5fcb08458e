"""Work that ends when the client for which it is done goes away."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.types import Message

from api.app import create_app
from api.attending import GoneError, awaited
from api.front import Front
from tests import make
from tests.fakes import TODAY, HangingGraph

pytestmark = pytest.mark.anyio


class Client:
    """A client that goes away when it is told to."""

    def __init__(self) -> None:
        self.going = asyncio.Event()
        self.looks = 0

    async def receive(self) -> Message:
        """Wait for it to go."""
        self.looks += 1
        await self.going.wait()
        return {"type": "http.disconnect"}

    @property
    def request(self) -> Request:
        """What it asks."""
        return Request({"type": "http", "method": "POST", "headers": []}, self.receive)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is looked for from the beginning."""
    monkeypatch.setattr("api.attending.UNATTENDED_SECONDS", 0)


class Work:
    """Work that takes as long as it is let; it knows whether it was broken off."""

    def __init__(self, done: Callable[[], object] = lambda: None) -> None:
        self.enough = asyncio.Event()
        self.broken = False
        self.done = done

    async def __call__(self) -> str:
        """Do it."""
        try:
            await self.enough.wait()
        except asyncio.CancelledError:
            self.broken = True
            raise
        self.done()
        return "done"


def lookers() -> list[str]:
    """The tasks that look whether a client is there."""
    return [each.get_name() for each in asyncio.all_tasks() if "client" in each.get_name()]


async def until_looked_for(client: Client) -> None:
    """Somebody looks whether it is there."""
    async with asyncio.timeout(10):
        while not client.looks:
            await asyncio.sleep(0)


async def test_for_what_is_there_at_once_nobody_looks_whether_the_client_is() -> None:
    client, work = Client(), Work()
    work.enough.set()

    assert await awaited(work(), client.request) == "done"
    assert (client.looks, lookers()) == (0, [])


@pytest.mark.usefixtures("at_once")
async def test_work_ends_with_its_client() -> None:
    client, work = Client(), Work()
    task = asyncio.create_task(awaited(work(), client.request))
    await until_looked_for(client)

    client.going.set()

    with pytest.raises(GoneError):
        await task
    assert (work.broken, task.cancelling()) == (True, 0)


@pytest.mark.usefixtures("at_once")
async def test_a_client_that_stays_gets_what_was_done() -> None:
    client, work = Client(), Work()
    task = asyncio.create_task(awaited(work(), client.request))
    await until_looked_for(client)
    assert len(lookers()) == 1

    work.enough.set()

    assert (await task, work.broken) == ("done", False)
    await asyncio.sleep(0)
    assert lookers() == []


@pytest.mark.usefixtures("at_once")
async def test_a_client_that_goes_as_the_work_is_done_breaks_off_nothing_else() -> None:
    client = Client()
    work = Work(client.going.set)

    async def served() -> str:
        found = await awaited(work(), client.request)
        for _ in range(5):
            await asyncio.sleep(0)  # the answer is on its way
        return found

    task = asyncio.create_task(served())
    await until_looked_for(client)
    work.enough.set()

    assert (await task, work.broken) == ("done", False)


@pytest.mark.usefixtures("at_once")
async def test_work_that_is_broken_off_from_without_is_no_client_that_went() -> None:
    client, work = Client(), Work()
    task = asyncio.create_task(awaited(work(), client.request))
    await until_looked_for(client)

    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert work.broken


@pytest.mark.usefixtures("at_once")
async def test_what_fails_fails_as_it_did() -> None:
    client = Client()

    async def failing() -> str:
        await until_looked_for(client)
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        await awaited(failing(), client.request)


ASKED = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
TOOL: dict[str, Any] = {"name": "query", "arguments": {"query": "{ cities { nodes { id } } }"}}
"""What an assistant asks."""


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    ("method", "path", "query"),
    [
        ("GET", "/graphql", b"query={cities{nodes{id}}}"),
        ("GET", "/", b""),
        ("GET", "/cities/phuket", b""),
        ("GET", "/privileges", b""),
        ("GET", "/sitemap.xml", b""),
        ("POST", "/mcp", b""),
    ],
)
async def test_what_is_done_for_a_client_ends_with_it_at_every_address(
    method: str, path: str, query: bytes, tmp_path: Path
) -> None:
    graph, gone, asked = HangingGraph(), asyncio.Event(), asyncio.Event()
    app = create_app(graph, lambda: TODAY, built=make.built(tmp_path), front=Front(mcp=True))

    async def receive() -> Message:
        if not asked.is_set():
            asked.set()
            return {"type": "http.request", "body": json.dumps({**ASKED, "params": TOOL}).encode()}
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(_: Message) -> None:
        pass

    headers = [(b"host", b"m"), (b"accept", b"text/html, application/json"), (b"content-type", b"application/json")]
    scope = {"type": "http", "method": method, "path": path, "query_string": query, "headers": headers}
    (door,) = [each for each in app.routes if getattr(each, "path", "") == "/mcp"]
    async with door.endpoint.session_manager.run():  # type: ignore[attr-defined] # the application of the library
        task = asyncio.create_task(app({**scope, "scheme": "http", "client": None, "server": None}, receive, send))
        async with asyncio.timeout(10):
            await graph.hanging.wait()
            gone.set()
            await task

    assert graph.given_up > 0

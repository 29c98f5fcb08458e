"""Work that ends when the client for which it is done goes away."""

import asyncio
from collections.abc import Callable

import pytest
from starlette.requests import Request
from starlette.types import Message

from api.attending import GoneError, awaited

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

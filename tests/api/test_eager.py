"""Work that is watched only if it waits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from api.eager import watched

pytestmark = pytest.mark.anyio


class Watch:
    """A watch, and how often it was begun and ended."""

    def __init__(self) -> None:
        self.begun = self.ended = 0

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[None]:
        self.begun += 1
        try:
            yield
        finally:
            self.ended += 1


async def steps(*waits: float) -> str:
    """Work that waits some times, each for so long."""
    for each in waits:
        await asyncio.sleep(each)
    return "done"


async def test_what_does_not_wait_is_not_watched() -> None:
    watch = Watch()

    assert await watched(steps(), watch) == "done"
    assert watch.begun == 0


@pytest.mark.parametrize("waits", [(0,), (0, 0.001, 0)])
async def test_what_waits_is_watched_to_its_end(waits: tuple[float, ...]) -> None:
    watch = Watch()

    assert await watched(steps(*waits), watch) == "done"
    assert (watch.begun, watch.ended) == (1, 1)


async def test_what_fails_before_it_waits_fails_as_it_did() -> None:
    async def failing() -> None:
        raise ValueError("broken")

    watch = Watch()
    with pytest.raises(ValueError, match="broken"):
        await watched(failing(), watch)
    assert watch.begun == 0


async def test_what_fails_after_it_waited_fails_as_it_did() -> None:
    async def failing() -> None:
        await asyncio.sleep(0)
        raise ValueError("broken")

    watch = Watch()
    with pytest.raises(ValueError, match="broken"):
        await watched(failing(), watch)
    assert watch.ended == 1


async def test_work_hears_that_it_is_broken_off_and_may_go_on() -> None:
    async def stubborn() -> str:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await asyncio.sleep(0)
        return "cleaned up"

    task = asyncio.create_task(watched(stubborn(), Watch()))
    await asyncio.sleep(0)
    task.cancel()

    assert await task == "cleaned up"


async def test_a_limit_of_time_holds_from_the_first_wait() -> None:
    with pytest.raises(TimeoutError):
        await watched(steps(60), lambda: asyncio.timeout(0.01))


async def test_what_a_wait_brings_is_brought() -> None:
    async def waiting(future: "asyncio.Future[str]") -> str:
        return await future

    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(watched(waiting(future), Watch()))
    await asyncio.sleep(0)
    future.set_result("brought")

    assert await task == "brought"


async def test_a_wait_that_fails_fails_where_it_is_waited_for() -> None:
    async def caught(future: "asyncio.Future[str]") -> str:
        try:
            return await future
        except KeyError:
            return "caught"

    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(watched(caught(future), Watch()))
    await asyncio.sleep(0)
    future.set_exception(KeyError("gone"))

    assert await task == "caught"

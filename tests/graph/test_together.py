"""Work that several wait for, done once."""

import asyncio

import pytest

from graph.errors import GraphTimeoutError
from graph.together import Together
from tests.api.test_attending import Work

pytestmark = pytest.mark.anyio


async def test_many_wait_for_one_and_the_same_work() -> None:
    work = Work()
    together = Together(work(), "work")
    waiting = [asyncio.create_task(together.result()) for _ in range(3)]
    await asyncio.sleep(0)

    waiting[0].cancel()
    work.enough.set()

    assert [await each for each in waiting[1:]] == ["done"] * 2
    assert (work.broken, together.failed) == (False, False)
    assert await together.result() == "done"


async def test_work_ends_when_nobody_waits_for_it_any_more() -> None:
    work = Work()
    together = Together(work(), "work")
    waiting = [asyncio.create_task(together.result()) for _ in range(3)]
    await asyncio.sleep(0)

    for each in waiting:
        each.cancel()
    await asyncio.wait(waiting)

    assert together.failed
    await asyncio.sleep(0)
    assert work.broken


async def test_all_who_wait_hear_that_it_failed() -> None:
    async def failing() -> str:
        await asyncio.sleep(0)
        raise GraphTimeoutError("read")

    together = Together(failing(), "work")

    found = await asyncio.gather(*(together.result() for _ in range(3)), return_exceptions=True)

    assert [type(each) for each in found] == [GraphTimeoutError] * 3
    assert together.failed

"""
Work that is watched only if it waits for something: most of what is asked is there by then.

A timer or a task that would end it costs as much as some answers that are remembered.
"""

import types
from collections.abc import Callable, Coroutine, Generator
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

T = TypeVar("T")

Watch = Callable[[], AbstractAsyncContextManager[object]]


async def watched(work: Coroutine[Any, Any, T], watch: Watch) -> T:
    """What comes of work; from when it first waits for something, the watch is kept over it."""
    try:
        awaited = work.send(None)
    except StopIteration as done:
        found: T = done.value
        return found
    async with watch():
        return await rest(work, awaited)


@types.coroutine
def rest(work: Coroutine[Any, Any, T], awaited: Any) -> Generator[Any, Any, T]:
    """The rest of work that waits for something: it goes on as if it had been awaited all the time."""
    try:
        while True:
            try:
                brought = yield awaited
            except BaseException as error:
                awaited = work.throw(error)
            else:
                awaited = work.send(brought)
    except StopIteration as done:
        found: T = done.value
        return found

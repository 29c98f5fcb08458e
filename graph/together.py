"""Work that several wait for, done once."""

import asyncio
from asyncio import Future, Task
from collections.abc import Coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")
F = TypeVar("F", bound="Future[Any]")


def heard(future: F) -> F:
    """A future whose error is not logged where nobody waits for it any more: it is kept, and told to whoever asks."""
    future.add_done_callback(lambda done: done.cancelled() or done.exception())
    return future


class Together(Generic[T]):
    """Work that several wait for; it ends when nobody waits any longer, and all hear that it failed."""

    def __init__(self, work: Coroutine[Any, Any, T], name: str) -> None:
        self.task: Task[T] = heard(asyncio.create_task(work, name=name))
        self.waiting = 0

    @property
    def failed(self) -> bool:
        """Whether nothing comes of it: it failed, or nobody waited for it."""
        if self.task.cancelling() or self.task.cancelled():
            return True
        return self.task.done() and self.task.exception() is not None

    async def result(self) -> T:
        """What comes of it."""
        self.waiting += 1
        try:
            return await asyncio.shield(self.task)
        finally:
            self.waiting -= 1
            if not self.waiting:
                self.task.cancel()
            del self  # or a failure would keep it alive, in whose traceback this is

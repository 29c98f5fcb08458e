"""Work that several wait for, done once."""

import asyncio
from asyncio import Task
from collections.abc import Coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Together(Generic[T]):
    """Work that several wait for; it ends when nobody waits any longer, and all hear that it failed."""

    def __init__(self, work: Coroutine[Any, Any, T], name: str) -> None:
        self.task: Task[T] = asyncio.create_task(work, name=name)
        self.task.add_done_callback(heard)
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


def heard(task: "Task[Any]") -> None:
    """Nobody may be left to hear that it failed: then it is no error that nobody saw."""
    if not task.cancelled():
        task.exception()

"""Work that is done for a client as long as it waits."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from api.eager import watched

T = TypeVar("T")

GONE = 499
"""In the log, of a request whose client did not wait for the answer; nobody gets to see it."""

UNATTENDED_SECONDS = 0.01
"""
For so long nobody looks whether a client has gone: most answers are there by then, and a task that looks takes a
quarter of the time of one that is remembered.
"""


class GoneError(Exception):
    """The client does not wait for its answer any more."""


async def awaited(work: Coroutine[None, None, T], request: Request) -> T:
    """What comes of work; raises `GoneError` when the client goes away, and then the work has ended."""
    return await watched(work, lambda: Attended(request))


def attended(page: Callable[[Request], Coroutine[None, None, Response]]) -> Callable[[Request], Awaitable[Response]]:
    """Answers with a page, as long as its client waits for it."""

    async def answer(request: Request) -> Response:
        try:
            return await awaited(page(request), request)
        except GoneError:
            return Response(status_code=GONE)

    return answer


async def departure(request: Request) -> None:
    """Returns when the client goes away."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


class Attended:
    """While this lasts, what is done in it ends when the client goes away; it raises `GoneError` then."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.left = self.over = False

    async def __aenter__(self) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 # whoever awaits is one
        self.task = task
        self.gone: asyncio.Task[None] | None = None
        self.soon = asyncio.get_running_loop().call_later(UNATTENDED_SECONDS, self.look)

    def look(self) -> None:
        """Begin to look whether the client is there."""
        self.gone = asyncio.create_task(departure(self.request), name="a client that may go away")
        self.gone.add_done_callback(self.leave)

    def leave(self, gone: asyncio.Task[None]) -> None:
        """End what is done: the client has gone."""
        if not (self.over or gone.cancelled()):
            self.left = True
            self.task.cancel()

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.over = True
        self.soon.cancel()
        if self.gone is not None:
            self.gone.cancel()
        if self.left and self.task.uncancel() == 0 and kind is asyncio.CancelledError:
            raise GoneError

"""Work for a client: it goes on as long as somebody waits for what comes of it."""

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

from starlette.requests import Request

T = TypeVar("T")

GONE = 499
"""In the log, of a request whose client did not wait for the answer; nobody gets to see it."""


class GoneError(Exception):
    """The client does not wait for its answer any more."""


async def awaited(work: Coroutine[None, None, T], request: Request) -> T:
    """What comes of work; raises `GoneError` when the client goes away, and then the work has ended."""
    working, gone = asyncio.ensure_future(work), asyncio.ensure_future(departure(request))
    try:
        await asyncio.wait((working, gone), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise GoneError
        return working.result()
    finally:
        for task in (working, gone):
            task.cancel()
        await asyncio.wait((working, gone))


async def departure(request: Request) -> None:
    """Returns when the client goes away."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def address_of(request: Request) -> str:
    """The address of a client, as the server has it: forwarded ones count only from proxies that it trusts."""
    return request.client.host if request.client else "unknown"

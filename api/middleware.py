"""What every request passes through: an id, a line in the log, leave, caps on its headers and body. Plain ASGI."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Container, MutableMapping, Sequence
from dataclasses import dataclass, field
from os import urandom
from time import monotonic, perf_counter
from typing import Any

import orjson

from api.eager import watched
from api.errors import INTERNAL, failure, late
from api.heading import ALLOWED, headed
from api.log import told
from api.passage import PROBES, REQUEST, Passage

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOG = logging.getLogger("mueang.access")


async def answer(send: Send, status: int, code: str, message: str, *headers: tuple[bytes, bytes]) -> None:
    """Answer with one GraphQL error."""
    body = orjson.dumps(failure(code, message))
    own = [(b"content-type", b"application/json; charset=utf-8"), *headers]
    await send({"type": "http.response.start", "status": status, "headers": own})
    await send({"type": "http.response.body", "body": body})


LEFT = 499
"""In the log, of a request that got no answer, since nobody waited for it any more."""


@dataclass(slots=True)
class Traffic:
    """The requests of one process: how many are under way, and who hears of each when it is over."""

    hearing: Sequence[Callable[[Passage], None]] = ()
    running: int = field(default=0, init=False)

    def over(self, passage: Passage) -> None:
        """A request is over."""
        self.running -= 1
        level = logging.DEBUG if passage.path in PROBES else logging.INFO
        if LOG.isEnabledFor(level):
            LOG.log(level, "answered", extra=told(passage))
        for hear in self.hearing:
            hear(passage)


def route_of(scope: Scope) -> str | None:
    """The pattern that the path of a request fits, once it has been looked for; none where there is no such address."""
    path: str | None = getattr(scope.get("route"), "path", None)
    return path


class AccessLog:
    """
    Gives each request an id, which its answer carries as `X-Request-Id`, and logs it; never its body.

    It stands outermost: whatever becomes of a request, its answer has the headers that all have (`api.heading`).
    """

    def __init__(self, app: App, traffic: Traffic | None = None) -> None:
        self.app = app
        self.traffic = traffic or Traffic()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        passage, began = Passage(urandom(16).hex(), scope["method"], scope["path"], status=LEFT), perf_counter()
        REQUEST.set(passage)
        self.traffic.running += 1
        answering = False

        async def sending(message: Message) -> None:
            nonlocal answering
            if message["type"] == "http.response.start":
                answering, passage.status = True, message["status"]
                own = [*message["headers"], (b"x-request-id", passage.id.encode())]
                message["headers"] = headed(message["status"], own)
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception:
            LOG.exception("the request failed")
            if answering:  # the server cuts it off, and whoever reads knows that it is not whole
                raise
            await answer(sending, 500, *INTERNAL)
        finally:
            passage.route, passage.seconds = route_of(scope), perf_counter() - began
            self.traffic.over(passage)


class Preflight:
    """Gives browsers leave to send what scripts of other sites have to send, when they ask for it: GraphQL as JSON."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = dict(scope["headers"]) if scope.get("method") == "OPTIONS" else {}
        if b"origin" not in asked or b"access-control-request-method" not in asked:
            await self.app(scope, receive, send)
            return
        named = asked.get(b"access-control-request-headers")
        headers = [*ALLOWED, *([(b"access-control-allow-headers", named)] if named else [])]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"OK"})


class HeadCap:
    """Refuses requests with more headers than any client needs, or larger ones: by their bytes, and by their number."""

    def __init__(self, app: App, largest: int, most: int) -> None:
        self.app = app
        self.largest = largest
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = scope.get("headers", ())
        size = sum(len(name) + len(value) for name, value in headers)
        if scope["type"] != "http" or (size <= self.largest and len(headers) <= self.most):
            await self.app(scope, receive, send)
            return
        message = f"the request has more than {self.largest} bytes of headers, or more than {self.most}: send fewer"
        await answer(send, 431, "HEADERS_TOO_LARGE", message, (b"connection", b"close"))


class TurnCap:
    """
    Refuses requests that have waited too long for their turn: whoever asks again later gets an answer that is worth it.

    When `arrived`, in a request's own state, says since when it waits; a request that nobody has timed did not wait.
    Probes are let through: who is busy is not dead.
    """

    def __init__(self, app: App, longest: float, arrived: str, probes: Container[str]) -> None:
        self.app = app
        self.longest = longest
        self.arrived = arrived
        self.probes = probes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        since = scope.get("state", {}).get(self.arrived)
        waited = monotonic() - since if since is not None else 0.0
        if waited <= self.longest or scope.get("path") in self.probes:
            await self.app(scope, receive, send)
            return
        message = f"more is asked here than can be answered, {waited:.1f} s behind: try again in a second"
        await answer(send, 503, "OVERLOADED", message, (b"retry-after", b"1"), (b"cache-control", b"no-store"))


class TooLargeError(Exception):
    """A body that is larger than any query."""


class BodyCap:
    """Refuses bodies that are larger than any query, before they are read, and those that take too long to arrive."""

    def __init__(self, app: App, largest: int, seconds: float) -> None:
        self.app = app
        self.largest = largest
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            body = await watched(self.body(scope, receive), lambda: asyncio.timeout(self.seconds))
        except TooLargeError:
            message = f"the body is larger than {self.largest} bytes: ask for less at once"
            await answer(send, 413, "BODY_TOO_LARGE", message, (b"connection", b"close"))
            return
        except TimeoutError:
            await answer(send, 408, *late(self.seconds), (b"connection", b"close"))
            return
        if body is None:
            return
        given = False

        async def again() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, again, send)

    async def body(self, scope: Scope, receive: Receive) -> bytes | None:
        """The whole body; none where the client is gone. Raises `TooLargeError`."""
        if self.declared(scope) > self.largest:
            raise TooLargeError
        body, more = bytearray(), True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self.largest:
                raise TooLargeError
        return bytes(body)

    @staticmethod
    def declared(scope: Scope) -> int:
        """The length that the request declares, if it declares one."""
        lengths = [value for name, value in scope["headers"] if name == b"content-length"]
        return int(lengths[0]) if lengths and lengths[0].isdigit() else 0

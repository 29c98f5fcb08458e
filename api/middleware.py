"""What every request passes through: an id, a line in the access log, caps on its headers and body. Plain ASGI."""

import logging
import time
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import orjson

from api.errors import INTERNAL, failure
from api.log import REQUEST

Headers = list[tuple[bytes, bytes]]
Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOG = logging.getLogger("mueang.access")

SECURITY = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
)
"""Of every answer: it is what it says it is, and no other site may show it as its own."""

EMBEDDED = b"frame-ancestors *"
"""In the policy of an answer that is made to be shown by others (`api.pages.policy.EMBED`)."""


def secured(headers: Headers) -> Headers:
    """The headers of an answer, with those of every one; what others may show is not denied them."""
    policies = [value for name, value in headers if name == b"content-security-policy"]
    own = SECURITY[:-1] if any(EMBEDDED in value for value in policies) else SECURITY
    return [*headers, *own]


async def answer(send: Send, status: int, code: str, message: str, *headers: tuple[bytes, bytes]) -> None:
    """Answer with one GraphQL error."""
    body = orjson.dumps(failure(code, message))
    own = [(b"content-type", b"application/json; charset=utf-8"), *headers]
    await send({"type": "http.response.start", "status": status, "headers": own})
    await send({"type": "http.response.body", "body": body})


class AccessLog:
    """Gives each request an id, which its answer carries as `X-Request-Id`, and logs it; never its body."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id, started, status = uuid.uuid4().hex, time.perf_counter(), 0
        REQUEST.set(request_id)

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = secured([*message["headers"], (b"x-request-id", request_id.encode())])
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception:
            LOG.exception("%s failed", request_id)
            if status:  # it has begun to answer: the server cuts it off, and whoever reads knows that it is not whole
                raise
            await answer(sending, 500, *INTERNAL)
        finally:
            milliseconds = (time.perf_counter() - started) * 1000
            LOG.info("%s %s %s %d %.1f ms", request_id, scope["method"], scope["path"], status, milliseconds)


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


class BodyCap:
    """Refuses bodies that are larger than any query, before they are read."""

    def __init__(self, app: App, largest: int) -> None:
        self.app = app
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if self.declared(scope) > self.largest:
            await self.refuse(send)
            return
        body, more = bytearray(), True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self.largest:
                await self.refuse(send)
                return
        given = False

        async def again() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        await self.app(scope, again, send)

    @staticmethod
    def declared(scope: Scope) -> int:
        """The length that the request declares, if it declares one."""
        lengths = [value for name, value in scope["headers"] if name == b"content-length"]
        return int(lengths[0]) if lengths and lengths[0].isdigit() else 0

    async def refuse(self, send: Send) -> None:
        """413, with the cure."""
        message = f"the body is larger than {self.largest} bytes: ask for less at once"
        await answer(send, 413, "BODY_TOO_LARGE", message, (b"connection", b"close"))

"""
Answers in the coding that a client likes best: br, zstd or gzip, or as they are.

The library compresses by gzip only; the other codings are told to it here, in its own way.
"""

import asyncio
import sys
from functools import cached_property, lru_cache

import brotli
from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import GZipResponder, IdentityResponder
from starlette.types import ASGIApp, Message, Receive, Scope, Send

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

SMALLEST = 1_000
"""Bytes; a shorter answer fits into a packet as it is."""

LARGE = 131_072
"""Bytes; larger pieces are compressed beside the loop, which others wait for."""

LEVELS = {"br": 5, "zstd": 6, "gzip": 5}
"""Codings in the order of our liking, where a client has none; beyond these levels, it takes longer for little."""

NOT_MODIFIED = 304

AS_IT_IS = "identity"
LAST = 0.0005
"""How a client likes an answer as it is if it says nothing of that: less than anything that it names."""


class Piecewise(IdentityResponder):
    """Compresses the answer of one request, piece by piece."""

    def piece(self, body: bytes, *, more_body: bool) -> bytes:
        """A piece, compressed so that it can be read when it comes."""
        raise NotImplementedError

    async def apply_compression(self, body: bytes, *, more_body: bool) -> bytes:
        """What the library calls for each piece of a body."""
        if len(body) >= LARGE:
            return await asyncio.to_thread(self.piece, body, more_body=more_body)
        return self.piece(body, more_body=more_body)


class BrotliResponder(Piecewise):
    """As Brotli (RFC 7932)."""

    content_encoding = "br"

    @cached_property
    def compressor(self) -> "brotli.Compressor":
        """Made when there is something to compress."""
        return brotli.Compressor(quality=LEVELS["br"])

    def piece(self, body: bytes, *, more_body: bool) -> bytes:
        made: bytes = self.compressor.process(body)
        rest: bytes = self.compressor.flush() if more_body else self.compressor.finish()
        return made + rest


class ZstdResponder(Piecewise):
    """As Zstandard (RFC 8878)."""

    content_encoding = "zstd"

    @cached_property
    def compressor(self) -> zstd.ZstdCompressor:
        """Made when there is something to compress."""
        return zstd.ZstdCompressor(level=LEVELS["zstd"])

    def piece(self, body: bytes, *, more_body: bool) -> bytes:
        kind = zstd.ZstdCompressor
        return self.compressor.compress(body, kind.FLUSH_BLOCK if more_body else kind.FLUSH_FRAME)


def quality(parameters: str) -> float:
    """How much a client likes a coding, 0 to 1; what cannot be read is not liked."""
    name, _, value = parameters.replace(" ", "").lower().partition("=")
    try:
        return min(1.0, float(value)) if name == "q" else 1.0
    except ValueError:
        return 0.0


@lru_cache(maxsize=256)
def chosen(accept: str, offered: tuple[str, ...] = tuple(LEVELS)) -> str:
    """The coding that a client likes best of those offered, by `Accept-Encoding`; of several alike, the first."""
    named = {}
    for each in accept.split(","):
        coding, _, parameters = each.partition(";")
        named[coding.strip().lower()] = quality(parameters)
    others = named.get("*", 0.0)
    liked = {coding: named.get(coding, others) for coding in offered}
    liked[AS_IT_IS] = named.get(AS_IT_IS, min(LAST, named.get("*", LAST)))
    best = max(liked, key=lambda coding: liked[coding])
    return best if liked[best] > 0 else AS_IT_IS


def is_short(start: Message) -> bool:
    """Whether an answer has no body, or says that it is a short one."""
    known: bool = start["status"] == NOT_MODIFIED
    return known or any(name == b"content-length" and int(value) < SMALLEST for name, value in start["headers"])


def varying(send: Send) -> Send:
    """Sends answers as they are, and says of those that are not short that others may get them in another coding."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and not is_short(message):
            MutableHeaders(raw=message["headers"]).add_vary_header("Accept-Encoding")
        await send(message)

    return sending


class Compression:
    """Sends an answer in the coding that the client likes best."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        accepted = b",".join([value for name, value in scope["headers"] if name == b"accept-encoding"])
        coding = chosen(accepted.decode("latin-1"))
        if coding == AS_IT_IS:
            await self.app(scope, receive, varying(send))
        else:
            await self.responder(coding)(scope, receive, send)

    def responder(self, coding: str) -> ASGIApp:
        """What answers one request in a coding; of routes that are compressed, nothing is but text."""
        match coding:
            case "br":
                return BrotliResponder(self.app, SMALLEST, exclude_content_types=())
            case "zstd":
                return ZstdResponder(self.app, SMALLEST, exclude_content_types=())
        return GZipResponder(self.app, SMALLEST, LEVELS["gzip"], exclude_content_types=())

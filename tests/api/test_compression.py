"""Answers in the coding that a client likes best, each of which gives back the same."""

import gzip
import sys
from collections.abc import AsyncIterator, Callable

import brotli
import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from api.app import COMPRESSED
from api.compression import LARGE, SMALLEST, chosen

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

pytestmark = pytest.mark.anyio

DECODED: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "zstd": zstd.decompress,
    "gzip": gzip.decompress,
    "identity": bytes,
}
PIECES = [b"a" * 10, b"", b"b" * 5_000, b"c" * (LARGE + 1), b"d"]


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, zstd", "zstd"),
        ("gzip;q=1.0, br;q=0.8, zstd;q=0.9", "gzip"),
        ("br;q=0.2,zstd; Q=0.3 , gzip ;q=0.1", "zstd"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0", "identity"),
        ("gzip;q=0.5, identity", "identity"),
        ("gzip;q=0.001", "gzip"),
        ("*", "br"),
        ("*, br;q=0.5", "zstd"),
        ("br;q=0, *;q=0.1", "zstd"),
        ("*;q=0", "identity"),
        ("identity;q=0, *;q=0", "identity"),
        ("deflate, compress", "identity"),
        ("GZIP", "gzip"),
        ("br;q=much, gzip;q=0.1", "gzip"),
        ("br;q=, gzip", "gzip"),
        ("br;level=3", "br"),
        (", ,gzip,,", "gzip"),
    ],
)
def test_the_coding_is_the_one_the_client_likes_best(accept: str, coding: str) -> None:
    assert chosen(accept) == coding


async def get(path: str, *accept: str) -> httpx.Response:
    """The answer as it came, not decoded."""

    async def whole(_: Request) -> Response:
        return PlainTextResponse(b"".join(PIECES))

    async def streamed(_: Request) -> Response:
        async def pieces() -> AsyncIterator[bytes]:
            for piece in PIECES:
                yield piece

        return StreamingResponse(pieces(), media_type="text/csv")

    async def short(_: Request) -> Response:
        return PlainTextResponse("x" * (SMALLEST - 1))

    async def known(_: Request) -> Response:
        return Response(status_code=304)

    routes = [Route(f"/{each.__name__}", each, middleware=COMPRESSED) for each in (whole, streamed, short, known)]
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(Starlette(routes=routes)), base_url="http://mueang.test"
    ) as client:
        headers = [("accept-encoding", each) for each in accept]
        del client.headers["accept-encoding"]
        async with client.stream("GET", path, headers=headers) as response:
            response._content = b"".join([piece async for piece in response.aiter_raw()])
    return response


@pytest.mark.parametrize("path", ["/whole", "/streamed"])
@pytest.mark.parametrize("coding", DECODED)
async def test_what_is_compressed_gives_back_the_same(path: str, coding: str) -> None:
    answer = await get(path, coding)

    assert answer.headers.get("content-encoding", "identity") == coding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert DECODED[coding](answer.content) == b"".join(PIECES)
    assert coding == "identity" or len(answer.content) < 2_000
    assert path == "/streamed" or answer.headers["content-length"] == str(len(answer.content))


async def test_several_headers_are_one() -> None:
    assert (await get("/whole", "gzip;q=0.5", "zstd;q=0.6")).headers["content-encoding"] == "zstd"


@pytest.mark.parametrize("coding", DECODED)
@pytest.mark.parametrize(("path", "size"), [("/short", SMALLEST - 1), ("/known", 0)])
async def test_what_is_short_is_sent_as_it_is(path: str, size: int, coding: str) -> None:
    answer = await get(path, coding)

    assert "content-encoding" not in answer.headers
    assert "vary" not in answer.headers
    assert len(answer.content) == size

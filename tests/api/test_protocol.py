"""HTTP on a real socket: heads that end, and those that do not."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator

import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState

from api.app import create_app
from api.document.limits import Limits
from api.protocol import LIMITS, Protocol
from api.settings import Terms
from tests.fakes import TODAY, FakeGraph

pytestmark = pytest.mark.anyio

LIMIT = Limits(head=1_000, headers=20, body=200_000)
PIECE = b"x" * 10_000
PATIENCE = 10.0


class Connection:
    """A client of the server that sends what a test says."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def send(self, *pieces: bytes) -> None:
        """Send pieces, one after the other; the server gets each by itself."""
        for piece in pieces:
            self.writer.write(piece)
            await self.writer.drain()
            await asyncio.sleep(0.02)

    async def answer(self) -> tuple[int, dict[str, str], bytes]:
        """The status, the headers and the body of one answer."""
        async with asyncio.timeout(PATIENCE):
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode()
            first, *lines = head.strip().split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            if headers.get("transfer-encoding") == "chunked":
                size = int(await self.reader.readuntil(b"\r\n"), 16)
                body = await self.reader.readexactly(size)
                await self.reader.readuntil(b"0\r\n\r\n")
            else:
                body = await self.reader.readexactly(int(headers["content-length"]))
        return int(first.split()[1]), headers, body

    async def ended(self) -> bool:
        """Whether the server hangs up."""
        async with asyncio.timeout(PATIENCE):
            try:
                return await self.reader.read() == b""
            except ConnectionResetError:
                return True


@pytest.fixture
async def connection() -> AsyncIterator[Connection]:
    app = create_app(FakeGraph(), lambda: TODAY, terms=Terms(LIMIT))
    config, state = Config(app, lifespan="off"), ServerState()
    server = await asyncio.get_running_loop().create_server(
        lambda: Protocol(config, state, {LIMITS: LIMIT}), "127.0.0.1", 0
    )
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        yield Connection(reader, writer)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


@pytest.mark.parametrize(
    "pieces",
    [
        [b"x: ", b"y" * 1_000, b"\r\n\r\n"],
        [b"x: y\r\n" * 21, b"\r\n"],
        [b"x: ", b"y" * 2_000],
        [b"x", b"y" * 2_000],
        [b"x: " + b"y" * 500 + b"\r\n"] * 3,
    ],
    ids=["large", "many", "a value without end", "a name without end", "headers without end"],
)
async def test_a_head_that_is_too_large_is_refused_and_the_connection_ends(
    connection: Connection, pieces: list[bytes]
) -> None:
    await connection.send(b"GET /livez HTTP/1.1\r\n", *pieces)

    status, headers, body = await connection.answer()

    assert (status, headers["connection"], len(headers["x-request-id"])) == (431, "close", 32)
    assert [error["extensions"]["code"] for error in json.loads(body)["errors"]] == ["HEADERS_TOO_LARGE"]
    assert await connection.ended()


async def test_a_long_address_is_no_large_head(connection: Connection) -> None:
    await connection.send(b"GET /graphql?query={", *[PIECE] * 6, b"} HTTP/1.1\r\nhost: a\r\n", b"accept: */*\r\n\r\n")

    status, _, body = await connection.answer()

    assert (status, json.loads(body)["errors"][0]["extensions"]["code"]) == (200, "DOCUMENT_TOO_LARGE")


async def test_an_address_without_end_is_refused(connection: Connection) -> None:
    await connection.send(b"GET /", *[PIECE] * 7)

    status, _, body = await connection.answer()

    assert (status, body) == (400, b"The address is longer than 65535 bytes: ask by POST.")
    assert await connection.ended()


async def test_requests_follow_one_another_on_a_connection(connection: Connection) -> None:
    body = json.dumps({"query": "{ release { id } }"}).encode().ljust(100_000)
    post = b"POST /graphql HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n" + body

    await connection.send(post[:50_000], post[50_000:])
    first = await connection.answer()
    await connection.send(post, post + b"GET /live", b"z HTTP/1.1\r\n", b"host: a\r\n\r\n")
    others = [await connection.answer() for _ in range(3)]

    assert [status for status, _, _ in (first, *others)] == [200] * 4
    assert others[-1][2] == b'{"live":true}'

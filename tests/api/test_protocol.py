"""HTTP on a real socket: heads that end, and those that do not."""

import asyncio
import contextlib
import json
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp as App
from starlette.types import Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.server import ServerState

from api.app import create_app
from api.document.limits import Limits
from api.protocol import LIMITS, Protocol, lain
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
        """Whether the server hangs up, and does not break off."""
        async with asyncio.timeout(PATIENCE):
            return await self.reader.read() == b""


@pytest.fixture
def limit() -> Limits:
    """What a request may be."""
    return LIMIT


@contextlib.asynccontextmanager
async def connected(app: App, limit: Limits) -> AsyncIterator[Connection]:
    """A connection to a server of an application."""
    async with serving(Config(app, lifespan="off"), ServerState(), limit) as made:
        yield made


@contextlib.asynccontextmanager
async def serving(config: Config, state: ServerState, limit: Limits) -> AsyncIterator[Connection]:
    """A connection to a server whose state a test can look at."""
    server = await asyncio.get_running_loop().create_server(
        lambda: Protocol(config, state, {LIMITS: limit}), "127.0.0.1", 0
    )
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        yield Connection(reader, writer)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


@pytest.fixture
async def connection(limit: Limits) -> AsyncIterator[Connection]:
    async with connected(create_app(FakeGraph(), lambda: TODAY, terms=Terms(limit)), limit) as made:
        yield made


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


ASKED = b"GET /livez HTTP/1.1\r\nhost: a\r\n\r\n"


@contextlib.asynccontextmanager
async def rested() -> AsyncIterator[tuple[Connection, Protocol]]:
    """A client that has its answer and may ask again, with what the server has of it."""
    state = ServerState()
    config = Config(create_app(FakeGraph(), lambda: TODAY), lifespan="off")
    async with serving(config, state, LIMIT) as connection:
        await connection.send(ASKED)
        await connection.answer()
        (protocol,) = state.connections
        assert isinstance(protocol, Protocol)
        yield connection, protocol


@pytest.mark.parametrize("end", [Protocol.timeout_keep_alive_handler, Protocol.give_up])
async def test_a_request_that_was_there_is_answered_though_its_connection_was_to_end(
    end: Callable[[Protocol], None],
) -> None:
    async with rested() as (connection, protocol):
        connection.writer.write(ASKED)  # the loop has not come round to reading it
        end(protocol)

        assert (await connection.answer())[0] == 200


async def test_a_client_that_asks_nothing_is_told_of_the_end_before_the_loop_comes_round_to_it() -> None:
    async with rested() as (connection, protocol):
        protocol.timeout_keep_alive_handler()

        with socket.socket(fileno=os.dup(connection.writer.get_extra_info("socket").fileno())) as client:
            assert client.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""


async def test_an_address_that_is_too_long_is_refused_with_the_cure_also_at_once(connection: Connection) -> None:
    await connection.send(b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nhost: a\r\n\r\n")

    status, _, body = await connection.answer()

    assert (status, body) == (400, b"The address is longer than 65535 bytes: ask by POST.")
    assert await connection.ended()


async def test_what_is_no_http_is_refused(connection: Connection) -> None:
    await connection.send(b"ask\r\n\r\n")

    status, _, body = await connection.answer()

    assert (status, body) == (400, b"Invalid HTTP request received.")


async def test_requests_follow_one_another_on_a_connection(connection: Connection) -> None:
    body = json.dumps({"query": "{ release { id } }"}).encode().ljust(100_000)
    post = b"POST /graphql HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n" + body

    await connection.send(post[:50_000], post[50_000:])
    first = await connection.answer()
    await connection.send(post, post + b"GET /live", b"z HTTP/1.1\r\n", b"host: a\r\n\r\n")
    others = [await connection.answer() for _ in range(3)]

    assert [status for status, _, _ in (first, *others)] == [200] * 4
    assert others[-1][2] == b'{"live":true}'


SOON = replace(LIMIT, arrival=0.3)
LATE = {"message": "the request was not whole after 0.3 s: send it at once", "extensions": {"code": "REQUEST_TIMEOUT"}}
hurried = pytest.mark.parametrize("limit", [SOON], ids=["hurried"])


@hurried
async def test_who_asks_nothing_is_hung_up_on(connection: Connection) -> None:
    assert await connection.ended()


@hurried
@pytest.mark.parametrize(
    "pieces", [[b"G"], [b"GET /livez HTTP/1.1\r\n", *[b"x: y\r\n"] * 8]], ids=["begun", "dripping"]
)
async def test_a_head_that_does_not_come_to_its_end_is_late(connection: Connection, pieces: list[bytes]) -> None:
    for piece in pieces:
        connection.writer.write(piece)
        await asyncio.sleep(0.02)

    status, headers, body = await connection.answer()

    assert (status, headers["connection"], json.loads(body)["errors"]) == (408, "close", [LATE])
    assert headers["cache-control"] == "no-store"
    assert await connection.ended()


@hurried
async def test_a_body_that_does_not_come_to_its_end_is_late(connection: Connection) -> None:
    await connection.send(b"POST /graphql HTTP/1.1\r\ncontent-length: 100\r\n\r\n", b"{", b"}")

    status, headers, body = await connection.answer()

    assert (status, headers["connection"], json.loads(body)["errors"]) == (408, "close", [LATE])
    assert headers["cache-control"] == "no-store"
    assert len(headers["x-request-id"]) == 32
    assert await connection.ended()


@hurried
async def test_a_connection_that_was_used_ends_whatever_it_is_sent_between_requests(connection: Connection) -> None:
    await connection.send(b"GET /livez HTTP/1.1\r\n\r\n")
    status, _, _ = await connection.answer()
    await connection.send(b"\r\n")

    assert status == 200
    assert await connection.ended()


async def test_an_answer_that_takes_long_is_given_before_what_follows_is_late() -> None:
    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(3 * SOON.arrival)
        await PlainTextResponse("there")(scope, receive, send)

    async with connected(slow, SOON) as connection:
        await connection.send(b"GET / HTTP/1.1\r\n\r\n", b"GET /")
        first = await connection.answer()
        second = await connection.answer()

    assert (first[0], first[2], second[0]) == (200, b"there", 408)


async def test_who_takes_nothing_of_an_answer_is_cut_off(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.protocol.UNREAD_SECONDS", 0.3)
    transport = connection.writer.transport
    transport.pause_reading()  # type: ignore[attr-defined] # that of a socket

    async def ask_on() -> None:
        while True:
            await connection.send(b"GET /schema.graphql HTTP/1.1\r\n\r\n" * 20)

    with pytest.raises(ConnectionError):
        await ask_on()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how long something has lain")
async def test_what_has_lain_in_the_system_has_waited() -> None:
    hurried = Limits(wait=0.3)
    ours = create_app(FakeGraph(), lambda: TODAY, terms=Terms(hurried))
    async with connected(ours, hurried) as connection:
        await connection.send(b"GET /schema.graphql HTTP/1.1\r\n\r\n")
        before, _, _ = await connection.answer()

        connection.writer.write(b"GET /schema.graphql HTTP/1.1\r\n\r\n")
        time.sleep(1)  # noqa: ASYNC251 # a turn of the loop that takes long, since many ask
        status, headers, body = await connection.answer()

    assert (before, status, headers["retry-after"]) == (200, 503, "1")
    assert json.loads(body)["errors"][0]["extensions"]["code"] == "OVERLOADED"


SLOW = replace(LIMIT, arrival=0.3)
REFUSED = {
    "too large a head": (LIMIT, 431, b"GET /livez HTTP/1.1\r\nx: " + b"y" * 2_000),
    "too long an address": (LIMIT, 400, b"GET /" + b"y" * 70_000),
    "too large a body": (LIMIT, 413, b"POST /graphql HTTP/1.1\r\ncontent-length: 90000000\r\n\r\n{"),
    "a slow head": (SLOW, 408, b"GET /livez HTTP/1.1\r\nhost: a\r\n"),
    "a slow body": (SLOW, 408, b"POST /graphql HTTP/1.1\r\ncontent-length: 10000\r\n\r\n{"),
}


@pytest.mark.parametrize(("limit", "expected", "part"), REFUSED.values(), ids=REFUSED)
async def test_who_is_still_sending_is_told_why_it_is_refused(
    connection: Connection, expected: int, part: bytes
) -> None:
    await connection.send(part[:20], part[20:])
    status, headers, _ = await connection.answer()
    await connection.send(*[PIECE] * 20)

    assert (status, headers["connection"]) == (expected, "close")
    assert await connection.ended()


@pytest.mark.parametrize("stopped", [False, True], ids=["in time", "with the server"])
@pytest.mark.parametrize("limit", [replace(LIMIT, arrival=0.1)])
async def test_who_does_not_stop_sending_is_not_listened_to_for_ever(
    limit: Limits, monkeypatch: pytest.MonkeyPatch, *, stopped: bool
) -> None:
    monkeypatch.setattr("api.lingering.SECONDS", 60 if stopped else 0.1)
    config, state = Config(PlainTextResponse("here"), lifespan="off"), ServerState()
    async with serving(config, state, limit) as connection:
        await connection.send(b"GET /livez HTTP/1.1\r\n")
        assert (await connection.answer())[0] == 408
        for each in list(state.connections) if stopped else ():
            each.shutdown()
        async with asyncio.timeout(PATIENCE):
            while state.connections:
                await asyncio.sleep(0.01)


async def test_a_server_that_stops_does_not_wait_for_who_has_begun_to_ask(limit: Limits) -> None:
    config, state = Config(PlainTextResponse("here"), lifespan="off"), ServerState()
    async with serving(config, state, limit) as connection:
        await connection.send(b"GET /livez HTTP/1.1\r\n")
        for each in list(state.connections):
            each.shutdown()
        assert await connection.ended()
        assert not state.connections


def test_a_connection_that_says_nothing_of_it_has_kept_nothing() -> None:
    one, other = socket.socketpair()
    with one, other:
        assert (lain(one), lain(None)) == (0.0, 0.0)


async def test_answers_are_sent_at_once_also_at_a_port_that_processes_share() -> None:
    made: list[Protocol] = []

    def protocol() -> Protocol:
        made.append(Protocol(Config(create_app(FakeGraph(), lambda: TODAY), lifespan="off"), ServerState(), {}))
        return made[-1]

    shared = socket.socket(socket.AF_INET)  # as the server's library makes it: it says of no protocol
    shared.bind(("127.0.0.1", 0))
    async with await asyncio.get_running_loop().create_server(protocol, sock=shared):
        reader, writer = await asyncio.open_connection(*shared.getsockname())
        writer.write(b"GET /livez HTTP/1.1\r\n\r\n")
        await reader.readline()
        at_once = made[0].transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        writer.close()

    assert at_once

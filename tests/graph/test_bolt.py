"""Reads over a connection of the driver: what is written and heard, and what is left to the driver."""

from asyncio import Future, Protocol, ensure_future, sleep
from collections import deque
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from neo4j._codec.packstream.v1 import Packer, Unpacker

from graph.bolt import (
    FAILURE,
    IGNORED,
    LONGEST,
    PULL,
    RECORD,
    RUN,
    SUCCESS,
    Chunks,
    Message,
    Wire,
    chunked,
    read,
)

pytestmark = pytest.mark.anyio

PACKER: Any = Packer
UNPACKER: Any = Unpacker
NO_MESSAGE = bytes(2)
FIELDS = Message(SUCCESS, [{"fields": ["name", "count"]}])
ENDED = Message(SUCCESS, [{"bookmark": "b1"}])


def packed(*messages: Message) -> bytes:
    """Messages as a server sends them."""
    packer = PACKER(PACKER.new_packable_buffer())
    sent = b""
    for each in messages:
        packer.stream.clear()
        packer.pack_struct(*each, None)
        sent += b"".join(chunked(packer.stream.data))
    return sent


def unpacked(sent: bytes) -> list[Message]:
    """What a server hears."""
    found = []
    for data in Chunks().cut(sent):
        unpacker = UNPACKER(UNPACKER.new_unpackable_buffer())
        unpacker.unpackable.data, unpacker.unpackable.used = data, len(data)
        structure = unpacker.unpack()
        found.append(Message(structure.tag, structure.fields))
    return found


class Driver(Protocol):
    """What of the driver hears a connection."""

    def __init__(self) -> None:
        self.heard: list[Any] = []
        self.over = False

    def data_received(self, data: bytes) -> None:
        assert not self.over, "feed_data after feed_eof"  # as its reader says
        self.heard.append(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self.over = True
        self.heard.append(exc)

    def eof_received(self) -> bool:
        self.over = True
        self.heard.append("eof")
        return True

    def pause_writing(self) -> None:
        self.heard.append("pause")

    def resume_writing(self) -> None:
        self.heard.append("resume")


class Transport:
    """A transport that keeps what is sent."""

    def __init__(self) -> None:
        self.protocol: Any = Driver()
        self.sent: list[bytes] = []
        self.closing = False

    def get_protocol(self) -> Any:
        return self.protocol

    def set_protocol(self, protocol: Any) -> None:
        self.protocol = protocol

    def is_closing(self) -> bool:
        return self.closing

    def write(self, data: bytes) -> None:
        self.sent.append(data)


class DriverError(Exception):
    """What the driver makes of what fails."""


class Connection:
    """A connection as the driver keeps it, over a transport of ours."""

    PACKER_CLS = Packer
    UNPACKER_CLS = Unpacker

    def __init__(self) -> None:
        self.transport = Transport()
        self.driver: Driver = self.transport.protocol
        self.over = self.killed = False
        self.socket = SimpleNamespace(_writer=SimpleNamespace(transport=self.transport), at_eof=lambda: self.over)
        self.inbox = SimpleNamespace(on_error=self.broke)
        self.responses: deque[Any] = deque()
        self.idle_since = 0.0

    async def broke(self, error: Exception) -> None:
        raise DriverError(f"broke: {error}") from error

    async def send_all(self) -> None:
        self.transport.write(b"queued")

    async def fetch_all(self) -> None:
        self.responses.clear()

    def kill(self) -> None:
        self.killed = True

    async def _process_message(self, tag: bytes, fields: list[Any]) -> None:
        assert self.responses.pop().connection is self
        raise DriverError(tag, *fields)

    async def asked(self) -> "Future[Any]":
        """A read that was sent, and waits."""
        future = ensure_future(read(self, "RETURN $x AS x", {"x": [1]}, {"mode": "r"}))
        await sleep(0)
        return future

    def says(self, data: bytes, pieces: Sequence[int] = ()) -> None:
        """What a server sends, as it arrives."""
        for start, end in zip((0, *pieces), (*pieces, len(data)), strict=True):
            self.transport.protocol.data_received(data[start:end])


messages = st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=6)


@given(messages, st.randoms(use_true_random=False))
def test_messages_are_cut_out_of_chunks_however_they_arrive(expected: list[bytes], chance: Any) -> None:
    sent = b""
    for message in expected:
        sent += NO_MESSAGE * chance.randrange(3)
        rest = message
        while rest:
            size = chance.randint(1, len(rest))
            sent, rest = sent + size.to_bytes(2, "big") + rest[:size], rest[size:]
        sent += NO_MESSAGE
    chunks, found = Chunks(), list[bytes]()

    while sent:
        size = chance.randint(1, len(sent))
        found += map(bytes, chunks.cut(sent[:size]))
        sent = sent[size:]

    assert found == expected


@pytest.mark.parametrize("length", [1, LONGEST - 1, LONGEST, LONGEST + 1, 3 * LONGEST])
def test_a_message_is_sent_in_chunks_of_which_none_is_too_long(length: int) -> None:
    message = bytearray(each % 251 for each in range(length))
    chunks = list(chunked(message))

    assert all(len(each) <= LONGEST + 2 for each in chunks)
    assert len(chunks) == -(-length // LONGEST) + 1
    assert Chunks().cut(b"".join(chunks)) == [message]


@pytest.mark.parametrize("pieces", [(), (1,), (2, 3, 40), (30, 31, 32)])
async def test_a_read_is_one_write_and_its_rows_are_named(pieces: tuple[int, ...]) -> None:
    connection = Connection()
    asked = await connection.asked()
    rows = [Message(RECORD, [["a", 1]]), Message(RECORD, [["ข", None]])]
    connection.says(packed(FIELDS, *rows, ENDED), pieces)

    assert await asked == ([{"name": "a", "count": 1}, {"name": "ข", "count": None}], {"bookmark": "b1"})
    (sent,) = connection.transport.sent
    assert unpacked(sent) == [(RUN, ["RETURN $x AS x", {"x": [1]}, {"mode": "r"}]), (PULL, [{"n": -1}])]
    assert connection.driver.heard == []


async def test_a_connection_is_read_over_again_by_the_same_wire() -> None:
    connection = Connection()
    for count in range(3):
        asked = await connection.asked()
        connection.says(packed(FIELDS, Message(RECORD, [["a", count]]), ENDED))
        assert (await asked)[0] == [{"name": "a", "count": count}]

    assert connection.transport.protocol.driver is connection.driver


async def test_what_is_no_answer_to_a_read_is_heard_by_the_driver() -> None:
    connection = Connection()
    asked = await connection.asked()
    connection.says(packed(FIELDS, ENDED))
    connection.says(b"late")
    wire: Wire = connection.transport.protocol
    wire.pause_writing()
    wire.resume_writing()
    assert wire.eof_received() is True
    wire.connection_lost(None)

    assert await asked == ([], {"bookmark": "b1"})
    assert connection.driver.heard == [b"late", "pause", "resume", "eof", None]


@pytest.mark.parametrize("rows", [(), (Message(RECORD, [["a", 1]]),)])
async def test_what_fails_is_left_to_the_driver(rows: tuple[Message, ...]) -> None:
    failure = Message(FAILURE, [{"code": "Neo.ClientError.Statement.SyntaxError"}])
    answers = (FIELDS, *rows, failure) if rows else (failure, Message(IGNORED, []))
    connection = Connection()
    asked = await connection.asked()
    connection.says(packed(*answers))

    with pytest.raises(DriverError) as raised:
        await asked
    assert raised.value.args == (FAILURE, failure.fields[0])


async def test_a_read_that_was_ignored_is_no_answer() -> None:
    connection = Connection()
    asked = await connection.asked()
    connection.says(packed(Message(IGNORED, []), Message(IGNORED, [])))

    with pytest.raises(DriverError, match="broke: the server ignored a read"):
        await asked


@pytest.mark.parametrize("how", ["lost", "reset", "eof"])
async def test_a_connection_that_breaks_is_left_to_the_driver(how: str) -> None:
    connection = Connection()
    asked = await connection.asked()
    connection.says(packed(FIELDS))
    wire: Wire = connection.transport.protocol
    if how == "eof":
        wire.eof_received()
    else:
        wire.connection_lost(ConnectionResetError("by peer") if how == "reset" else None)

    with pytest.raises(DriverError, match="broke: "):
        await asked
    assert len(connection.driver.heard) == 1


@pytest.mark.parametrize("begun", [b"", b"\x00"], ids=["at once", "in the middle of a message"])
async def test_a_failure_is_told_though_the_connection_breaks_behind_it(begun: bytes) -> None:
    failure = Message(FAILURE, [{"code": "Neo.TransientError.Request.NoThreadsAvailable"}])
    connection = Connection()
    asked = await connection.asked()
    connection.says(packed(failure) + begun)
    connection.transport.protocol.connection_lost(None)

    with pytest.raises(DriverError) as raised:
        await asked
    assert raised.value.args == (FAILURE, failure.fields[0])


async def test_what_is_no_message_breaks_the_connection() -> None:
    connection = Connection()
    asked = await connection.asked()
    connection.says(b"\x00\x02\xb1\x70\x00\x00")

    with pytest.raises(DriverError, match="broke: "):
        await asked


@pytest.mark.parametrize("how", ["closing", "over", "eof", "lost"])
async def test_over_a_connection_that_is_closed_nothing_is_sent(how: str) -> None:
    connection = Connection()
    if how in {"eof", "lost"}:
        asked = await connection.asked()
        connection.says(packed(FIELDS, ENDED))
        await asked
        wire: Wire = connection.transport.protocol
        wire.eof_received() if how == "eof" else wire.connection_lost(None)
        connection.transport.sent.clear()
    connection.transport.closing, connection.over = how == "closing", how == "over"

    with pytest.raises(DriverError, match="broke: the connection is closed"):
        await (await connection.asked())
    assert connection.transport.sent == []


async def test_what_the_driver_has_to_say_comes_first() -> None:
    connection = Connection()
    connection.responses.append("of a password anew")
    asked = await connection.asked()

    assert connection.transport.sent[0] == b"queued"
    assert len(connection.transport.sent) == 2
    connection.says(packed(FIELDS, ENDED))
    assert (await asked)[0] == []


async def test_what_is_begun_behind_an_answer_is_for_the_driver() -> None:
    connection = Connection()
    asked = await connection.asked()
    connection.says(packed(FIELDS, ENDED) + b"\x00")
    connection.says(b"\x00")

    assert (await asked)[0] == []
    assert connection.driver.heard == [b"\x00", b"\x00"]


async def test_values_that_cannot_be_sent_leave_the_connection_as_it_was() -> None:
    connection = Connection()
    with pytest.raises(OverflowError):
        await read(connection, "RETURN $x", {"x": 2**70}, {})
    assert connection.transport.sent == []

    asked = await connection.asked()
    connection.says(packed(FIELDS, ENDED))
    assert (await asked)[0] == []


async def test_the_connection_of_a_read_that_is_given_up_is_closed() -> None:
    connection = Connection()
    asked = await connection.asked()
    asked.cancel()
    await sleep(0)

    assert asked.cancelled()
    assert connection.killed
    connection.says(packed(FIELDS, ENDED))
    connection.transport.protocol.connection_lost(None)
    assert connection.driver.heard == [None]


async def test_a_connection_is_not_idle_while_it_is_read_over() -> None:
    connection = Connection()
    asked = await connection.asked()
    connection.says(packed(FIELDS, ENDED))
    await asked

    assert connection.idle_since > 0

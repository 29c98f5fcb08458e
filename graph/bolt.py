"""
A read over a connection of the driver: one write, and one wait for all that is answered.

The driver connects, encrypts, signs in, keeps its connections, and knows what follows from what fails. For a read that
succeeds it waits six times, each time in five coroutines and a task, and writes a log that nobody keeps. Here messages
are cut out of what arrives when it arrives; so one city is read for a third of what it took of the processor.

What is written and heard is Bolt, versions 5 and 6: RUN, PULL, RECORD, and a summary of each of the first two (Bolt
Protocol documentation, "Message exchange" and "Messages").
"""

from asyncio import Future, Protocol, Transport, get_running_loop
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any, NamedTuple, cast

from neo4j import READ_ACCESS, AsyncDriver
from neo4j._async.io._bolt._common import Response
from neo4j._async.io._pool import AcquisitionDatabase
from neo4j._deadline import Deadline

from graph.decoding import Row

RUN, PULL = b"\x10", b"\x3f"
SUCCESS, RECORD, IGNORED, FAILURE = b"\x70", b"\x71", b"\x7e", b"\x7f"
ALL = {"n": -1}

HEADER = 2
"""Before each chunk of a message stands its length, in so many bytes; behind the last is one of no length."""

LONGEST = 0xFFFF
"""Bytes of a chunk, at most."""


class Message(NamedTuple):
    """What is said over a connection: of a record its values, of a summary one map."""

    tag: bytes
    fields: list[Any]


class Chunks:
    """Cuts messages out of the bytes of a connection, however these arrive."""

    def __init__(self) -> None:
        self.rest = bytearray()
        self.message = bytearray()

    def cut(self, data: bytes) -> list[bytearray]:
        """The messages that end in what arrived."""
        messages = []
        self.rest += data
        rest, at = self.rest, 0
        while (start := at + HEADER) <= len(rest):
            end = start + int.from_bytes(rest[at:start], "big")
            if end > len(rest):
                break
            if end > start:
                self.message += rest[start:end]
            elif self.message:  # an empty one by itself says that the server still works on it
                messages.append(self.message)
                self.message = bytearray()
            at = end
        del rest[:at]
        return messages

    def left(self) -> bytes:
        """What arrived behind the last message; it stays no longer."""
        left = bytes(self.rest)
        self.rest.clear()
        return left


def chunked(message: bytearray) -> Iterator[bytes]:
    """A message as it is sent."""
    for at in range(0, len(message), LONGEST):
        chunk = message[at : at + LONGEST]
        yield len(chunk).to_bytes(HEADER, "big") + chunk
    yield bytes(HEADER)


class Wire(Protocol):
    """
    Stands between a transport and the driver: asks, and hears what is answered; all else is passed on to the driver.

    Messages are packed and unpacked by the driver, in the version that was agreed on.
    """

    def __init__(self, connection: Any, transport: Transport) -> None:
        self.transport = transport
        self.driver = cast("Protocol", transport.get_protocol())
        self.packer = connection.PACKER_CLS(connection.PACKER_CLS.new_packable_buffer())
        self.unpacker = connection.UNPACKER_CLS(connection.UNPACKER_CLS.new_unpackable_buffer())
        self.chunks = Chunks()
        self.heard: list[Message] = []
        self.pending = 0
        self.answered: Future[list[Message]] | None = None
        self.over: bool = connection.socket.at_eof()
        """Whether the server has said that it says no more, which a transport does not tell."""
        transport.set_protocol(self)

    def packed(self, message: Message) -> bytes:
        """A message as it is sent."""
        self.packer.stream.clear()  # of one that could not be packed
        self.packer.pack_struct(*message, None)
        return b"".join(chunked(self.packer.stream.data))

    def unpacked(self, data: bytearray) -> Message:
        """A message as it is heard."""
        buffer = self.unpacker.unpackable
        buffer.data, buffer.used, buffer.p = data, len(data), 0
        structure = self.unpacker.unpack()
        return Message(structure.tag, structure.fields)

    def ask(self, *messages: Message) -> Future[list[Message]]:
        """Send messages, and hear what is answered, to the summary of the last; it fails with the connection."""
        assert self.answered is None  # noqa: S101 # the connection of a read that is given up is closed
        sent = b"".join(map(self.packed, messages))
        self.pending = len(messages)
        self.answered = answered = get_running_loop().create_future()
        if self.over or self.transport.is_closing():
            self.fail(ConnectionError("the connection is closed"))
        else:
            self.transport.write(sent)
        return answered

    def data_received(self, data: bytes) -> None:
        """Hear it while a read is waited for."""
        if self.answered is None:
            self.driver.data_received(data)
            return
        try:
            messages = [self.unpacked(each) for each in self.chunks.cut(data)]
        except Exception as error:  # whoever waits is told, and closes the connection
            self.fail(error)
            return
        self.heard += messages
        self.pending -= sum(each.tag != RECORD for each in messages)
        if self.pending <= 0:
            self.settle()
            if begun := self.chunks.left():
                self.driver.data_received(begun)

    def settle(self, error: Exception | None = None) -> None:
        """Give what was heard, or an error, to whoever waits; none of it stays."""
        answered, heard = self.answered, self.heard
        self.answered, self.heard = None, []
        if answered is None or answered.done():
            return
        if error:
            answered.set_exception(error)
        else:
            answered.set_result(heard)

    def fail(self, error: Exception) -> None:
        """Tell whoever waits that no more will be heard; that the server has said why is more than that it is gone."""
        if self.heard and self.heard[-1].tag == FAILURE:
            self.heard.append(Message(IGNORED, []))
            self.settle()
        else:
            self.settle(error)

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self.over = True
        self.driver.connection_lost(exc)
        self.fail(ConnectionError(str(exc or "the connection is lost")))

    def eof_received(self) -> bool | None:
        """The server says no more."""
        self.over = True
        kept = self.driver.eof_received()
        self.fail(ConnectionError("the server ended the connection"))
        return kept

    def pause_writing(self) -> None:
        """As the driver does."""
        self.driver.pause_writing()

    def resume_writing(self) -> None:
        """As the driver does."""
        self.driver.resume_writing()


def wire_of(connection: Any) -> Wire:
    """The wire of a connection, put there the first time."""
    transport = cast("Transport", connection.socket._writer.transport)
    protocol = transport.get_protocol()
    return protocol if isinstance(protocol, Wire) else Wire(connection, transport)


def connections(driver: AsyncDriver) -> list[bool]:
    """Of each connection that is open, whether it is in use."""
    pool: Any = driver._pool
    return [connection.in_use for each in pool.connections.values() for connection in each]


def client_of(connection: Any) -> str:
    """The address of a connection's client, which is ours, as the server has it."""
    host, port, *_ = connection.socket.getsockname()
    return f"{host}:{port}"


def agent_of(connection: Any) -> str | None:
    """What the server of a connection calls itself, as it said when it was connected to."""
    agent: str | None = connection.server_info.agent
    return agent


@asynccontextmanager
async def connected(
    driver: AsyncDriver, database: str, bookmarks: Collection[str], seconds: float
) -> AsyncIterator[Any]:
    """
    A connection to read over, within so many seconds, from a server that reads; raises what the driver does.

    A session takes one, too, and costs a fifth of a read.
    """
    check: Callable[[], None] = driver._check_state
    check()
    pool: Any = driver._pool
    wanted = AcquisitionDatabase(database)
    connection = await pool.acquire(READ_ACCESS, Deadline(seconds), wanted, bookmarks, None, None)
    try:
        yield connection
    finally:
        await pool.release(connection)


async def read(
    connection: Any, text: str, parameters: Mapping[str, Any], extra: Mapping[str, Any]
) -> tuple[list[Row], Mapping[str, Any]]:
    """
    The rows of a text, as a transaction by itself, and what was said when it ended.

    `extra` is that of RUN. Values are plain: no dates, points or nodes. Raises what the driver does, to which failures
    are left: by then a connection is ready again, or closed. It is closed, too, if this is given up: what is still
    answered is for nobody.
    """
    if connection.responses:  # the driver has something to say first, as a password anew
        await connection.send_all()
        await connection.fetch_all()
    answered = wire_of(connection).ask(Message(RUN, [text, parameters, extra]), Message(PULL, [ALL]))
    try:
        began, *records, ended = await answered
    except Exception as error:
        await connection.inbox.on_error(error)
        raise
    except BaseException:
        connection.kill()
        raise
    for summary in (began, ended):
        if summary.tag == FAILURE:
            connection.responses.append(Response(connection, "pull", None))  # type: ignore[no-untyped-call]
            await connection._process_message(*summary)
    if ended.tag != SUCCESS:
        await connection.inbox.on_error(ConnectionError("the server ignored a read"))
    connection.idle_since = monotonic()
    names = began.fields[0]["fields"]
    return [dict(zip(names, each.fields[0], strict=True)) for each in records], ended.fields[0]

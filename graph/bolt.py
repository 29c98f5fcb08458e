"""
A read over a connection of the driver: one write, and one wait for all that is answered.

The driver connects, encrypts, signs in, keeps its connections, and knows what follows from what fails. For a read that
succeeds it waits six times, each time in five coroutines and a task, and writes a log that nobody keeps. Here messages
are cut out of what arrives when it arrives; so one city is read for a third of what it took of the processor.

What is written and heard is Bolt as it is from version 4.0 on: RUN, PULL, RECORD, and a summary of each of the first
two (Bolt Protocol documentation, "Message exchange" and "Messages").
"""

from asyncio import CancelledError, Future, Protocol, Transport, get_running_loop
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, NamedTuple, cast

from neo4j import READ_ACCESS, AsyncDriver
from neo4j._async.io._bolt._common import Response
from neo4j._async.io._pool import AcquisitionDatabase
from neo4j._deadline import Deadline

from graph.decoding import Row

RUN, PULL = b"\x10", b"\x3f"
SUCCESS, RECORD, FAILURE = b"\x70", b"\x71", b"\x7f"
ALL = {"n": -1}
RESPONSE: Callable[..., Any] = Response

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
        sent = b"".join(map(self.packed, messages))
        self.heard, self.pending = [], len(messages)
        self.answered = answered = get_running_loop().create_future()
        if self.transport.is_closing():
            self.end(ConnectionError("the connection is closed"))
        else:
            self.transport.write(sent)
        return answered

    def data_received(self, data: bytes) -> None:
        """Hear it while a read is waited for."""
        if self.answered is None:
            self.driver.data_received(data)
            return
        messages = [self.unpacked(each) for each in self.chunks.cut(data)]
        self.heard += messages
        self.pending -= sum(each.tag != RECORD for each in messages)
        if not self.pending:
            self.end()

    def end(self, error: Exception | None = None) -> None:
        """Let whoever waits for a read go on; nothing of it stays here."""
        answered, heard = self.answered, self.heard
        self.answered, self.heard = None, []
        if answered is None or answered.done():
            return
        if error:
            answered.set_exception(error)
        else:
            answered.set_result(heard)

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self.driver.connection_lost(exc)
        self.end(ConnectionError(str(exc or "the connection is lost")))

    def eof_received(self) -> bool | None:
        """The server says no more."""
        kept = self.driver.eof_received()
        self.end(ConnectionError("the server ended the connection"))
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
async def connected(driver: AsyncDriver, database: str, seconds: float) -> AsyncIterator[Any]:
    """
    A connection to read over, within so many seconds; closed if it is given up while it is read over.

    A session takes one, too, and costs a fifth of a read.
    """
    pool: Any = driver._pool
    connection = await pool.acquire(READ_ACCESS, Deadline(seconds), AcquisitionDatabase(database), (), None, None)
    try:
        yield connection
    except CancelledError:
        connection.kill()
        raise
    finally:
        await pool.release(connection)


async def read(
    connection: Any, text: str, parameters: Mapping[str, Any], extra: Mapping[str, Any]
) -> tuple[list[Row], Mapping[str, Any]]:
    """
    The rows of a text, as a transaction by itself, and what was said when it ended.

    `extra` is that of RUN. Raises what the driver does, which is left to it: by then a connection is ready again, or it
    is closed. If this is cancelled, the connection must be closed.
    """
    wire = wire_of(connection)
    try:
        began, *records, ended = await wire.ask(Message(RUN, [text, parameters, extra]), Message(PULL, [ALL]))
    except OSError as error:
        await connection.inbox.on_error(error)
        raise
    for summary in (began, ended):
        if summary.tag == FAILURE:
            connection.responses.append(RESPONSE(connection, "pull", None))
            await connection._process_message(*summary)
    if ended.tag != SUCCESS:
        await connection.inbox.on_error(ConnectionError("the server ignored a read"))
    names = began.fields[0]["fields"]
    return [dict(zip(names, each.fields[0], strict=True)) for each in records], ended.fields[0]

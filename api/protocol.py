"""
HTTP as the server reads and writes it, with heads that end, and connections that do.

The library reads on for as long as headers come, and copies what it has of one with every piece. A head that is larger
than allowed is ended here; the application, which then gets it, refuses it (`api.middleware.HeadCap`). Nor does the
library ever give up a client that asks nothing, does not come to the end of a head, or takes nothing of its answer.
"""

import asyncio
import contextlib
import socket
import sys
from fcntl import ioctl
from struct import unpack_from
from termios import FIONREAD
from time import monotonic
from typing import Any

import orjson
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from api.document.limits import Limits
from api.errors import failure, late
from api.lingering import Lingering

LIMITS = "limits"
"""The name by which the application hands its limits to the server, in the state of its lifespan."""

ARRIVED = "arrived"
"""The name by which a request's own state says when its head was there, on the clock that is never set."""

LAST_DATA_RECEIVED = 52
"""Where Linux says, in `tcp_info`, how many milliseconds ago it was given what came last; other systems' differ."""

UNREAD_SECONDS = 60.0
"""A client that takes nothing of its answer for so long is given up."""

LONGEST_ADDRESS = 65_535
"""Bytes; the parser reads none that is longer."""

TOO_LONG = f"The address is longer than {LONGEST_ADDRESS} bytes: ask by POST."

END_OF_HEAD = b"x:\r\n\r\n"
"""Ends a head wherever it is: in a name, in a value, or between two lines."""


def late_answer(seconds: float) -> bytes:
    """The answer to a head that did not come to its end."""
    body = orjson.dumps(failure(*late(seconds)))
    kind = "content-type: application/json; charset=utf-8\r\ncache-control: no-store\r\n"
    rest = f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
    return b"HTTP/1.1 408 Request Timeout\r\n" + (kind + rest).encode() + body


def lain(connection: Any) -> float:
    """
    Seconds for which what came last on a connection has lain in the system, unread; none where it does not say.

    Under load that is most of the waiting: until a connection is let in, and until the loop comes round to it.
    """
    if sys.platform != "linux":
        return 0.0
    try:
        told = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, LAST_DATA_RECEIVED + 4)
    except (AttributeError, OSError):  # no TCP
        return 0.0
    (milliseconds,) = unpack_from("=I", told, LAST_DATA_RECEIVED)
    return float(milliseconds) / 1_000


def lies_unread(connection: Any) -> bool:
    """Whether something that came on a connection lies in the system; whoever closes it then breaks it off."""
    try:
        (size,) = unpack_from("=i", ioctl(connection.fileno(), FIONREAD, bytes(4)))
    except (AttributeError, OSError):  # no socket, or none any more
        return False
    return bool(size)


def send_at_once(connection: Any) -> None:
    """
    Have the system send what is written without waiting for the client's word on what was sent before, some 40 ms.

    asyncio does so where a socket says that its protocol is TCP: those of a port that several processes share say none.
    """
    with contextlib.suppress(AttributeError, OSError):  # no TCP
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class Protocol(HttpToolsProtocol):
    """One connection; what follows a head that was ended is not read."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.limits: Limits = app_state.get(LIMITS) or Limits()
        self.url = b""
        self.in_head = False
        self.waited = 0
        self.ended = False
        self.overdue: asyncio.TimerHandle | None = None
        self.unread: asyncio.TimerHandle | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing is being answered."""
        return self.cycle is None or self.cycle.response_complete  # type: ignore[redundant-expr] # it begins without

    @property
    def asked_in_part(self) -> bool:
        """Whether more of a request was to come, whatever has become of it."""
        return self.in_head or self.ended or (self.cycle is not None and self.cycle.more_body)  # type: ignore[redundant-expr] # as above

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as the library has it
        """A client is there, and has to ask."""
        self.lingering = Lingering(transport, lambda: self.asked_in_part)
        super().connection_made(self.lingering)  # type: ignore[arg-type] # all else it does as the transport does
        send_at_once(transport.get_extra_info("socket"))
        self.expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """A client is gone."""
        super().connection_lost(exc)
        self.lingering.gone()
        self.arrived()
        self.taken()

    def expect(self) -> None:
        """See to it that a head arrives in time from now on."""
        if self.overdue is None:
            self.overdue = self.loop.call_later(self.limits.arrival, self.give_up)

    def arrived(self) -> None:
        """Nothing is expected any more."""
        if self.overdue is not None:
            self.overdue.cancel()
            self.overdue = None

    def give_up(self) -> None:
        """Hang up on who did not ask in time, when all else is answered; whoever has begun to ask is told."""
        self.overdue = None
        if not self.idle:
            self.expect()
        elif not self.in_head:
            self.timeout_keep_alive_handler()
        elif not self.transport.is_closing():
            self.transport.write(late_answer(self.limits.arrival))
            self.transport.close()

    def timeout_keep_alive_handler(self) -> None:
        """
        Hang up on who asks nothing, and say so now: the loop itself gets round to it later.

        What lies unread is a request that came in time, and is read in the next turn of a loop that has much to do.
        """
        if self.transport.is_closing() or lies_unread(self.transport.get_extra_info("socket")):
            return
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.transport.close()

    def shutdown(self) -> None:
        """The server ends: for a client that is only being listened to, it does not wait."""
        super().shutdown()
        if self.idle:
            self.transport.close()

    def watch(self) -> None:
        """See to it that what is written is taken."""
        waiting = self.transport.get_write_buffer_size()
        if waiting and self.unread is None:
            self.unread = self.loop.call_later(UNREAD_SECONDS, self.look, waiting)

    def look(self, before: int) -> None:
        """Cut off a client that has taken nothing."""
        self.unread = None
        if self.transport.get_write_buffer_size() >= before:
            self.transport.abort()
        else:
            self.watch()

    def taken(self) -> None:
        """All is taken that was written."""
        if self.unread is not None:
            self.unread.cancel()
            self.unread = None

    def pause_writing(self) -> None:
        """There is more than the client takes."""
        super().pause_writing()
        self.watch()

    def resume_writing(self) -> None:
        """The client has taken most of it."""
        super().resume_writing()
        self.taken()

    def on_response_complete(self) -> None:
        """An answer is written; that it is taken, the library does not wait for."""
        super().on_response_complete()
        self.watch()

    def on_message_begin(self) -> None:
        """A head begins."""
        super().on_message_begin()
        self.in_head, self.waited = True, 0

    def on_headers_complete(self) -> None:
        """A head is whole."""
        self.in_head = False
        self.arrived()
        self.scope["state"][ARRIVED] = monotonic() - lain(self.transport.get_extra_info("socket"))
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse a request; of one with an address that is too long, the library only says that it is none."""
        super().send_400_response(TOO_LONG if len(self.url) > LONGEST_ADDRESS else msg)

    def data_received(self, data: bytes) -> None:
        """Read on; what is only a head, and the address in it does not account for, is counted."""
        if self.ended or self.transport.is_closing():
            return
        was_in_head = self.in_head
        super().data_received(data)
        if self.in_head or (self.idle and self.timeout_keep_alive_task is None):
            self.expect()
        if not (was_in_head and self.in_head):
            return
        self.waited += len(data)
        if len(self.url) > LONGEST_ADDRESS:
            self.ended = True
            self.send_400_response(TOO_LONG)
        elif self.waited - len(self.url) > self.limits.head:
            self.ended = True
            super().data_received(END_OF_HEAD)

"""
The end of a connection whose client is still sending.

Whoever closes a connection on which something is not read, or still comes, has the system reset it: the client, which
was about to read why, is told of a broken connection instead (RFC 9112, section 9.6). So that end comes in two steps.
"""

import asyncio
from collections.abc import Callable
from typing import Any

SECONDS = 5.0
"""So long what a client still sends is read and put away; whoever is told to stop does so sooner."""


class Lingering:
    """A connection's transport, which ends in two steps while its client is still `sending`."""

    def __init__(self, transport: asyncio.Transport, sending: Callable[[], bool]) -> None:
        self.transport = transport
        self.sending = sending
        self.overdue: asyncio.TimerHandle | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.transport, name)

    def is_closing(self) -> bool:
        """Whether nothing is answered any more."""
        return self.overdue is not None or self.transport.is_closing()

    def write(self, data: bytes) -> None:
        """Send something, unless all is said."""
        if self.overdue is None:
            self.transport.write(data)

    def close(self) -> None:
        """Say that nothing follows what is written, and end with the client, or in time; said again, end now."""
        if self.is_closing() or not self.sending() or not self.transport.can_write_eof():
            self.transport.close()
            return
        self.overdue = asyncio.get_running_loop().call_later(SECONDS, self.transport.close)
        self.transport.write_eof()
        self.transport.resume_reading()

    def gone(self) -> None:
        """The connection has ended."""
        if self.overdue is not None:
            self.overdue.cancel()

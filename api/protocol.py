"""
HTTP as the server reads it, with heads that end.

The library reads on for as long as headers come, and copies what it has of one with every piece. A head that is larger
than allowed is ended here; the application, which then gets it, refuses it (`api.middleware.HeadCap`).
"""

import asyncio
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from api.document.limits import Limits

LIMITS = "limits"
"""The name by which the application hands its limits to the server, in the state of its lifespan."""

LONGEST_ADDRESS = 65_535
"""Bytes; the parser reads none that is longer."""

END_OF_HEAD = b"x:\r\n\r\n"
"""Ends a head wherever it is: in a name, in a value, or between two lines."""


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
        self.in_head = False
        self.waited = 0
        self.ended = False

    def on_message_begin(self) -> None:
        """A head begins."""
        super().on_message_begin()
        self.in_head, self.waited = True, 0

    def on_headers_complete(self) -> None:
        """A head is whole."""
        self.in_head = False
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Read on; what is only a head, and the address in it does not account for, is counted."""
        if self.ended:
            return
        was_in_head = self.in_head
        super().data_received(data)
        if not (was_in_head and self.in_head):
            return
        self.waited += len(data)
        if len(self.url) > LONGEST_ADDRESS:
            self.ended = True
            self.send_400_response(f"The address is longer than {LONGEST_ADDRESS} bytes: ask by POST.")
        elif self.waited - len(self.url) > self.limits.head:
            self.ended = True
            super().data_received(END_OF_HEAD)

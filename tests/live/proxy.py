"""A door between the program and a database, that can be shut or jammed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import urlsplit

from graph.client import Address


class Door:
    """Passes bytes on while it is open; shut, it refuses and cuts; jammed, it keeps them."""

    def __init__(self, address: Address) -> None:
        parts = urlsplit(address.uri)
        self.target = (parts.hostname or "", parts.port or 7687)
        self.address = address
        self.writers: set[asyncio.StreamWriter] = set()
        self.flowing = asyncio.Event()
        self.flowing.set()
        self.server: asyncio.Server | None = None
        self.port = 0

    async def open(self) -> None:
        """Listen, on the same port each time."""
        self.server = await asyncio.start_server(self.pass_on, "127.0.0.1", self.port)
        self.port = self.server.sockets[0].getsockname()[1]

    async def shut(self) -> None:
        """Cut every connection, and refuse new ones."""
        if self.server is not None:
            self.server.close()
            self.server = None
        for writer in self.writers:
            writer.transport.abort()
        await asyncio.sleep(0)

    def jam(self) -> None:
        """Accept, and let nothing through."""
        self.flowing.clear()

    def free(self) -> None:
        """Let everything through again."""
        self.flowing.set()

    async def pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Connect a client with the database."""
        with contextlib.suppress(asyncio.CancelledError, OSError):
            there, to_there = await asyncio.open_connection(*self.target)
            await asyncio.gather(self.pump(reader, to_there), self.pump(there, writer))

    async def pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Move bytes one way until either side ends."""
        self.writers.add(writer)
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                await self.flowing.wait()
                writer.write(data)
                await writer.drain()
        self.writers.discard(writer)
        writer.close()


@contextlib.asynccontextmanager
async def door(address: Address) -> AsyncIterator[tuple[Door, Address]]:
    """An open door, and the address of the database behind it."""
    between = Door(address)
    await between.open()
    try:
        yield between, replace(address, uri=f"bolt://127.0.0.1:{between.port}")
    finally:
        between.free()
        await between.shut()

"""A door between the program and a database, that can be shut or jammed, or lets through slowly or not everything."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import urlsplit

from graph.address import Address


class Door:
    """Passes bytes on while it is open; shut, it refuses and cuts; jammed, it keeps them."""

    def __init__(self, address: Address, encrypted: ssl.SSLContext | None = None) -> None:
        self.encrypted = encrypted
        parts = urlsplit(address.uri)
        self.target = (parts.hostname or "", parts.port or 7687)
        self.address = address
        self.passing: set[asyncio.Task[None]] = set()
        self.writers: set[asyncio.StreamWriter] = set()
        self.flowing = asyncio.Event()
        self.flowing.set()
        self.server: asyncio.Server | None = None
        self.port = 0
        self.seconds = 0.0
        self.most: int | None = None
        self.cuts = 0

    async def open(self) -> None:
        """Listen, on the same port each time."""
        self.server = await asyncio.start_server(self.pass_on, "127.0.0.1", self.port, ssl=self.encrypted)
        self.port = self.server.sockets[0].getsockname()[1]

    async def shut(self) -> None:
        """Cut every connection, and refuse new ones."""
        if self.server is not None:
            self.server.close()
            self.server = None
        for writer in self.writers:
            writer.transport.abort()
        for passing in self.passing:
            passing.cancel()
        await asyncio.gather(*self.passing, return_exceptions=True)

    def jam(self) -> None:
        """Accept, and let nothing through."""
        self.flowing.clear()

    def free(self) -> None:
        """Let everything through again."""
        self.flowing.set()

    def slow(self, seconds: float) -> None:
        """From now on keep whatever the database says for so long."""
        self.seconds = seconds

    def cut(self, most: int | None) -> None:
        """From now on cut each connection when the database has said so many bytes; with none, cut no more."""
        self.most = most

    async def pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Connect a client with the database."""
        passing = asyncio.current_task()
        assert passing is not None
        self.passing.add(passing)
        passing.add_done_callback(self.passing.discard)
        with contextlib.closing(writer), contextlib.suppress(asyncio.CancelledError, OSError):
            there, to_there = await asyncio.open_connection(*self.target)
            with contextlib.closing(to_there):
                await asyncio.gather(self.pump(reader, to_there), self.pump(there, writer, said=True))

    async def pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, said: bool = False) -> None:
        """Move bytes one way until either side ends; what is `said` by the database is kept back, and cut."""
        self.writers.add(writer)
        passed = 0
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                await self.flowing.wait()
                if said and self.seconds:
                    await asyncio.sleep(self.seconds)
                if said and self.most is not None and passed + len(data) > self.most:
                    self.cuts += 1
                    writer.write(data[: max(0, self.most - passed)])
                    break
                passed += len(data)
                writer.write(data)
                await writer.drain()
        self.writers.discard(writer)
        writer.close()


@contextlib.asynccontextmanager
async def door(address: Address, encrypted: ssl.SSLContext | None = None) -> AsyncIterator[tuple[Door, Address]]:
    """An open door, and the address of the database behind it; encrypted, by a certificate that nobody vouches for."""
    between = Door(address, encrypted)
    await between.open()
    scheme = "bolt+ssc" if encrypted else "bolt"
    try:
        yield between, replace(address, uri=f"{scheme}://127.0.0.1:{between.port}")
    finally:
        between.free()
        await between.shut()

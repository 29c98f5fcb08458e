"""Let in one at once, and let many queue."""

import asyncio
import socket
from itertools import pairwise

import pytest

from api.loop import Loop

CLIENTS = 50


async def let_in_by_turns() -> list[int]:
    """How many of those who came in one moment were let in, after each turn of the loop."""
    connected: list[asyncio.Transport] = []

    class Door(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            connected.append(transport)

    server = await asyncio.get_running_loop().create_server(Door, "127.0.0.1", 0, backlog=2 * CLIENTS)
    clients = [socket.create_connection(server.sockets[0].getsockname(), 10) for _ in range(CLIENTS)]  # none is put off
    counts = [0]
    while counts[-1] < CLIENTS:
        await asyncio.sleep(0)
        counts.append(len(connected))
    for transport in connected:
        transport.close()
    for client in clients:
        client.close()
    server.close()
    return counts


@pytest.mark.parametrize(("loop", "at_most"), [(Loop, 1), (asyncio.SelectorEventLoop, CLIENTS)])
def test_one_is_let_in_at_once(loop: type[asyncio.SelectorEventLoop], at_most: int) -> None:
    with asyncio.Runner(loop_factory=loop) as runner:
        counts = runner.run(let_in_by_turns())

    assert max(after - before for before, after in pairwise(counts)) == at_most

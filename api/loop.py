"""The loop of asyncio that a worker runs on: those whom it has let in get their turn before it lets in more."""

import asyncio
from typing import Any

LET_IN = 1
"""
Connections let in at once. asyncio takes as many as may queue for it (`backlog`), and each of them costs some 0.1 ms:
when 2,000 came in the same moment, nobody's question was read for half a second. Where several processes let in at one
port, what one of them takes in a turn is lost to the others: of eight that came together, with 64 at once, one of two
processes took all in a third of the cases and 88 % as a mean; with one at once, 62 %.
"""


class Loop(asyncio.SelectorEventLoop):
    """asyncio's own; as many as ever may queue, and one at a time is taken out of the queue."""

    async def create_server(self, *words: Any, backlog: int = 100, **named: Any) -> asyncio.Server:
        """Listen; `backlog` connections may queue."""
        server = await super().create_server(*words, backlog=LET_IN, **named)
        for each in server.sockets:
            with each.dup() as queue:
                queue.listen(backlog)
        return server

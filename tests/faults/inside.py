"""The application as it is served, with a window: what goes on in its process."""

import asyncio
import os
import threading
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api import app
from graph.client import Neo4jGraph

APPLICATION = f"{__name__}:application"

LENT = "asyncio_"
"""What the threads are called that are lent to whoever has to wait; they stay, and are few."""


class Watched(Neo4jGraph):
    """A graph that can be looked at."""

    made: Neo4jGraph | None = None

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        type(self).made = self


def connections() -> list[Any]:
    """The connections to the database."""
    pool: Any = Watched.made.driver._pool if Watched.made else None
    return [each for known in pool.connections.values() for each in known] if pool else []


async def inside(_: Request) -> Response:
    """The names of tasks and threads, and how many files and connections are open."""
    held = connections()
    found = {
        "tasks": sorted(getattr(task.get_coro(), "__qualname__", "?") for task in asyncio.all_tasks()),
        "threads": sorted(each.name for each in threading.enumerate() if not each.name.startswith(LENT)),
        "files": len(os.listdir("/proc/self/fd")) - len(held),
        "busy": sum(each.in_use for each in held),
        "pooled": len(held),
    }
    return JSONResponse(found)


def application() -> Starlette:
    """What a worker serves."""
    app.Neo4jGraph = Watched  # type: ignore[attr-defined, assignment] # what is served is seen
    served = app.from_environment()
    served.router.routes.insert(0, Route("/inside", inside))
    return served

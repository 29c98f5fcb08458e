"""
How long an answer takes with all that stands around it, in ms of the processor: in one process, without a socket.

An empty route of Starlette is asked by turns with each server. All is on that a server has by itself: limits, rates,
cost, ids, tags, `Server-Timing`.
"""

import argparse
import asyncio
import os
import platform
import statistics
import time
from contextlib import AsyncExitStack
from http import HTTPStatus
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message

from api.worker import from_environment
from tests.bench.question import DEEP, FLAT, ONE, Place, Question
from tests.bench.server import UNLIMITED, VARIANTS, ground

TIMES = 100
"""Requests of a round."""

SERVERS = ("warm", "repeated")


READY = orjson.dumps({"query": "{ counts { approved } }"})
"""Answered once the data are there."""


async def nothing(_: Request) -> Response:
    """An answer that takes no work."""
    return Response(b"{}", media_type="application/json")


def bodies(question: Question, place: Place) -> list[bytes]:
    """The requests of a round."""
    asked = [question.ours(place, number) for number in range(TIMES)]
    return [orjson.dumps({"query": each.query, "variables": each.variables}) for each in asked]


def scope_of(body: bytes) -> dict[str, Any]:
    """What a server tells of a request."""
    headers = {"host": "localhost", "content-type": "application/json", "content-length": str(len(body))}
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "root_path": "",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8_000),
    }


async def answer(app: ASGIApp, body: bytes) -> int:
    """The status of an answer, which is sent to nobody."""
    statuses: list[int] = []
    left = [body]

    async def receive() -> Message:
        if not left:
            await asyncio.Event().wait()  # nobody goes away
        return {"type": "http.request", "body": left.pop(), "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await app(scope_of(body), receive, send)
    return statuses[0]


async def milliseconds(app: ASGIApp, asked: list[bytes]) -> float:
    """How much of the processor a request of a round takes."""
    began = time.process_time()
    found = {await answer(app, body) for body in asked}
    taken = time.process_time() - began
    assert found == {HTTPStatus.OK}
    return 1_000 * taken / len(asked)


async def started(stack: AsyncExitStack, variant: str, database: dict[str, str]) -> Starlette:
    """A server in a variant, in this process."""
    for name in {name for each in VARIANTS.values() for name in each}:
        os.environ.pop(name, None)
    os.environ.update({**database, **UNLIMITED, **VARIANTS[variant]})
    app = from_environment()
    await stack.enter_async_context(app.router.lifespan_context(app))
    while await answer(app, READY) != HTTPStatus.OK:
        await asyncio.sleep(0.2)
    return app


async def compared(place: Place, database: dict[str, str], rounds: int) -> None:
    """Print the figures."""
    print(f"Python {platform.python_version()}, {platform.machine()}, {rounds} rounds of {TIMES}, ms of process time\n")
    async with AsyncExitStack() as stack:
        apps: dict[str, ASGIApp] = {"empty": Starlette(routes=[Route("/graphql", nothing, methods=["POST"])])}
        apps |= {each: await started(stack, each, database) for each in SERVERS}
        print(f"{'':26}" + "".join(f"{name:>12}" for name in apps))
        for question in (ONE, FLAT, DEEP):
            asked = bodies(question, place)
            for app in apps.values():
                await milliseconds(app, asked)
            found = [[await milliseconds(app, asked) for app in apps.values()] for _ in range(rounds)]
            medians = map(statistics.median, zip(*found, strict=True))
            print(f"{question.name:26}" + "".join(f"{each:12.3f}" for each in medians))


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=20)
    arguments = parser.parse_args()
    with ground(arguments.cities) as found:
        asyncio.run(compared(found.served(arguments.cities), dict(found.database), arguments.rounds))


if __name__ == "__main__":
    main()

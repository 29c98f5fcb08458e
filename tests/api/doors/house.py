"""What stands behind the doors of these tests: a server with a few things, as it shows itself."""

import contextlib
from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from api.app import create_app
from api.front import Front
from api.settings import Terms
from graph.model import Record
from tests import make, things
from tests.fakes import TODAY, FakeGraph

SITE = "http://mueang.test"

FEW: dict[str, list[Record]] = {
    "city": [things.city("korat"), things.city("phuket")],
    "province": [things.province("TH-83")],
    "agency": [things.agency("depa")],
    "approval_round": [things.approval_round("subcommittee-1-2564")],
    "source": [things.source("gazette-2564")],
}
"""A few things that have pages, by their noun."""


def few() -> FakeGraph:
    """A graph of these."""
    return FakeGraph({(f"{noun}.list", ""): [things.edge_of(each) for each in many] for noun, many in FEW.items()})


@cache
def pages() -> "TemporaryDirectory[str]":
    """Built pages, which all of these tests share."""
    directory = TemporaryDirectory(prefix="mueang-doors-")
    make.built(Path(directory.name))
    return directory


@contextlib.asynccontextmanager
async def client_of(
    graph: FakeGraph | None = None,
    *,
    front: Front | None = None,
    terms: Terms | None = None,
    data: Path | None = None,
    built: bool = True,
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a server, with pages if they are built."""
    directory = Path(pages().name) if built else None
    app = create_app(graph or FakeGraph(), lambda: TODAY, front=front, terms=terms, data=data, built=directory)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=SITE) as client:
        yield client


async def got(
    path: str, *, graph: FakeGraph | None = None, front: Front | None = None, **headers: str
) -> httpx.Response:
    """What stands at an address."""
    async with client_of(graph, front=front) as client:
        return await client.get(path, headers=headers)

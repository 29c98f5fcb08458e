"""What stands behind the doors of these tests: a server with a few things, as it shows itself."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import httpx

from api.app import create_app
from api.front import Front
from api.settings import Terms
from graph.model import Record
from tests import things
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


@contextlib.asynccontextmanager
async def client_of(
    graph: FakeGraph | None = None,
    *,
    front: Front | None = None,
    terms: Terms | None = None,
    data: Path | None = None,
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a server."""
    app = create_app(graph or FakeGraph(), lambda: TODAY, front=front, terms=terms, data=data)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=SITE) as client:
        yield client


async def got(
    path: str, *, graph: FakeGraph | None = None, front: Front | None = None, **headers: str
) -> httpx.Response:
    """What stands at an address."""
    async with client_of(graph, front=front) as client:
        return await client.get(path, headers=headers)

"""What reads pages in their tests: a client of the application, with something built."""

import contextlib
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import httpx
import orjson

from api.app import create_app
from api.pages.assets import MANIFEST
from api.settings import Terms
from graph.query import ServedGraph
from tests.fakes import TODAY

ENTRY = {"src/site.js": {"file": "assets/site.js", "name": "site", "isEntry": True, "css": ["assets/site.css"]}}


def built_in(directory: Path) -> Path:
    """A directory that looks as after the build, with the one entry that every page loads."""
    (directory / MANIFEST).parent.mkdir(exist_ok=True)
    (directory / MANIFEST).write_bytes(orjson.dumps(ENTRY))
    return directory


@contextlib.asynccontextmanager
async def reader_of(
    graph: ServedGraph, directory: Path, terms: Terms | None = None, today: date = TODAY
) -> AsyncIterator[httpx.AsyncClient]:
    """A client that reads pages over a graph."""
    app = create_app(graph, lambda: today, terms=terms, built=built_in(directory))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://mueang.test") as client:
        yield client

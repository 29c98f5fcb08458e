"""The doors over the real data: every thing with a page is in the sitemap, and every release in the feed."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import yaml
from defusedxml.ElementTree import fromstring

from api.app import create_app
from graph import seeding
from graph.address import Address
from graph.client import Neo4jGraph
from tests import make
from tests.live.conftest import PATIENCE
from tests.readme import DAY, TOP

pytestmark = pytest.mark.live

FILES = {
    "cities": "cities",
    "provinces": "provinces",
    "agencies": "agencies",
    "projects": "projects",
    "rounds": "rounds",
    "privileges": "privileges",
    "sources": "sources",
}
"""The seed file of each folder of pages."""


def expected() -> set[str]:
    """The paths of all things that have pages, by the seed files."""
    return {
        f"/{folder}/{record['id'].partition(':')[2]}"
        for folder, name in FILES.items()
        for record in yaml.safe_load((TOP / "seeds" / f"{name}.yaml").read_text(encoding="utf-8"))
    }


def asked(address: Address, built: Path, ask: Callable[[httpx.AsyncClient], Awaitable[str]]) -> str:
    """What a server over an engine with the real data says."""

    async def run() -> str:
        async with Neo4jGraph(address, deadline=PATIENCE) as graph:
            await seeding.seed(graph, TOP / "seeds")
        app = create_app(Neo4jGraph(address, deadline=PATIENCE, poll=0.1), lambda: DAY, built=built)
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://mueang.test", timeout=PATIENCE) as client,
        ):
            while (await client.get("/readyz")).status_code != 200:
                await asyncio.sleep(0.05)
            return await ask(client)

    return asyncio.run(run())


def test_the_sitemap_and_the_feed_tell_of_all_there_is(
    embedded: Address, tmp_path: Path
) -> None:  # they ask as any client does
    async def ask(client: httpx.AsyncClient) -> str:
        feed = (await client.get("/releases.atom")).text
        assert len(fromstring(feed).findall("{http://www.w3.org/2005/Atom}entry")) >= 1
        return (await client.get("/sitemap.xml")).text

    sitemap = fromstring(asked(embedded, make.built(tmp_path), ask))
    places = [urlsplit(each.text or "") for each in sitemap.iter() if each.tag.endswith("}loc")]

    assert {place.query for place in places} == {"lang=th", "lang=en"}
    things = {path for path in (place.path for place in places) if path.count("/") == 2 and path.split("/")[1] in FILES}
    assert things == expected()

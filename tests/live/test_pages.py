"""Every thing that has a page has one: of the real data, with its names and every document that it rests on."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

import html5lib
import httpx
import pytest
from markupsafe import escape

from api.app import create_app
from api.pages.address import PATHS, path_of
from api.settings import Terms
from graph import seeding
from graph.address import Address
from graph.client import Neo4jGraph
from graph.model import Record
from tests import make
from tests.live.conftest import PATIENCE

pytestmark = [pytest.mark.live, pytest.mark.anyio]

TOP = Path(__file__).resolve().parents[2]
RECORDS = seeding.read(TOP / "seeds").records

LANGUAGES = ("en", "th")
SAMPLE = 8
"""One in so many pages is parsed, which takes longer than to draw it."""

LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def loaded(embedded: Address) -> Address:
    """The engine, with the data of the seed files."""

    async def load() -> None:
        async with Neo4jGraph(embedded, deadline=PATIENCE) as graph:
            await seeding.seed(graph, TOP / "seeds")

    asyncio.run(load())
    return embedded


@asynccontextmanager
async def reader(address: Address, built: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client that reads pages over the real data, and may spend what it likes."""
    async with Neo4jGraph(address, deadline=PATIENCE) as graph:
        await graph.refresh()
        app = create_app(graph, terms=Terms(points=10**9), built=make.built(built))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://mueang.test") as client:
            yield client


def things(noun: str) -> Iterator[tuple[str, Record]]:
    """The records of a noun that has pages, by their ids."""
    known = ((str(getattr(each, "id", "")), each) for each in RECORDS)
    return ((thing_id, each) for thing_id, each in known if thing_id.startswith(f"{noun}:"))


def named(record: Record) -> list[str]:
    """What a record is called."""
    names = [getattr(record, name, None) for name in ("name_th", "name_en", "title", "number")]
    return [each for each in names if each]


def missing(record: Record, text: str, language: str) -> list[str]:
    """The names and the documents of a record that its page does not hold."""
    links = [
        f'href="/sources/{quote(each.partition(":")[2], safe="")}?lang={language}"'
        for each in getattr(record, "sources", ())
    ]
    return [each for each in (*(str(escape(name)) for name in named(record)), *links) if each not in text]


@pytest.mark.parametrize("noun", PATHS)
async def test_every_thing_has_a_page_with_its_names_and_documents(loaded: Address, tmp_path: Path, noun: str) -> None:
    faults: list[object] = []
    count = 0

    async with reader(loaded, tmp_path) as client:
        for count, (thing_id, record) in enumerate(things(noun), 1):
            language = LANGUAGES[count % 2]
            page = await client.get(f"{path_of(thing_id)}?lang={language}")
            lost = missing(record, page.text, language) if page.status_code == 200 else []
            if page.status_code != 200 or lost or ">None<" in page.text:
                faults.append((thing_id, page.status_code, lost))
            if count % SAMPLE == 1:
                html5lib.HTMLParser(strict=True).parse(page.text)
            assert json.loads(LINKED.findall(page.text)[0])["identifier"] == thing_id

    assert (faults, count > 0) == ([], True)


ADDRESSES = (
    "/totals",
    "/privileges",
    "/privileges?city=phuket&privilege=boi-2020-06-area&thaiShareholdingPercent=51",
    "/privileges?city=phuket",
    "/privileges?dimension=energy&dimension=people&inEec=yes",
    "/privileges?city=nowhere&privilege=none",
    "/cities/phukett",
    "/provinces/phuket",
    "/rounds/1-2564",
)


@pytest.mark.parametrize("day", ["", "2018-01-01", "2023-06-30"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_other_page_is_well_formed_in_both_languages_and_on_any_day(
    loaded: Address, tmp_path: Path, language: str, day: str
) -> None:
    async with reader(loaded, tmp_path) as client:
        for address in ADDRESSES:
            page = await client.get(f"{address}{'&' if '?' in address else '?'}lang={language}&asOf={day}")

            assert page.status_code == (404 if address in ADDRESSES[-3:] else 200), address
            html5lib.HTMLParser(strict=True).parse(page.text)
            assert ">None<" not in page.text
            assert day in page.text


async def test_what_is_called_nearly_so_is_a_click_away(loaded: Address, tmp_path: Path) -> None:
    async with reader(loaded, tmp_path) as client:
        page = await client.get("/cities/phukett?lang=en")

    assert '<a href="/cities/phuket?lang=en">' in page.text


async def test_the_verdict_of_the_page_is_that_of_the_schema(loaded: Address, tmp_path: Path) -> None:
    address = "/privileges?city=phuket&privilege=boi-2020-06-area&thaiShareholdingPercent=51&asOf=2023-06-30&lang=en"

    async with reader(loaded, tmp_path) as client:
        page = await client.get(address)

    assert re.findall(r'<p class="answer">(.*?)</p>', page.text) == ["May apply"]
    assert "30 June 2023" in page.text
    assert "decided by the Board of Investment" in page.text


async def test_a_total_stands_beside_what_can_be_named(loaded: Address, tmp_path: Path) -> None:
    async with reader(loaded, tmp_path) as client:
        page = await client.get("/totals?lang=en")

    assert page.text.count('<span class="total">') > 40
    assert "difference +" in page.text
    assert "they agree" in page.text

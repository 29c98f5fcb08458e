"""Pages of things over a fake graph: what they say, and what they say where there is nothing to show."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.document.limits import Limits
from api.front import Front
from api.settings import Terms
from graph.errors import GraphTimeoutError, GraphUnavailableError
from tests import make
from tests.fakes import FakeGraph, by_id, client_of
from tests.things import agency, source

pytestmark = pytest.mark.anyio

MARKUP = "<script>alert('x')</script>&amp;\"</script"


def graph(**fields: Any) -> FakeGraph:
    """An agency, and the document that it rests on."""
    return FakeGraph(by_id(agency(**{"name_en": "Promoter", "name_th": "ผู้ส่งเสริม", **fields}), source(title="Gazette")))


async def read(address: str, directory: Path, graph_: FakeGraph, terms: Terms | None = None) -> httpx.Response:
    """A page."""
    async with client_of(graph_, terms, make.built(directory)) as client:
        return await client.get(address)


async def test_a_page_names_its_thing_in_both_languages_and_the_documents_behind_it(tmp_path: Path) -> None:
    page = await read("/agencies/depa?lang=en", tmp_path, graph())

    assert page.status_code == 200
    assert "<h1>Promoter</h1>" in page.text
    assert '<span lang="th">ผู้ส่งเสริม</span>' in page.text
    assert '<a href="/sources/gazette-2564?lang=en">Gazette</a>' in page.text


async def test_a_page_is_the_same_when_its_answer_is_remembered(tmp_path: Path) -> None:
    known = graph()
    async with client_of(known, built=make.built(tmp_path)) as client:
        first, second = [await client.get("/agencies/depa?lang=en") for _ in range(2)]
        reads = len(known.reads)
        third = await client.get("/agencies/depa?lang=en")

    assert first.status_code == 200
    assert first.text == second.text == third.text
    assert len(known.reads) == reads


async def test_a_page_in_thai_is_in_thai(tmp_path: Path) -> None:
    page = await read("/agencies/depa?lang=th", tmp_path, graph())

    assert '<html lang="th">' in page.text
    assert "<h1>ผู้ส่งเสริม</h1>" in page.text
    assert "31 ธันวาคม 2568" in page.text


async def test_links_keep_the_day_and_the_language(tmp_path: Path) -> None:
    page = await read("/agencies/depa?asOf=2022-12-31&lang=en", tmp_path, graph())

    inside = re.findall(r'href="(/(?:agencies|sources)[^"]*)"', page.text)
    assert inside
    assert [each for each in inside if "asOf=2022-12-31" not in each] == ["/agencies/depa?lang=en"]  # of today
    assert 'hreflang="th" href="http://mueang.test/agencies/depa?asOf=2022-12-31&amp;lang=th"' in page.text


async def test_a_damaged_day_is_said_and_the_nearest_is_shown(tmp_path: Path) -> None:
    fake = graph()

    page = await read("/agencies/depa?asOf=2565-12-31&lang=en", tmp_path, fake)

    assert "names the day “2565-12-31”" in page.text
    assert 'value="2022-12-31"' in page.text
    assert [day.isoformat() for day in fake.days][-1] == "2022-12-31"


async def test_a_text_that_looks_like_markup_stays_text(tmp_path: Path) -> None:
    page = await read("/agencies/depa?lang=en&x=<b>", tmp_path, graph(name_en=MARKUP, name_th=MARKUP, note=MARKUP))

    assert "alert(" in page.text
    assert "<script>alert" not in page.text
    assert "<b>" not in page.text
    assert linked(page)["name"] == MARKUP


async def test_what_search_engines_read_is_of_the_thing_and_its_data_set(tmp_path: Path) -> None:
    said = linked(await read("/agencies/depa?lang=en", tmp_path, graph(kind="company")))

    assert (said["@type"], said["name"], said["alternateName"]) == ("Corporation", "Promoter", ["ผู้ส่งเสริม"])
    assert said["url"] == "http://mueang.test/agencies/depa"
    assert said["subjectOf"]["isPartOf"]["version"] == "release-1"


def linked(page: httpx.Response) -> Any:
    """The JSON-LD of a page."""
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
    return json.loads(text)


@pytest.mark.parametrize("trusted_only", [False, True])
@pytest.mark.parametrize("day", ["", "&asOf=2022-12-31"])
async def test_the_page_leads_to_the_query_that_drew_it_and_to_its_tables(
    tmp_path: Path, day: str, trusted_only: bool
) -> None:
    async with client_of(graph(), Terms(trusted_only=trusted_only), make.built(tmp_path)) as client:
        page = (await client.get(f"/agencies/depa?lang=en{day}")).text
        tables = [unescape(each) for each in re.findall(r'class="csv" href="([^"]+)"', page)]
        answers = [await client.get(each) for each in tables]

    assert tables
    assert [(each.status_code, each.headers["content-type"]) for each in answers] == [
        (200, "text/csv; charset=utf-8; header=present")
    ] * len(tables)
    assert 'href="/graphql#query=query%20AgencyPage' in page


async def test_an_unknown_thing_is_a_page_with_status_404_that_escapes_what_was_asked(tmp_path: Path) -> None:
    page = await read("/agencies/<b>nowhere?lang=en", tmp_path, graph())

    assert page.status_code == 404
    assert "<b>" not in page.text


async def test_what_is_called_nearly_so_is_shown(tmp_path: Path) -> None:
    page = await read("/agencies/%20?lang=en", tmp_path, graph())

    assert page.status_code == 404
    assert "Nothing on record is called nearly so." in page.text


async def test_a_province_has_one_address(tmp_path: Path) -> None:
    page = await read("/provinces/th-83?lang=en", tmp_path, graph())

    assert (page.status_code, page.headers["location"]) == (308, "/provinces/TH-83?lang=en")


@pytest.mark.parametrize("error", [GraphUnavailableError("agency.by_id"), GraphTimeoutError("agency.by_id")])
@pytest.mark.parametrize(("language", "said"), [("en", "Try again in 5 seconds"), ("th", "โปรดลองใหม่ใน 5 วินาที")])
async def test_a_database_that_does_not_answer_is_said_and_when_to_come_again(
    tmp_path: Path, error: Exception, language: str, said: str
) -> None:
    page = await read(f"/agencies/depa?lang={language}", tmp_path, FakeGraph(failing={"agency.by_id": error}))

    assert (page.status_code, page.headers["retry-after"], page.headers["cache-control"]) == (503, "5", "no-store")
    assert said in page.text


async def test_no_data_yet_is_said(tmp_path: Path) -> None:
    page = await read("/agencies/depa?lang=en", tmp_path, FakeGraph(release=None))

    assert page.status_code == 503
    assert "holds no data yet" in page.text


async def test_a_server_that_is_busy_says_so(tmp_path: Path) -> None:
    page = await read("/totals?lang=en", tmp_path, graph(), Terms(limits=Limits(operations=0)))

    assert page.status_code == 503
    assert "The server is busy." in page.text


async def test_pages_are_paid_for_as_queries_are(tmp_path: Path) -> None:
    page = await read("/agencies/depa?lang=en", tmp_path, graph(), Terms(points=10))

    assert page.status_code == 429
    assert int(page.headers["retry-after"]) > 0
    assert "points for this while are spent" in page.text


async def test_a_server_that_answers_known_documents_only_has_pages_too(tmp_path: Path) -> None:
    page = await read("/agencies/depa?asOf=2022-12-31", tmp_path, graph(), Terms(trusted_only=True))

    assert page.status_code == 200


async def test_the_document_of_a_page_can_be_asked_for_by_name(tmp_path: Path) -> None:
    asked = '/graphql?documentId=page-agency&variables={"slug":"depa"}'

    answer = await read(asked, tmp_path, graph())

    assert answer.json()["data"]["thing"]["id"] == "agency:depa"


async def test_what_fails_is_logged_and_the_page_says_no_more(tmp_path: Path) -> None:
    fake = FakeGraph(failing={"agency.by_id": RuntimeError("bolt://secret")})

    page = await read("/agencies/depa?lang=en", tmp_path, fake)

    assert page.status_code == 500
    assert "secret" not in page.text


async def test_the_same_page_is_not_asked_of_the_database_twice(tmp_path: Path) -> None:
    fake = graph()

    async with client_of(fake, built=make.built(tmp_path)) as client:
        await client.get("/agencies/depa?lang=en")
        reads = len(fake.reads)
        await client.get("/agencies/depa?lang=th")

    assert len(fake.reads) == reads


async def test_a_server_without_built_pages_has_none(tmp_path: Path) -> None:
    async with client_of(graph(), built=make.built(tmp_path)) as client:
        there = await client.get("/agencies/depa")
    async with client_of(graph()) as client:
        missing = await client.get("/agencies/depa")

    assert (there.status_code, missing.status_code) == (200, 404)


async def test_a_page_names_itself_and_its_translation_as_others_find_them(tmp_path: Path) -> None:
    page = await read("/agencies/depa?lang=en", tmp_path, graph())

    assert '<link rel="canonical" href="http://mueang.test/agencies/depa' in page.text
    assert '<link rel="alternate" hreflang="th" href="http://mueang.test/agencies/depa?lang=th">' in page.text


async def test_a_server_with_an_address_of_its_own_names_it_everywhere(tmp_path: Path) -> None:
    front = Front(site="https://mueang.example.org")
    async with client_of(graph(), built=make.built(tmp_path), front=front) as client:
        page = await client.get("/agencies/depa?lang=en")

    assert "http://mueang.test" not in page.text
    assert linked(page)["url"] == "https://mueang.example.org/agencies/depa"

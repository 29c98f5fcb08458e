"""The page of the explorer as the server lays it out: what there is without a script."""

from datetime import date
from pathlib import Path

import httpx
import pytest

from api.settings import Terms
from graph.errors import GraphUnavailableError
from graph.model import CityCounts
from tests import make
from tests.fakes import FakeGraph, client_of
from tests.things import city, edge_of, fact_of, province

pytestmark = pytest.mark.anyio

BROWSER = {"accept": "text/html,*/*;q=0.8", "accept-language": "en"}

PROVINCES = {("province.list", ""): [edge_of(province("TH-82")), edge_of(province("TH-83"))]}
CITIES = {("province.cities", "province:TH-83"): [fact_of(city("phuket", name_th="ภูเก็ต")), fact_of(city("patong"))]}
COUNTS = {("programme.counts", ""): [CityCounts(approved=37, handed_over=30, in_force=6)]}


async def got(built: Path, address: str = "/", graph: FakeGraph | None = None, **headers: str) -> httpx.Response:
    """What a browser gets."""
    graph = graph or FakeGraph({**PROVINCES, **CITIES, **COUNTS})
    async with client_of(graph, built=make.built(built)) as client:
        return await client.get(address, headers={**BROWSER, **headers})


async def test_a_browser_gets_the_explorer(tmp_path: Path) -> None:
    answer = await got(tmp_path)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert '<script type="module" src="/static/assets/explorer-5e6f.js"></script>' in answer.text
    assert "<h1>Thailand&#39;s smart cities</h1>" in answer.text


@pytest.mark.parametrize("accept", ["*/*", "text/plain", "application/json"])
async def test_who_wants_no_page_is_told_how_to_ask(tmp_path: Path, accept: str) -> None:
    answer = await got(tmp_path, accept=accept)

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "Send GraphQL to /graphql" in answer.text


async def test_a_server_that_answers_known_documents_only_lays_it_out_too(tmp_path: Path) -> None:
    graph = FakeGraph({**PROVINCES, **CITIES, **COUNTS})
    async with client_of(graph, Terms(trusted_only=True), make.built(tmp_path)) as client:
        text = (await client.get("/", headers=BROWSER)).text

    assert '<a href="/cities/phuket' in text


async def test_a_server_that_answers_known_documents_only_answers_those_of_the_built_pages(tmp_path: Path) -> None:
    async with client_of(FakeGraph(), Terms(trusted_only=True), make.built(tmp_path)) as client:
        asked = [{"query": text} for text in (make.ASKED_BY_PAGES, "{ release { id } }")]
        theirs, others = [(await client.post("/graphql", json=each)).json() for each in asked]

    assert "errors" not in theirs
    assert others["errors"][0]["extensions"]["code"] == "DOCUMENT_NOT_TRUSTED"


async def test_the_cities_are_there_by_province_and_counted(tmp_path: Path) -> None:
    text = (await got(tmp_path)).text

    assert '<th scope="row"><a href="/provinces/TH-83">' in text
    assert "/provinces/TH-82" not in text
    assert text.count('<li><a href="/cities/') == 2
    assert "<dt>approved</dt><dd>37</dd>" in text


async def test_more_cities_than_are_shown_are_counted(tmp_path: Path) -> None:
    many = {("province.cities", "province:TH-83"): [fact_of(city(f"number-{each:02}")) for each in range(23)]}

    text = (await got(tmp_path, graph=FakeGraph({**PROVINCES, **many, **COUNTS}))).text

    assert text.count('<li><a href="/cities/') == 20
    assert '<li><a href="/provinces/TH-83">3 more</a></li>' in text


async def test_a_name_that_is_in_one_language_only_says_in_which(tmp_path: Path) -> None:
    text = (await got(tmp_path, "/?lang=th")).text

    assert '<a href="/cities/phuket?lang=th"><span lang="th">ภูเก็ต</span></a>' in text
    assert '<a href="/cities/patong?lang=th"><span lang="en">Patong</span></a>' in text


@pytest.mark.parametrize(
    ("named", "day"),
    [("2022-12-31", "2022-12-31"), ("2999-01-01", "2025-12-31"), ("yesterday", "2025-12-31"), ("", "2025-12-31")],
)
async def test_the_address_names_a_day_that_is_over(tmp_path: Path, named: str, day: str) -> None:
    graph = FakeGraph({**PROVINCES, **CITIES, **COUNTS})

    text = (await got(tmp_path, f"/?asOf={named}", graph)).text

    assert graph.days[-1] == date.fromisoformat(day)
    assert f'<time datetime="{day}">' in text


async def test_a_database_that_does_not_answer_leaves_the_page(tmp_path: Path) -> None:
    graph = FakeGraph(failing={"province.list": GraphUnavailableError("province.list")})

    answer = await got(tmp_path, graph=graph)

    assert answer.status_code == 200
    assert "The data cannot be read just now" in answer.text
    assert "explorer-5e6f.js" in answer.text


async def test_others_may_show_a_view_without_what_surrounds_it(tmp_path: Path) -> None:
    answer = await got(tmp_path, "/embed?view=table")

    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert "x-frame-options" not in answer.headers
    assert '<base target="_blank">' in answer.text
    assert "site-header" not in answer.text
    assert '<a href="/?view=table">' in answer.text


async def test_what_looks_like_markup_stays_text(tmp_path: Path) -> None:
    bad = fact_of(city("bad", name_en="<script>alert(1)</script>"))
    graph = FakeGraph({**PROVINCES, **COUNTS, ("province.cities", "province:TH-83"): [bad]})

    text = (await got(tmp_path, graph=graph)).text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text

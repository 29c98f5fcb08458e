"""The page of the playground, and the examples as it gets them; it stands for every page that the layout makes."""

import re
from pathlib import Path

import pytest

from api.example import examples
from tests import make
from tests.fakes import FakeGraph, ask, client_of

pytestmark = pytest.mark.anyio

BROWSER = {"accept": "text/html,*/*;q=0.8"}


async def page(built: Path, address: str = "/graphql", graph: FakeGraph | None = None, **headers: str) -> str:
    """The text of a page."""
    async with client_of(graph or FakeGraph(), built=make.built(built)) as client:
        answer = await client.get(address, headers={**BROWSER, "accept-language": "en", **headers})
    assert answer.status_code == 200
    return answer.text


async def test_a_browser_gets_the_playground_and_may_load_what_that_needs(tmp_path: Path) -> None:
    async with client_of(FakeGraph(), built=make.built(tmp_path)) as client:
        answer = await client.get("/graphql", headers=BROWSER)

    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    assert "style-src 'self' 'unsafe-inline'" in answer.headers["content-security-policy"]
    assert {"Accept", "Accept-Language", "Accept-Encoding"} <= set(answer.headers["vary"].split(", "))
    assert '<script type="module" src="/static/assets/playground-5e6f.js"></script>' in answer.text
    assert '<link rel="stylesheet" href="/static/assets/site-7a8b.css">' in answer.text


async def test_nothing_in_it_comes_from_another_host(tmp_path: Path) -> None:
    loaded = re.findall(r'<(?:script|link(?! rel="alternate")|img)[^>]* (?:src|href)="([^"]+)"', await page(tmp_path))

    assert loaded
    assert [each for each in loaded if not each.startswith("/") or each.startswith("//")] == []


async def test_a_question_in_the_address_is_answered_and_not_shown(tmp_path: Path) -> None:
    async with client_of(FakeGraph(), built=make.built(tmp_path)) as client:
        answer = await client.get("/graphql?query={release{id}}", headers=BROWSER)

    assert answer.json()["data"] == {"release": {"id": "release-1"}}


async def test_the_address_decides_the_language_and_links_keep_it(tmp_path: Path) -> None:
    text = await page(tmp_path, "/graphql?lang=th&a=1")

    assert '<html lang="th">' in text
    assert 'href="/privileges?lang=th"' in text
    assert 'href="/graphql?a=1&amp;lang=en"' in text


async def test_where_no_address_decides_links_name_no_language(tmp_path: Path) -> None:
    text = await page(tmp_path)

    assert '<html lang="en">' in text
    assert 'href="/privileges"' in text


async def test_the_layout_says_which_release_is_served_and_on_which_day(tmp_path: Path) -> None:
    text = await page(tmp_path)

    assert "<code>release-1</code>" in text
    assert '<time datetime="2025-12-31">31 December 2025</time>' in text
    assert 'rel="license"' in text


async def test_while_nothing_is_loaded_the_page_is_there_and_says_so(tmp_path: Path) -> None:
    assert "no release is loaded yet" in await page(tmp_path, graph=FakeGraph(release=None))


async def test_what_looks_like_markup_in_an_address_stays_text(tmp_path: Path) -> None:
    text = await page(tmp_path, '/graphql?a="><script>alert(1)</script>')

    assert "<script>alert" not in text


async def test_the_examples_are_those_of_the_folder() -> None:
    async with client_of(FakeGraph()) as client:
        answer = await client.get("/examples.json")

    assert answer.headers["content-type"] == "application/json"
    listed = answer.json()
    assert [each["name"] for each in listed] == [each.name for each in examples()]
    first = examples()[0]
    assert listed[0] == {
        "name": first.name,
        "title": {"th": first.title.th, "en": first.title.en},
        "visitor": first.visitor.value,
        "operation": first.operation,
    }
    assert "data" in await ask(FakeGraph(), listed[0]["operation"])

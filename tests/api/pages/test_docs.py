"""The docs: every chapter in both languages, with links that lead somewhere and queries that can be asked."""

import re
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from api.app import create_app
from api.front import Front
from api.pages.chapter import CHAPTERS, Chapter
from api.pages.language import Language
from tests.fakes import TODAY, FakeGraph
from tests.pages import BLOCK
from tests.readme import TOP

pytestmark = pytest.mark.anyio

HREF = re.compile(r'href="([^"]*)"')
FILE = re.compile(r"\]\(([^)\s]+)\)")
NAMES = [each.slug for each in CHAPTERS]


@pytest.fixture(scope="module")
def client() -> httpx.AsyncClient:
    """A client of a server without built pages: the docs are there all the same."""
    app = create_app(FakeGraph(), lambda: TODAY, front=Front("https://mueang.example.org"))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://mueang.test")


def written(chapter: Chapter) -> str:
    """A chapter as it stands in the repository."""
    return (TOP / chapter.file).read_text(encoding="utf-8")


def article(text: str) -> str:
    """What a page shows of a chapter."""
    return text.partition("<article")[2].partition("</article>")[0]


def test_every_page_of_the_docs_is_a_chapter() -> None:
    assert {f"docs/{file.name}" for file in (TOP / "docs").glob("*.md")} < {each.file for each in CHAPTERS}


@pytest.mark.parametrize("chapter", CHAPTERS, ids=NAMES)
def test_a_chapter_is_called_as_its_file_is(chapter: Chapter) -> None:
    title = written(chapter).splitlines()[0].removeprefix("# ")

    assert title.startswith(chapter.title[Language.EN]) or chapter.slug in {"corrections", "data"}
    assert all(re.search("[ก-๛]", each[Language.TH]) for each in (chapter.title, chapter.about))


@pytest.mark.parametrize("language", Language)
async def test_the_contents_list_every_chapter(client: httpx.AsyncClient, language: Language) -> None:
    answer = await client.get("/docs", params={"lang": language.value})

    assert (answer.status_code, answer.headers["content-language"]) == (200, language.value)
    assert all(f'href="/docs/{each.slug}?lang={language.value}"' in answer.text for each in CHAPTERS)
    assert all(each.title[language] in unescape(answer.text) for each in CHAPTERS)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=NAMES)
async def test_a_chapter_is_laid_out_whole_under_a_strict_policy(client: httpx.AsyncClient, chapter: Chapter) -> None:
    answer = await client.get(f"/docs/{chapter.slug}", params={"lang": "th"})

    assert (answer.status_code, "'unsafe" in answer.headers["content-security-policy"]) == (200, False)
    assert "style=" not in answer.text
    assert f"<h1>{chapter.title[Language.TH]}</h1>" in unescape(answer.text)
    shown = unescape(article(answer.text)).replace("https://mueang.example.org", "http://127.0.0.1:8000")
    blocks = [block["text"] for block in BLOCK.finditer(written(chapter))]
    assert [block for block in blocks if block not in shown] == []


@pytest.mark.parametrize("chapter", CHAPTERS, ids=NAMES)
async def test_every_link_of_a_chapter_leads_somewhere(client: httpx.AsyncClient, chapter: Chapter) -> None:
    page = (await client.get(f"/docs/{chapter.slug}", params={"lang": "en"})).text
    broken = []
    for href in {unescape(each) for each in HREF.findall(article(page))}:
        parts = urlsplit(href)
        if parts.scheme:
            continue
        there = (await client.get(f"{parts.path}?{parts.query}")).text if parts.path else page
        wanted = parts.fragment and not parts.fragment.startswith("query=")
        if "There is no" in there or "Not Found" in there or (wanted and f'id="{parts.fragment}"' not in there):
            broken.append(href)

    assert broken == []


@pytest.mark.parametrize("chapter", CHAPTERS, ids=NAMES)
def test_every_link_of_a_file_leads_to_a_file(chapter: Chapter) -> None:
    links = [urlsplit(each) for each in FILE.findall(BLOCK.sub("", written(chapter)))]
    paths = [each.path for each in links if not each.scheme and each.path and not each.path.startswith("/")]

    assert [path for path in paths if not (TOP / normpath(join(dirname(chapter.file), path))).exists()] == []


@pytest.mark.parametrize("chapter", CHAPTERS, ids=NAMES)
async def test_every_query_leads_to_the_playground_and_its_answer(client: httpx.AsyncClient, chapter: Chapter) -> None:
    page = article((await client.get(f"/docs/{chapter.slug}", params={"lang": "en"})).text)

    written_ = [found["text"].strip() for found in BLOCK.finditer(written(chapter)) if found["language"] == "graphql"]
    hrefs = [urlsplit(unescape(each)) for each in HREF.findall(page)]
    opened = [parse_qs(each.fragment)["query"][0] for each in hrefs if each.fragment.startswith("query=")]
    answered = [parse_qs(each.query)["query"][0] for each in hrefs if each.query.startswith("query=")]
    assert (opened, answered) == (written_, written_)


async def test_commands_ask_this_server(client: httpx.AsyncClient) -> None:
    page = (await client.get("/docs/first-query")).text

    assert "curl -s https://mueang.example.org/graphql" in page
    assert "127.0.0.1" not in page


async def test_a_chapter_is_there_as_it_is_written(client: httpx.AsyncClient) -> None:
    answer = await client.get("/docs/concepts.md")
    again = await client.get("/docs/concepts.md", headers={"if-none-match": answer.headers["etag"]})

    assert answer.text == (TOP / "docs" / "concepts.md").read_text(encoding="utf-8")
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert again.status_code == 304


async def test_a_chapter_that_is_none_is_not_found_and_near_ones_are_named(client: httpx.AsyncClient) -> None:
    answer = await client.get("/docs/concept<b>", params={"lang": "en"})

    assert answer.status_code == 404
    assert "<code>concept&lt;b&gt;</code>" in answer.text
    assert 'Did you mean\n<a href="/docs/concepts?lang=en">Concepts</a>' in answer.text

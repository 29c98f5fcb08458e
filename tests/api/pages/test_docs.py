"""The docs: every chapter in both languages, with links that lead somewhere and queries that can be asked."""

import re
from html import unescape
from posixpath import dirname, join, normpath
from typing import Any
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
THAI = [each for each in CHAPTERS if Language.TH in each.files]
IN_THAI = [each.slug for each in THAI]
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(#+) ", re.MULTILINE)
FIRST_CELL = re.compile(r"^\|([^|]*)\|", re.MULTILINE)
SPAN = re.compile(r"(?<!`)`[^`]+`(?!`)")
SAME_IN_A_CELL = re.compile(r"`[^`]+`|\d+")
ANCHOR = re.compile(r'<h[2-6] id="([^"]*)"')


@pytest.fixture(scope="module")
def client() -> httpx.AsyncClient:
    """A client of a server without built pages: the docs are there all the same."""
    app = create_app(FakeGraph(), lambda: TODAY, front=Front("https://mueang.example.org"))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://mueang.test")


def written(chapter: Chapter, language: Language = Language.EN) -> str:
    """A chapter as it stands in the repository."""
    return (TOP / chapter.files[language]).read_text(encoding="utf-8")


def outline(text: str) -> dict[str, list[Any]]:
    """What a text has in whatever language it is: blocks, headings by their levels, codes of rows, pieces of code."""
    prose = FENCED.sub("", text)
    return {
        "blocks": FENCED.findall(text),
        "headings": HEADING.findall(prose),
        "rows": [SAME_IN_A_CELL.findall(cell) for cell in FIRST_CELL.findall(prose)],
        "code": sorted({" ".join(each.split()) for each in SPAN.findall(prose)}),
    }


def article(text: str) -> str:
    """What a page shows of a chapter."""
    return text.partition("<article")[2].partition("</article>")[0]


def test_every_page_of_the_docs_is_a_chapter() -> None:
    files = {str(file.relative_to(TOP)) for file in (TOP / "docs").rglob("*.md")}

    assert files < {file for each in CHAPTERS for file in each.files.values()}


@pytest.mark.parametrize("chapter", CHAPTERS, ids=NAMES)
def test_a_chapter_is_called_as_its_file_is(chapter: Chapter) -> None:
    title = written(chapter).splitlines()[0].removeprefix("# ")

    assert title.startswith(chapter.title[Language.EN]) or chapter.slug in {"corrections", "data"}
    assert Language.TH not in chapter.files or written(chapter, Language.TH).startswith(
        f"# {chapter.title[Language.TH]}\n"
    )
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
    missing = []
    for language, file in chapter.files.items():
        links = [urlsplit(each) for each in FILE.findall(BLOCK.sub("", written(chapter, language)))]
        paths = [each.path for each in links if not each.scheme and each.path and not each.path.startswith("/")]
        missing += [path for path in paths if not (TOP / normpath(join(dirname(file), path))).exists()]

    assert missing == []


@pytest.mark.parametrize("chapter", THAI, ids=IN_THAI)
def test_a_chapter_has_the_same_in_both_languages(chapter: Chapter) -> None:
    thai = written(chapter, Language.TH)

    assert outline(thai) == outline(written(chapter))
    assert len(re.findall("[ก-๛]", FENCED.sub("", thai))) > len(re.findall("[a-z]", FENCED.sub("", SPAN.sub("", thai))))


@pytest.mark.parametrize("chapter", THAI, ids=IN_THAI)
async def test_the_same_links_lead_to_and_from_both_languages(client: httpx.AsyncClient, chapter: Chapter) -> None:
    english, thai = [
        article((await client.get(f"/docs/{chapter.slug}", headers={"accept-language": each})).text)
        for each in ("en", "th")
    ]

    assert sorted(HREF.findall(thai)) == sorted(HREF.findall(english))
    assert ANCHOR.findall(thai) == ANCHOR.findall(english)


async def test_a_chapter_says_which_language_it_is_in(client: httpx.AsyncClient) -> None:
    async def said(slug: str, language: str) -> tuple[bool, bool, bool]:
        page = (await client.get(f"/docs/{slug}", params={"lang": language})).text
        return ('class="prose" lang="th"' in page, 'class="prose" lang="en"' in page, "ภาษาอังกฤษ" in page)

    assert await said("limits", "th") == (True, False, False)
    assert await said("limits", "en") == (False, True, False)
    assert await said("changelog", "th") == (False, True, True)


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
    answer = await client.get("/docs/concepts.md", params={"lang": "en"})
    again = await client.get("/docs/concepts.md?lang=en", headers={"if-none-match": answer.headers["etag"]})

    assert answer.text == (TOP / "docs" / "concepts.md").read_text(encoding="utf-8")
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("asked", "slug", "file"),
    [
        ({"params": {"lang": "th"}}, "limits", "docs/th/limits.md"),
        ({"headers": {"accept-language": "th, en;q=0.5"}}, "limits", "docs/th/limits.md"),
        ({"headers": {"accept-language": "en, th;q=0.5"}}, "limits", "docs/limits.md"),
        ({"params": {"lang": "th"}}, "changelog", "CHANGELOG.md"),
    ],
)
async def test_a_chapter_as_it_is_written_is_in_the_language_asked_for(
    client: httpx.AsyncClient, asked: dict[str, dict[str, str]], slug: str, file: str
) -> None:
    answer = await client.get(f"/docs/{slug}.md", params=asked.get("params"), headers=asked.get("headers"))

    assert answer.text == (TOP / file).read_text(encoding="utf-8")
    assert answer.headers["content-language"] == ("th" if "/th/" in file else "en")
    assert "Accept-Language" in answer.headers["vary"]


async def test_a_chapter_that_is_none_is_not_found_and_near_ones_are_named(client: httpx.AsyncClient) -> None:
    answer = await client.get("/docs/concept<b>", params={"lang": "en"})

    assert answer.status_code == 404
    assert "<code>concept&lt;b&gt;</code>" in answer.text
    assert 'Did you mean\n<a href="/docs/concepts?lang=en">Concepts</a>' in answer.text

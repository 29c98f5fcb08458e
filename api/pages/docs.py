"""
`/docs`: the Markdown of the repository, laid out for people, a chapter an address.

Whoever wants the text itself adds `.md`. Links to what this server has lead there; a query can be opened in the
playground, and `api/web/src/site/docs.js` runs it where it stands.
"""

from difflib import get_close_matches
from functools import cache, partial
from html import escape
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from markupsafe import Markup
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.compression import Compression
from api.front import Front
from api.pages.chapter import CHAPTERS, WORDS, Chapter
from api.pages.language import Language, language_of, named_by
from api.pages.markdown import Laid, laid_out
from api.pages.templating import Pages, address
from api.settings import shipped
from api.sheet import Sheet
from api.site import site_of

ENTRY = "docs"
PLAIN = ".md"
MEDIA = "text/markdown; charset=utf-8"

HOME = "/docs"
FILES = {file: f"{HOME}/{each.slug}" for each in CHAPTERS for file in each.files.values()}
ELSEWHERE = {"README.md": HOME, "api/examples": "/examples.json", "CITATION.cff": "/CITATION.cff"}
"""Where this server has what the repository has, by its path there."""

WRITTEN = "http://127.0.0.1:8000"
"""The address of the server, as the text has it: who reads it here gets the one of this server."""

BY_SLUG = {each.slug: each for each in CHAPTERS}

PATHS = (HOME, *(f"{HOME}/{slug}" for slug in BY_SLUG))


def text_of(chapter: Chapter, language: Language) -> str:
    """A chapter as it is written in one of its languages."""
    return shipped(chapter.files[language]).read_text(encoding="utf-8")


def lead(file: str, kept: Language | None, target: str) -> str | None:
    """Where a link of a file leads on this server; what stands in the repository alone leads nowhere."""
    parts = urlsplit(target)
    if parts.scheme or not parts.path:
        return target
    there = normpath(join(dirname(file), parts.path))
    path = parts.path if parts.path.startswith("/") else FILES.get(there) or ELSEWHERE.get(there)
    return address(path, kept) + (f"#{parts.fragment}" if parts.fragment else "") if path else None


def below(language: Language, kept: Language | None, query: str) -> str:
    """What leads from a query on: into the playground, and to its answer; a script adds that it is run here."""
    words, asked = WORDS[language], urlencode({"query": query.strip()}, quote_via=quote)
    playground, answer = f"{address('/graphql', kept)}#{asked}", f"/graphql?{asked}"
    return (
        f'<p class="ways" lang="{language.value}"><a href="{escape(playground)}">{words["playground"]}</a>'
        f' <a href="{escape(answer)}">{words["answer"]}</a></p>\n'
    )


@cache
def laid(slug: str, language: Language, kept: Language | None) -> Laid:
    """
    A chapter, with links that keep a language if one is named.

    The fragments of its headings are those of the English ones: whoever changes the language stays at the same place.
    """
    chapter = BY_SLUG[slug]
    written = chapter.written_for(language)
    same = None if written is Language.EN else laid(slug, Language.EN, kept)
    leads, ways = partial(lead, chapter.files[written], kept), partial(below, language, kept)
    return laid_out(text_of(chapter, written), leads, ways, same)


class Docs:
    """Answers `/docs`."""

    def __init__(self, pages: Pages, front: Front) -> None:
        self.pages = pages
        self.front = front

    @property
    def routes(self) -> list[Route]:
        """Where the chapters stand."""
        middleware = [Middleware(Compression)]
        return [
            Route(HOME, self.contents, middleware=middleware),
            Route(f"{HOME}/{{slug}}", self.chapter, middleware=middleware),
        ]

    def contents(self, request: Request) -> Response:
        """All chapters, and what each is about."""
        return self.page(request, "docs.html", chapters=CHAPTERS, near=None, missing=None)

    def chapter(self, request: Request) -> Response:
        """One chapter: laid out, or as it is written."""
        slug = request.path_params["slug"]
        found = BY_SLUG.get(slug.removesuffix(PLAIN))
        if found is None:
            near = [BY_SLUG[each] for each in get_close_matches(slug.lower(), BY_SLUG, n=3, cutoff=0.5)]
            return self.page(request, "docs.html", 404, chapters=CHAPTERS, near=near, missing=slug)
        written = found.written_for(language_of(request))
        if slug.endswith(PLAIN):
            return Sheet(text_of(found, written), MEDIA, language=written.value).answer(request)
        text = laid(found.slug, language_of(request), named_by(request))
        body = Markup(text.body.replace(WRITTEN, escape(site_of(request, self.front.site))))  # noqa: S704 # our own
        place = CHAPTERS.index(found)
        return self.page(
            request,
            "chapter.html",
            chapter=found,
            written=written,
            headings=text.headings,
            body=body,
            before=CHAPTERS[place - 1] if place else None,
            after=next(iter(CHAPTERS[place + 1 :]), None),
        )

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> Response:
        """A page of the docs."""
        said = WORDS[language_of(request)]
        return self.pages.page(request, template, status=status, entries=(ENTRY,), said=said, **values)

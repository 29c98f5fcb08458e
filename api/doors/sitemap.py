"""
`/sitemap.xml`: the address of every page, in both languages, for search engines (sitemaps.org).

What is more than one file may hold is split, and the file at the top then lists the parts: `/sitemap.xml?part=2`.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from math import ceil

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from api.doors.things import Things
from api.remembering import build
from api.sheet import MAX_AGE, not_modified
from api.tag import matches

MOST = 50_000
"""Addresses in one file, by the protocol."""

LANGUAGES = ("th", "en")

PIECE = 500
"""Pages that are written at once; then others have their turn."""

MEDIA = "application/xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PAGES = f'{HEAD}<urlset {NAMESPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
PARTS = f"{HEAD}<sitemapindex {NAMESPACE}>\n"


def spoken(address: str, language: str) -> str:
    """The address of a page in a language."""
    return f"{address}?lang={language}"


def entry(address: str, day: str) -> str:
    """A page in each of its languages; every one names all of them, and that which chooses by the visitor."""
    pages = {language: spoken(address, language) for language in LANGUAGES}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(page)}"/>'
        for language, page in {**pages, "x-default": address}.items()
    )
    return "".join(f"<url><loc>{escape(page)}</loc><lastmod>{day}</lastmod>{links}</url>\n" for page in pages.values())


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The pages of one release, at the address of one server."""

    site: str
    things: Things
    standing: Sequence[str]
    """The paths of pages that are of no thing."""
    most: int = MOST

    @property
    def paths(self) -> Sequence[str]:
        """All paths."""
        return (*self.standing, *self.things.paths)

    @property
    def size(self) -> int:
        """How many pages one part holds."""
        return self.most // len(LANGUAGES)

    @property
    def parts(self) -> int:
        """How many files there are."""
        return ceil(len(self.paths) / self.size)

    @property
    def day(self) -> str:
        """The day on which the pages changed last: that on which the release was loaded."""
        return self.things.loaded[:10]

    async def pages(self, part: int) -> AsyncIterator[str]:
        """One file of pages, in pieces; parts are counted from 1."""
        paths = self.paths[(part - 1) * self.size : part * self.size]
        yield PAGES
        for start in range(0, len(paths), PIECE):
            yield "".join(entry(self.site + path, self.day) for path in paths[start : start + PIECE])
        yield "</urlset>\n"

    def index(self) -> str:
        """The file that lists the parts."""
        listed = (
            f"<sitemap><loc>{escape(f'{self.site}/sitemap.xml?part={part}')}</loc><lastmod>{self.day}</lastmod></sitemap>\n"
            for part in range(1, self.parts + 1)
        )
        return f"{PARTS}{''.join(listed)}</sitemapindex>\n"

    def answer(self, request: Request) -> Response:
        """The file that is asked for: the first holds the pages if all of them fit, and otherwise lists the parts."""
        asked = request.query_params.get("part", "")
        part = int(asked) if asked.isdecimal() and len(asked) < 6 else 0  # noqa: PLR2004 # there are not so many
        if asked and not 1 <= part <= self.parts:
            return PlainTextResponse(f"there is no part {asked[:20]!r}: /sitemap.xml lists all that there are\n", 404)
        follows_from = (build(), self.site, self.things.release, self.things.loaded, asked)
        name = sha256(" ".join(follows_from).encode()).hexdigest()[:32]
        headers = {"etag": f'W/"{name}"', "cache-control": f"public, max-age={MAX_AGE}"}
        if matches(request.headers.get("if-none-match"), headers["etag"]):
            return not_modified(headers)
        if self.parts > 1 and not part:
            return Response(self.index(), headers=headers, media_type=MEDIA)
        return StreamingResponse(self.pages(part or 1), headers=headers, media_type=MEDIA)

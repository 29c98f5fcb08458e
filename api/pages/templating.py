"""
Pages from templates: Jinja2, with everything escaped that a template does not mark as markup.

A template extends `base.html`, the layout, and gets what that needs: `language` and `words` of the page, `here` (its
address) under `base` (that of the server), `link` (an address that keeps the language), `entries` (what to load),
`release` and `as_of`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.pages.assets import STATIC, Assets
from api.pages.language import NAMES, PARAMETER, WORDS, Language, dated, language_of, named_by
from api.pages.policy import SITE
from api.site import inside, site_of
from graph.model import Release

if TYPE_CHECKING:
    from jinja2 import Environment

NAVIGATION = {"explorer": "/", "privileges": "/privileges", "docs": "/docs", "playground": "/graphql"}
"""The parts of the site, by what `WORDS` calls them."""

LAYOUT = "site"
"""The entry that every page loads."""


@cache
def environment() -> "Environment":
    """The templates of `templates/`, each read once; a name that a template does not get is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 # a server is ready without it

    return Environment(
        loader=PackageLoader("api.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@dataclass(frozen=True, slots=True)
class Pages:
    """
    Lays out pages; `known` says which release is served, if one is, and `today` which day it is.

    `site` is the address that all of the server's begin with, if the settings name it.
    """

    assets: Assets
    known: Callable[[], Release | None]
    today: Callable[[], date]
    site: str | None = None

    def page(  # noqa: PLR0913 # what a page may differ in
        self,
        request: Request,
        template: str,
        *,
        status: int = 200,
        entries: tuple[str, ...] = (),
        policy: str = SITE,
        as_of: date | None = None,
        headers: Mapping[str, str] | None = None,
        **values: Any,
    ) -> HTMLResponse:
        """A page for a request; `entries` of `vite.config.js` are loaded beside the layout's, `values` are its own."""
        layout = self.layout(request, (LAYOUT, *entries), as_of or self.today())
        text = environment().get_template(template).render(**layout, **values)
        own = {
            "cache-control": "no-cache",
            "content-security-policy": policy,
            "content-language": layout["language"].value,
            "vary": "Accept, Accept-Language",
        }
        return HTMLResponse(text, status, headers={**own, **(headers or {})})

    def base(self, request: Request) -> str:
        """What the addresses of all pages begin with, as others are told of them."""
        return site_of(request, self.site)

    def layout(self, request: Request, entries: tuple[str, ...], as_of: date) -> dict[str, Any]:
        """What the layout shows for a request."""
        language, here = language_of(request), inside(request.url)
        return {
            "language": language,
            "words": WORDS[language],
            "names": NAMES,
            "here": here,
            "base": self.base(request),
            "path": request.url.path,
            "translated": {each: address(here, each) for each in Language},
            "link": partial(address, language=named_by(request)),
            "dated": partial(dated, language=language),
            "navigation": NAVIGATION,
            "static": STATIC,
            "entries": [self.assets.entries[each] for each in entries if each in self.assets.entries],
            "release": self.known(),
            "as_of": as_of.isoformat(),
        }


def address(target: str, language: Language | None) -> str:
    """A target inside the site, in a language if one is named."""
    return str(URL(target).include_query_params(**{PARAMETER: language.value})) if language else target

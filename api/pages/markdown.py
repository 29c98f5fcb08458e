"""
Markdown as HTML: CommonMark with tables, by markdown-it.

Whoever lays a text out says where its links lead and what stands below a query. Nothing in it is taken for HTML, and
nothing carries a style, which the policy of our pages would refuse.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Lead = Callable[[str], str | None]
"""Where a link of a text leads; none where it leads nowhere, and then it is no link."""

Below = Callable[[str], str]
"""What stands below a query, as HTML."""

NEITHER = re.compile(r"[^\w\s-]")
QUERY = "graphql"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, the fragment that leads to it, and its text."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Laid:
    """A text as HTML, without its title; and its headings."""

    title: str
    body: str
    headings: tuple[Heading, ...]


@cache
def parser() -> "MarkdownIt":
    """The parser, and how it writes what it has no word for."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 # a server is ready without it

    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.add_render_rule("fence", fence)
    made.add_render_rule("table_open", lambda *_: '<div class="wide" tabindex="0"><table>\n')
    made.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return made


def fence(_: Any, tokens: "Sequence[Token]", index: int, __: Any, below: Any) -> str:
    """A block of code; a query has something below it."""
    token = tokens[index]
    language = token.info.partition(" ")[0]
    code = f'<pre tabindex="0"><code>{escape(token.content)}</code></pre>\n'
    return f'<div class="query">\n{code}{below["query"](token.content)}</div>\n' if language == QUERY else code


def anchored(text: str, taken: dict[str, int]) -> str:
    """The fragment of a heading, as those who read the text elsewhere know it; a number tells the same ones apart."""
    plain = NEITHER.sub("", text.lower()).strip().replace(" ", "-")
    times = taken[plain] = taken.get(plain, -1) + 1
    return f"{plain}-{times}" if times else plain


def headings(tokens: "Sequence[Token]") -> Iterator[tuple["Token", Heading]]:
    """The headings, each with the token that opens it."""
    taken: dict[str, int] = {}
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            text = "".join(each.content for each in inside.children or ())
            yield token, Heading(int(token.tag[1:]), anchored(text, taken), text)


def led(tokens: "Sequence[Token]", lead: Lead) -> None:
    """Let the links lead where they should; one that leads nowhere is text."""
    open_links: list[bool] = []
    for token in (child for each in tokens for child in each.children or ()):
        if token.type == "link_open":
            target = lead(str(token.attrs["href"]))
            open_links.append(target is not None)
            token.attrs = {"href": target} if target is not None else {}
        if token.type.startswith("link_"):
            leads = open_links[-1] if token.type == "link_open" else open_links.pop()
            token.tag = "a" if leads else "span"


def laid_out(text: str, lead: Lead, below: Below, same: Laid | None = None) -> Laid:
    """
    A text as HTML; it begins with its title.

    If it says the `same` as a text laid out before, in another language, the same fragments lead to its headings.
    """
    tokens = parser().parse(text)
    found = list(headings(tokens))
    if same:
        pairs = zip(found[1:], same.headings, strict=True)
        found[1:] = [(token, replace(heading, anchor=other.anchor)) for (token, heading), other in pairs]
    for token, heading in found:
        token.attrs = {"id": heading.anchor}
    for token in tokens:
        token.attrs.pop("style", None)
    led(tokens, lead)
    body = parser().renderer.render(tokens[3:], parser().options, {"query": below})
    return Laid(found[0][1].text, body, tuple(heading for _, heading in found[1:]))

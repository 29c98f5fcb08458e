"""
The queries that stand in the pages people read: those of GraphQL blocks, and those inside of commands and programs.

A page is searched by what its code blocks are written in; what stands in running text is found where it is whole.
"""

import ast
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from api.app import WELCOME
from api.schema.root import SCHEMA
from api.welcome import page
from tests.readme import TOP

BLOCK = re.compile(r"^```(?P<language>\w*)(?: [^\n]*)?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<!`)`([^`]+)`(?!`)")

BODY = re.compile(r"""'(\{"query":.*?\})'""", re.DOTALL)
PARAMETER = re.compile(r"'query=([^']*)'")
TEMPLATE = re.compile(r"\b(?:gql|graphql)`([^`]*)`")
ASSIGNED = re.compile(r'\bquery\s*(?:=|<-)\s*"([^"]*)"')
FORMULA = re.compile(r'ENCODEURL\("((?:[^"]|"")*)"\)')
OPERATION = re.compile(r"\s*(?:query\b[^{]*\{|\{\s*\w[^{]*\{)")
FIELD = re.compile(r"(\w+)(?:\([^()]*\))? \{.*\}", re.DOTALL)
FRAGMENT = re.compile(r"\s*fragment\b")

CUT = "…"
"""What pages leave out."""


@dataclass(frozen=True, slots=True)
class Found:
    """A query of a page: what the block that it stands in is written in, and where it begins."""

    page: str
    language: str
    line: int
    text: str

    @property
    def name(self) -> str:
        """How a test calls it."""
        return f"{self.page}:{self.line}"


def of_shell(text: str) -> list[str]:
    """The queries of commands."""
    return [str(json.loads(body)["query"]) for body in BODY.findall(text)] + PARAMETER.findall(text)


def of_python(text: str) -> list[str]:
    """The queries among the texts of a program."""
    values = (each.value for each in ast.walk(ast.parse(text)) if isinstance(each, ast.Constant))
    return [value for value in values if isinstance(value, str) and OPERATION.match(value)]


def of_javascript(text: str) -> list[str]:
    """The queries of a program, each with all fragments of that program."""
    texts = TEMPLATE.findall(text)
    fragments = "".join(each for each in texts if FRAGMENT.match(each))
    return [each + fragments for each in texts if not FRAGMENT.match(each)] + ASSIGNED.findall(text)


def of_plain(text: str) -> list[str]:
    """The query that a block is, or those in a formula."""
    return [text] if OPERATION.match(text) else [each.replace('""', '"') for each in FORMULA.findall(text)]


def of_prose(text: str) -> str | None:
    """The query that a piece of code in running text is, or the field of the root."""
    if OPERATION.match(text):
        return text
    field = FIELD.fullmatch(text)
    return f"{{ {text} }}" if field and field[1] in SCHEMA.plain.query_type.fields else None  # type: ignore[union-attr] # there is one


FINDERS: dict[str, Callable[[str], list[str]]] = {
    "graphql": lambda text: [text],
    "sh": of_shell,
    "python": of_python,
    "js": of_javascript,
    "ts": of_javascript,
    "r": ASSIGNED.findall,
    "": of_plain,
}


def queries(name: str, text: str) -> Iterator[Found]:
    """The queries of a page."""
    for block in BLOCK.finditer(text):
        language = block["language"]
        line = text.count("\n", 0, block.start()) + 1
        found = FINDERS[language](block["text"]) if language in FINDERS else []
        yield from (Found(name, language, line, each) for each in found)
    prose = BLOCK.sub(lambda block: "\n" * block[0].count("\n"), text)
    for span in INLINE.finditer(prose):
        if said := of_prose(span[1].replace(CUT, "__typename")):
            yield Found(name, "prose", prose.count("\n", 0, span.start()) + 1, said)


def pages() -> Iterator[tuple[str, str]]:
    """Every page, and its text: the files that people read, and what the server shows them."""
    found = [*TOP.glob("*.md"), *(file for part in ("docs", "seeds", "deploy") for file in (TOP / part).rglob("*.md"))]
    for file in sorted(found):
        yield str(file.relative_to(TOP)), file.read_text(encoding="utf-8")
    yield "/", f"```sh\n{WELCOME}\n```\n"
    yield "/graphql", f"```sh\n{unescape(page('http://127.0.0.1:8000/graphql'))}\n```\n"


def every_query() -> list[Found]:
    """Every query of every page."""
    return [each for name, text in pages() for each in queries(name, text)]

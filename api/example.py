"""
The example operations: questions that come again and again, a file each in `api/examples/`.

A file begins with three comments, in this order, and goes on with one named operation:

    # th: หน่วยงานใดดำเนินการเมืองใดบ้าง
    # en: Which agencies operate which areas?
    # for: developer
    query WhoOperatesWhat { … }

The file is named like its operation: `who-operates-what.graphql`.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from graphql import GraphQLSyntaxError, OperationDefinitionNode, OperationType, parse

EXAMPLES = Path(__file__).with_name("examples")

HEADER = re.compile(r"# th: (?P<th>\S.*)\n# en: (?P<en>\S.*)\n# for: (?P<visitor>\w+)\n(?P<operation>\S.*)", re.DOTALL)
THAI = re.compile(r"[\u0e01-\u0e5b]")
PIECE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class Visitor(Enum):
    """Who asks."""

    DEVELOPER = "developer"
    PRIVILEGES = "privileges"
    JOURNALIST = "journalist"


class ExampleError(Exception):
    """A file that is no example: the message says what is wrong, and the cure."""


@dataclass(frozen=True, slots=True)
class Title:
    """The question, as a visitor would ask it."""

    th: str
    en: str


@dataclass(frozen=True, slots=True)
class Example:
    """One named operation; `name` is that of its file."""

    name: str
    title: Title
    visitor: Visitor
    operation: str


def operation_name(name: str) -> str:
    """What the operation of a file is called: `who-operates-what` is `WhoOperatesWhat`."""
    return "".join(piece.capitalize() for piece in name.split("-"))


def visitor_of(name: str, word: str) -> Visitor:
    """Who asks, by the word of the header."""
    try:
        return Visitor(word)
    except ValueError:
        known = ", ".join(visitor.value for visitor in Visitor)
        raise ExampleError(f"{name}: `for` is {word!r}: say one of {known}") from None


def titled(name: str, th: str, en: str) -> Title:
    """The titles, each in its language."""
    if not THAI.search(th) or THAI.search(en):
        raise ExampleError(f"{name}: `th` is {th!r} and `en` is {en!r}: give each in its own language")
    return Title(th, en)


def check_operation(name: str, text: str) -> None:
    """Refuse what is not one query, named like its file."""
    try:
        operations = [each for each in parse(text).definitions if isinstance(each, OperationDefinitionNode)]
    except GraphQLSyntaxError as error:
        raise ExampleError(f"{name}: {error.message}") from error
    named = [each.name.value for each in operations if each.name and each.operation is OperationType.QUERY]
    if len(operations) != 1 or named != [operation_name(name)]:
        raise ExampleError(f"{name}: write one operation, `query {operation_name(name)}`")


def example_of(name: str, text: str) -> Example:
    """What a file says; raises `ExampleError`."""
    header = HEADER.fullmatch(text)
    if PIECE.fullmatch(name) is None or header is None:
        raise ExampleError(f"{name}: begin with `# th:`, `# en:` and `# for:`, a line each; name files like-this")
    check_operation(name, header["operation"])
    return Example(
        name, titled(name, header["th"], header["en"]), visitor_of(name, header["visitor"]), header["operation"]
    )


@cache
def examples(directory: Path = EXAMPLES) -> tuple[Example, ...]:
    """Every example, by name; raises `ExampleError` at the first file that is none."""
    files = sorted(directory.glob("*.graphql"))
    return tuple(example_of(file.stem, file.read_text(encoding="utf-8")) for file in files)

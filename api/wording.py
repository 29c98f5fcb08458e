"""What the schema says of every noun and its properties, for files that have columns: read from the printed schema."""

import re
from collections.abc import Iterator

from graph.dumping.column import Descriptions
from graph.queries.dump import RECORDS

TYPE = re.compile(
    r'^"""(?P<text>(?:(?!""").)*)"""\ntype (?P<name>\w+) [^{]*\{\n(?P<body>.*?)^\}', re.DOTALL | re.MULTILINE
)
FIELD = re.compile(r'^  """(?P<text>(?:(?!""").)*)"""\n  (?P<name>\w+)', re.DOTALL | re.MULTILINE)
NAME = "Name"


def camel(name: str) -> str:
    """The name that the schema has for a property: `name_note` is `nameNote`."""
    first, *others = name.split("_")
    return first + "".join(each.title() for each in others)


def one_line(text: str) -> str:
    """A description without the line breaks of the printed schema."""
    return " ".join(text.split())


def fields(body: str) -> dict[str, str]:
    """What the fields of a type mean."""
    return {each["name"]: one_line(each["text"]) for each in FIELD.finditer(body)}


def said(noun: str, texts: dict[str, dict[str, str]]) -> Iterator[tuple[tuple[str, str], str]]:
    """What the properties of a noun mean; its names are described by a type of their own."""
    for property_ in RECORDS[noun].model_fields:
        type_, name = (NAME, camel(property_.removeprefix("name_"))) if property_.startswith("name_") else (noun, "")
        text = texts.get(type_, {}).get(name or camel(property_)) or texts.get(NAME, {}).get(property_)
        if text:
            yield (noun, property_), text


def descriptions(printed: str) -> Descriptions:
    """What every noun and its properties mean, of a printed schema."""
    types = {each["name"]: each for each in TYPE.finditer(printed)}
    texts = {name: fields(each["body"]) for name, each in types.items()}
    nouns = {(noun, ""): one_line(types[noun]["text"]) for noun in RECORDS if noun in types}
    return nouns | {key: text for noun in RECORDS for key, text in said(noun, texts)}

"""
GraphML, as NetworkX and Gephi open it: every property has one type, lists are joined with `|`.

A property that is a number on one noun and a text on another is text on all. `label` is what a thing is called.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import orjson

from graph.dumping.column import Column, Type, columns_of, properties_of, relations
from graph.dumping.lines import Line, Lines, properties
from graph.queries.dump import RECORDS

FILE = "graph.graphml"
SEPARATOR = "|"

NAMES = ("name_en", "name_th", "label", "title", "title_en", "text_en", "subject", "name", "number", "id")
"""What a thing is called by: the first of these that it has."""

GRAPHML_TYPES = {Type.INTEGER: "long", Type.NUMBER: "double", Type.BOOLEAN: "boolean"}
"""All else is text."""

NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML document may hold."""

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
TAIL = "</graph>\n</graphml>\n"


def type_of(column: Column) -> str:
    """The type of a column."""
    return "string" if column.several else GRAPHML_TYPES.get(column.type, "string")


def types(columns: Iterable[Column]) -> dict[str, str]:
    """One type a name."""
    found: dict[str, set[str]] = {}
    for column in columns:
        found.setdefault(column.name, set()).add(type_of(column))
    return {name: kinds.pop() if len(kinds) == 1 else "string" for name, kinds in sorted(found.items())}


@cache
def node_types() -> dict[str, str]:
    """The properties of things; their ids are their own already."""
    made = types(column for noun in RECORDS for column in columns_of(noun) if column.name != "id")
    return {"label": "string", "noun": "string", **made}


@cache
def edge_types() -> dict[str, str]:
    """The properties of relations."""
    return {"type": "string", **types(column for relation in relations() for column in properties_of(relation))}


def keys() -> Iterable[str]:
    """The declarations of all properties."""
    for kind, declared in (("node", node_types()), ("edge", edge_types())):
        for name, each in declared.items():
            yield f'<key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{each}"/>\n'


def text_of(value: Any) -> str:
    """A value as text."""
    if isinstance(value, str):
        return NO_XML.sub("\ufffd", value)
    if isinstance(value, list):
        return SEPARATOR.join(text_of(each) for each in value)
    return orjson.dumps(value).decode()


def data(kind: str, values: Line) -> str:
    """The properties of one thing, or of one relation."""
    return "".join(f'<data key="{kind}_{name}">{escape(text_of(value))}</data>' for name, value in values.items())


def called(line: Line) -> str:
    """What a thing is called."""
    return next(str(line[name]) for name in NAMES if name in line)


def node(line: Line) -> str:
    """A thing."""
    values = properties(line)
    thing_id = values.pop("id")
    said = data("node", {**values, "label": called(line), "noun": line["noun"]})
    return f"<node id={quoteattr(thing_id)}>{said}</node>\n"


def edge(number: int, line: Line) -> str:
    """A relation."""
    said = data("edge", {"type": line["type"], **properties(line)})
    ends = f"source={quoteattr(line['start'])} target={quoteattr(line['end'])}"
    return f'<edge id="e{number}" {ends}>{said}</edge>\n'


def write(lines: Lines, directory: Path) -> None:
    """Write the whole graph, things before relations."""
    with (directory / FILE).open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD)
        file.writelines(keys())
        file.write('<graph id="mueang" edgedefault="directed">\n')
        file.writelines(node(line) for line in lines.nodes())
        file.writelines(edge(number, line) for number, line in enumerate(lines.relationships(), 1))
        file.write(TAIL)

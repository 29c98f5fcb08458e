"""
A Cypher script that rebuilds the graph in an empty Neo4j: constraints, things, relations, in batches.

Run a second time it stops at the first thing, which is there already, and changes nothing.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from graph.dumping.lines import Line, Lines, properties
from graph.queries.dump import RECORDS, snake

FILE = "graph.cypher"
BATCH = 500
"""Rows of one statement."""

HEAD = """// Mueang: Thailand's Smart City programme as a graph. Data: CC BY 4.0.
// Run it in an empty database: cypher-shell --file graph.cypher
"""

ESCAPES = str.maketrans(
    {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)

Shape = tuple[str, str, str]
"""The labels at the ends of a relation, and its type between them."""


def literal(value: Any) -> str:
    """A value as Cypher writes it."""
    if isinstance(value, str):
        return f"'{value.translate(ESCAPES)}'"
    if isinstance(value, list):
        return f"[{', '.join(literal(each) for each in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {literal(each)}' for name, each in value.items())}}}"
    return orjson.dumps(value).decode()


def constraints() -> Iterator[str]:
    """An id is there once."""
    for noun in RECORDS:
        yield f"CREATE CONSTRAINT {snake(noun)}_id IF NOT EXISTS FOR (n:{noun}) REQUIRE n.id IS UNIQUE;\n"


def unwound(rows: list[str], text: str) -> str:
    """A statement over rows."""
    return "UNWIND [\n" + ",\n".join(rows) + f"\n] AS row\n{text};\n"


def batches(rows: Iterable[tuple[Any, str]]) -> Iterator[tuple[Any, list[str]]]:
    """Rows of one kind together, each kind as soon as it has enough, the rest at the end."""
    waiting: dict[Any, list[str]] = {}
    for kind, row in rows:
        found = waiting.setdefault(kind, [])
        found.append(row)
        if len(found) == BATCH:
            yield kind, waiting.pop(kind)
    yield from waiting.items()


def nodes(lines: Iterable[Line]) -> Iterator[str]:
    """The statements that make things."""
    for noun, rows in batches((line["noun"], literal(properties(line))) for line in lines):
        yield unwound(rows, f"CREATE (n:{noun}) SET n = row")


def related(line: Line) -> tuple[Shape, str]:
    """A relation as a row of its kind."""
    shape = (line["start_noun"], line["type"], line["end_noun"])
    return shape, literal({"start": line["start"], "end": line["end"], "properties": properties(line)})


def relationships(lines: Iterable[Line]) -> Iterator[str]:
    """The statements that make relations."""
    for (start, kind, end), rows in batches(related(line) for line in lines):
        ends = f"MATCH (a:{start} {{id: row.start}})\nMATCH (b:{end} {{id: row.end}})"
        yield unwound(rows, f"{ends}\nCREATE (a)-[r:{kind}]->(b) SET r = row.properties")


def write(lines: Lines, directory: Path) -> None:
    """Write the script."""
    with (directory / FILE).open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD)
        file.writelines(constraints())
        file.writelines(nodes(lines.nodes()))
        file.writelines(relationships(lines.relationships()))

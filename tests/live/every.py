"""Every read of the program, asked of a graph with every key it can have: for comparing the rows of two engines."""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from graph import queries, seed
from graph.client import Neo4jGraph
from graph.model import Link, Record
from graph.query import Query, Traversal, Window
from graph.seeding.relations import label_of, parts
from graph.seeding.rows import Rows

DAYS = (date(2022, 12, 31), date(2025, 12, 31))
WINDOWS = (
    Window(100),
    Window(100, low=True),
    Window(2, backward=True),
    Window(2, low=True),
)
WINDOW = re.compile(r"\$(low|limit|after|before)\b")
START = re.compile(r"MATCH \((?:start|node):(\w+) \{key:")


def found(value: Any) -> Iterator[Query[Any]]:
    """The reads in a value of a module of queries."""
    if isinstance(value, Query):
        yield value
    elif isinstance(value, Traversal):
        yield value.page
        yield value.extent
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from found(each)


def every_query() -> list[Query[Any]]:
    """Every read there is, by name."""
    modules = [importlib.import_module(f"graph.queries.{each.name}") for each in pkgutil.iter_modules(queries.__path__)]
    reads = {query.name: query for module in modules for value in vars(module).values() for query in found(value)}
    return [reads[name] for name in sorted(reads)]


def keys_by_label(records: tuple[Record, ...]) -> dict[str, list[str]]:
    """The ids of all things, and of their parts, by label; the steps from them by `City steps` and the like."""
    keys: dict[str, list[str]] = {}
    for record in records:
        keys.setdefault(label_of(type(record)), []).append(record.id)  # type: ignore[attr-defined] # nouns have one
        for field, part in parts(record):
            keys.setdefault(field.relation.labels[0], []).append(part.id)
    for label, step in steps(records):
        keys.setdefault(f"{label} steps", []).append(step)
    return keys


def steps(records: tuple[Record, ...]) -> Iterator[tuple[str, str]]:
    """Every relation as a step from either of its ends, in words, each with the label that it starts from."""
    rows = Rows("")
    for each in (each for record in records for each in rows.relationships(record)):
        start, end = each.start[1:], each.end[1:]
        yield each.shape.start, f"{start} {each.shape.type} > {end}"
        yield each.shape.end, f"{end} {each.shape.type} < {start}"


def keys_of(query: Query[Any], keys: Mapping[str, list[str]]) -> list[str]:
    """The keys that a read can have; the empty one for a read over the whole release."""
    start = START.search(query.text)
    if start is None:
        return [""]
    return keys.get(f"{start[1]} steps" if query.record is Link else start[1], [])


def windows_of(query: Query[Any]) -> tuple[Window, ...]:
    """The windows that make a difference to a read."""
    if not WINDOW.search(query.text):
        return WINDOWS[:1]
    return tuple(window for window in WINDOWS if query.backward or not window.backward)


def days_of(query: Query[Any]) -> tuple[date, ...]:
    """The days that make a difference to a read."""
    return DAYS if query.dated else DAYS[:1]


async def rows(graph: Neo4jGraph, query: Query[Any], keys: list[str]) -> list[Any]:
    """What a read answers, on each day and in each window, as plain values."""
    return [
        {key: [row.model_dump(mode="json") for row in answer] for key, answer in sorted(answers.items())}
        for day in days_of(query)
        for window in windows_of(query)
        for answers in [await graph.at(graph.release, day).fetch(query, keys, window)]
    ]


NOUNS = {label_of(noun) for noun in seed.NOUNS.values()}


def every_list() -> dict[type[Record], Traversal[Any]]:
    """The reads of all things of every noun, by the noun's record."""
    modules = [importlib.import_module(f"graph.queries.{each.name}") for each in pkgutil.iter_modules(queries.__path__)]
    lists = [module.LIST for module in modules if hasattr(module, "LIST")]
    return {each.page.pattern.record: each for each in lists if each.page.pattern}

"""
One walk over a release: noun by noun, page by page, each thing with the relationships that it declares.

The order is total and the same on both engines: nouns by name, things by their place, and of each thing the
relationships by their line. Nothing is kept from one page to the next.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from graph.dumping.lines import NODES, RELATIONSHIPS, line_of
from graph.model import Dumped, Record, Related
from graph.queries.dump import FROM, RECORDS, THINGS, TO
from graph.query import GraphView, Query, Window
from graph.stretch import APART, just_before

STRIDE = 5
"""So many fences of a list make a page."""

PAGE = STRIDE * APART
"""Small enough to be read, with its relationships, long before the deadline on a busy machine."""


class Bar(Protocol):
    """Whoever shows how far it is."""

    def update(self, count: float) -> object:
        """So many things more are done."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """Some things, and the relationships that they declare, as lines."""

    things: int
    nodes: bytes
    relationships: bytes


def windows(posts: Sequence[str]) -> Iterator[Window]:
    """The parts of a list, a page or so each, between its fences."""
    after = ""
    for post in posts[STRIDE - 1 :: STRIDE]:
        yield Window(PAGE, after=after, before=post)
        after = just_before(post)
    yield Window(PAGE, after=after)


async def things(view: GraphView, noun: str) -> AsyncIterator[list[Dumped[Any]]]:
    """The things of a noun, page by page; fences only say where pages are read quickly."""
    for window in windows(view.posts(noun)):
        after = window.after
        while True:
            part = Window(PAGE, after=after, before=window.before)
            rows = (await view.fetch(THINGS[noun], [""], part)).get("", [])
            if rows:
                yield rows
                after = rows[-1].cursor
            if len(rows) < PAGE:
                break


async def related(
    view: GraphView, reads: Mapping[str, Query[Related]], noun: str, ids: list[str]
) -> dict[str, list[Related]]:
    """The relationships of some things in one direction."""
    return await view.fetch(reads[noun], ids) if noun in reads else {}


def plain(record: Record) -> dict[str, Any]:
    """The properties of a record; lists that are empty say nothing."""
    return record.model_dump(mode="json", exclude_none=True)


def relationship(noun: str, thing_id: str, row: Related, *, outward: bool) -> bytes:
    """The line of a relationship."""
    here, there = {"noun": noun, "id": thing_id}, {"noun": row.noun.value, "id": row.other}
    start, end = (here, there) if outward else (there, here)
    ends = {"start_noun": start["noun"], "start": start["id"], "end_noun": end["noun"], "end": end["id"]}
    return line_of({"type": row.type.value, **ends, **plain(row.properties)})


def node(noun: str, row: Dumped[Any]) -> bytes:
    """The line of a thing."""
    values = plain(row.node)
    return line_of({"noun": noun, "id": values.pop("id"), **values, "complete": list(row.complete)})


async def page_of(view: GraphView, noun: str, rows: list[Dumped[Any]]) -> Page:
    """A page as lines."""
    ids = [row.node.id for row in rows]
    outward, inward = await asyncio.gather(related(view, FROM, noun, ids), related(view, TO, noun, ids))
    found: list[bytes] = []
    for each in ids:
        found += sorted(relationship(noun, each, row, outward=True) for row in outward.get(each, ()))
        found += sorted(relationship(noun, each, row, outward=False) for row in inward.get(each, ()))
    return Page(len(rows), b"".join(node(noun, row) for row in rows), b"".join(found))


async def pages(view: GraphView) -> AsyncIterator[Page]:
    """Everything in a release; raises `GraphError` where it cannot be read."""
    for noun in RECORDS:
        if view.release.counts.get(noun):
            async for rows in things(view, noun):
                yield await page_of(view, noun, rows)


async def write(view: GraphView, directory: Path, bar: Bar) -> None:
    """Write what all other files are made of."""
    with (directory / NODES).open("wb") as nodes, (directory / RELATIONSHIPS).open("wb") as relationships:
        async for page in pages(view):
            nodes.write(page.nodes)
            relationships.write(page.relationships)
            bar.update(page.things)

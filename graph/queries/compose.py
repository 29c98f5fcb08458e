"""
How the texts of reads are put together, once, when the program starts.

A traversal differs from the next in its pattern and in the record it answers with; all else (keys, release, day,
confidence, order, page) is the same for each and stands here. Patterns are literals that name `start`, `node` and,
where the relation is a fact of its own, `edge`; short cuts also name `via`, the things they pass through.
"""

import re
from dataclasses import dataclass
from typing import TypeVar

from graph.model import Edge, Emblem, FactEdge, Link, ListExtent, Privilege, Record, Reference, ThroughEdge
from graph.query import Query, Traversal

R = TypeVar("R", bound=Record)

HIGHER = "($low OR coalesce({name}.confidence, 'high') <> 'low')"
HAPPENED = "coalesce({name}.day, '') <= $as_of"
HOLDS = "coalesce(edge.day, '') <= $as_of AND coalesce(edge.end, '9999') >= $as_of"
INSIDE = "node.sort > $after AND node.sort < $before"
CURSOR = "substring(place, size($release) + 1)"


def is_dated(record: type[Record]) -> bool:
    """Whether things of this kind begin on a day, or may: before it, they are not there."""
    return "date" in record.model_fields or record in {Emblem, Privilege, Reference}


def projection(name: str, record: type[Record]) -> str:
    """A map of exactly the record's fields: `city {.id, .name_th}`."""
    return f"{name} {{{', '.join('.' + field for field in record.model_fields)}}}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Where a traversal goes, and what it holds for true on the way."""

    start: str
    path: str
    record: type[Record]

    @property
    def names(self) -> tuple[str, ...]:
        """The variables of the path whose confidence counts."""
        return tuple(name for name in ("node", "edge", "via") if re.search(rf"[(\[]{name}[:)]", self.path))

    @property
    def dated(self) -> bool:
        """Whether the answer depends on the day."""
        return is_dated(self.record) or "[edge:" in self.path or "(via:Decision" in self.path

    @property
    def conditions(self) -> str:
        """What must be true of every name in the path."""
        parts = [HIGHER.format(name=name) for name in self.names]
        if is_dated(self.record):
            parts.append(HAPPENED.format(name="node"))
        if "(via:Decision" in self.path:
            parts.append(HAPPENED.format(name="via"))
        if "[edge:" in self.path:
            parts.append(HOLDS)
        return " AND ".join(parts)

    def returned(self, key: str, order: str) -> str:
        """
        The end of a text: a row for each thing.

        Projections are made before the row is: inside the braces of a map, the embedded engine takes them for the map.
        """
        made = [f"{key} AS key", f"{projection('node', self.record)} AS found", "node.sort AS place"]
        row = ["node: found", f"cursor: {CURSOR}"]
        if "via" in self.names:
            made.append("through")
            row.append("through: through")
        elif "edge" in self.names:
            made.append(f"{projection('edge', Link)} AS link")
            row.append("link: link")
        return f"WITH {', '.join(made)} RETURN key, {{{', '.join(row)}}} AS row ORDER BY {order}"

    @property
    def carried(self) -> str:
        """What a page takes out of its subquery."""
        if "via" in self.names:
            return "WITH node, via ORDER BY via.sort RETURN node, collect(DISTINCT via.id) AS through"
        return "RETURN node, edge" if "edge" in self.names else "RETURN DISTINCT node"

    @property
    def edge(self) -> type[Record]:
        """The record of a page."""
        if "via" in self.names:
            return ThroughEdge[self.record]  # type: ignore[name-defined] # known when the program starts
        if "edge" in self.names:
            return FactEdge[self.record]  # type: ignore[name-defined] # known when the program starts
        return Edge[self.record]  # type: ignore[name-defined] # known when the program starts


def page_text(pattern: Pattern, *, backward: bool) -> str:
    """The text that reads a page from its beginning, or from its end."""
    direction = "DESC" if backward else "ASC"
    return f"""
    UNWIND $keys AS key
    MATCH (start:{pattern.start} {{key: $release + '|' + key}})
    CALL (start) {{
        MATCH {pattern.path}
        WHERE {INSIDE} AND {pattern.conditions}
        {pattern.carried} ORDER BY node.sort {direction} LIMIT $limit
    }}
    {pattern.returned("key", f"place {direction}")}
    """


def extent_text(pattern: Pattern, complete: str) -> str:
    """The text that counts a list."""
    return f"""
    UNWIND $keys AS key
    MATCH (start:{pattern.start} {{key: $release + '|' + key}})
    CALL (start) {{
        MATCH {pattern.path}
        WHERE {pattern.conditions}
        RETURN count(DISTINCT node) AS total
    }}
    RETURN key, {{total: total, complete: {complete}}} AS row
    """


def extent(name: str, pattern: Pattern, complete: str) -> Query[ListExtent]:
    """The read that counts a list."""
    return Query(f"{name}.extent", extent_text(pattern, complete), ListExtent, pattern.dated)


def traversal(
    name: str, start: str, record: type[R], path: str, *, always_complete: bool = False
) -> Traversal[Edge[R]]:
    """
    A list of things to follow from a thing.

    A list is complete where its nature makes it so, or where documents say so of this thing: then its name, the
    part after the dot, stands in `start.complete`.
    """
    pattern = Pattern(start, path, record)
    stated = f"'{name.partition('.')[2]}' IN coalesce(start.complete, [])"
    page = Query(
        name,
        page_text(pattern, backward=False),
        pattern.edge,
        pattern.dated,
        page_text(pattern, backward=True),
    )
    return Traversal(page, extent(name, pattern, "true" if always_complete else stated))  # type: ignore[arg-type] # an Edge of R


def listing(name: str, label: str, record: type[R], also: str = "true") -> Traversal[Edge[R]]:
    """Every thing of a noun in the release of which `also` is true; the only key is the empty one."""
    pattern = Pattern("", f"(node:{label})", record)

    def text(direction: str) -> str:
        return f"""
        MATCH {pattern.path}
        WHERE {INSIDE} AND {pattern.conditions} AND {also}
        WITH node ORDER BY node.sort {direction} LIMIT $limit
        {pattern.returned("$keys[0]", f"place {direction}")}
        """

    counted = f"""
    MATCH {pattern.path}
    WHERE {INSIDE} AND {pattern.conditions} AND {also}
    WITH count(node) AS total
    RETURN $keys[0] AS key, {{total: total, complete: false}} AS row
    """
    page = Query(name, text("ASC"), pattern.edge, pattern.dated, text("DESC"))
    count = Query(f"{name}.extent", counted, ListExtent, pattern.dated)
    return Traversal(page, count)  # type: ignore[arg-type] # an Edge of R


def by_id(name: str, label: str, record: type[R]) -> Query[R]:
    """The thing of an id, whatever its confidence; before its day it is not there."""
    condition = f"WHERE {HAPPENED.format(name='node')}" if is_dated(record) else ""
    text = f"""
    UNWIND $keys AS key
    MATCH (node:{label} {{key: $release + '|' + key}})
    {condition}
    RETURN key, {projection("node", record)} AS row
    """
    return Query(name, text, record, is_dated(record))


def single(name: str, start: str, record: type[R], path: str) -> Query[R]:
    """The one thing that a relation leads to, however sure it is: whoever stands there must lead somewhere."""
    condition = f"WHERE {HAPPENED.format(name='node')}" if is_dated(record) else ""
    text = f"""
    UNWIND $keys AS key
    MATCH (start:{start} {{key: $release + '|' + key}})
    MATCH {path}
    {condition}
    RETURN key, {projection("node", record)} AS row ORDER BY node.sort
    """
    return Query(name, text, record, is_dated(record))


def single_fact(name: str, start: str, record: type[R], path: str) -> Query[FactEdge[R]]:
    """The one thing that a relation leads to, with the documents that state the relation."""
    pattern = Pattern(start, path, record)
    text = f"""
    UNWIND $keys AS key
    MATCH (start:{start} {{key: $release + '|' + key}})
    MATCH {path}
    WHERE {pattern.conditions}
    {pattern.returned("key", "place")}
    """
    return Query(name, text, pattern.edge, pattern.dated)  # type: ignore[arg-type] # a FactEdge of R

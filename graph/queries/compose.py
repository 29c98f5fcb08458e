"""
How the texts of reads are put together.

A traversal differs from the next in its pattern and in the record it answers with; all else (keys, release, day,
confidence, order, page) is the same for each and stands here. What a client narrows or orders a list by is added to
the same texts (`graph.queries.selected`).
"""

from dataclasses import dataclass, replace
from typing import TypeVar

from graph.model import Edge, FactEdge, Link, ListExtent, Record, ThroughEdge
from graph.pattern import HAPPENED, Pattern, is_dated
from graph.query import Query, Traversal
from graph.selection import Order

R = TypeVar("R", bound=Record)

INSIDE = "node.sort > $after AND node.sort < $before"
IN_RELEASE = "node.sort > $begin AND node.sort < $end"


def projection(name: str, record: type[Record]) -> str:
    """A map of exactly the record's fields: `city {.id, .name_th}`."""
    return f"{name} {{{', '.join('.' + field for field in record.model_fields)}}}"


@dataclass(frozen=True, slots=True)
class Part:
    """
    The part of a list that a text reads: which things besides those of the pattern, in which order, from which end.

    Without an order of its own a list is read by the place of its things, which is their index.
    """

    where: str = "true"
    order: tuple[Order, ...] = ()
    backward: bool = False

    @property
    def inside(self) -> str:
        """Whether a thing lies between the cursors, as far as that is asked of its place alone."""
        return IN_RELEASE if self.order else INSIDE

    @property
    def keys(self) -> str:
        """What is ordered by; with each property, whether it is missing, since such things come last."""
        made = [
            f"node.{each.field} AS by_{place}, CASE WHEN node.{each.field} IS NULL THEN 1 ELSE 0 END AS missing_{place}"
            for place, each in enumerate(self.order)
        ]
        return ", ".join([*made, "node.sort AS place"])

    @property
    def names(self) -> str:
        """The variables of what is ordered by."""
        return ", ".join([*(f"by_{place}, missing_{place}" for place in range(len(self.order))), "place"])

    @property
    def ordered(self) -> str:
        """The order itself."""
        up, down = ("DESC", "ASC") if self.backward else ("ASC", "DESC")
        keys = [
            f"missing_{place} {up}, by_{place} {down if each.descending else up}"
            for place, each in enumerate(self.order)
        ]
        return ", ".join([*keys, f"place {up}"])

    @property
    def between(self) -> str:
        """Whether a thing lies between the cursors, where an order of its own says what that means."""
        if not self.order:
            return ""
        behind = beyond("$after", self.order, reverse=False)
        ahead = beyond("$before", self.order, reverse=True)
        return f"WHERE ($after IS NULL OR {behind}) AND ($before IS NULL OR {ahead})"

    @property
    def cursor(self) -> str:
        """The place of a thing in the list, as text or as the values that it is ordered by."""
        plain = "substring(place, size($release) + 1)"
        return f"[{', '.join([*(f'by_{place}' for place in range(len(self.order))), plain])}]" if self.order else plain


def beyond(cursor: str, order: tuple[Order, ...], *, reverse: bool) -> str:
    """Whether a thing comes behind a cursor in an order; reversed, before it."""
    text = f"place {'<' if reverse else '>'} $release + '|' + {cursor}[{len(order)}]"
    for place, each in reversed(list(enumerate(order))):
        name, value = f"by_{place}", f"{cursor}[{place}]"
        further = f"{name} {'<' if each.descending != reverse else '>'} {value}"
        last = f"({name} IS NOT NULL AND {value} IS NULL)" if reverse else f"({name} IS NULL AND {value} IS NOT NULL)"
        same = f"({name} = {value} OR ({name} IS NULL AND {value} IS NULL))"
        text = f"({further} OR {last} OR ({same} AND {text}))"
    return text


def edge_of(pattern: Pattern) -> type[Record]:
    """The record of a page."""
    if "via" in pattern.names:
        return ThroughEdge[pattern.record]  # type: ignore[name-defined] # known when the program starts
    if "edge" in pattern.names:
        return FactEdge[pattern.record]  # type: ignore[name-defined] # known when the program starts
    return Edge[pattern.record]  # type: ignore[name-defined] # known when the program starts


def carried(pattern: Pattern) -> str:
    """What a page takes along besides its things."""
    if "via" in pattern.names:
        return "node, via ORDER BY via.sort WITH node, collect(DISTINCT via.id) AS through"
    return "node, edge" if "edge" in pattern.names else "DISTINCT node"


def returned(pattern: Pattern, key: str, part: Part) -> str:
    """
    The end of a text: a row for each thing.

    Projections are made before the row is: inside the braces of a map, the embedded engine takes them for the map.
    """
    made = [f"{key} AS key", f"{projection('node', pattern.record)} AS found", part.names]
    row = ["node: found", f"cursor: {part.cursor}"]
    if "via" in pattern.names:
        made.append("through")
        row.append("through: through")
    elif "edge" in pattern.names:
        made.append(f"{projection('edge', Link)} AS link")
        row.append("link: link")
    return f"WITH {', '.join(made)} RETURN key, {{{', '.join(row)}}} AS row ORDER BY {part.ordered}"


def also_carried(pattern: Pattern) -> str:
    """The names of what a page takes along, its things among them."""
    if "via" in pattern.names:
        return "node, through"
    return "node, edge" if "edge" in pattern.names else "node"


def followed_text(pattern: Pattern, part: Part) -> str:
    """The text that reads a part of a list that begins at a thing."""
    return f"""
    UNWIND $keys AS key
    MATCH (start:{pattern.start} {{key: $release + '|' + key}})
    CALL (start) {{
        MATCH {pattern.path}
        WHERE {part.inside} AND {pattern.conditions} AND {part.where}
        WITH {carried(pattern)}
        WITH {also_carried(pattern)}, {part.keys}
        {part.between}
        RETURN {also_carried(pattern)}, {part.names} ORDER BY {part.ordered} LIMIT $limit
    }}
    {returned(pattern, "key", part)}
    """


def listed_text(pattern: Pattern, part: Part) -> str:
    """The text that reads a part of the list of everything of a noun; the only key is the empty one."""
    return f"""
    MATCH {pattern.path}
    WHERE {part.inside} AND {pattern.conditions} AND {part.where}
    WITH node, {part.keys}
    {part.between}
    WITH node, {part.names} ORDER BY {part.ordered} LIMIT $limit
    {returned(pattern, "$keys[0]", part)}
    """


def page(name: str, pattern: Pattern, part: Part = Part()) -> Query[Record]:
    """The read of a part of a list."""
    text = followed_text if pattern.start else listed_text
    return Query(name, text(pattern, part), edge_of(pattern), pattern.dated, pattern=pattern)


def extent(name: str, pattern: Pattern, where: str = "true") -> Query[ListExtent]:
    """The read that counts a list."""
    text = f"""
    UNWIND $keys AS key
    MATCH (start:{pattern.start} {{key: $release + '|' + key}})
    CALL (start) {{
        MATCH {pattern.path}
        WHERE {pattern.conditions} AND {where}
        RETURN count(DISTINCT node) AS total
    }}
    RETURN key, {{total: total, complete: {pattern.complete}}} AS row
    """
    counted = f"""
    MATCH {pattern.path}
    WHERE {INSIDE} AND {pattern.conditions} AND {where}
    WITH count(node) AS total
    RETURN $keys[0] AS key, {{total: total, complete: false}} AS row
    """
    return Query(name, text if pattern.start else counted, ListExtent, pattern.dated, pattern=pattern)


def both(name: str, pattern: Pattern) -> Traversal[Edge[R]]:
    """Both reads of a list."""
    forward, backward = page(name, pattern), page(name, pattern, Part(backward=True))
    whole = replace(forward, backward=backward.text)
    return Traversal(whole, extent(f"{name}.extent", pattern))  # type: ignore[arg-type] # an Edge of R


def traversal(
    name: str, start: str, record: type[R], path: str, *, always_complete: bool = False
) -> Traversal[Edge[R]]:
    """
    A list of things to follow from a thing.

    A list is complete where its nature makes it so, or where documents say so of this thing: then its name, the
    part after the dot, stands in `start.complete`.
    """
    stated = f"'{name.partition('.')[2]}' IN coalesce(start.complete, [])"
    return both(name, Pattern(start, path, record, "true" if always_complete else stated))


def listing(name: str, label: str, record: type[R], also: str = "true") -> Traversal[Edge[R]]:
    """Every thing of a noun in the release of which `also` is true; the only key is the empty one."""
    return both(name, Pattern("", f"(node:{label})", record, also=also))


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
    return Query(name, text, record, is_dated(record), pattern=Pattern(start, path, record))


def single_fact(name: str, start: str, record: type[R], path: str) -> Query[FactEdge[R]]:
    """The one thing that a relation leads to, with the documents that state the relation."""
    pattern = Pattern(start, path, record)
    text = f"""
    UNWIND $keys AS key
    MATCH (start:{start} {{key: $release + '|' + key}})
    MATCH {path}
    WHERE {pattern.conditions}
    WITH node, edge, key, node.sort AS place
    {returned(pattern, "key", Part())}
    """
    return Query(name, text, edge_of(pattern), pattern.dated, pattern=pattern)  # type: ignore[arg-type] # a FactEdge of R

"""
How the texts of reads are put together.

A traversal differs from the next in its pattern and in the record it answers with; all else (keys, release, day,
confidence, order, page) is the same for each and stands here. What a client narrows or orders a list by is added to
the same texts (`graph.queries.selected`).
"""

from dataclasses import replace
from typing import TypeVar

from graph.model import Edge, FactEdge, ListExtent, Places, Record, Stored, ThroughEdge
from graph.pattern import HAPPENED, Pattern, is_dated
from graph.queries.slice import WHOLE, Slice
from graph.query import Query, Traversal

R = TypeVar("R", bound=Record)


def held(name: str, record: type[Record]) -> str:
    """
    What is sent of a thing: all its properties; of a thing of any noun, its id.

    To pick the fields of its record out of them took Neo4j half as long again, and to be sent those that it has not,
    the driver a third (lists of 500 projects).
    """
    return f"properties({name})" if issubclass(record, Stored) else f"{name} {{.id}}"


def edge_of(pattern: Pattern) -> type[Record]:
    """The record of a page."""
    if "via" in pattern.names:
        return ThroughEdge[pattern.record]  # type: ignore[name-defined] # known when the program starts
    if "edge" in pattern.names:
        return FactEdge[pattern.record]  # type: ignore[name-defined] # known when the program starts
    return Edge[pattern.record]  # type: ignore[name-defined] # known when the program starts


def told_besides(pattern: Pattern) -> tuple[str, ...]:
    """What a row tells besides its thing and the place of that."""
    if "via" in pattern.names:
        return ("through",)
    return ("link",) if "edge" in pattern.names else ()


def carried(pattern: Pattern) -> str:
    """What a page takes along besides its things."""
    if "via" in pattern.names:
        return "node, via ORDER BY via.sort WITH node, collect(DISTINCT via.id) AS through"
    return "node, edge" if "edge" in pattern.names else "DISTINCT node"


def returned(pattern: Pattern, key: str, cut: Slice) -> str:
    """
    The end of a text: a row for each thing.

    What is held is named before the row is: inside the braces of a map, the embedded engine takes it for the map.
    """
    made = [f"{key} AS key", f"{held('node', pattern.record)} AS found", cut.names, *told_besides(pattern)]
    row = ["node: found", f"cursor: {cut.cursor}", *(f"{each}: {each}" for each in told_besides(pattern))]
    return f"WITH {', '.join(made)} RETURN key, {{{', '.join(row)}}} AS row ORDER BY {cut.ordered}"


def shared(pattern: Pattern, cut: Slice) -> str:
    """
    The text that tells a thing once for all keys that lead to it alike.

    Of several lists the same things stand in many: the operators of five hundred projects are a few, and each is read,
    sent and decoded once.
    """
    made = {"link": "properties(edge) AS link"}
    told = ["node", cut.names, *(made.get(each, each) for each in told_besides(pattern))]
    return f"WITH {', '.join(told)}, collect(key) AS keys"


def also_carried(pattern: Pattern) -> str:
    """The names of what a page takes along, its things among them."""
    if "via" in pattern.names:
        return "node, through"
    return "node, edge" if "edge" in pattern.names else "node"


def followed_text(pattern: Pattern, cut: Slice) -> str:
    """The text that reads a part of a list that begins at a thing."""
    return f"""
    UNWIND $keys AS key
    MATCH (start:{pattern.start} {{key: $release + '|' + key}})
    CALL (start) {{
        MATCH {pattern.path}
        WHERE {pattern.conditions} AND {cut.where}
        WITH {carried(pattern)}
        WITH {also_carried(pattern)}, {cut.keys}
        {cut.near}
        RETURN {also_carried(pattern)}, {cut.names} ORDER BY {cut.ordered} LIMIT $limit
    }}
    {shared(pattern, cut)}
    {returned(pattern, "keys", cut)}
    """


def listed_text(pattern: Pattern, cut: Slice) -> str:
    """The text that reads a part of the list of everything of a noun; the only key is the empty one."""
    return f"""
    {cut.found(pattern)}
    WITH node, {cut.keys}
    {cut.between}
    WITH node, {cut.names} ORDER BY {cut.ordered} LIMIT $limit
    {returned(pattern, "$keys[0]", cut)}
    """


def page(name: str, pattern: Pattern, cut: Slice = WHOLE) -> Query[Record]:
    """The read of a part of a list."""
    text = followed_text if pattern.start else listed_text
    return Query(name, text(pattern, cut), edge_of(pattern), pattern.dated, pattern=pattern)


def extent(name: str, pattern: Pattern, cut: Slice = WHOLE) -> Query[ListExtent]:
    """The read that counts a list."""
    text = f"""
    UNWIND $keys AS key
    MATCH (start:{pattern.start} {{key: $release + '|' + key}})
    CALL (start) {{
        MATCH {pattern.path}
        WHERE {pattern.conditions} AND {cut.where}
        RETURN count(DISTINCT node) AS total
    }}
    RETURN key, {{total: total, complete: {pattern.complete}}} AS row
    """
    counted = f"""
    {cut.found(pattern)}
    WITH count(node) AS total
    RETURN $keys[0] AS key, {{total: total, complete: false}} AS row
    """
    return Query(name, text if pattern.start else counted, ListExtent, pattern.dated, pattern=pattern)


def places(name: str, pattern: Pattern, cut: Slice = WHOLE) -> Query[Places]:
    """The read that says where the things of a list of everything stand."""
    text = f"""
    {cut.found(pattern)}
    WITH collect({"number" if cut.stretched else "node.sort"}) AS places
    RETURN $keys[0] AS key, {{places: places}} AS row
    """
    return Query(f"{name}.places", text, Places, pattern.dated, pattern=pattern)


def both(name: str, pattern: Pattern) -> Traversal[Edge[R]]:
    """Both reads of a list."""
    forward, backward = page(name, pattern), page(name, pattern, Slice(backward=True))
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
    RETURN key, properties(node) AS row
    """
    return Query(name, text, record, is_dated(record))


def single(name: str, start: str, record: type[R], path: str) -> Query[R]:
    """
    The one thing that a relation leads to, however sure it is: whoever stands there must lead somewhere.

    It is told once for all keys that lead to it: a hundred cities lie in a few provinces.
    """
    condition = f"WHERE {HAPPENED.format(name='node')}" if is_dated(record) else ""
    text = f"""
    UNWIND $keys AS key
    MATCH (start:{start} {{key: $release + '|' + key}})
    MATCH {path}
    {condition}
    WITH node, collect(key) AS keys
    RETURN keys AS key, properties(node) AS row ORDER BY node.sort
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
    {shared(pattern, WHOLE)}
    {returned(pattern, "keys", WHOLE)}
    """
    return Query(name, text, edge_of(pattern), pattern.dated, pattern=pattern)  # type: ignore[arg-type] # a FactEdge of R

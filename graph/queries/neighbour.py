"""Reads that lead from a thing of any noun to whatever stands beside it, by the noun its id begins with."""

from collections.abc import Callable

from graph.model import Link, Neighbours, Steps
from graph.pattern import HAPPENED, HIGHER, HOLDS
from graph.queries import about
from graph.queries.compose import R
from graph.query import Query

LABELS = {
    **about.LABELS,
    "disagreement": "Disagreement",
    "gap": "Gap",
    "caution": "Caution",
    "correction": "Correction",
    "source": "Source",
    "aliases": "Alias",
    "attestations": "Attestation",
    "incentives": "Incentive",
    "statements": "Statement",
}
"""The label of every noun, and of every part of a thing by the name of its list."""

TRUE = " AND ".join((HIGHER.format(name="node"), HIGHER.format(name="edge"), HAPPENED.format(name="node"), HOLDS))
"""What holds of a neighbour, and of the relation to it, on the day."""

OUTWARD = "startNode(edge) = start"


def steps(label: str) -> str:
    """
    The text that reads all steps from a thing, as words.

    One row a thing, however many neighbours it has (measured: a fifth of the time of a row for each kind of them). Of
    a thing with `$limit` neighbours or more it reads no more than that, and tells none: which it found is chance.
    """
    return f"""
    UNWIND $keys AS key
    MATCH (start:{label} {{key: $release + '|' + key}})
    WHERE {HAPPENED.format(name="start")}
    CALL (start) {{
        MATCH (start)-[edge]-(node)
        WHERE {TRUE}
        WITH start, edge, node LIMIT $limit
        WITH type(edge) + CASE WHEN {OUTWARD} THEN ' > ' ELSE ' < ' END + node.id AS step ORDER BY step
        RETURN collect(step) AS steps
    }}
    WITH key, size(steps) AS count, CASE WHEN size(steps) < $limit THEN steps ELSE [] END AS steps
    RETURN key, {{count: count, steps: steps}} AS row ORDER BY key
    """


def neighbours(label: str) -> str:
    """The text that counts the neighbours of a thing, and reads the first of each kind."""
    return f"""
    UNWIND $keys AS key
    MATCH (start:{label} {{key: $release + '|' + key}})
    CALL (start) {{
        MATCH (start)-[edge]-(node)
        WHERE {TRUE}
        WITH DISTINCT type(edge) AS relation, CASE WHEN {OUTWARD} THEN 'out' ELSE 'in' END AS direction,
            labels(node)[0] AS kind, node
        ORDER BY node.sort
        RETURN relation, direction, kind, collect(node.id) AS ids
    }}
    WITH key, relation, direction, kind, size(ids) AS count, ids[..$limit] AS ids
    WITH key, {{relation: relation, direction: direction, kind: kind, count: count, ids: ids}} AS row
    RETURN key, row AS row ORDER BY key, row.relation, row.direction, row.kind
    """


def links(label: str) -> str:
    """
    The text that reads what relations rest on; its keys are steps in words, `agency:egat OPERATES > city:mae-moh`.

    Where documents do not state a relation for itself, it rests on the thing that it leads from; what a document
    supports rests on that document.
    """
    return f"""
    UNWIND $keys AS step
    WITH split(step, ' ') AS words
    WITH words[0] AS key, words[1] AS relation, words[2] AS arrow, collect(words[3]) AS others
    MATCH (start:{label} {{key: $release + '|' + key}})
    MATCH (start)-[edge]-(node)
    WHERE type(edge) = relation AND (arrow = '>') = ({OUTWARD}) AND node.id IN others AND {HOLDS}
    WITH key + ' ' + relation + ' ' + arrow + ' ' + node.id AS key, edge, startNode(edge) AS origin
    WITH key, edge, coalesce(edge.confidence, origin.confidence) AS confidence,
        CASE WHEN type(edge) = 'SUPPORTS' THEN [origin.id] ELSE coalesce(edge.sources, origin.sources) END AS sources
    RETURN key, {{
        sources: sources, confidence: confidence, role: edge.role, basis: edge.basis, since: edge.since,
        until: edge.until, named_as: edge.named_as, note: edge.note
    }} AS row ORDER BY key, coalesce(edge.day, '')
    """


def of_every_noun(name: str, record: type[R], text: Callable[[str], str]) -> dict[str, Query[R]]:
    """One read a noun, since a read must name the label it starts from to use its index."""
    return {noun: Query(f"{noun}.{name}", text(label), record, dated=True) for noun, label in LABELS.items()}


STEPS: dict[str, Query[Steps]] = of_every_noun("steps", Steps, steps)
NEIGHBOURS: dict[str, Query[Neighbours]] = of_every_noun("neighbours", Neighbours, neighbours)
LINKS: dict[str, Query[Link]] = of_every_noun("links", Link, links)

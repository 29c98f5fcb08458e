"""Reads that start from a source."""

from graph import model
from graph.queries.compose import by_id, listing
from graph.queries.table import Table
from graph.query import Query, Traversal

BY_ID = by_id("source.by_id", "Source", model.Source)
LIST = listing("source.list", "Source", model.Source)

TABLE = Table(
    model.Source,
    (
        "id",
        "title",
        "publisher",
        "published",
        "url",
        "read",
        "licence",
    ),
)


def supports(order: str) -> str:
    """The text that reads what a document supports, from the beginning or from the end."""
    return f"""
    UNWIND $keys AS key
    MATCH (start:Source {{key: $release + '|' + key}})
    CALL (start) {{
        MATCH (start)-[edge:SUPPORTS]->(node)
        WHERE edge.sort > $after AND edge.sort < $before AND ($low OR edge.confidence <> 'low')
            AND coalesce(node.day, '') <= $as_of
        RETURN node, edge ORDER BY {order} LIMIT $limit
    }}
    RETURN key, {{
        subject: node.id, whole: edge.whole, confidence: edge.confidence,
        relations: edge.relations, others: edge.others, confidences: edge.confidences,
        cursor: substring(edge.sort, size($release) + 1)
    }} AS row ORDER BY {order}
    """


SUPPORTS = Traversal(
    page=Query(
        name="source.supports",
        text=supports("edge.sort"),
        record=model.Support,
        dated=True,
        backward=supports("edge.sort DESC"),
    ),
    extent=Query(
        name="source.supports.extent",
        record=model.ListExtent,
        dated=True,
        text="""
        UNWIND $keys AS key
        MATCH (start:Source {key: $release + '|' + key})
        CALL (start) {
            MATCH (start)-[edge:SUPPORTS]->(node)
            WHERE ($low OR edge.confidence <> 'low') AND coalesce(node.day, '') <= $as_of
            RETURN count(edge) AS total
        }
        RETURN key, {total: total, complete: true} AS row
        """,
    ),
)

"""Reads that start from an observation."""

from graph import model
from graph.queries.compose import by_id, listing, single, traversal
from graph.queries.table import Grouping, Table
from graph.query import Query

BY_ID = by_id("observation.by_id", "Observation", model.Observation)
LIST = listing("observation.list", "Observation", model.Observation)
ABOUT = traversal("observation.about", "Observation", model.Reference, "(start)-[:ABOUT]->(node)")
INDICATOR = single("observation.indicator", "Observation", model.Indicator, "(start)-[:MEASURED_BY]->(node:Indicator)")
DIMENSION = single("observation.dimension", "Observation", model.Dimension, "(start)-[:IN_DIMENSION]->(node:Dimension)")

TABLE = Table(
    model.Observation,
    (
        "id",
        "metric",
        "label",
        "value",
        "unit",
        "date",
        "period_from",
        "period_to",
        "target_date",
        "is_target",
        "is_estimate",
        "category",
    ),
    (INDICATOR, DIMENSION),
    (
        Grouping("metric", (), "metric"),
        Grouping("unit", (), "unit"),
        Grouping("indicator", ("indicator",)),
        Grouping("dimension", ("dimension",)),
        Grouping("year", (), "date", year=True),
    ),
)

FURTHEST_ALONG = Query(
    name="observation.furthest_along",
    record=model.Observation,
    dated=True,
    text="""
    MATCH (node:Observation {metric: 'progress'})-[:ABOUT]->(:City)
    WHERE node.sort > $after AND node.sort < $before AND node.confidence <> 'low' AND coalesce(node.day, '') <= $as_of
    WITH node ORDER BY node.value DESC, node.id LIMIT $limit
    RETURN $keys[0] AS key, properties(node) AS row ORDER BY node.value DESC, node.id
    """,
)

"""Reads that start from a gap."""

from graph import model
from graph.queries.compose import by_id, listing, traversal
from graph.queries.table import Table

BY_ID = by_id("gap.by_id", "Gap", model.Gap)
LIST = listing("gap.list", "Gap", model.Gap)
ABOUT = traversal("gap.about", "Gap", model.Reference, "(start)-[:ABOUT]->(node)")

TABLE = Table(
    model.Gap,
    (
        "id",
        "subject",
    ),
)

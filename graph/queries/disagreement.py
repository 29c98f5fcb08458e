"""Reads that start from a disagreement."""

from graph import model
from graph.queries.compose import by_id, listing, traversal
from graph.queries.table import Table

BY_ID = by_id("disagreement.by_id", "Disagreement", model.Disagreement)
LIST = listing("disagreement.list", "Disagreement", model.Disagreement)
ABOUT = traversal("disagreement.about", "Disagreement", model.Reference, "(start)-[:ABOUT]->(node)")
STATEMENTS = traversal(
    "disagreement.statements",
    "Disagreement",
    model.Statement,
    "(start)<-[:SIDE_OF]-(node:Statement)",
    always_complete=True,
)

TABLE = Table(
    model.Disagreement,
    (
        "id",
        "subject",
    ),
    (STATEMENTS,),
)

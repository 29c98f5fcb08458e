"""Reads that start from a caution."""

from graph import model
from graph.queries.compose import by_id, listing, traversal
from graph.queries.table import Table

BY_ID = by_id("caution.by_id", "Caution", model.Caution)
LIST = listing("caution.list", "Caution", model.Caution)
ABOUT = traversal("caution.about", "Caution", model.Reference, "(start)-[:ABOUT]->(node)")

TABLE = Table(model.Caution, ("id",))

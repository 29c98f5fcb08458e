"""Reads that start from a caution."""

from graph import model
from graph.queries.compose import by_id, listing, traversal

BY_ID = by_id("caution.by_id", "Caution", model.Caution)
LIST = listing("caution.list", "Caution", model.Caution)
ABOUT = traversal("caution.about", "Caution", model.Reference, "(start)-[:ABOUT]->(node)")

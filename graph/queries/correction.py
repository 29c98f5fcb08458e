"""Reads that start from a correction."""

from graph import model
from graph.queries.compose import by_id, listing, traversal
from graph.queries.table import Table

BY_ID = by_id("correction.by_id", "Correction", model.Correction)
LIST = listing("correction.list", "Correction", model.Correction)
ABOUT = traversal("correction.about", "Correction", model.Reference, "(start)-[:ABOUT]->(node)")

TABLE = Table(model.Correction, ("id", "corrected", "property", "first_release"))

"""Reads that start from an obstacle."""

from graph import model
from graph.queries.compose import by_id, listing, traversal
from graph.queries.table import Table

BY_ID = by_id("obstacle.by_id", "Obstacle", model.Obstacle)
LIST = listing("obstacle.list", "Obstacle", model.Obstacle)
ABOUT = traversal("obstacle.about", "Obstacle", model.Reference, "(start)-[:ABOUT]->(node)")

TABLE = Table(
    model.Obstacle,
    (
        "id",
        "order",
    ),
)

"""Reads that start from a criterion."""

from graph import model
from graph.queries.compose import by_id, listing, single, traversal
from graph.queries.table import Table

BY_ID = by_id("criterion.by_id", "Criterion", model.Criterion)
LIST = listing("criterion.list", "Criterion", model.Criterion)
PRIVILEGES = traversal("criterion.privileges", "Criterion", model.Privilege, "(start)<-[:REQUIRES]-(node:Privilege)")
DIMENSIONS = traversal("criterion.dimensions", "Criterion", model.Dimension, "(start)-[edge:COVERS]->(node:Dimension)")
BODIES = traversal(
    "criterion.bodies", "Criterion", model.Committee, "(start)-[edge:ASKS_APPROVAL_OF]->(node:Committee)"
)
ROUND = single(
    "criterion.decided_in_round", "Criterion", model.ApprovalRound, "(start)-[:DECIDED_IN]->(node:ApprovalRound)"
)
EVENT = single("criterion.decided_in_event", "Criterion", model.Event, "(start)-[:DECIDED_IN]->(node:Event)")

TABLE = Table(
    model.Criterion,
    (
        "id",
        "kind",
        "asks",
        "order",
        "value",
        "unit",
        "minimum_dimensions",
        "date",
    ),
    (PRIVILEGES, DIMENSIONS, BODIES, ROUND, EVENT),
)

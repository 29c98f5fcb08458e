"""Reads that start from a decision."""

from graph import model
from graph.queries.compose import by_id, listing, single, traversal
from graph.queries.table import Grouping, Table

BY_ID = by_id("decision.by_id", "Decision", model.Decision)
LIST = listing("decision.list", "Decision", model.Decision)
ROUND = single("decision.round", "Decision", model.ApprovalRound, "(start)-[:TAKEN_IN]->(node:ApprovalRound)")
CITIES = traversal("decision.cities", "Decision", model.City, "(start)-[:ON]->(node:City)")
EMBLEMS = traversal("decision.emblems", "Decision", model.Emblem, "(start)<-[:DECIDED_BY]-(node:Emblem)")
ON = traversal("decision.on", "Decision", model.Reference, "(start)-[:ON]->(node)")

TABLE = Table(
    model.Decision,
    (
        "id",
        "kind",
        "date",
        "announced",
        "reported_count",
        "reported_provinces",
    ),
    (ROUND, CITIES, EMBLEMS),
    (
        Grouping("kind", (), "kind"),
        Grouping("round", ("round",)),
        Grouping("committee", ("round", "committee")),
        Grouping("year", (), "date", year=True),
    ),
)

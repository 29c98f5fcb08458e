"""Reads that start from a stage."""

from graph import model
from graph.queries.compose import by_id, listing, single
from graph.queries.table import Table

BY_ID = by_id("stage.by_id", "Stage", model.Stage)
LIST = listing("stage.list", "Stage", model.Stage)
COMMITTEE = single("stage.committee", "Stage", model.Committee, "(start)-[:TAKEN_BY]->(node:Committee)")
AGENCY = single("stage.agency", "Stage", model.Agency, "(start)-[:TAKEN_BY]->(node:Agency)")

TABLE = Table(
    model.Stage,
    (
        "id",
        "name_th",
        "name_en",
        "order",
    ),
    (COMMITTEE, AGENCY),
)

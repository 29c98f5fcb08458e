"""Reads that start from an indicator."""

from graph import model
from graph.queries.compose import by_id, listing, traversal
from graph.queries.table import Table

BY_ID = by_id("indicator.by_id", "Indicator", model.Indicator)
LIST = listing("indicator.list", "Indicator", model.Indicator)
RANKINGS = traversal("indicator.rankings", "Indicator", model.Observation, "(start)<-[:MEASURED_BY]-(node:Observation)")

TABLE = Table(
    model.Indicator,
    (
        "id",
        "name_th",
        "name_en",
        "date",
    ),
    (RANKINGS,),
)

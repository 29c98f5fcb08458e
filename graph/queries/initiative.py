"""Reads that start from an initiative."""

from graph import model
from graph.queries.compose import by_id, listing, traversal
from graph.queries.table import Table

BY_ID = by_id("initiative.by_id", "Initiative", model.Initiative)
LIST = listing("initiative.list", "Initiative", model.Initiative)
PROVINCES = traversal("initiative.provinces", "Initiative", model.Province, "(start)<-[edge:MEMBER_OF]-(node:Province)")
CITIES = traversal("initiative.cities", "Initiative", model.City, "(start)<-[edge:MEMBER_OF]-(node:City)")
AGENCIES = traversal("initiative.agencies", "Initiative", model.Agency, "(start)<-[edge:MEMBER_OF]-(node:Agency)")
DECISIONS = traversal("initiative.decisions", "Initiative", model.Decision, "(start)<-[:ON]-(node:Decision)")

TABLE = Table(
    model.Initiative,
    (
        "id",
        "name_th",
        "name_en",
        "kind",
        "date",
    ),
    (PROVINCES, CITIES, AGENCIES, DECISIONS),
)

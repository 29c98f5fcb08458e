"""Reads that start from a region."""

from graph import model
from graph.queries.compose import by_id, listing, traversal
from graph.queries.table import Table

BY_ID = by_id("region.by_id", "Region", model.Region)
LIST = listing("region.list", "Region", model.Region)
PROVINCES = traversal(
    "region.provinces", "Region", model.Province, "(start)<-[:PART_OF]-(node:Province)", always_complete=True
)
CITIES = traversal(
    "region.cities", "Region", model.City, "(start)<-[:PART_OF]-(:Province)<-[edge:LOCATED_IN]-(node:City)"
)

TABLE = Table(
    model.Region,
    (
        "id",
        "name_th",
        "name_en",
    ),
    (PROVINCES, CITIES),
)

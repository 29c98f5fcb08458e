"""Reads that start from a region."""

from graph import model
from graph.queries.compose import by_id, listing, traversal

BY_ID = by_id("region.by_id", "Region", model.Region)
LIST = listing("region.list", "Region", model.Region)
PROVINCES = traversal(
    "region.provinces", "Region", model.Province, "(start)<-[:PART_OF]-(node:Province)", always_complete=True
)
CITIES = traversal(
    "region.cities", "Region", model.City, "(start)<-[:PART_OF]-(:Province)<-[edge:LOCATED_IN]-(node:City)"
)

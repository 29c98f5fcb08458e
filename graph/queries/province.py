"""Reads that start from a province."""

from graph import model
from graph.queries.compose import by_id, listing, single, traversal
from graph.queries.table import Table

BY_ID = by_id("province.by_id", "Province", model.Province)
LIST = listing("province.list", "Province", model.Province)
REGION = single("province.region", "Province", model.Region, "(start)-[:PART_OF]->(node:Region)")
CITIES = traversal("province.cities", "Province", model.City, "(start)<-[edge:LOCATED_IN]-(node:City)")
OPERATORS = traversal(
    "province.operators", "Province", model.Agency, "(start)<-[:LOCATED_IN]-(via:City)<-[:OPERATES]-(node:Agency)"
)
PROJECTS = traversal("province.projects", "Province", model.Project, "(start)<-[edge:LOCATED_IN]-(node:Project)")
ZONES = traversal(
    "province.promotion_zones", "Province", model.PromotionZone, "(start)<-[edge:LOCATED_IN]-(node:PromotionZone)"
)
INITIATIVES = traversal(
    "province.initiatives", "Province", model.Initiative, "(start)-[edge:MEMBER_OF]->(node:Initiative)"
)

TABLE = Table(
    model.Province,
    (
        "id",
        "code",
        "name_th",
        "name_en",
        "latitude",
        "longitude",
    ),
    (REGION, CITIES, OPERATORS, PROJECTS, ZONES, INITIATIVES),
)

"""Reads that start from a promotion zone."""

from graph import model
from graph.queries.compose import by_id, listing, single, traversal
from graph.queries.table import Table

BY_ID = by_id("promotion_zone.by_id", "PromotionZone", model.PromotionZone)
LIST = listing("promotion_zone.list", "PromotionZone", model.PromotionZone)
PROVINCE = single("promotion_zone.province", "PromotionZone", model.Province, "(start)-[:LOCATED_IN]->(node:Province)")
CITIES = traversal("promotion_zone.cities", "PromotionZone", model.City, "(start)-[edge:POSSIBLY_SAME_AS]->(node:City)")
EVENTS = traversal("promotion_zone.events", "PromotionZone", model.Event, "(start)-[:GIVEN_AT]->(node:Event)")

TABLE = Table(
    model.PromotionZone,
    (
        "id",
        "name_th",
        "name_en",
        "set",
        "number",
        "date",
    ),
    (PROVINCE, CITIES, EVENTS),
)

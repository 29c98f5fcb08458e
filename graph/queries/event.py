"""Reads that start from an event."""

from graph import model
from graph.queries.compose import by_id, listing, single_fact, traversal
from graph.queries.table import Grouping, Table

BY_ID = by_id("event.by_id", "Event", model.Event)
LIST = listing("event.list", "Event", model.Event)
CHAIR = single_fact("event.chair", "Event", model.Person, "(start)-[edge:CHAIRED_BY]->(node:Person)")
CHAIR_OFFICES = traversal("event.chair_offices", "Event", model.Office, "(start)-[:CHAIRED_AS]->(node:Office)")
AGENCIES = traversal("event.agencies", "Event", model.Agency, "(start)<-[edge:TAKES_PART_IN]-(node:Agency)")
COMMITTEES = traversal("event.committees", "Event", model.Committee, "(start)<-[edge:TAKES_PART_IN]-(node:Committee)")
PEOPLE = traversal("event.people", "Event", model.Person, "(start)<-[edge:TAKES_PART_IN]-(node:Person)")
EMBLEMS = traversal("event.emblems", "Event", model.Emblem, "(start)<-[:GIVEN_AT]-(node:Emblem)")
CITIES = traversal("event.cities", "Event", model.City, "(start)<-[:GIVEN_AT]-(:Emblem)-[:AWARDED_TO]->(node:City)")
AWARDS = traversal("event.awards", "Event", model.Award, "(start)<-[:GIVEN_AT]-(node:Award)")
ZONES = traversal("event.promotion_zones", "Event", model.PromotionZone, "(start)<-[:GIVEN_AT]-(node:PromotionZone)")
CRITERIA = traversal("event.criteria", "Event", model.Criterion, "(start)<-[:DECIDED_IN]-(node:Criterion)")

TABLE = Table(
    model.Event,
    (
        "id",
        "kind",
        "name_th",
        "name_en",
        "number",
        "date",
        "date_end",
        "place_th",
        "place_en",
        "reported_count",
        "reported_provinces",
    ),
    (CHAIR, CHAIR_OFFICES, AGENCIES, COMMITTEES, PEOPLE, EMBLEMS, CITIES, AWARDS, ZONES, CRITERIA),
    (
        Grouping("kind", (), "kind"),
        Grouping("year", (), "date", year=True),
    ),
)

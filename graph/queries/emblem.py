"""Reads that start from an emblem."""

from graph import model
from graph.queries.compose import by_id, listing, single, traversal
from graph.queries.table import Table

BY_ID = by_id("emblem.by_id", "Emblem", model.Emblem)
LIST = listing("emblem.list", "Emblem", model.Emblem)
CITY = single("emblem.city", "Emblem", model.City, "(start)-[:AWARDED_TO]->(node:City)")
DECISIONS = traversal("emblem.decisions", "Emblem", model.Decision, "(start)-[:DECIDED_BY]->(node:Decision)")
EVENTS = traversal("emblem.events", "Emblem", model.Event, "(start)-[:GIVEN_AT]->(node:Event)")

FIELDS = ("id", "kind", "certified", "handed_over", "validity_years", "valid_from", "valid_until")

TABLE = Table(
    model.Emblem,
    FIELDS,
    (CITY, DECISIONS, EVENTS),
    ordered=True,
)

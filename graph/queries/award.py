"""Reads that start from an award."""

from graph import model
from graph.queries.compose import by_id, listing, single, single_fact, traversal
from graph.queries.table import Table

BY_ID = by_id("award.by_id", "Award", model.Award)
LIST = listing("award.list", "Award", model.Award)
WINNERS = traversal("award.winners", "Award", model.Agency, "(start)<-[edge:WON]-(node:Agency)")
EVENT = single("award.event", "Award", model.Event, "(start)-[:GIVEN_AT]->(node:Event)")
PRESENTER = single_fact("award.presenter", "Award", model.Person, "(start)-[edge:PRESENTED_BY]->(node:Person)")

TABLE = Table(
    model.Award,
    (
        "id",
        "name_th",
        "name_en",
        "date",
        "level_th",
        "level_en",
        "group",
        "rank",
        "prize_thb",
    ),
    (WINNERS, EVENT, PRESENTER),
)

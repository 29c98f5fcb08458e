"""Reads that start from an award."""

from graph import model
from graph.queries.compose import by_id, listing, single, single_fact, traversal

BY_ID = by_id("award.by_id", "Award", model.Award)
LIST = listing("award.list", "Award", model.Award)
WINNERS = traversal("award.winners", "Award", model.Agency, "(start)<-[edge:WON]-(node:Agency)")
EVENT = single("award.event", "Award", model.Event, "(start)-[:GIVEN_AT]->(node:Event)")
PRESENTER = single_fact("award.presenter", "Award", model.Person, "(start)-[edge:PRESENTED_BY]->(node:Person)")

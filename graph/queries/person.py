"""Reads that start from a person."""

from graph import model
from graph.queries.compose import by_id, listing, traversal
from graph.queries.table import Table

BY_ID = by_id("person.by_id", "Person", model.Person)
LIST = listing("person.list", "Person", model.Person)
OFFICES = traversal("person.offices", "Person", model.Office, "(start)-[:HELD_OFFICE]->(node:Office)")
CHAIRED_ROUNDS = traversal(
    "person.chaired_rounds", "Person", model.ApprovalRound, "(start)<-[edge:CHAIRED_BY]-(node:ApprovalRound)"
)
CHAIRED_EVENTS = traversal("person.chaired_events", "Person", model.Event, "(start)<-[edge:CHAIRED_BY]-(node:Event)")
EVENTS = traversal("person.events", "Person", model.Event, "(start)-[edge:TAKES_PART_IN]->(node:Event)")
PRIVILEGES = traversal("person.privileges", "Person", model.Privilege, "(start)-[edge:TAKES_PART_IN]->(node:Privilege)")
PRESENTED_AWARDS = traversal(
    "person.presented_awards", "Person", model.Award, "(start)<-[edge:PRESENTED_BY]-(node:Award)"
)

TABLE = Table(
    model.Person,
    (
        "id",
        "name_th",
        "name_en",
    ),
    (OFFICES, CHAIRED_ROUNDS, CHAIRED_EVENTS, EVENTS, PRIVILEGES, PRESENTED_AWARDS),
)

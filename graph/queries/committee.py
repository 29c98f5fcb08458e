"""Reads that start from a committee."""

from graph import model
from graph.queries.compose import by_id, listing, single_fact, traversal
from graph.queries.table import Table

BY_ID = by_id("committee.by_id", "Committee", model.Committee)
LIST = listing("committee.list", "Committee", model.Committee)
PARENT = single_fact("committee.part_of", "Committee", model.Committee, "(start)-[edge:PART_OF]->(node:Committee)")
PARTS = traversal("committee.parts", "Committee", model.Committee, "(start)<-[edge:PART_OF]-(node:Committee)")
SECRETARIAT = traversal("committee.secretariat", "Committee", model.Agency, "(start)-[edge:SERVED_BY]->(node:Agency)")
ROUNDS = traversal("committee.rounds", "Committee", model.ApprovalRound, "(start)<-[:SITTING_OF]-(node:ApprovalRound)")
EVENTS = traversal("committee.events", "Committee", model.Event, "(start)-[edge:TAKES_PART_IN]->(node:Event)")
OFFICES = traversal("committee.offices", "Committee", model.Office, "(start)<-[:OFFICE_OF]-(node:Office)")
STAGES = traversal("committee.stages", "Committee", model.Stage, "(start)<-[:TAKEN_BY]-(node:Stage)")
PRIVILEGES = traversal("committee.privileges", "Committee", model.Privilege, "(start)<-[:GRANTED_BY]-(node:Privilege)")
CRITERIA = traversal(
    "committee.criteria", "Committee", model.Criterion, "(start)<-[edge:ASKS_APPROVAL_OF]-(node:Criterion)"
)

TABLE = Table(
    model.Committee,
    (
        "id",
        "name_th",
        "name_en",
        "kind",
    ),
    (PARENT, PARTS, SECRETARIAT, ROUNDS, EVENTS, OFFICES, STAGES, PRIVILEGES, CRITERIA),
)

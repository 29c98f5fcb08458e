"""Reads that start from an approval round."""

from graph import model
from graph.queries.compose import by_id, listing, single, single_fact, traversal
from graph.queries.table import Table

BY_ID = by_id("approval_round.by_id", "ApprovalRound", model.ApprovalRound)
LIST = listing("approval_round.list", "ApprovalRound", model.ApprovalRound)
COMMITTEE = single(
    "approval_round.committee", "ApprovalRound", model.Committee, "(start)-[:SITTING_OF]->(node:Committee)"
)
CHAIR = single_fact("approval_round.chair", "ApprovalRound", model.Person, "(start)-[edge:CHAIRED_BY]->(node:Person)")
CHAIR_OFFICES = traversal(
    "approval_round.chair_offices", "ApprovalRound", model.Office, "(start)-[:CHAIRED_AS]->(node:Office)"
)
DECISIONS = traversal(
    "approval_round.decisions", "ApprovalRound", model.Decision, "(start)<-[:TAKEN_IN]-(node:Decision)"
)
CITIES = traversal(
    "approval_round.cities", "ApprovalRound", model.City, "(start)<-[:TAKEN_IN]-(via:Decision)-[:ON]->(node:City)"
)
AGENCIES = traversal(
    "approval_round.agencies", "ApprovalRound", model.Agency, "(start)<-[edge:TAKES_PART_IN]-(node:Agency)"
)
CRITERIA = traversal(
    "approval_round.criteria", "ApprovalRound", model.Criterion, "(start)<-[:DECIDED_IN]-(node:Criterion)"
)

TABLE = Table(
    model.ApprovalRound,
    (
        "id",
        "number",
        "date",
        "reported",
        "place_th",
        "place_en",
        "proposals",
    ),
    (COMMITTEE, CHAIR, CHAIR_OFFICES, DECISIONS, CITIES, AGENCIES, CRITERIA),
)

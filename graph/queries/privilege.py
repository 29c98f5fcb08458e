"""Reads that start from a privilege."""

from graph import model
from graph.queries.compose import by_id, listing, single, single_fact, traversal
from graph.queries.table import Table

BY_ID = by_id("privilege.by_id", "Privilege", model.Privilege)
LIST = listing("privilege.list", "Privilege", model.Privilege)
AGENCY = single("privilege.granting_agency", "Privilege", model.Agency, "(start)-[:GRANTED_BY]->(node:Agency)")
COMMITTEE = single(
    "privilege.granting_committee", "Privilege", model.Committee, "(start)-[:GRANTED_BY]->(node:Committee)"
)
CRITERIA = traversal("privilege.criteria", "Privilege", model.Criterion, "(start)-[:REQUIRES]->(node:Criterion)")
DIMENSIONS = traversal("privilege.dimensions", "Privilege", model.Dimension, "(start)-[edge:COVERS]->(node:Dimension)")
INCENTIVES = traversal(
    "privilege.incentives", "Privilege", model.Incentive, "(start)<-[:GIVEN_BY]-(node:Incentive)", always_complete=True
)
SUPERSEDES = single_fact(
    "privilege.supersedes", "Privilege", model.Privilege, "(start)-[edge:SUPERSEDES]->(node:Privilege)"
)
SUPERSEDED_BY = single_fact(
    "privilege.superseded_by", "Privilege", model.Privilege, "(start)<-[edge:SUPERSEDES]-(node:Privilege)"
)
PEOPLE = traversal("privilege.people", "Privilege", model.Person, "(start)<-[edge:TAKES_PART_IN]-(node:Person)")
DECISIONS = traversal("privilege.decisions", "Privilege", model.Decision, "(start)<-[:ON]-(node:Decision)")

TABLE = Table(
    model.Privilege,
    (
        "id",
        "measure",
        "title",
        "activity",
        "approved",
        "board_meeting",
        "minimum_dimensions",
    ),
    (AGENCY, COMMITTEE, CRITERIA, DIMENSIONS, INCENTIVES, SUPERSEDES, SUPERSEDED_BY, PEOPLE, DECISIONS),
)

"""Reads that start from an office."""

from graph import model
from graph.queries.compose import by_id, listing, single, traversal
from graph.queries.table import Table

BY_ID = by_id("office.by_id", "Office", model.Office)
LIST = listing("office.list", "Office", model.Office)
PERSON = single("office.person", "Office", model.Person, "(start)<-[:HELD_OFFICE]-(node:Person)")
AGENCY = single("office.agency", "Office", model.Agency, "(start)-[:OFFICE_OF]->(node:Agency)")
COMMITTEE = single("office.committee", "Office", model.Committee, "(start)-[:OFFICE_OF]->(node:Committee)")
ATTESTATIONS = traversal("office.attestations", "Office", model.Attestation, "(start)<-[:ATTESTS]-(node:Attestation)")
CHAIRED_ROUNDS = traversal(
    "office.chaired_rounds", "Office", model.ApprovalRound, "(start)<-[:CHAIRED_AS]-(node:ApprovalRound)"
)

TABLE = Table(
    model.Office,
    (
        "id",
        "title_th",
        "title_en",
    ),
    (PERSON, AGENCY, COMMITTEE, ATTESTATIONS, CHAIRED_ROUNDS),
)

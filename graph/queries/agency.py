"""Reads that start from an agency."""

from graph import model
from graph.queries.compose import by_id, listing, single_fact, traversal
from graph.queries.table import Grouping, Table
from graph.query import Query

BY_ID = by_id("agency.by_id", "Agency", model.Agency)
LIST = listing("agency.list", "Agency", model.Agency)
PARENT = single_fact("agency.part_of", "Agency", model.Agency, "(start)-[edge:PART_OF]->(node:Agency)")
PARTS = traversal("agency.parts", "Agency", model.Agency, "(start)<-[edge:PART_OF]-(node:Agency)")
CITIES = traversal("agency.cities", "Agency", model.City, "(start)-[edge:OPERATES]->(node:City)")
PROVINCES = traversal(
    "agency.provinces", "Agency", model.Province, "(start)-[:OPERATES]->(via:City)-[:LOCATED_IN]->(node:Province)"
)
PROJECTS = traversal("agency.projects", "Agency", model.Project, "(start)-[edge:OPERATES]->(node:Project)")
PROPOSED_CITIES = traversal("agency.proposed_cities", "Agency", model.City, "(start)-[edge:PROPOSED]->(node:City)")
PROPOSED_PROJECTS = traversal(
    "agency.proposed_projects", "Agency", model.Project, "(start)-[edge:PROPOSED]->(node:Project)"
)
PARTICIPATIONS = traversal("agency.participations", "Agency", model.City, "(start)-[edge:TAKES_PART_IN]->(node:City)")
EVENTS = traversal("agency.events", "Agency", model.Event, "(start)-[edge:TAKES_PART_IN]->(node:Event)")
ROUNDS = traversal("agency.rounds", "Agency", model.ApprovalRound, "(start)-[edge:TAKES_PART_IN]->(node:ApprovalRound)")
SECRETARIAT_OF = traversal(
    "agency.secretariat_of", "Agency", model.Committee, "(start)<-[edge:SERVED_BY]-(node:Committee)"
)
OFFICES = traversal("agency.offices", "Agency", model.Office, "(start)<-[:OFFICE_OF]-(node:Office)")
AWARDS = traversal("agency.awards", "Agency", model.Award, "(start)-[edge:WON]->(node:Award)")
PRIVILEGES = traversal("agency.privileges", "Agency", model.Privilege, "(start)<-[:GRANTED_BY]-(node:Privilege)")
INITIATIVES = traversal("agency.initiatives", "Agency", model.Initiative, "(start)-[edge:MEMBER_OF]->(node:Initiative)")
STAGES = traversal("agency.stages", "Agency", model.Stage, "(start)<-[:TAKEN_BY]-(node:Stage)")

TABLE = Table(
    model.Agency,
    (
        "id",
        "name_th",
        "name_en",
        "kind",
    ),
    (
        PARENT,
        PARTS,
        CITIES,
        PROVINCES,
        PROJECTS,
        PROPOSED_CITIES,
        PROPOSED_PROJECTS,
        PARTICIPATIONS,
        EVENTS,
        ROUNDS,
        SECRETARIAT_OF,
        OFFICES,
        AWARDS,
        PRIVILEGES,
        INITIATIVES,
        STAGES,
    ),
    (
        Grouping("kind", (), "kind"),
        Grouping("province", ("provinces",)),
        Grouping("region", ("provinces", "region")),
    ),
)

WIDEST_OPERATORS = Query(
    name="agency.widest_operators",
    record=model.Agency,
    dated=True,
    text="""
    MATCH (node:Agency)-[edge:OPERATES]->(:City)-[:LOCATED_IN]->(province:Province)
    WHERE node.sort > $after AND node.sort < $before AND edge.confidence <> 'low' AND node.confidence <> 'low'
        AND coalesce(edge.day, '') <= $as_of AND coalesce(edge.end, '9999') >= $as_of
    WITH node, count(DISTINCT province) AS provinces ORDER BY provinces DESC, node.id LIMIT $limit
    RETURN $keys[0] AS key, properties(node) AS row ORDER BY provinces DESC, node.id
    """,
)

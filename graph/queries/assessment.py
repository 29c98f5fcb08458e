"""Reads that an assessment goes by: the terms of every measure, and the decisions on a city or a project."""

from graph.assessment.record import CriterionTerms, IncentiveTerms, PrivilegeTerms, Ruling
from graph.pattern import HAPPENED, HIGHER, HOLDS
from graph.queries.slice import INSIDE
from graph.query import Query


def ids(name: str, path: str, condition: str = "true", value: str = "id") -> str:
    """A list of one property of the things at the end of a path, in their order."""
    higher = HIGHER.format(name=name)
    return f"COLLECT {{ MATCH {path} WHERE {higher} AND {condition} RETURN {name}.{value} ORDER BY {name}.sort }}"


CRITERIA = ids("criterion", "(node)-[:REQUIRES]->(criterion:Criterion)", HAPPENED.format(name="criterion"))
LATER = "(node)<-[edge:SUPERSEDES]-(later:Privilege)", f"{HAPPENED.format(name='later')} AND {HOLDS}"
COVERED = "(node)-[covers:COVERS]->(dimension:Dimension)", HIGHER.format(name="covers")
OPEN = "(node)<-[:ABOUT]-(gap:Gap)-[:ABOUT]->(via:Decision|Event)", HAPPENED.format(name="via")

PRIVILEGE_TERMS = Query(
    name="privilege.terms",
    record=PrivilegeTerms,
    dated=True,
    text=f"""
    MATCH (node:Privilege)
    WHERE {INSIDE} AND {HIGHER.format(name="node")} AND {HAPPENED.format(name="node")}
    WITH node.sort AS place, properties(node) AS found,
        {CRITERIA} AS criteria,
        {ids("later", *LATER)} AS successors,
        {ids("later", *LATER, "approved")} AS replaced,
        {
        ids(
            "said",
            "(node)<-[:ABOUT]-(said:Observation {metric: 'privilege_description'})",
            HAPPENED.format(name="said"),
        )
    } AS descriptions,
        {ids("matter", "(node)<-[:ABOUT]-(matter:Disagreement)")} AS disagreements,
        {ids("gap", "(node)<-[:ABOUT]-(gap:Gap)")} AS gaps
    RETURN $keys[0] AS key, {{
        privilege: found, criteria: criteria, successors: successors, replaced: replaced,
        descriptions: descriptions, disagreements: disagreements, gaps: gaps
    }} AS row ORDER BY place
    """,
)

CRITERION_TERMS = Query(
    name="criterion.terms",
    record=CriterionTerms,
    dated=True,
    text=f"""
    MATCH (node:Criterion)
    WHERE {INSIDE} AND {HIGHER.format(name="node")} AND {HAPPENED.format(name="node")}
    WITH node.sort AS place, properties(node) AS found,
        {ids("dimension", *COVERED)} AS dimensions,
        COLLECT {{
            MATCH {COVERED[0]} WHERE {COVERED[1]} RETURN coalesce(covers.note, '') ORDER BY dimension.sort
        }} AS notes,
        {ids("body", "(node)-[edge:ASKS_APPROVAL_OF]->(body:Committee)", HOLDS)} AS bodies,
        {ids("gap", *OPEN)} AS gaps,
        COLLECT {{ MATCH {OPEN[0]} WHERE {OPEN[1]} RETURN via.day ORDER BY gap.sort }} AS since
    RETURN $keys[0] AS key, {{
        criterion: found, dimensions: dimensions, notes: notes, bodies: bodies, gaps: gaps, since: since
    }} AS row ORDER BY place
    """,
)

INCENTIVE_TERMS = Query(
    name="incentive.terms",
    record=IncentiveTerms,
    dated=True,
    text=f"""
    MATCH (node:Incentive)-[:GIVEN_BY]->(privilege:Privilege)
    WHERE {INSIDE} AND {HIGHER.format(name="node")} AND {HAPPENED.format(name="privilege")}
    WITH node.sort AS place, privilege.id AS giver, properties(node) AS found
    RETURN $keys[0] AS key, {{privilege: giver, incentive: found}} AS row ORDER BY place
    """,
)


def rulings(label: str, name: str) -> Query[Ruling]:
    """The decisions on a thing, oldest first, each with its body and with what documents say about it."""
    text = f"""
    UNWIND $keys AS key
    MATCH (start:{label} {{key: $release + '|' + key}})
    MATCH (start)<-[:ON]-(node:Decision)-[:TAKEN_IN]->(sitting:ApprovalRound)-[:SITTING_OF]->(committee:Committee)
    WHERE {HIGHER.format(name="node")} AND {HAPPENED.format(name="node")}
    WITH key, node.sort AS place, properties(node) AS found,
        sitting.id AS sat, committee.id AS body,
        {ids("matter", "(node)<-[:ABOUT]-(matter:Disagreement)")} AS disagreements,
        {ids("gap", "(node)<-[:ABOUT]-(gap:Gap)")} AS gaps
    RETURN key, {{
        decision: found, round: sat, body: body, disagreements: disagreements, gaps: gaps
    }} AS row ORDER BY place
    """
    return Query(name, text, Ruling, dated=True)


CITY_RULINGS = rulings("City", "city.rulings")
PROJECT_RULINGS = rulings("Project", "project.rulings")

"""Reads that answer with where a city or an emblem stands on a day, and what that rests on."""

from graph.model import Emblem, EmblemStanding, EmblemState, Finding, Observation, Reason, Standing, Status
from graph.pattern import HAPPENED
from graph.queries import status
from graph.query import Query

CITY = "UNWIND $keys AS key MATCH (start:City {key: $release + '|' + key})"

DECISION = f"decision.confidence <> 'low' AND {HAPPENED.format(name='decision')}"
EVENT = f"event.confidence <> 'low' AND {HAPPENED.format(name='event')}"
HANDED = "emblem.confidence <> 'low' AND emblem.handed <= $as_of"
NEWEST = """
        MATCH (start)<-[:AWARDED_TO]-(emblem:Emblem)
        WHERE emblem.confidence <> 'low' AND emblem.day <= $as_of
        WITH emblem ORDER BY emblem.sort DESC LIMIT 1
"""
"""The emblem that a city got last, whether or not it is still in force."""


def documents(name: str) -> str:
    """The documents of several things; the same one may stand there twice."""
    return f"reduce(all = [], each IN collect({name}.sources) | all + each)"


def decided(*kinds: str) -> str:
    """The decisions of some kinds on a city, oldest first, with their rounds and their documents."""
    return f"""
    CALL (start) {{
        MATCH (start)<-[:ON]-(decision:Decision)-[:TAKEN_IN]->(round:ApprovalRound)
        WHERE decision.kind IN {list(kinds)} AND {DECISION}
        WITH decision, round ORDER BY decision.sort
        RETURN collect(decision.id) AS decisions, collect(DISTINCT round.id) AS rounds,
            collect(decision.date) AS dates, {documents("decision")} AS sources,
            collect(CASE decision.kind WHEN 'approved' THEN decision.date END) AS approvals
    }}
    """


def given_at(condition: str, *also: str) -> str:
    """The events at which emblems of a city were given, and their documents; a condition sees what is `also` known."""
    return f"""
    CALL ({", ".join(("start", *also))}) {{
        MATCH (start)<-[:AWARDED_TO]-(emblem:Emblem)-[:GIVEN_AT]->(event:Event)
        WHERE {condition} AND {EVENT}
        WITH DISTINCT event ORDER BY event.sort
        RETURN collect(event.id) AS events, {documents("event")} AS reports
    }}
    """


STATUS = Query(
    name="city.status",
    record=Standing,
    dated=True,
    text=f"""
    {CITY}
    WITH key, start, {status.status("start")} AS value, {status.year_of_approval("start")} AS year
    {decided(*status.STATUS_OF, "approved")}
    RETURN key, {{
        value: value, year_of_approval: year, decisions: decisions, rounds: rounds, sources: sources,
        since: CASE value WHEN '{Status.APPROVED.value}' THEN head(approvals) ELSE last(dates) END
    }} AS row ORDER BY key
    """,
)

APPROVED = Query(
    name="city.approved",
    record=Finding,
    dated=True,
    text=f"""
    {CITY}
    WITH key, start, {status.approval("start")} AS reason
    {decided("approved")}
    RETURN key, {{
        reason: reason, since: head(dates), until: null,
        decisions: decisions, rounds: rounds, emblems: [], events: [], sources: sources
    }} AS row ORDER BY key
    """,
)

HANDED_OVER = Query(
    name="city.handed_over",
    record=Finding,
    dated=True,
    text=f"""
    {CITY}
    WITH key, start, {status.handover("start")} AS reason
    CALL (start) {{
        MATCH (start)<-[:AWARDED_TO]-(emblem:Emblem)
        WHERE {HANDED}
        WITH emblem ORDER BY emblem.sort
        RETURN collect(emblem.id) AS emblems, collect(emblem.handed_over) AS dates, {documents("emblem")} AS sources
    }}
    {given_at(f"{HANDED} AND event.kind = 'emblem_ceremony'")}
    RETURN key, {{
        reason: reason, since: head(dates), until: null,
        decisions: [], rounds: [], emblems: emblems, events: events, sources: sources + reports
    }} AS row ORDER BY key
    """,
)

IN_FORCE = Query(
    name="city.in_force",
    record=Finding,
    dated=True,
    text=f"""
    {CITY}
    WITH key, start, {status.validity("start")} AS reason
    CALL (start) {{
        {NEWEST}
        OPTIONAL MATCH (emblem)-[:DECIDED_BY]->(by:Decision)
        WITH emblem, collect(by.key) AS given
        RETURN collect(emblem.id) AS emblems, collect(emblem.valid_from) AS starts, collect(emblem.valid_until) AS ends,
            collect($release + '|' + emblem.reopened_by) AS open, {documents("emblem")} AS sources,
            reduce(all = [], each IN collect(given) | all + each) AS given
    }}
    CALL (start, reason) {{
        MATCH (start)<-[:ON]-(by:Decision)
        WHERE reason = '{Reason.CERTIFICATION_NOT_ON_RECORD.value}' AND by.kind = 'approved'
        RETURN collect(by.key) AS approving
    }}
    WITH key, start, reason, emblems, starts, ends, sources, given + approving
        + CASE reason WHEN '{Reason.RENEWED_NOT_NAMED.value}' THEN open ELSE [] END AS places
    CALL (places) {{
        UNWIND places AS place
        MATCH (decision:Decision {{key: place}})-[:TAKEN_IN]->(round:ApprovalRound)
        WHERE {DECISION}
        WITH DISTINCT decision, round ORDER BY decision.sort
        RETURN collect(decision.id) AS decisions, collect(DISTINCT round.id) AS rounds,
            {documents("decision")} AS minutes
    }}
    {given_at("emblem.id IN emblems", "emblems")}
    RETURN key, {{
        reason: reason, since: head(starts), until: head(ends),
        decisions: decisions, rounds: rounds, emblems: emblems, events: events, sources: sources + minutes + reports
    }} AS row ORDER BY key
    """,
)

EMBLEM = Query(
    name="city.emblem",
    record=Emblem,
    dated=True,
    text=f"""
    {CITY}
    CALL (start) {{
        {NEWEST}
        RETURN emblem
    }}
    RETURN key, properties(emblem) AS row ORDER BY key
    """,
)

PROGRESS = Query(
    name="city.progress",
    record=Observation,
    dated=True,
    text=f"""
    {CITY}
    CALL (start) {{
        MATCH (start)<-[:ABOUT]-(node:Observation)
        WHERE node.metric = 'progress' AND node.value IS NOT NULL AND node.confidence <> 'low'
            AND {HAPPENED.format(name="node")}
        RETURN node ORDER BY coalesce(node.day, '') DESC, node.sort DESC LIMIT 1
    }}
    RETURN key, properties(node) AS row ORDER BY key
    """,
)

STATE = Query(
    name="emblem.state",
    record=EmblemStanding,
    dated=True,
    text=f"""
    UNWIND $keys AS key
    MATCH (start:Emblem {{key: $release + '|' + key}})
    WITH key, {status.emblem_validity("start")} AS reason
    RETURN key, {{
        reason: reason,
        value: CASE reason
            WHEN '{Reason.REPLACED.value}' THEN '{EmblemState.RENEWED.value}'
            WHEN '{Reason.RENEWED.value}' THEN '{EmblemState.IN_FORCE.value}'
            WHEN '{Reason.WITHIN_ITS_YEARS.value}' THEN '{EmblemState.IN_FORCE.value}'
            WHEN '{Reason.LAPSED.value}' THEN '{EmblemState.LAPSED.value}'
            ELSE '{EmblemState.UNKNOWN.value}' END
    }} AS row ORDER BY key
    """,
)

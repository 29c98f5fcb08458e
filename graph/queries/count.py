"""Reads that count cities: approved, handed over and in force are three things, and never mixed."""

from graph.model import CityCounts
from graph.query import Query

LAST_DAY = "{field} + substring('-12-31', size({field}) - 4)"
"""The last day that a partial date can mean: only then is it sure that it has come."""

HANDED_OVER = LAST_DAY.format(field="emblem.handed_over")
VALID_FROM = LAST_DAY.format(field="emblem.valid_from")

COUNTED = f"""
        RETURN
            count(CASE WHEN EXISTS {{
                MATCH (city)<-[:ON]-(decision:Decision)
                WHERE decision.kind = 'approved' AND decision.confidence <> 'low'
                    AND coalesce(decision.day, '') <= $as_of
            }} THEN 1 END) AS approved,
            count(CASE WHEN EXISTS {{
                MATCH (city)<-[:AWARDED_TO]-(emblem:Emblem)
                WHERE {HANDED_OVER} <= $as_of
            }} THEN 1 END) AS handed_over,
            count(CASE WHEN EXISTS {{
                MATCH (city)<-[:AWARDED_TO]-(emblem:Emblem)
                WHERE {VALID_FROM} <= $as_of AND coalesce(emblem.valid_until, '9999') >= $as_of
            }} THEN 1 END) AS in_force
"""

ROW = "{approved: approved, handed_over: handed_over, in_force: in_force} AS row"

OF_PROVINCE = Query(
    name="province.counts",
    record=CityCounts,
    dated=True,
    text=f"""
    UNWIND $keys AS key
    MATCH (start:Province {{key: $release + '|' + key}})
    CALL (start) {{
        MATCH (start)<-[:LOCATED_IN]-(city:City)
        {COUNTED}
    }}
    RETURN key, {ROW}
    """,
)

OF_REGION = Query(
    name="region.counts",
    record=CityCounts,
    dated=True,
    text=f"""
    UNWIND $keys AS key
    MATCH (start:Region {{key: $release + '|' + key}})
    CALL (start) {{
        MATCH (start)<-[:PART_OF]-(:Province)<-[:LOCATED_IN]-(city:City)
        {COUNTED}
    }}
    RETURN key, {ROW}
    """,
)

OF_EVERYTHING = Query(
    name="programme.counts",
    record=CityCounts,
    dated=True,
    text=f"""
    CALL () {{
        MATCH (city:City)
        WHERE city.sort > $after AND city.sort < $before
        {COUNTED}
    }}
    RETURN $keys[0] AS key, {ROW}
    """,
)

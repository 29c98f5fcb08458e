"""Reads that count cities: approved, handed over and in force are three things, and never mixed."""

from graph.model import CityCounts
from graph.queries import status
from graph.query import Query

COUNTED = f"""
        RETURN
            count(CASE WHEN {status.approved("city")} THEN 1 END) AS approved,
            count(CASE WHEN {status.handed_over("city")} THEN 1 END) AS handed_over,
            count(CASE WHEN {status.in_force("city")} THEN 1 END) AS in_force
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

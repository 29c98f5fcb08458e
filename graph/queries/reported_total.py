"""
Reads of official totals, each beside what the graph can name on the day that it speaks of.

Which nodes report one, of which day, and what can be counted beside it is derived when the data are loaded
(`graph.seeding.totals`): `total` is their place in one order, `basis` what is counted, `counted` the day.
"""

from graph.model import City, Edge, ListExtent, PromotionZone, Province, Reference, ReportedTotal
from graph.pattern import HIGHER
from graph.queries import status
from graph.queries.compose import R, held
from graph.queries.slice import WHOLE
from graph.query import Query, Traversal

LABELS = {"observation": "Observation", "decision": "Decision", "event": "Event"}
"""The label of every noun that may report a total, by the word its ids begin with."""


def in_release(name: str, basis: str) -> str:
    """The places of a release, for totals with a basis; no place at all for others. The brace follows the bar."""
    return (
        f"{name}.sort > CASE start.basis WHEN '{basis}' THEN $release + '|' ELSE $release + '}}' END"
        f" AND {name}.sort < $release + '}}'"
    )


CITIES = f"""
        MATCH (start)-[:ABOUT]->(:Decision)-[:ON]->(city:City) WHERE start.basis = 'decision' RETURN city
        UNION
        MATCH (start)-[:ON]->(city:City) RETURN city
        UNION
        MATCH (start)<-[:GIVEN_AT]-(:Emblem)-[:AWARDED_TO]->(city:City) RETURN city
        UNION
        MATCH (its_decision:Decision)
        WHERE {in_release("its_decision", "approved")} AND {status.APPROVING} AND {status.decided("start.counted")}
        MATCH (its_decision)-[:ON]->(city:City) RETURN city
        UNION
        MATCH (its_emblem:Emblem)
        WHERE {in_release("its_emblem", "handed_over")} AND {status.AWARDED} AND {status.handed("start.counted")}
        MATCH (its_emblem)-[:AWARDED_TO]->(city:City) RETURN city
"""
"""The cities that can be named beside the total of `start`, on its day."""

OF_ITS_KIND = """(NOT EXISTS { MATCH (start)-[:ABOUT]->(:AreaKind) } OR EXISTS {
                MATCH (start)-[:ABOUT]->(:AreaKind)<-[its_kind:OF_KIND]-(city) WHERE its_kind.confidence <> 'low'
            })"""
"""A total of one kind of area counts only these."""

NAMED_CITIES = f"""
        CALL (start) {{ {CITIES} }}
        WITH DISTINCT start, city AS node, city AS city
        WHERE {OF_ITS_KIND} AND {HIGHER.format(name="city")}
"""

NAMED_PROVINCES = f"""
        CALL (start) {{
            {NAMED_CITIES}
            MATCH (node)-[its_place:LOCATED_IN]->(province:Province) WHERE its_place.confidence <> 'low'
            RETURN province
            UNION
            MATCH (start)-[:ON]->(province:Province) RETURN province
            UNION
            MATCH (start)-[:ABOUT]->(:Decision)-[:ON]->(province:Province)
            WHERE start.basis = 'decision' RETURN province
        }}
        WITH DISTINCT province AS node
        WHERE {HIGHER.format(name="province")}
"""

NAMED_ZONES = f"""
        CALL (start) {{
            MATCH (start)<-[:GIVEN_AT]-(zone:PromotionZone) RETURN zone
            UNION
            MATCH (start)-[:ABOUT]->(:Event)<-[:GIVEN_AT]-(zone:PromotionZone)
            WHERE start.basis = 'event' RETURN zone
        }}
        WITH DISTINCT zone AS node
        WHERE {HIGHER.format(name="zone")}
"""

OTHERS = f"""
        CALL (start) {{
            MATCH (other:Observation)
            WHERE other.total > $release + '|' AND other.total < $release + '}}' AND other.id <> start.id
                AND other.metric = start.metric AND coalesce(other.category, '') = coalesce(start.category, '')
                AND other.value <> start.value
                AND other.counted_from <= start.counted AND other.counted >= start.counted_from
                AND (start.basis <> 'decision' OR EXISTS {{ MATCH (start)-[:ABOUT]->(:Decision)<-[:ABOUT]-(other) }})
            RETURN other
            UNION
            MATCH (start)-[:ABOUT]->(other)
            WHERE start.basis IN ['decision', 'event'] AND other.basis = start.basis
                AND start.value <> CASE start.metric
                    WHEN 'provinces' THEN other.reported_provinces ELSE other.reported_count END
            RETURN other
            UNION
            MATCH (start)<-[:ABOUT]-(other:Observation)
            WHERE other.basis = start.basis AND other.value <> CASE other.metric
                WHEN 'provinces' THEN start.reported_provinces ELSE start.reported_count END
            RETURN other
        }}
        WITH DISTINCT other AS node
        WHERE coalesce(other.counted, '') <= $as_of AND {HIGHER.format(name="other")}
"""
"""What reports another value of the same: of a time that overlaps, or of the same decision or event."""

ROW = """
    RETURN key, {
        subject: start.id, basis: start.basis, date: start.dated, day: start.counted,
        cities: CASE WHEN start.metric IN ['provinces', 'promotion_zones'] OR start.kind = 'certificate_ceremony'
            THEN null ELSE toInteger(coalesce(start.value, start.reported_count)) END,
        provinces: toInteger(CASE start.metric WHEN 'provinces' THEN start.value ELSE start.reported_provinces END),
        promotion_zones: toInteger(CASE WHEN start.metric = 'promotion_zones' THEN start.value
            WHEN start.kind = 'certificate_ceremony' THEN start.reported_count END),
        sources: start.sources, confidence: start.confidence, cursor: substring(start.total, size($release) + 1)
    } AS row"""

TOLD = "coalesce({name}.counted, '') <= $as_of"
WITHIN = f"node.total > $after AND node.total < $before AND {TOLD.format(name='node')} AND {HIGHER.format(name='node')}"


def every(returned: str) -> str:
    """The totals of every label, as a union."""
    return " UNION ALL ".join(f"MATCH (node:{label}) WHERE {WITHIN} {returned}" for label in LABELS.values())


def listed(direction: str) -> str:
    """The text that reads a page of totals, from the beginning or from the end."""
    return f"""
    CALL () {{ {every(f"RETURN node ORDER BY node.total {direction} LIMIT $limit")} }}
    WITH $keys[0] AS key, node AS start ORDER BY start.total {direction} LIMIT $limit
    {ROW} ORDER BY start.total {direction}
    """


LIST = Traversal(
    page=Query("reported_total.list", listed("ASC"), ReportedTotal, dated=True, backward=listed("DESC")),
    extent=Query(
        name="reported_total.list.extent",
        record=ListExtent,
        dated=True,
        text=f"""
        CALL () {{ {every("RETURN count(node) AS found")} }}
        WITH sum(found) AS total
        RETURN $keys[0] AS key, {{total: total, complete: false}} AS row
        """,
    ),
)

OF = {
    noun: Query(
        name=f"{noun}.reported_total",
        record=ReportedTotal,
        dated=True,
        text=f"""
        UNWIND $keys AS key
        MATCH (start:{label} {{key: $release + '|' + key}})
        WHERE start.total IS NOT NULL AND {TOLD.format(name="start")}
        {ROW} ORDER BY key
        """,
    )
    for noun, label in LABELS.items()
}
"""The total that one thing reports."""


def beside(name: str, record: type[R], things: str) -> dict[str, Traversal[Edge[R]]]:
    """What stands beside the total of a thing, in pages: a traversal a noun."""

    def page(label: str, direction: str) -> str:
        return f"""
        UNWIND $keys AS key
        MATCH (start:{label} {{key: $release + '|' + key}})
        CALL (start) {{
            {things}
            WITH node WHERE node.sort > $after AND node.sort < $before
            RETURN node ORDER BY node.sort {direction} LIMIT $limit
        }}
        WITH key, {held("node", record)} AS found, node.sort AS place
        RETURN key, {{node: found, cursor: {WHOLE.cursor}}} AS row ORDER BY place {direction}
        """

    def extent(label: str) -> str:
        return f"""
        UNWIND $keys AS key
        MATCH (start:{label} {{key: $release + '|' + key}})
        CALL (start) {{ {things} RETURN count(node) AS total }}
        RETURN key, {{total: total, complete: false}} AS row
        """

    edge, dated = Edge[record], "$as_of" in things  # type: ignore[valid-type] # known when the program starts
    return {
        noun: Traversal(
            Query(f"{noun}.{name}", page(label, "ASC"), edge, dated, page(label, "DESC")),
            Query(f"{noun}.{name}.extent", extent(label), ListExtent, dated),
        )
        for noun, label in LABELS.items()
    }


CITIES_NAMED = beside("named_cities", City, NAMED_CITIES)
PROVINCES_NAMED = beside("named_provinces", Province, NAMED_PROVINCES)
ZONES_NAMED = beside("named_promotion_zones", PromotionZone, NAMED_ZONES)
OTHER_TOTALS = beside("other_totals", Reference, OTHERS)

"""
Lists put in order, once for each load.

No index serves a list that is ordered by what many things share, lack, or only follows from others; and a list of a
hundred thousand sorted anew for each page takes a second. So the database sorts it at the load and keeps the ids in
stretches, each a node, in either direction: a page reads the few in which it lies (`graph.queries.ordered`).
"""

from collections.abc import Mapping

from graph.queries.slice import Key, Slice
from graph.queries.table import Table
from graph.queries.tables import TABLES
from graph.seeding.lock import Lease
from graph.seeding.rows import LAST, Row
from graph.seeding.sweeping import inside
from graph.stretch import APART, STRETCH, line_of, order_name

FEWEST = 500
"""A shorter list is as quickly sorted for each page, and the load has less to do."""

MOST = 1_000_000
"""A longer list is left as it is: the database holds all ids of a list while it sorts them."""

LISTS = {table.record.__name__: table for table in TABLES.values() if table.ordered}
"""The nouns whose lists are put in order, by their labels."""


def text_of(table: Table, field: str, *, descending: bool) -> str:
    """The text that sorts the things of a noun as reads do, and keeps that."""
    cut = Slice(order=(Key(table.expression(field, "node"), descending),))
    return f"""
    MATCH (node:{table.record.__name__}) WHERE node.sort > $low AND node.sort < $high
    WITH node.id AS thing, {cut.keys}
    WITH thing, {cut.names} ORDER BY {cut.ordered}
    WITH collect(thing) AS things
    UNWIND range(0, size(things) - 1, $apart) AS begin
    CREATE (stretch:{STRETCH} {{sort: $line + toString(begin / $apart)}})
    SET stretch.things = things[begin..begin + $apart]
    RETURN count(stretch) AS done
    """


async def put_in_order(lease: Lease, release: str, counts: Mapping[str, int]) -> dict[str, str]:
    """Put the lists of a release in order: the name of each order, and the day from which on it is right."""
    orders: dict[str, str] = {}
    bounds = inside(release)
    long = {label: table for label, table in LISTS.items() if FEWEST < counts.get(label, 0) <= MOST}
    for label, table in long.items():
        for field in table.ordered:
            for descending in (False, True):
                line = line_of(release, order_name(label, field, descending=descending))
                given = {"line": line, "apart": APART, "as_of": LAST, **bounds}
                await lease.write(text_of(table, field, descending=descending), given)
            orders[f"{label}.{field}"] = await settled(lease, table, field, bounds)
    return orders


async def settled(lease: Lease, table: Table, field: str, bounds: Row) -> str:
    """The last day on which a value may change by which a list is ordered; empty where it never does."""
    derived = table.derived.get(field)
    if derived is None or derived.settled is None:
        return ""
    label, day = derived.settled
    text = f"MATCH (node:{label}) WHERE node.sort > $low AND node.sort < $high RETURN max(node.{day}) AS day"
    (row,) = await lease.graph.read(text, bounds)
    return row["day"] or ""

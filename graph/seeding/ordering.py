"""
Lists put in order, once for each load.

No index serves a list that is ordered by what many things share, lack, or only follows from others; and a list of a
hundred thousand sorted anew for each page takes a second. So the database sorts it at the load and keeps the ids in
stretches, each a node, in either direction: a page reads the few in which it lies (`graph.queries.ordered`). How things
rank by each property is kept, too (`graph.seeding.ranking`).
"""

from collections.abc import Mapping

from graph.queries.slice import Key, Slice
from graph.queries.table import Table
from graph.queries.tables import TABLES
from graph.seeding.lock import Lease
from graph.seeding.ranking import keep_ranks
from graph.seeding.rows import LAST, Row
from graph.seeding.sweeping import inside
from graph.selection import Order
from graph.stretch import APART, STRETCH, line_of

FEWEST = 500
"""A shorter list is as quickly sorted for each page, and the load has less to do."""

MOST = 1_000_000
"""A longer list is left as it is: the database holds all ids of a list while it sorts them."""

LISTS = {table.record.__name__: table for table in TABLES.values() if table.ordered}
"""The nouns whose lists are put in order, by their labels."""

STEPS = """
    [place IN range(begin, begin + $apart - 1) WHERE place < size(things) | CASE
        WHEN values[place] IS NULL THEN -1
        WHEN place > 0 AND values[place] = values[place - 1] THEN 0
        ELSE 1 END]
"""
"""Of each thing whether its value is another than that of the one before it; it is less than that where it has none."""


def text_of(table: Table, order: Order) -> str:
    """The text that sorts the things of a noun as reads do, and keeps that."""
    cut = Slice(order=(Key(table.expression(order.field, "node"), order.descending),))
    return f"""
    MATCH (node:{table.record.__name__}) WHERE node.sort > $low AND node.sort < $high
    WITH node.id AS thing, {cut.keys}
    WITH thing, {cut.names} ORDER BY {cut.ordered}
    WITH collect(thing) AS things, collect(by_0) AS values
    UNWIND range(0, size(things) - 1, $apart) AS begin
    CREATE (stretch:{STRETCH} {{sort: $line + toString(begin / $apart)}})
    SET stretch.things = things[begin..begin + $apart]{"" if order.descending else f", stretch.steps = {STEPS}"}
    RETURN count(stretch) AS done
    """


async def put_in_order(lease: Lease, release: str, counts: Mapping[str, int]) -> dict[str, str]:
    """Put the lists of a release in order: the name of each order, and the day from which on it is right."""
    orders: dict[str, str] = {}
    bounds = inside(release)
    long = {label: table for label, table in LISTS.items() if FEWEST < counts.get(label, 0) <= MOST}
    for label, table in long.items():
        for order in (Order(field, descending) for field in table.ordered for descending in (False, True)):
            given = {"line": line_of(release, label, order), "apart": APART, "as_of": LAST, **bounds}
            await lease.write(text_of(table, order), given)
        await keep_ranks(lease, release, label, table.ordered, counts[label])
        for field in table.ordered:
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

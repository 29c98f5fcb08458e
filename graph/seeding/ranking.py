"""
How things rank by each property that a load has put them in order by, of which orders by several are made.

It is told from the order by one property, in which things stand with what sets each apart from the one before it.
"""

from array import array
from collections.abc import AsyncIterator, Iterable, Mapping

from graph.seeding.lock import Lease
from graph.selection import Order
from graph.stretch import APART, OWN, RANKED, STRETCH, line_of, ranks_of

AT_ONCE = 100
"""So many stretches are read, or written, at once."""

READ = f"""
UNWIND range($first, $last) AS number
MATCH (stretch:{STRETCH} {{sort: $line + toString(number)}})
RETURN stretch.things AS things, stretch.steps AS steps ORDER BY number
"""

KEEP = f"""
UNWIND $rows AS row
CREATE (stretch:{STRETCH} {{sort: row.sort}})
SET stretch.ranks = row.ranks
RETURN count(stretch) AS done
"""


async def keep_ranks(lease: Lease, release: str, label: str, fields: Iterable[str], things: int) -> None:
    """Keep how so many things of a label rank by some properties; they stand in order by each, and by themselves."""
    places: dict[str, int] = {}
    async for thing, _ in steps(lease, line_of(release, label, OWN), things):
        places[thing] = len(places)
    for field in fields:
        ranks = await ranked(lease, line_of(release, label, Order(field)), places)
        await keep(lease, ranks_of(release, label, field), ranks)


async def steps(lease: Lease, line: str, things: int) -> AsyncIterator[tuple[str, int]]:
    """The things of a list in an order, each with its step."""
    for first in range(0, (things - 1) // APART + 1, AT_ONCE):
        for row in await lease.graph.read(READ, {"line": line, "first": first, "last": first + AT_ONCE - 1}):
            for each in zip(row["things"], row["steps"], strict=True):
                yield each


async def ranked(lease: Lease, line: str, places: Mapping[str, int]) -> "array[int]":
    """How things rank in an order, each at its own place: equals alike, from zero; those that miss the value -1."""
    ranks, last = array("i", bytes(4 * len(places))), -1
    async for thing, step in steps(lease, line, len(places)):
        last += step > 0
        ranks[places[thing]] = last if step >= 0 else step
    return ranks


async def keep(lease: Lease, line: str, ranks: "array[int]") -> None:
    """Keep ranks, so many in each node."""
    rows = [
        {"sort": f"{line}{number}", "ranks": ranks[first : first + RANKED].tolist()}
        for number, first in enumerate(range(0, len(ranks), RANKED))
    ]
    for first in range(0, len(rows), AT_ONCE):
        await lease.write(KEEP, {"rows": rows[first : first + AT_ONCE]})

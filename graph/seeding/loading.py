"""
A load: a new release beside the others, whole before anybody sees it.

Rows go in by batches, each in its own transaction; the counts are verified by reading; then one node, the pointer to
the current release, is changed. Whatever breaks before that leaves the served release as it was.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from tqdm import tqdm

from graph import model
from graph.constraints import LOCK, statements
from graph.errors import GraphMismatchError
from graph.seeding.batches import Batches
from graph.seeding.lock import Lease, Writer, held, renewed
from graph.seeding.ranking import keep_ranks
from graph.seeding.rows import Related, Row, Rows
from graph.seeding.sweeping import KEPT_RELEASES, inside, sweep
from graph.stretch import fences

LAYOUT = 6
"""The version of the graph's layout: another layout of the same files is another release."""

RECORDS_A_BREATH = 5
"""So many are put together between two looks at what the database says."""

CREATE_RELEASE = """
CREATE (release:Release {id: $id, status: 'loading', loaded: $loaded, layout: $layout, synthetic: $synthetic})
RETURN 1 AS done
"""

FINISH_RELEASE = """
MATCH (release:Release {id: $id})
SET release.status = 'ready', release.days = $days, release.labels = $labels, release.counts = $counts,
    release.orders = $orders
RETURN 1 AS done
"""

SET_FENCES = """
UNWIND $rows AS row
CREATE (fences:Fences {release: $id, label: row.label})
SET fences.posts = row.posts
RETURN count(fences) AS done
"""

FLIP = """
MERGE (current:Current {name: 'current'})
SET current.previous = CASE WHEN current.release = $id THEN current.previous ELSE current.release END
SET current.release = $id
RETURN 1 AS done
"""

STATE = """
MATCH (release:Release {id: $id})
OPTIONAL MATCH (current:Current {name: 'current'})
RETURN release.status AS status, release.id = current.release AS current
"""

Finish = Callable[[str], Awaitable[object]]
"""What is done when a release is the current one; given its id."""


async def nothing(_: str) -> None:
    """Nothing is to be done when a release is the current one."""


class Records(Protocol):
    """What is to be loaded: it can be gone through again and again, and need not fit in memory."""

    @property
    def id(self) -> str:
        """The id of the release."""
        ...

    @property
    def synthetic(self) -> bool:
        """Whether it is made up."""
        ...

    def __iter__(self) -> Iterator[model.Record]:
        """The seed records, noun by noun, rounds before decisions."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a load; `flipped` says of what was loaded already that it is the current release only now."""

    release: str
    loaded: bool
    nodes: int
    relationships: int
    flipped: bool = False

    def __str__(self) -> str:
        if not self.loaded:
            done = "it is the one that is served now" if self.flipped else "nothing to do"
            return f"release {self.release} is loaded already: {done}"
        return f"release {self.release}: {self.nodes} nodes, {self.relationships} relationships"


async def breathing(records: Iterable[model.Record]) -> AsyncIterator[model.Record]:
    """Records, with a pause every so many in which the batches on their way get on."""
    for place, record in enumerate(records, 1):
        yield record
        if place % RECORDS_A_BREATH == 0:
            await asyncio.sleep(0)


async def create_nodes(batches: Batches, records: Iterable[model.Record], rows: Rows) -> dict[str, list[str]]:
    """Make every node; the places of those of each label."""
    places: dict[str, list[str]] = {}
    prefix = len(rows.release) + 1
    async for record in breathing(records):
        for label, row in rows.nodes(record):
            places.setdefault(label, []).append(row["sort"][prefix:])
            await batches.add(label, row)
    return places


async def create_relationships(batches: Batches, records: Iterable[model.Record], rows: Rows) -> int:
    """Make every relationship; how many."""
    count = 0
    async for record in breathing(records):
        for related in rows.relationships(record):
            count += 1
            await batches.add(related.shape, row_of(related))
    return count


def row_of(related: Related) -> Row:
    """A relationship as a row."""
    return {"start": related.start, "end": related.end, "properties": related.properties}


async def verify(graph: Writer, release: str, counts: Mapping[str, int]) -> None:
    """See that the database holds as many nodes of each label as were sent."""
    for label, sent in counts.items():
        text = f"MATCH (node:{label}) WHERE node.sort > $low AND node.sort < $high RETURN count(node) AS held"
        (row,) = await graph.read(text, inside(release))
        if row["held"] != sent:
            raise GraphMismatchError(
                f"{row['held']} {label} are there, {sent} were sent: nothing was changed for readers"
            )


async def prepare(graph: Writer) -> None:
    """Make constraints, indexes and the lock."""
    await graph.define(statements())
    await graph.write(LOCK, {})


async def state_of(graph: Writer, release: str) -> tuple[bool, bool]:
    """Whether a release is there as a whole, and whether the pointer names it besides."""
    for row in await graph.read(STATE, {"id": release}):
        ready = row["status"] == "ready"
        return ready, ready and bool(row["current"])
    return False, False


async def load(
    graph: Writer,
    records: Records,
    *,
    progress: bool = False,
    keep: int = KEPT_RELEASES,
    finish: Finish = nothing,
) -> Outcome:
    """
    Load records as a release and make it the current one; what is current already is left as it is.

    Whether it is, is looked at while the lock is held: a load under way would make another the current one afterwards.
    `finish` is what is to be done once it is, while the releases before it are still there.

    Raises `LoadLockedError` while another load runs, and `GraphMismatchError` if the counts are not right; then the
    served release is unchanged.
    """
    _, served = await state_of(graph, records.id)
    if not served:  # whoever loaded what is served has done it
        await prepare(graph)
    async with held(graph) as lease:
        ready, served = await state_of(graph, records.id)
        outcome = Outcome(records.id, loaded=False, nodes=0, relationships=0, flipped=not served)
        if not ready:
            await sweep(lease, keep)
            outcome = await write(lease, records, progress=progress)
        if not served:
            await lease.write(FLIP, {"id": records.id})
        async with renewed(lease):
            await finish(records.id)
        if outcome.loaded:
            await sweep(lease, keep, flipped=records.id)
    return outcome


async def write(lease: Lease, records: Records, *, progress: bool) -> Outcome:
    """Write a release, whole and verified, that nobody sees yet."""
    rows = Rows(records.id)
    loaded = datetime.now(UTC).isoformat(timespec="milliseconds")
    release = {"id": records.id, "loaded": loaded, "layout": LAYOUT, "synthetic": records.synthetic}
    await lease.write(CREATE_RELEASE, release)
    with tqdm(unit=" nodes", disable=None if progress else True, desc="nodes") as bar:
        async with Batches(lease, bar) as batches:
            places = await create_nodes(batches, records, rows)
    nodes = {label: len(each) for label, each in places.items()}
    posts = {label: found for label, each in places.items() if (found := fences(each))}
    del places
    rows_of_posts = [{"label": label, "posts": found} for label, found in posts.items()]
    await lease.write(SET_FENCES, {"id": records.id, "rows": rows_of_posts})
    with tqdm(unit=" relationships", disable=None if progress else True, desc="relationships") as bar:
        async with Batches(lease, bar) as batches:
            relationships = await create_relationships(batches, records, rows)
    await verify(lease.graph, records.id, nodes)
    orders = await keep_ranks(lease, records.id, nodes, posts)
    labels = sorted(nodes)
    finished = {
        "days": sorted(rows.days),
        "labels": labels,
        "counts": [nodes[label] for label in labels],
        "orders": orders,
    }
    await lease.write(FINISH_RELEASE, {"id": records.id, **finished})
    return Outcome(records.id, loaded=True, nodes=sum(nodes.values()), relationships=relationships)

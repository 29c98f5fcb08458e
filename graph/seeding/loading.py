"""
A load: a new release beside the others, whole before anybody sees it.

Rows go in by batches, each in its own transaction; the counts are verified by reading; then one node, the pointer to
the current release, is changed. Whatever breaks before that leaves the served release as it was.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol, Self

from tqdm import tqdm

from graph import model
from graph.constraints import LABELS, LOCK, statements
from graph.errors import GraphMismatchError
from graph.seeding.lock import Lease, Writer, held
from graph.seeding.rows import Related, Row, Rows, Shape

LAYOUT = 1
"""The version of the graph's layout: another layout of the same files is another release."""

BATCH = 1_000
"""Rows of one transaction: few enough for a database that is cold, or busy, to write them within its time limit."""

BATCHES_AHEAD = 6
"""So many are ready or being written: several kinds of relationships fill theirs at about the same time."""

RECORDS_A_BREATH = 50
"""So many are put together between two looks at what the database says."""
KEPT_RELEASES = 2

CREATE_RELEASE = """
CREATE (release:Release {id: $id, status: 'loading', loaded: $loaded, layout: $layout, synthetic: $synthetic})
RETURN 1 AS done
"""

FINISH_RELEASE = """
MATCH (release:Release {id: $id})
SET release.status = 'ready', release.days = $days, release.labels = $labels, release.counts = $counts
RETURN 1 AS done
"""

FLIP = """
MERGE (current:Current {name: 'current'})
SET current.previous = CASE WHEN current.release = $id THEN current.previous ELSE current.release END
SET current.release = $id
RETURN 1 AS done
"""

STATE = "MATCH (release:Release {id: $id}) RETURN release.status AS status"
CURRENT = "MATCH (current:Current {name: 'current'}) RETURN current.release AS id, current.previous AS previous"
RELEASES = "MATCH (release:Release) RETURN release.id AS id, release.status AS status ORDER BY release.loaded DESC"
CALL_REMOVED = "MATCH (release:Release {id: $id}) SET release.status = 'removed' RETURN 1 AS done"
REMOVE_RELEASE = "MATCH (release:Release {id: $id}) DELETE release RETURN 1 AS done"


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
    """What became of a load."""

    release: str
    loaded: bool
    nodes: int
    relationships: int

    def __str__(self) -> str:
        if not self.loaded:
            return f"release {self.release} is loaded already: nothing to do"
        return f"release {self.release}: {self.nodes} nodes, {self.relationships} relationships"


@dataclass(frozen=True, slots=True)
class Counts:
    """What was written."""

    nodes: Counter[str]
    relationships: Counter[Shape]


def node_text(label: str) -> str:
    """The write that makes nodes of a label."""
    return f"WITH lock UNWIND $rows AS row CREATE (node:{label}) SET node = row RETURN count(node) AS done"


def relationship_text(shape: Shape) -> str:
    """The write that makes relationships of a shape; rows whose ends are missing make none, which the count shows."""
    return f"""
    WITH lock UNWIND $rows AS row
    MATCH (start:{shape.start} {{key: row.start}})
    MATCH (end:{shape.end} {{key: row.end}})
    CREATE (start)-[made:{shape.type}]->(end)
    SET made = row.properties
    RETURN count(made) AS done
    """


class Batches:
    """
    Writes of batches: while the database works on one, the next few are put together.

    They are written one after the other: every write of a load begins with the lock, so a second would only wait for
    the first, or collide with it. (Measured without that: on the embedded engine, two collide all the same, wherever
    they touch the same things, and take longer.) After one that fails none is written.
    """

    def __init__(self, lease: Lease, bar: "tqdm[Any]") -> None:
        self.lease = lease
        self.bar = bar
        self.room = asyncio.Semaphore(BATCHES_AHEAD)
        self.last: asyncio.Task[None] | None = None

    async def send(self, text: str, rows: list[Row], what: str) -> None:
        """Have a batch written after those before it, once there is room for it."""
        await self.room.acquire()
        if self.last and self.last.done():
            await self.last
        self.last = asyncio.create_task(self.create(self.last, text, rows, what))

    async def create(self, before: asyncio.Task[None] | None, text: str, rows: list[Row], what: str) -> None:
        """Write one batch after another, and see that all of it was written."""
        try:
            if before:
                await before
            ((done,),) = [row.values() for row in await self.lease.write(text, {"rows": rows})]
        finally:
            self.room.release()
        if done != len(rows):
            raise GraphMismatchError(f"{len(rows)} rows of {what} made {done}: nothing was changed for readers")
        self.bar.update(len(rows))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self.last is None:
            return
        if kind is None:
            await self.last
        else:
            self.last.cancel()
            await asyncio.wait([self.last])


async def breathing(records: Iterable[model.Record]) -> AsyncIterator[model.Record]:
    """Records, with a pause every so many in which the batches on their way get on."""
    for place, record in enumerate(records, 1):
        yield record
        if place % RECORDS_A_BREATH == 0:
            await asyncio.sleep(0)


async def create_nodes(batches: Batches, records: Iterable[model.Record], rows: Rows) -> Counter[str]:
    """Make every node; how many of each label."""
    waiting: dict[str, list[Row]] = {}
    counts: Counter[str] = Counter()
    async for record in breathing(records):
        for label, row in rows.nodes(record):
            counts[label] += 1
            waiting.setdefault(label, []).append(row)
            if len(waiting[label]) == BATCH:
                await batches.send(node_text(label), waiting.pop(label), label)
    for label, batch in waiting.items():
        await batches.send(node_text(label), batch, label)
    return counts


def name_of(shape: Shape) -> str:
    """How errors call the relationships of a shape."""
    return f"{shape.start}-{shape.type}-{shape.end}"


def row_of(related: Related) -> Row:
    """A relationship as a row."""
    return {"start": related.start, "end": related.end, "properties": related.properties}


async def create_relationships(batches: Batches, records: Iterable[model.Record], rows: Rows) -> Counter[Shape]:
    """Make every relationship; how many of each shape."""
    waiting: dict[Shape, list[Row]] = {}
    counts: Counter[Shape] = Counter()
    async for record in breathing(records):
        for related in rows.relationships(record):
            shape = related.shape
            counts[shape] += 1
            waiting.setdefault(shape, []).append(row_of(related))
            if len(waiting[shape]) == BATCH:
                await batches.send(relationship_text(shape), waiting.pop(shape), name_of(shape))
    for shape, batch in waiting.items():
        await batches.send(relationship_text(shape), batch, name_of(shape))
    return counts


def inside(release: str) -> Row:
    """The bounds between which the keys of a release lie."""
    return {"low": f"{release}|", "high": f"{release}|\U0010ffff"}


async def verify(graph: Writer, release: str, counts: Counter[str]) -> None:
    """See that the database holds as many nodes of each label as were sent."""
    for label, sent in counts.items():
        text = f"MATCH (node:{label}) WHERE node.sort > $low AND node.sort < $high RETURN count(node) AS held"
        (row,) = await graph.read(text, inside(release))
        if row["held"] != sent:
            raise GraphMismatchError(
                f"{row['held']} {label} are there, {sent} were sent: nothing was changed for readers"
            )


async def removed(lease: Lease, release: str) -> AsyncIterator[int]:
    """
    Remove what belongs to a release, batch by batch.

    It is called removed first: nobody is to be served a half of it. Sources go last, when little hangs on them.
    """
    await lease.write("WITH lock " + CALL_REMOVED, {"id": release})
    for label in reversed(LABELS):
        text = f"""
        WITH lock
        OPTIONAL MATCH (node:{label}) WHERE node.sort > $low AND node.sort < $high
        WITH node LIMIT $batch
        DETACH DELETE node
        RETURN count(node) AS done
        """
        while True:
            ((done,),) = [row.values() for row in await lease.write(text, {**inside(release), "batch": BATCH})]
            if not done:
                break
            yield done
    await lease.write("WITH lock " + REMOVE_RELEASE, {"id": release})


async def sweep(lease: Lease, keep: int = KEPT_RELEASES) -> None:
    """
    Remove the remains of dead loads, and releases beyond those that are kept.

    Kept are the current one, the one that was current before it, and then those loaded last.
    """
    served = [each for row in await lease.graph.read(CURRENT, {}) for each in (row["id"], row["previous"]) if each]
    releases = await lease.graph.read(RELEASES, {})
    ready = [row["id"] for row in releases if row["status"] == "ready"]
    kept = list(dict.fromkeys([*(each for each in served if each in ready), *ready]))[:keep]
    for row in releases:
        if row["id"] not in kept:
            async for _ in removed(lease, row["id"]):
                pass


async def prepare(graph: Writer) -> None:
    """Make constraints, indexes and the lock."""
    for statement in statements():
        await graph.define(statement)
    await graph.write(LOCK, {})


async def load(graph: Writer, records: Records, *, progress: bool = False, keep: int = KEPT_RELEASES) -> Outcome:
    """
    Load records as a release and make it the current one; what is current already is left as it is.

    Raises `LoadLockedError` while another load runs, and `GraphMismatchError` if the counts are not right; then the
    served release is unchanged.
    """
    if any(row["id"] == records.id for row in await graph.read(CURRENT, {})):
        return Outcome(records.id, loaded=False, nodes=0, relationships=0)
    await prepare(graph)
    async with held(graph) as lease:
        (state,) = await graph.read(STATE, {"id": records.id}) or [{"status": None}]
        if state["status"] == "ready":
            await lease.write("WITH lock " + FLIP, {"id": records.id})
            return Outcome(records.id, loaded=False, nodes=0, relationships=0)
        await sweep(lease, keep)
        counts = await write(lease, records, progress=progress)
        await lease.write("WITH lock " + FLIP, {"id": records.id})
        await sweep(lease, keep)
    return Outcome(records.id, loaded=True, nodes=counts.nodes.total(), relationships=counts.relationships.total())


async def write(lease: Lease, records: Records, *, progress: bool) -> Counts:
    """Write a release, whole and verified, that nobody sees yet."""
    rows = Rows(records.id)
    loaded = datetime.now(UTC).isoformat(timespec="milliseconds")
    release = {"id": records.id, "loaded": loaded, "layout": LAYOUT, "synthetic": records.synthetic}
    await lease.write("WITH lock " + CREATE_RELEASE, release)
    with tqdm(unit=" nodes", disable=None if progress else True, desc="nodes") as bar:
        async with Batches(lease, bar) as batches:
            nodes = await create_nodes(batches, records, rows)
    with tqdm(unit=" relationships", disable=None if progress else True, desc="relationships") as bar:
        async with Batches(lease, bar) as batches:
            relationships = await create_relationships(batches, records, rows)
    await verify(lease.graph, records.id, nodes)
    labels = sorted(nodes)
    finished = {"days": sorted(rows.days), "labels": labels, "counts": [nodes[label] for label in labels]}
    await lease.write("WITH lock " + FINISH_RELEASE, {"id": records.id, **finished})
    return Counts(nodes, relationships)

"""What is removed: the remains of dead loads, and releases beyond those that are kept."""

from collections.abc import AsyncIterator

from graph.constraints import LABELS
from graph.seeding.batches import BATCH
from graph.seeding.lock import Lease
from graph.seeding.rows import Row
from graph.stretch import STRETCH

KEPT_RELEASES = 2
RELEASES = """
MATCH (release:Release)
OPTIONAL MATCH (current:Current {name: 'current'})
RETURN release.id AS id, release.status AS status, release.loaded AS loaded,
    release.id = current.release AS current, release.id = current.previous AS previous
ORDER BY loaded DESC
"""
"""All releases, the last loaded first, of one look: of two, the pointer may move between them."""

CALL_REMOVED = "MATCH (release:Release {id: $id}) SET release.status = 'removed' RETURN 1 AS done"
REMOVE_FENCES = "OPTIONAL MATCH (fences:Fences {release: $id}) DELETE fences RETURN count(fences) AS done"
REMOVE_RELEASE = "MATCH (release:Release {id: $id}) DELETE release RETURN 1 AS done"


def inside(release: str) -> Row:
    """The bounds between which the keys of a release lie."""
    return {"low": f"{release}|", "high": f"{release}|\U0010ffff"}


async def removed(lease: Lease, release: str) -> AsyncIterator[int]:
    """
    Remove what belongs to a release, batch by batch.

    It is called removed first: nobody is to be served a half of it. Sources go last, when little hangs on them.
    """
    await lease.write(CALL_REMOVED, {"id": release})
    for label in (STRETCH, *reversed(LABELS)):
        text = f"""
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
    await lease.write(REMOVE_FENCES, {"id": release})
    await lease.write(REMOVE_RELEASE, {"id": release})


async def sweep(lease: Lease, keep: int = KEPT_RELEASES, flipped: str | None = None) -> None:
    """
    Remove the remains of dead loads, and releases beyond those that are kept.

    Kept are the current one, the one that was current before it, and then those loaded last; the one that was just
    made the current one, whatever is read: a follower may lag behind.
    """
    releases = await lease.graph.read(RELEASES, {})
    ready = [row for row in releases if row["status"] == "ready"]
    served = [row["id"] for word in ("current", "previous") for row in ready if row[word]]
    first = [flipped] if flipped else []
    kept = list(dict.fromkeys([*first, *served, *(row["id"] for row in ready)]))[:keep]
    for row in releases:
        if row["id"] not in kept:
            async for _ in removed(lease, row["id"]):
                pass

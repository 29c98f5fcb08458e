"""Loads on both engines: whole or not at all, one at a time, and seen by no reader before they are whole."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph import model
from graph.client import Neo4jGraph, Neo4jView
from graph.errors import LoadLockedError
from graph.queries import city, province
from graph.query import Statement, Window
from graph.seeding import Outcome, Seeds, fingerprint, load, seed
from graph.seeding.checking import checked
from graph.seeding.loading import prepare
from graph.seeding.lock import TAKE, Lease, Writer, held
from graph.seeding.rows import Rows
from tests import make

pytestmark = [pytest.mark.live, pytest.mark.anyio]

SEEDS = Path(__file__).parents[2] / "seeds"
TODAY = date(2026, 1, 1)
SHORT_LEASE = 1_500
"""Milliseconds: longer than any write of these small releases takes, and soon over."""


class BrokenError(Exception):
    """What a test breaks a load with."""


@dataclass
class Breaking:
    """A writer that breaks at the writes of data that a test chooses, by their number and text, from one."""

    graph: Writer
    breaks: Callable[[int, str], bool]
    dead: bool = False
    lease: int | None = None
    """Instead of the lease that the load asks for."""
    writes: int = 0
    gone: bool = field(default=False, init=False)

    async def read(self, text: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Rows of a read."""
        return await self.graph.read(text, parameters)

    async def write(self, text: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Rows of a write, or an end."""
        (rows,) = await self.write_all([(text, parameters)])
        return rows

    async def write_all(self, statements: Sequence[Statement]) -> list[list[dict[str, Any]]]:
        """Rows of writes, or an end; the dead write nothing any more, not even that they are."""
        for text, _ in statements:
            if "CREATE" in text or "Current" in text:
                self.writes += 1
                if self.breaks(self.writes, text):
                    self.gone = self.dead
                    raise BrokenError
        if self.gone:
            raise BrokenError
        return await self.graph.write_all([(text, self.shortened(parameters)) for text, parameters in statements])

    def shortened(self, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """Parameters with our lease instead of theirs."""
        return {**parameters, "lease": self.lease} if self.lease and "lease" in parameters else parameters

    async def define(self, texts: Iterable[str]) -> None:
        """Statements on the schema."""
        await self.graph.define(texts)


@dataclass
class Waiting:
    """A writer that, at its first write of data, says so and waits until it may go on."""

    graph: Writer
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    go: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self, text: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Rows of a read."""
        return await self.graph.read(text, parameters)

    async def write(self, text: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Rows of a write."""
        return await self.graph.write(text, parameters)

    async def write_all(self, statements: Sequence[Statement]) -> list[list[dict[str, Any]]]:
        """Rows of writes."""
        if any("CREATE" in text for text, _ in statements):
            self.reached.set()
            await self.go.wait()
        return await self.graph.write_all(statements)

    async def define(self, texts: Iterable[str]) -> None:
        """Statements on the schema."""
        await self.graph.define(texts)


async def one(graph: Neo4jGraph, text: str, **parameters: Any) -> Any:
    """The one value that a read answers with."""
    ((value,),) = [row.values() for row in await graph.read(text, parameters)]
    return value


async def owner(graph: Neo4jGraph) -> Any:
    """Who has, or last had, the lock."""
    return await one(graph, "MATCH (lock:Lock {name: 'load'}) RETURN lock.owner AS owner")


async def nodes_of(graph: Neo4jGraph, release: str) -> Any:
    """How many nodes a release has."""
    return await one(
        graph, "MATCH (node) WHERE node.key STARTS WITH $start RETURN count(node) AS n", start=f"{release}|"
    )


async def releases(graph: Neo4jGraph) -> dict[str, str]:
    """Every release and its state."""
    rows = await graph.read("MATCH (release:Release) RETURN release.id AS id, release.status AS status", {})
    return {row["id"]: row["status"] for row in rows}


async def served(graph: Neo4jGraph) -> Neo4jView:
    """A view of the release that is served now."""
    await graph.refresh()
    return graph.at(graph.release, TODAY)


async def marks(view: Neo4jView, cities: int = 3) -> Counter[str | None]:
    """The marks of the cities of a view, read in three reads of different kinds."""
    keys = [f"city:number-{number}" for number in range(cities)]
    window = Window(limit=cities)
    by_id = await view.fetch(city.BY_ID, keys)
    listed = await view.fetch(city.LIST.page, [""], window)
    within = await view.fetch(province.CITIES.page, ["province:TH-83"], window)
    found = [record for records in by_id.values() for record in records]
    found += [edge.node for edges in (listed, within) for records in edges.values() for edge in records]
    return Counter(record.note for record in found)


@asynccontextmanager
async def meanwhile(work: Any) -> AsyncIterator["asyncio.Task[Any]"]:
    """Work that goes on beside the test, and ends with it."""
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_the_seeds_are_loaded_whole_and_only_once(graph: Neo4jGraph) -> None:
    rows = Rows("any")
    records = checked(SEEDS)
    labels = Counter(label for record in records for label, _ in rows.nodes(record))
    relationships = Counter(each.shape.type for record in records for each in rows.relationships(record))

    first = await seed(graph, SEEDS)
    again = await seed(graph, SEEDS)
    await graph.refresh()
    types = await graph.read("MATCH ()-[made]->() RETURN type(made) AS type, count(made) AS count", {})

    release = fingerprint(SEEDS)
    assert first == Outcome(release, loaded=True, nodes=labels.total(), relationships=relationships.total())
    assert again == Outcome(release, loaded=False, nodes=0, relationships=0)
    assert graph.release.counts == labels
    assert (labels["City"], labels["Province"]) == (41, 77)
    assert {row["type"]: row["count"] for row in types} == relationships
    assert graph.release.days == tuple(sorted(rows.days))
    assert await nodes_of(graph, release) == labels.total()


async def test_changed_files_make_another_release_and_a_third_sweeps_the_oldest(
    graph: Neo4jGraph, tmp_path: Path
) -> None:
    loaded, states, current = [], [], []

    for title in ("One", "Two", "Three"):
        directory = make.seeds(tmp_path / title, sources=make.SOURCE.replace("A document", title), regions=make.REGION)
        loaded.append(await seed(graph, directory))
        states.append(await releases(graph))
        current.append((await served(graph)).release.id)
    left = [await nodes_of(graph, outcome.release) for outcome in loaded]

    one_, two, three = (outcome.release for outcome in loaded)
    assert [(outcome.nodes, outcome.relationships) for outcome in loaded] == [(2, 1)] * 3
    assert current == [one_, two, three]
    assert states == [{one_: "ready"}, {one_: "ready", two: "ready"}, {two: "ready", three: "ready"}]
    assert left == [0, 2, 2]


async def test_a_release_that_is_still_kept_is_served_again_without_a_load(graph: Neo4jGraph) -> None:
    await load(graph, make.marked("old", "old"))
    await load(graph, make.marked("new", "new"))

    back = await load(graph, make.marked("old", "old"))

    assert back == Outcome("old", loaded=False, nodes=0, relationships=0, flipped=True)
    assert await marks(await served(graph)) == {"old": 9}
    assert await releases(graph) == {"old": "ready", "new": "ready"}


async def test_the_release_that_was_served_before_is_the_one_that_is_kept(graph: Neo4jGraph) -> None:
    for release in ("one", "two", "one"):
        await load(graph, make.marked(release, release))
    pinned = await served(graph)

    await load(graph, make.marked("three", "three"))

    assert await marks(pinned) == {"one": 9}


@pytest.mark.parametrize("write", [1, 3, 6])
async def test_a_load_that_breaks_leaves_the_served_release_and_is_swept_by_the_next(
    graph: Neo4jGraph, write: int
) -> None:
    await load(graph, make.marked("old", "old"))

    with pytest.raises(BrokenError):
        await load(Breaking(graph, lambda number, _: number == write), make.marked("broken", "broken"))
    after = (await marks(await served(graph)), (await releases(graph)).get("broken"))
    await load(graph, make.marked("new", "new"))

    assert after == ({"old": 9}, None if write == 1 else "loading")
    assert await marks(await served(graph)) == {"new": 9}
    assert await releases(graph) == {"old": "ready", "new": "ready"}
    assert await nodes_of(graph, "broken") == 0


async def test_a_load_that_broke_is_loaded_anew_under_the_same_id(graph: Neo4jGraph) -> None:
    with pytest.raises(BrokenError):
        await load(Breaking(graph, lambda number, _: number == 3), make.marked("same", "half"))

    outcome = await load(graph, make.marked("same", "whole"))

    assert outcome.loaded
    assert await marks(await served(graph)) == {"whole": 9}
    assert await nodes_of(graph, "same") == outcome.nodes


async def test_a_load_that_breaks_at_the_flip_has_only_the_flip_left_to_do(graph: Neo4jGraph) -> None:
    await load(graph, make.marked("old", "old"))

    with pytest.raises(BrokenError):
        await load(Breaking(graph, lambda _, text: "Current" in text), make.marked("new", "new"))
    before = await marks(await served(graph))
    outcome = await load(graph, make.marked("new", "new"))

    assert before == {"old": 9}
    assert outcome == Outcome("new", loaded=False, nodes=0, relationships=0, flipped=True)
    assert await marks(await served(graph)) == {"new": 9}


async def test_the_lock_of_a_dead_load_ends_with_its_lease(graph: Neo4jGraph) -> None:
    await load(graph, make.marked("old", "old"))
    dying = Breaking(graph, lambda number, _: number == 4, dead=True, lease=SHORT_LEASE)

    with pytest.raises(BrokenError):
        await load(dying, make.marked("dead", "dead"))
    with pytest.raises(LoadLockedError) as refused:
        await load(graph, make.marked("new", "new"))
    during = (await marks(await served(graph)), (await releases(graph))["dead"])
    dead = await owner(graph)
    await asyncio.sleep(SHORT_LEASE / 1000)
    outcome = await load(graph, make.marked("new", "new"))

    assert str(refused.value).startswith(f"{dead} is loading, and holds the lock for ")
    assert during == ({"old": 9}, "loading")
    assert outcome.loaded
    assert await marks(await served(graph)) == {"new": 9}
    assert await releases(graph) == {"old": "ready", "new": "ready"}
    assert await nodes_of(graph, "dead") == 0


async def test_of_two_loads_at_once_one_passes_and_the_other_says_who_it_is(graph: Neo4jGraph) -> None:
    waiting = Waiting(graph)

    async with meanwhile(load(waiting, make.marked("first", "first"))) as first:
        await waiting.reached.wait()
        with pytest.raises(LoadLockedError) as refused:
            await load(graph, make.marked("second", "second"))
        waiting.go.set()
        outcome = await first

    assert str(refused.value).startswith(f"{await owner(graph)} is loading, and holds the lock for ")
    assert str(refused.value).endswith(" s more unless it renews it: try again then")
    assert outcome.loaded
    assert await releases(graph) == {"first": "ready"}


async def test_of_eight_that_want_the_lock_at_once_one_gets_it(graph: Neo4jGraph) -> None:
    await prepare(graph)

    async with AsyncExitStack() as stack:
        entries = (stack.enter_async_context(held(graph)) for _ in range(8))
        attempts = await asyncio.gather(*entries, return_exceptions=True)
        (lease,) = [each for each in attempts if isinstance(each, Lease)]
        holder = await owner(graph)

    assert Counter(type(each) for each in attempts) == {Lease: 1, LoadLockedError: 7}
    assert holder == lease.owner
    assert all(str(each).startswith(f"{holder} is loading") for each in attempts if each is not lease)


@pytest.mark.parametrize("taken", [True, False], ids=["taken by another", "run out"])
async def test_a_writer_that_lost_its_lease_writes_nothing(graph: Neo4jGraph, taken: bool) -> None:
    await prepare(graph)

    async with held(graph) as lease:
        await lease.write("CREATE (node:Region {key: 'r|1'}) RETURN 1 AS done", {})
        await graph.write("MATCH (lock:Lock {name: 'load'}) SET lock.until = 0 RETURN 1 AS done", {})
        if taken:
            await graph.write(TAKE, {"owner": "another", "lease": 60_000})
        with pytest.raises(LoadLockedError) as lost:
            await lease.write("CREATE (node:Region {key: 'r|2'}) RETURN 1 AS done", {})

    assert str(lost.value) == "the lock on loading was lost to another load: start this one again"
    assert [row["key"] for row in await graph.read("MATCH (node:Region) RETURN node.key AS key", {})] == ["r|1"]
    assert await owner(graph) == ("another" if taken else lease.owner)


async def test_a_load_that_lost_its_lock_does_not_flip(graph: Neo4jGraph) -> None:
    await load(graph, make.marked("old", "old"))
    waiting = Waiting(graph)

    async with meanwhile(load(waiting, make.marked("slow", "slow"))) as slow:
        await waiting.reached.wait()
        await graph.write("MATCH (lock:Lock {name: 'load'}) SET lock.until = 0 RETURN 1 AS done", {})
        await load(graph, make.marked("quick", "quick"))
        waiting.go.set()
        with pytest.raises(LoadLockedError):
            await slow

    assert await marks(await served(graph)) == {"quick": 9}
    assert await releases(graph) == {"old": "ready", "quick": "ready"}
    assert await nodes_of(graph, "slow") == 0


async def test_every_write_of_a_load_renews_its_lease(graph: Neo4jGraph) -> None:
    await prepare(graph)
    until = "MATCH (lock:Lock {name: 'load'}) RETURN lock.until AS until"

    async with held(graph) as lease:
        before = await one(graph, until)
        await asyncio.sleep(0.05)
        await lease.write("RETURN 1 AS done", {})
        after = await one(graph, until)

    assert after - before >= 50


async def test_readers_never_see_mixed_data_while_releases_are_loaded_and_served(graph: Neo4jGraph) -> None:
    cities = 30
    graph.poll = 0.01
    seen: list[tuple[str, Counter[str | None]]] = []

    async def read() -> None:
        while True:
            view = graph.at(graph.release, TODAY)
            seen.append((view.release.id, await marks(view, cities)))

    async def was_seen(release: str) -> None:
        async with asyncio.timeout(60):
            while release not in {each for each, _ in seen}:
                await asyncio.sleep(0.01)

    await load(graph, make.marked("mark-0", "mark-0", cities))
    async with graph.watched(), AsyncExitStack() as stack:
        readers = [await stack.enter_async_context(meanwhile(read())) for _ in range(2)]
        await was_seen("mark-0")
        for number in range(1, 4):
            await load(graph, make.marked(f"mark-{number}", f"mark-{number}", cities))
            await was_seen(f"mark-{number}")
        finished = [reader for reader in readers if reader.done()]

    assert finished == []
    assert [each for each in seen if each[1] != {each[0]: 3 * cities}] == []
    assert {release for release, _ in seen} == {f"mark-{number}" for number in range(4)}


async def test_rewriting_in_place_shows_mixed_data_to_whoever_reads_more_than_once(graph: Neo4jGraph) -> None:
    """Why releases stand side by side: one transaction changes all at once, but not between two reads."""
    await graph.write("UNWIND range(0, 9) AS n CREATE (c:City {number: n, note: 'old'}) RETURN count(c) AS done", {})
    text = "MATCH (c:City) WHERE c.number >= $low AND c.number < $low + 5 RETURN c.note AS note"

    first = await graph.read(text, {"low": 0})
    await graph.write("MATCH (c:City) SET c.note = 'new' RETURN count(c) AS done", {})
    second = await graph.read(text, {"low": 5})

    assert Counter(row["note"] for row in first + second) == {"old": 5, "new": 5}


async def test_a_reader_of_a_pinned_release_sees_none_of_a_load_between_its_reads(graph: Neo4jGraph) -> None:
    await load(graph, make.marked("old", "old"))
    pinned = await served(graph)

    first = await pinned.fetch(city.BY_ID, ["city:number-0"])
    await load(graph, make.marked("new", "new"))
    second = await pinned.fetch(city.BY_ID, ["city:number-1"])

    found = [record for answers in (first, second) for records in answers.values() for record in records]
    assert [record.note for record in found] == ["old", "old"]
    assert await marks(await served(graph)) == {"new": 9}


async def test_synthetic_data_are_known_for_what_they_are(graph: Neo4jGraph) -> None:
    real = make.marked("made-up", "mark")

    await load(graph, Seeds(real.id, real.records, synthetic=True))

    assert (await served(graph)).release.model_dump(exclude={"loaded"}) == {
        "id": "made-up",
        "layout": (await served(graph)).release.layout,
        "synthetic": True,
        "days": (),
        "counts": {"City": 3, "Province": 1, "Region": 1, "Source": 1},
        "orders": (),
    }


async def test_a_reference_to_nothing_is_noticed_by_its_count(graph: Neo4jGraph) -> None:
    whole = make.marked("whole", "mark")
    without_region = tuple(record for record in whole.records if not isinstance(record, model.Region))

    with pytest.raises(Exception, match="1 rows of Province-PART_OF-Region made 0: nothing was changed for readers"):
        await load(graph, Seeds("torn", without_region))

    assert await releases(graph) == {"torn": "loading"}

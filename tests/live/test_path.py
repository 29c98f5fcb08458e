"""The shortest ways, and what stands beside things: on both engines what the seed files say, worked out from these."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from api.answering import Operation, answered
from api.context import context_of
from api.loader import Part
from api.path import MOST_HOPS, THINGS, Asked, paths_of
from api.schema.root import DOCUMENTS
from graph import seed, seeding
from graph.address import Address
from graph.client import Neo4jGraph
from graph.model import AgencyKind, Confidence, NameKind, NodeKind, Record
from graph.query import Window
from graph.seed import LinkTo
from graph.seeding import Seeds
from graph.seeding.checking import checked
from graph.seeding.rows import Rows
from tests import make, readme
from tests.live.conftest import PATIENCE
from tests.live.recording import RecordingGraph

pytestmark = pytest.mark.live

SEEDS = readme.TOP / "seeds"
DAYS = (date(2019, 12, 31), date(2025, 12, 31))
PAIRS = 25

Way = tuple[tuple[str, str, str], ...]
"""The things, relations and directions of a way, in the order in which ways are told."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation as the files state it."""

    type: str
    end: str
    direction: str
    properties: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Files:
    """The seed files as a graph, made without a database."""

    nodes: dict[str, dict[str, Any]]
    labels: dict[str, str]
    relations: dict[str, list[Stated]]

    @classmethod
    def of(cls, records: Sequence[Record]) -> "Files":
        rows = Rows("")
        labelled = [each for record in records for each in rows.nodes(record)]
        files = cls(
            {row["id"]: row for _, row in labelled}, {row["id"]: label for label, row in labelled}, defaultdict(list)
        )
        for each in (each for record in records for each in rows.relationships(record)):
            start, end = each.start[1:], each.end[1:]
            files.relations[start].append(Stated(each.shape.type, end, "out", each.properties))
            files.relations[end].append(Stated(each.shape.type, start, "in", each.properties))
        return files

    def is_there(self, thing: str, day: str) -> bool:
        """Whether a thing is there on a day."""
        return bool(self.nodes[thing].get("day", "") <= day)

    def beside(self, thing: str, day: str, *, low: bool, ends: Sequence[str]) -> list[Stated]:
        """The relations that lead on from a thing; how sure the ends are does not matter."""
        return [
            each
            for each in self.relations[thing]
            if low or each.properties.get("confidence") != "low"
            if low or each.end in ends or self.nodes[each.end].get("confidence") != "low"
            if self.is_there(each.end, day)
            if each.properties.get("day", "") <= day <= each.properties.get("end", "9999")
        ]

    def ways(self, start: str, end: str, day: str, *, low: bool) -> list[Way] | None:
        """Every shortest way, in order, by walking on from whatever was reached; none if an end is not there."""
        if not all(each in self.nodes and self.is_there(each, day) for each in (start, end)):
            return None
        reached: dict[str, list[Way]] = {start: [()]}
        been = {start}
        for _ in range(MOST_HOPS):
            if end in reached:
                break
            further: defaultdict[str, list[Way]] = defaultdict(list)
            for here, ways in reached.items():
                if here != start and self.labels[here] not in THINGS:
                    continue
                for each in self.beside(here, day, low=low, ends=(start, end)):
                    if each.type != "DISTINCT_FROM" and each.end not in been:
                        further[each.end] += [(*way, (each.end, each.type, each.direction)) for way in ways]
            been.update(further)
            reached = further
        return sorted(reached.get(end, []))


FILES = Files.of(checked(SEEDS))


def pairs() -> list[tuple[str, str]]:
    """Some ends, the same in every run: mostly things, now and then anything."""
    draw = random.Random(2564)  # noqa: S311 # no secret
    things = sorted(each for each, label in FILES.labels.items() if label in THINGS)
    anything = sorted(FILES.nodes)
    return [(draw.choice(things), draw.choice(things if place % 5 else anything)) for place in range(PAIRS)]


async def ways_in(graph: Neo4jGraph, day: date, asked: Asked) -> tuple[list[Way], int, bool] | None:
    """The ways that a graph has, how many there are, and whether there may be more."""
    paths = await paths_of(context_of(graph, day).loaders.steps, asked)
    if paths is None:
        return None
    ways = [tuple((step.end, str(step.relation), str(step.direction)) for step in way.steps) for way in paths.paths]
    return ways, paths.total_count, paths.truncated


@pytest.fixture(scope="module")
def loaded(engine: Address) -> Address:
    """Each engine in turn, with the data of the seed files."""

    async def load() -> None:
        async with Neo4jGraph(engine, deadline=PATIENCE) as graph:
            await seeding.seed(graph, SEEDS)

    asyncio.run(load())
    return engine


async def told(graph: Neo4jGraph | RecordingGraph, query: str, day: date = readme.DAY) -> Any:
    """The data of an answer that has no errors."""
    answer = await answered(DOCUMENTS, context_of(graph, day), Operation(query, None, None))
    assert "errors" not in answer, answer
    return answer["data"]


@pytest.mark.anyio
@pytest.mark.parametrize("low", [False, True])
@pytest.mark.parametrize("day", DAYS, ids=str)
async def test_the_ways_are_those_that_the_files_have(loaded: Address, day: date, low: bool) -> None:
    async with Neo4jGraph(loaded, deadline=PATIENCE) as graph:
        await graph.refresh()
        found = {
            (start, end): await ways_in(graph, day, Asked(start, end, MOST_HOPS, 100, THINGS, low))
            for start, end in pairs()
        }

    expected = {each: FILES.ways(*each, day.isoformat(), low=low) for each in found}
    assert found == {each: None if ways is None else (ways[:100], len(ways), False) for each, ways in expected.items()}
    assert any(expected.values())


def words(path: Any) -> str:
    """A way as one would draw it."""
    arrows = {"OUT": "-{}->", "IN": "<-{}-"}
    drawn = [path["nodes"][0]["id"]]
    for step, node in zip(path["steps"], path["nodes"][1:], strict=True):
        drawn += [arrows[step["direction"]].format(step["relation"]), node["id"]]
    return " ".join(drawn)


@pytest.mark.anyio
async def test_an_agency_leads_to_a_privilege_by_what_its_city_covers(loaded: Address) -> None:
    query = """
    { paths(from: "agency:ptt", to: "privilege:boi-2018-11-area", first: 1) {
        hops totalCount truncated
        paths { nodes { id } steps { relation direction link { role confidence sources { id } } } }
    } }
    """

    async with Neo4jGraph(loaded, deadline=PATIENCE) as graph:
        await graph.refresh()
        recording = RecordingGraph(graph)
        paths = (await told(recording, query))["paths"]

    assert (paths["hops"], paths["totalCount"], paths["truncated"]) == (3, 7, False)
    assert [words(each) for each in paths["paths"]] == [
        "agency:ptt -OPERATES-> city:wangchan-valley -COVERS-> dimension:economy <-COVERS- privilege:boi-2018-11-area"
    ]
    (operates,) = [each for each in FILES.relations["agency:ptt"] if each.type == "OPERATES"]
    assert paths["paths"][0]["steps"][0]["link"] == {
        "role": "OPERATOR",
        "confidence": operates.properties["confidence"].upper(),
        "sources": [{"id": each} for each in operates.properties["sources"]],
    }
    assert sorted(recording.reads) == sorted(
        [
            *("agency.steps", "privilege.steps", "city.steps"),
            *("agency.by_id", "city.by_id", "dimension.by_id", "privilege.by_id"),
            *("agency.links", "city.links", "dimension.links", "source.by_id"),
        ]
    )


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (
            "2025-12-31",
            "province:TH-83 <-ON- decision:digital-commission-2-2560-agreed"
            " -TAKEN_IN-> round:digital-commission-2-2560 -CHAIRED_BY-> person:prayut",
        ),
        ("2016-12-31", None),
    ],
)
async def test_what_has_not_happened_is_no_way(loaded: Address, day: str, expected: str | None) -> None:
    query = """
    { paths(from: "province:TH-83", to: "person:prayut") {
        hops totalCount paths { nodes { id } steps { relation direction } }
    } }
    """

    async with Neo4jGraph(loaded, deadline=PATIENCE) as graph:
        await graph.refresh()
        paths = (await told(graph, query, date.fromisoformat(day)))["paths"]

    assert [words(each) for each in paths["paths"]] == ([expected] if expected else [])


@pytest.mark.anyio
@pytest.mark.parametrize("low", [False, True])
async def test_the_neighbours_are_those_that_the_files_have(loaded: Address, low: bool) -> None:
    async with Neo4jGraph(loaded, deadline=PATIENCE) as graph:
        await graph.refresh()
        loader = context_of(graph, DAYS[0]).loaders.neighbours
        found = {}
        for thing in ("city:phuket", "agency:depa", "dimension:mobility", "source:seed-000", "person:prayut"):
            (rows,) = await loader.load_many([Part(thing, Window(2, low=low))])
            found[thing] = {
                (row.relation.value, row.direction.value, row.kind.value): (row.count, row.ids) for row in rows
            }
            assert list(found[thing]) == sorted(found[thing])

    expected = {thing: counted(thing, DAYS[0].isoformat(), low=low) for thing in found}
    assert found == expected


def counted(thing: str, day: str, *, low: bool) -> dict[tuple[str, str, str], tuple[int, tuple[str, ...]]]:
    """How many neighbours of each kind the files have, and the first two."""
    groups: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for each in FILES.beside(thing, day, low=low, ends=()):
        groups[each.type, each.direction, FILES.labels[each.end]].add(each.end)
    return {
        group: (len(ends), tuple(sorted(ends, key=lambda end: FILES.nodes[end]["sort"])[:2]))
        for group, ends in groups.items()
    }


OPERATOR = "agency:both"


def two_cities(*, low: bool = False, until: str | None = None) -> Seeds:
    """Two cities that one agency runs."""
    document = ("source:a",)
    sure = Confidence.LOW if low else Confidence.HIGH
    operators = (LinkTo(id=OPERATOR, sources=document, confidence=sure, since="2019", until=until),)
    located = LinkTo(id="province:TH-83", sources=document)
    ground = [each for each in make.marked("ground", "A document", cities=0) if not isinstance(each, seed.City)]
    cities = [
        seed.City(
            id=f"city:{slug}",
            name_en=slug,
            name_en_kind=NameKind.OFFICIAL,
            sources=document,
            province=located,
            operators=operators,
        )
        for slug in ("one", "other")
    ]
    agency = seed.Agency(
        id=OPERATOR, name_en="Both", name_en_kind=NameKind.OFFICIAL, kind=AgencyKind.COMPANY, sources=document
    )
    return Seeds("two-cities", (*ground, agency, *cities))


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("records", "day", "asks_for_low", "nodes"),
    [
        (two_cities(), date(2025, 1, 1), False, [OPERATOR, "province:TH-83"]),
        (two_cities(low=True), date(2025, 1, 1), False, ["province:TH-83"]),
        (two_cities(low=True), date(2025, 1, 1), True, [OPERATOR, "province:TH-83"]),
        (two_cities(), date(2019, 12, 30), False, ["province:TH-83"]),
        (two_cities(), date(2019, 12, 31), False, [OPERATOR, "province:TH-83"]),
        (two_cities(until="2022"), date(2022, 12, 31), False, [OPERATOR, "province:TH-83"]),
        (two_cities(until="2022"), date(2023, 1, 1), False, ["province:TH-83"]),
    ],
)
async def test_two_cities_are_connected_by_who_runs_them(
    graph: Neo4jGraph, records: Seeds, day: date, asks_for_low: bool, nodes: list[str]
) -> None:
    await seeding.load(graph, records)
    await graph.refresh()

    found = await ways_in(graph, day, Asked("city:one", "city:other", 4, 5, THINGS, asks_for_low))

    assert found is not None
    assert [way[0][0] for way in found[0]] == nodes
    assert (found[1], found[2]) == (len(nodes), False)


@pytest.mark.anyio
async def test_a_thing_with_too_many_neighbours_tells_none_on_either_engine(graph: Neo4jGraph) -> None:
    await seeding.load(graph, make.marked("hub", "A document", cities=1_001))
    await graph.refresh()
    hub = Asked("region:south", "city:number-7", 4, 5, THINGS, low=False)
    end = Asked("province:TH-83", "city:number-7", 4, 5, THINGS, low=False)
    between = Asked("city:number-3", "city:number-7", 4, 5, frozenset({NodeKind.PROVINCE}), low=False)

    found = [await ways_in(graph, date(2025, 1, 1), asked) for asked in (hub, end, between)]

    way = ("province:TH-83", "LOCATED_IN", "out"), ("city:number-7", "LOCATED_IN", "in")
    assert found[0] == ([(("province:TH-83", "PART_OF", "in"), ("city:number-7", "LOCATED_IN", "in"))], 1, False)
    assert found[1] == ([(("city:number-7", "LOCATED_IN", "in"),)], 1, False)
    assert found[2] == ([way], 1, False)

"""Dumps of what is in a database: the same bytes from both engines, and what stands in them is what is there."""

import csv
import json
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import networkx
import pytest

from api.dumping import dumps_in
from graph import seeding
from graph.address import Address
from graph.client import Neo4jGraph, answers
from graph.dumping import catalogue, changes, cypher, geojson, graphml, release, tables
from graph.dumping.lines import Lines, read
from graph.embedded import EmbeddedEngine
from graph.queries import city
from graph.query import Window
from graph.seeding import Outcome
from graph.seeding.checking import checked
from graph.seeding.rows import Rows
from tests import make
from tests.live.conftest import PATIENCE

pytestmark = [pytest.mark.live, pytest.mark.anyio]

SEEDS = Path(__file__).parents[2] / "seeds"

COUNTS = "MATCH (node) WHERE node.id IS NOT NULL RETURN labels(node)[0] AS name, count(node) AS count"
TYPES = "MATCH ()-[made]->() RETURN type(made) AS name, count(made) AS count"
UNLIKE = """
MATCH (agency:Agency)-[made:OPERATES]->(city:City)
RETURN agency.id AS agency, city.id AS city, made.sources AS sources, made.role AS role ORDER BY agency, city
"""


@pytest.fixture
async def loaded(engine: Address) -> AsyncIterator[Neo4jGraph]:
    """The seed files in each engine in turn; they are loaded once."""
    async with Neo4jGraph(engine, deadline=PATIENCE, retry=PATIENCE) as graph:
        await seeded_alone(graph)
        yield graph


async def seeded_alone(graph: Neo4jGraph) -> None:
    """Load the seed files, and see that nothing else is there: other tests leave their releases."""
    await seeding.seed(graph, SEEDS)
    await graph.refresh()
    if await counted(graph, COUNTS) != expected()[0]:
        await emptied(graph)
        await seeding.seed(graph, SEEDS)
        await graph.refresh()


async def emptied(graph: Neo4jGraph) -> None:
    """Delete all there is."""
    await graph.write("MATCH (node) DETACH DELETE node RETURN count(node) AS done", {})


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with one for each engine."""
    return tmp_path_factory.mktemp("dumps")


@pytest.fixture
async def place(loaded: Neo4jGraph, home: Path) -> Path:
    """The directory of the dump of each engine in turn; it is written once."""
    return await dumped(loaded, home_of(loaded, home))


def home_of(graph: Neo4jGraph, home: Path) -> Path:
    """Where the dumps of an engine are."""
    return home / graph.address.uri.rpartition(":")[2]


@pytest.fixture
def empty(embedded: Address, tmp_path: Path) -> Iterator[Address]:  # noqa: ARG001 # tells where there is no engine
    """An embedded engine that knows no constraints of ours: an id is there once a release."""
    with EmbeddedEngine(tmp_path / "cache", ready=lambda engine: answers(engine.address)) as engine:
        yield engine.address


async def dumped(graph: Neo4jGraph, home: Path) -> Path:
    """The directory of the dump of the served release."""
    return await dumps_in(home).export(graph, graph.release.id)


def contents(home: Path) -> dict[str, bytes]:
    """Every file in a directory, by its path."""
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def of_engines(home: Path) -> dict[str, dict[str, bytes]]:
    """What each engine gave until now."""
    return {each.name: contents(each) for each in home.iterdir()}


def table(place: Path, name: str) -> list[dict[str, str]]:
    """The rows of a table."""
    with (place / tables.FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def expected() -> tuple[Counter[str], Counter[str]]:
    """How many things of each noun, and relations of each type, the seed files make."""
    rows, records = Rows("any"), checked(SEEDS)
    labels = Counter(label for record in records for label, _ in rows.nodes(record))
    return labels, Counter(each.shape.type for record in records for each in rows.relationships(record))


async def counted(graph: Neo4jGraph, text: str) -> dict[str, int]:
    """Counts by name."""
    return {row["name"]: row["count"] for row in await graph.read(text, {})}


async def test_the_dump_is_the_same_built_twice_and_on_both_engines(
    loaded: Neo4jGraph, place: Path, home: Path, tmp_path: Path
) -> None:
    await dumped(loaded, tmp_path)

    again = contents(tmp_path)
    assert len(again) == len(contents(place)) + 1
    assert [name for name, each in of_engines(home).items() if each != again] == []


async def test_the_lines_hold_everything_there_is(place: Path) -> None:
    lines = Lines(place)

    labels, types = expected()
    assert Counter(line["noun"] for line in lines.nodes()) == labels
    assert Counter(line["type"] for line in lines.relationships()) == types
    ids = {line["id"] for line in lines.nodes()}
    assert len(ids) == labels.total()
    assert {line[end] for line in lines.relationships() for end in ("start", "end")} <= ids


async def test_the_tables_hold_what_the_graph_holds(loaded: Neo4jGraph, place: Path) -> None:
    labels, types = expected()
    rows = {name: table(place, name) for name in labels | types}
    view = loaded.at(loaded.release, date.max)
    cities = [edge.node for edge in (await view.fetch(city.LIST.page, [""], Window(1000, low=True)))[""]]
    operated = await loaded.read(UNLIKE, {})
    assert {name: len(found) for name, found in rows.items()} == labels | types
    assert [(row["id"], row["name_th"], row["sources"], row["confidence"]) for row in rows["City"]] == [
        (each.id, each.name_th or "", "|".join(each.sources), each.confidence.value) for each in cities
    ]
    assert sorted(
        (row["start"], row["end"], row["sources"], row["role"]) for row in rows["OPERATES"] if row["end_noun"] == "City"
    ) == [(row["agency"], row["city"], "|".join(row["sources"]), row["role"] or "") for row in operated]
    assert [row["work"] for row in rows["Award"] if row["work"].startswith("'")] == ["'@nakhoncity", "'@Nakhoncity"]


async def test_keys_of_the_tables_lead_somewhere(place: Path) -> None:
    said = json.loads((place / tables.FOLDER / tables.METADATA).read_bytes())
    checked_keys = 0
    for each in said["tables"]:
        for key in each["tableSchema"].get("foreignKeys", ()):
            ids = {row["id"] for row in table(place, key["reference"]["resource"].removesuffix(".csv"))}
            assert {row[key["columnReference"]] for row in table(place, each["dc:title"])} <= ids
            checked_keys += 1
    assert checked_keys > 30


async def test_networkx_opens_the_graphml(place: Path) -> None:
    graph = networkx.read_graphml(place / graphml.FILE)

    labels, types = expected()
    assert Counter(noun for _, noun in graph.nodes(data="noun")) == labels
    assert Counter(each["type"] for _, _, each in graph.edges(data=True)) == types
    assert graph.nodes["province:TH-83"]["latitude"] == 7.89059
    assert graph.nodes["city:phuket"]["label"] == "Phuket Smart City"


async def test_the_places_are_those_of_the_provinces(place: Path) -> None:
    features = json.loads((place / geojson.FILE).read_bytes())["features"]

    points = {each["id"]: each["geometry"]["coordinates"] for each in features if each["geometry"]}
    assert len(points) == 77
    assert points["province:TH-83"] == [98.3981, 7.89059]
    assert {each["id"]: each["properties"].get("located_in") for each in features}["city:phuket"] == ["province:TH-83"]


async def test_the_sums_are_right_and_the_catalogue_lists_every_file(place: Path) -> None:
    said = json.loads((place.parent / catalogue.FILE).read_bytes())
    (version,) = said["dcat:dataset"][1:]
    listed = {each["dcat:downloadURL"]["@id"]: each for each in version["dcat:distribution"]}
    assert release.sums(place) == {path: release.sum_of(place / path) for path in release.files(place)}
    assert listed.keys() == {f"{place.name}/{path}" for path in release.files(place)}
    for address, each in listed.items():
        path = place.parent / address
        assert each["dcat:byteSize"]["@value"] == str(path.stat().st_size)
        assert each["spdx:checksum"]["spdx:checksumValue"]["@value"] == release.sum_of(path)
    assert len(version["dct:source"]) == 4
    assert said["dcat:dataset"][0]["dcat:hasCurrentVersion"] == {"@id": f"{place.name}/"}


def statements(script: Path) -> list[str]:
    """The statements of a script."""
    return [each for each in script.read_text(encoding="utf-8").split(";\n") if each.strip()]


async def rebuilt(graph: Neo4jGraph, script: list[str]) -> tuple[dict[str, int], dict[str, int], list[Any]]:
    """What a script makes of an empty graph."""
    for statement in script:
        if "CREATE CONSTRAINT" in statement:
            await graph.define([statement])
        else:
            await graph.write(f"{statement} RETURN count(*) AS done", {})
    return await counted(graph, COUNTS), await counted(graph, TYPES), await graph.read(UNLIKE, {})


async def test_the_script_rebuilds_the_graph_in_neo4j(neo4j: Address, tmp_path: Path) -> None:
    labels, types = expected()
    async with Neo4jGraph(neo4j, deadline=PATIENCE, retry=PATIENCE) as graph:
        await seeded_alone(graph)
        place = await dumped(graph, tmp_path)
        operated = await graph.read(UNLIKE, {})
        await emptied(graph)
        try:
            made = await rebuilt(graph, statements(place / cypher.FILE))
            named = await graph.read("SHOW CONSTRAINTS YIELD name WHERE name ENDS WITH '_id' RETURN name", {})
        finally:
            await emptied(graph)
            names = [row["name"] for row in named]
            await graph.define(f"DROP CONSTRAINT {name}" for name in names if name != "release_id")

    assert made == (labels, types, operated)


async def test_the_script_rebuilds_the_graph_in_the_embedded_engine(
    embedded: Address, empty: Address, tmp_path: Path
) -> None:
    labels, types = expected()
    async with Neo4jGraph(embedded, deadline=PATIENCE, retry=PATIENCE) as graph:
        await seeded_alone(graph)
        place = await dumped(graph, tmp_path)
        operated = await graph.read(UNLIKE, {})

    async with Neo4jGraph(empty, deadline=PATIENCE, retry=PATIENCE) as graph:
        made = await rebuilt(graph, statements(place / cypher.FILE))

    assert made == (labels, types, operated)


def small(directory: Path, **files: str) -> Path:
    """Seed files of one city."""
    return make.seeds(
        directory,
        **{"sources": make.SOURCE, "regions": make.REGION, "provinces": make.PROVINCE, "cities": make.CITY, **files},
    )


async def loaded_with(graph: Neo4jGraph, home: Path, directory: Path) -> Outcome:
    """A load that writes its dump."""
    dumps = dumps_in(home)

    async def finish(release_id: str) -> None:
        await dumps.kept_up(graph, release_id)

    return await seeding.load(graph, seeding.read(directory), finish=finish)


async def test_each_load_writes_its_dump_and_what_changed(graph: Neo4jGraph, tmp_path: Path) -> None:
    home = tmp_path / "data"
    note = make.CITY + "  note: A note\n"
    other = note.replace("city:phuket", "city:other")
    outcomes = [
        await loaded_with(graph, home, small(tmp_path / name, cities=cities))
        for name, cities in (("one", make.CITY), ("two", note), ("three", note + "\n" + other), ("again", note))
    ]

    one, two, three, again = (each.release for each in outcomes)
    kept = release.all_kept(home)
    listed = {each: list(read(home / each / changes.FILE)) for each in (two, three)}
    assert again == two
    assert {each.id: each.since for each in kept.values()} == {one: None, two: one, three: two}
    assert listed[two] == [
        {"change": "corrected", "noun": "City", "id": "city:phuket", "properties": {"note": {"new": "A note"}}}
    ]
    assert [(each["change"], each.get("id"), each.get("type")) for each in listed[three]] == [
        ("added", "city:other", None),
        ("added", None, "LOCATED_IN"),
        ("added", None, "SUPPORTS"),
    ]
    assert catalogue.current(home) == two
    assert {path.name for path in home.iterdir()} == {one, two, three, catalogue.FILE}


async def test_a_dump_that_fails_loses_no_load_and_leaves_no_half(graph: Neo4jGraph, tmp_path: Path) -> None:
    home = tmp_path / "data"
    home.write_text("in the way")

    outcome = await loaded_with(graph, home, small(tmp_path / "one"))
    await graph.refresh()

    assert outcome.loaded
    assert graph.release.id == outcome.release
    assert home.read_text() == "in the way"


async def test_what_is_there_is_left_as_it_is(graph: Neo4jGraph, tmp_path: Path) -> None:
    home = tmp_path / "data"
    outcome = await loaded_with(graph, home, small(tmp_path / "one"))
    mark = home / outcome.release / "mark"
    mark.touch()

    await loaded_with(graph, home, small(tmp_path / "one"))

    assert mark.exists()

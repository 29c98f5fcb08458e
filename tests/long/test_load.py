"""
How long a load of a hundred thousand made-up cities takes, and what is there afterwards.

`make long` runs it. It prints what it measured, and asserts what does not depend on how busy the machine is; for the
time, which does, MUEANG_LONG_SECONDS sets another limit where machines are slower.
"""

import os
from collections import Counter

import pytest

from graph.client import Neo4jGraph
from graph.generate import Synthetic
from graph.seeding.rows import Rows
from tests.long.conftest import CITIES, TOP, Loaded

pytestmark = [pytest.mark.long, pytest.mark.live, pytest.mark.anyio]

MOST_SECONDS = float(os.environ.get("MUEANG_LONG_SECONDS", "240"))
MOST_LOADER_MEGABYTES = 300


def sent(records: Synthetic) -> tuple[Counter[str], Counter[str]]:
    """How many nodes of each label, and relationships of each type, a release is to have."""
    rows = Rows(records.id)
    nodes: Counter[str] = Counter()
    relationships: Counter[str] = Counter()
    for record in records:
        nodes.update(label for label, _ in rows.nodes(record))
        relationships.update(each.shape.type for each in rows.relationships(record))
    return nodes, relationships


async def test_a_hundred_thousand_cities_are_loaded_in_minutes_and_little_memory(
    loaded: Loaded, graph: Neo4jGraph, capsys: pytest.CaptureFixture[str]
) -> None:
    records = Synthetic(CITIES, 1, TOP / "seeds")
    nodes, relationships = sent(records)
    held = {}
    for each in relationships:
        (row,) = await graph.read(f"MATCH ()-[made:{each}]->() RETURN count(made) AS held", {})
        held[each] = row["held"]

    figures = f"{CITIES} cities, {nodes.total()} nodes, {relationships.total()} relationships: {loaded.seconds:.0f} s"
    with capsys.disabled():
        print(f"\n{figures}; loader {loaded.megabytes} MB, server {loaded.server.megabytes()} MB")  # noqa: T201
    assert graph.release.id == records.id
    assert graph.release.synthetic
    assert graph.release.counts == nodes
    assert held == relationships
    assert 640_000 < nodes.total() < 900_000
    assert 2_200_000 < relationships.total() < 2_700_000
    assert loaded.megabytes < MOST_LOADER_MEGABYTES
    assert loaded.seconds < MOST_SECONDS

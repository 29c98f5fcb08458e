"""Long lists on both engines: read between fences, they are whole, in order, and quickly found."""

import re
from datetime import date
from pathlib import Path

import pytest

from graph.client import Neo4jGraph, collected
from graph.generate import Synthetic
from graph.queries import city, project
from graph.queries.rows import rows_of
from graph.query import Window
from graph.seeding import load
from tests.live.paging import paged, whole
from tests.live.recording import RecordingGraph

pytestmark = [pytest.mark.live, pytest.mark.anyio]

SEEDS = Path(__file__).parents[2] / "seeds"
CITIES = 150
TODAY = date(2026, 1, 1)
EARLY = date(2020, 6, 1)
"""On this day most of the projects have not begun: stretches hold few of them."""


async def test_a_long_list_is_read_between_fences_and_misses_nothing(graph: Neo4jGraph) -> None:
    await load(graph, Synthetic(CITIES, 1, SEEDS))
    await graph.refresh()

    assert {label: len(posts) for label, posts in graph.fences[graph.release.id].items()} == FENCES
    for query in (city.LIST.page, project.LIST.page):
        for day in (EARLY, TODAY):
            view = graph.at(graph.release, day)
            expected = await whole(view, query)
            for backward in (False, True):
                assert await paged(view, query, 37, backward=backward) == expected


FENCES = {"City": 1, "Emblem": 1, "Project": 7, "Source": 1}


async def test_a_page_of_a_long_list_looks_at_few_of_its_things(graph: Neo4jGraph) -> None:
    await load(graph, Synthetic(CITIES, 1, SEEDS))
    await graph.refresh()
    recording = RecordingGraph(graph)

    rows = (await rows_of(recording.at(graph.release, TODAY), project.LIST.page, [""], Window(21)))[""]

    assert (len(rows), recording.reads) == (21, ["project.list"])
    ((first, *_),) = [graph.fences[graph.release.id]["Project"]]
    assert str(rows[-1].cursor) < first


BETWEEN = re.compile(
    r"NodeIndexRangeScan.* sort > \$after < \$before|NodeIndexSeekByRange.*sort > \$after .* < \$before"
)
"""The two engines' words for it."""


async def test_a_list_is_read_from_its_index_between_both_ends(graph: Neo4jGraph) -> None:
    await load(graph, Synthetic(1, 1, SEEDS))
    await graph.refresh()
    view = graph.at(graph.release, TODAY)

    async with graph.driver.session(database=graph.address.database) as session:
        text = f"EXPLAIN {collected(project.LIST.page.text)}"
        plan = (await (await session.run(text, view.parameters([""], Window(21)))).consume()).plan

    assert plan is not None
    assert BETWEEN.search(plan["args"]["string-representation"])


async def test_the_fences_of_a_release_go_with_it(graph: Neo4jGraph) -> None:
    for number in range(1, 4):
        await load(graph, Synthetic(CITIES, number, SEEDS), keep=1)

    (row,) = await graph.read("MATCH (fences:Fences) RETURN count(DISTINCT fences.release) AS releases", {})
    await graph.refresh()
    assert row["releases"] == 1
    assert graph.fences[graph.release.id]["Project"]

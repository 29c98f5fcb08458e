"""Where cities stand in programmes made by throwing dice, in which everything happens that can, on both engines."""

import asyncio
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph import seeding
from graph.address import Address
from graph.client import Neo4jGraph
from tests import make
from tests.live.conftest import PATIENCE
from tests.live.programme import World, drawn
from tests.live.standings import CITIES, asked, expected, found, sums_of

pytestmark = pytest.mark.live

DAYS = 25
"""So many days are looked at, of all on which anything changes."""


@pytest.mark.parametrize("number", range(2))
def test_where_everything_happens_that_can_cities_stand_where_the_files_put_them(
    engine: Address, tmp_path: Path, number: int
) -> None:
    made = World(drawn(number, cities=60))
    texts = {name: json.dumps(records, ensure_ascii=False) for name, records in made.files.items()}
    days = made.days[number :: len(made.days) // DAYS]

    async def ask() -> dict[date, Any]:
        async with Neo4jGraph(engine, deadline=PATIENCE) as graph:
            await seeding.seed(graph, make.seeds(tmp_path, **texts))
            await graph.refresh()
            return {day: await asked(graph, CITIES, day=str(day)) for day in days if str(day) >= graph.release.days[0]}

    answers = asyncio.run(ask())

    assert len(answers) > DAYS / 2
    for day, data in answers.items():
        assert dict(found(data)) == expected(made, day), day
        assert sums_of(data) == list(data["counts"].values()), day
    assert {each for data in answers.values() for _, row in found(data) for each in row} >= {
        *("APPROVED", "RETURNED", "AGREED_IN_PRINCIPLE", "SCREENED", "PROPOSED", "UNKNOWN", "YES", "NO")
    }

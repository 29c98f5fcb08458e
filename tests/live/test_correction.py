"""A correction in the log is found from the root and beside what it is about, whatever the day, on both engines."""

from datetime import date
from pathlib import Path

import pytest

from api.answering import Operation, answered
from api.context import context_of
from api.schema.root import DOCUMENTS
from graph import seeding
from graph.address import Address
from graph.client import Neo4jGraph
from tests import make
from tests.graph.seeding.test_correction import CORRECTION, FILES
from tests.live.conftest import PATIENCE

pytestmark = [pytest.mark.live, pytest.mark.anyio]

QUERY = """{
    corrections { totalCount nodes { id right about { nodes { id } } } }
    province(code: "TH-83") { corrections { nodes { id corrected { iso } } } }
    city(slug: "phuket") { corrections { nodes { id } } }
    wrong: provinces(where: {corrections: {some: {property: {eq: "name_th"}}}}) { nodes { id } }
}"""


@pytest.mark.parametrize("day", [date(2022, 1, 1), date(2025, 12, 31)])
async def test_a_correction_is_there_whatever_the_day(engine: Address, day: date, tmp_path: Path) -> None:
    async with Neo4jGraph(engine, deadline=PATIENCE, retry=PATIENCE) as graph:
        await seeding.seed(graph, make.seeds(tmp_path / "seeds", corrections=CORRECTION, cities=make.CITY, **FILES))
        await graph.refresh()

        answer = await answered(DOCUMENTS, context_of(graph, day), Operation(QUERY, None, None))

    log = {"id": "correction:phuket-name", "right": "ภูเก็ต"}
    things = {"nodes": [{"id": "province:TH-83"}, {"id": "source:a"}]}
    assert answer == {
        "data": {
            "corrections": {"totalCount": 1, "nodes": [{**log, "about": things}]},
            "province": {"corrections": {"nodes": [{"id": log["id"], "corrected": {"iso": "2027-01-05"}}]}},
            "city": {"corrections": {"nodes": []}},
            "wrong": {"nodes": [{"id": "province:TH-83"}]},
        }
    }

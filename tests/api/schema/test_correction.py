"""Errors that were put right, as clients see them."""

import pytest

from tests.fakes import FakeGraph, by_id, told
from tests.things import city, edge_of, everything, reference, source

pytestmark = pytest.mark.anyio

CORRECTION = next(each for each in everything() if type(each).__name__ == "Correction")


async def test_a_correction_is_found_in_the_log_and_beside_the_thing() -> None:
    graph = FakeGraph(
        {
            ("correction.list", ""): [edge_of(CORRECTION)],
            ("correction.about", "correction:phuket-name"): [reference("city:phuket")],
            ("city.corrections", "city:phuket"): [edge_of(CORRECTION)],
            **by_id(city(), source()),
        }
    )

    data = await told(
        graph,
        """{
            corrections { totalCount nodes {
                id corrected { iso } property wrong right firstRelease note sources { id } about { nodes { id } }
            } }
            city(slug: "phuket") { corrections { nodes { id } } }
        }""",
    )

    assert data["corrections"] == {
        "totalCount": 1,
        "nodes": [
            {
                "id": "correction:phuket-name",
                "corrected": {"iso": "2027-01-05"},
                "property": "name_th",
                "wrong": "ภูเกต",
                "right": "ภูเก็ต",
                "firstRelease": None,
                "note": None,
                "sources": [{"id": "source:gazette-2564"}],
                "about": {"nodes": [{"id": "city:phuket"}]},
            }
        ],
    }
    assert data["city"]["corrections"] == {"nodes": [{"id": "correction:phuket-name"}]}


async def test_the_log_is_there_whatever_the_day() -> None:
    graph = FakeGraph({("correction.list", ""): [edge_of(CORRECTION)]})

    data = await told(graph, 'query @asOf(date: "2022-01-01") { corrections { nodes { corrected { iso } } } }')

    assert data == {"corrections": {"nodes": [{"corrected": {"iso": "2027-01-05"}}]}}

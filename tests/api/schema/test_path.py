"""Ways between things, as clients ask for them."""

from typing import Any

import pytest

from graph.model import Confidence
from tests.fakes import FakeGraph, ask, by_id, told
from tests.things import agency, city, link, source, web

pytestmark = pytest.mark.anyio

ASKED = """
query($from: ID!, $to: ID!, $first: Int! = 5, $maxHops: Int! = 4) {
    paths(from: $from, to: $to, first: $first, maxHops: $maxHops) {
        hops totalCount truncated
        paths {
            nodes { id }
            steps {
                relation direction origin { id } node { id }
                link { role basis since { iso } until { iso } namedAs note confidence sources { id } }
            }
        }
    }
}
"""
STATED = link(role="operator", basis="stated", since="2021-05", confidence=Confidence.MEDIUM)
SAID = {
    "role": None,
    "basis": None,
    "since": None,
    "until": None,
    "namedAs": None,
    "note": None,
    "confidence": "HIGH",
    "sources": [{"id": "source:gazette-2564"}],
}


def graph() -> FakeGraph:
    """Two cities that one agency runs."""
    return FakeGraph(
        {
            **web("agency:depa OPERATES city:phuket", "agency:depa OPERATES city:samyan"),
            **by_id(agency(), city(), city("samyan"), source()),
            ("city.links", "city:phuket OPERATES < agency:depa"): [STATED],
            ("agency.links", "agency:depa OPERATES > city:samyan"): [link()],
        }
    )


async def test_a_way_tells_its_things_its_relations_and_what_these_rest_on() -> None:
    data = await told(graph(), ASKED, **{"from": "city:phuket", "to": "city:samyan"})

    phuket, depa, samyan = {"id": "city:phuket"}, {"id": "agency:depa"}, {"id": "city:samyan"}
    stated = {"role": "OPERATOR", "basis": "STATED", "since": {"iso": "2021-05"}, "confidence": "MEDIUM"}
    steps: list[dict[str, Any]] = [
        {"relation": "OPERATES", "direction": "IN", "origin": phuket, "node": depa, "link": SAID | stated},
        {"relation": "OPERATES", "direction": "OUT", "origin": depa, "node": samyan, "link": SAID},
    ]
    assert data["paths"] == {
        "hops": 2,
        "totalCount": 1,
        "truncated": False,
        "paths": [{"nodes": [phuket, depa, samyan], "steps": steps}],
    }


async def test_ways_are_read_level_by_level_and_what_they_are_made_of_at_once() -> None:
    asked = graph()

    await told(asked, ASKED, **{"from": "city:phuket", "to": "city:samyan"})

    assert asked.reads == [
        ("city.steps", ["city:phuket", "city:samyan"]),
        ("city.by_id", ["city:phuket", "city:samyan"]),
        ("agency.by_id", ["agency:depa"]),
        ("city.links", ["city:phuket OPERATES < agency:depa"]),
        ("agency.links", ["agency:depa OPERATES > city:samyan"]),
        ("source.by_id", ["source:gazette-2564"]),
    ]


async def test_the_way_from_a_thing_to_itself_has_no_steps() -> None:
    data = await told(graph(), ASKED, **{"from": "city:phuket", "to": "city:phuket"})

    way = {"nodes": [{"id": "city:phuket"}], "steps": []}
    assert data["paths"] == {"hops": 0, "totalCount": 1, "truncated": False, "paths": [way]}


async def test_things_without_a_way_between_them_have_none() -> None:
    apart = FakeGraph(web("agency:depa OPERATES city:phuket", "agency:egat OPERATES city:mae-moh"))

    data = await told(apart, ASKED, **{"from": "city:phuket", "to": "city:mae-moh"})

    assert data["paths"] == {"hops": None, "totalCount": 0, "truncated": False, "paths": []}


@pytest.mark.parametrize(
    "unknown",
    ["city:atlantis", "planet:mars", "", "\u0000", "city:phuket OPERATES < agency:depa", "'} RETURN 1 //" * 500],
)
async def test_there_are_no_ways_from_or_to_what_is_not_known(unknown: str) -> None:
    there = await ask(graph(), ASKED, **{"from": "city:phuket", "to": unknown})
    back = await ask(graph(), ASKED, **{"from": unknown, "to": "city:phuket"})

    assert there == back == {"data": {"paths": None}}


@pytest.mark.parametrize(
    ("argument", "value", "cure"),
    [
        ("maxHops", 0, "ask for 1 to 6"),
        ("maxHops", 7, "ask for 1 to 6"),
        ("first", -1, "ask for 0 to 100 and follow `pageInfo`"),
        ("first", 101, "ask for 0 to 100 and follow `pageInfo`"),
    ],
)
async def test_a_number_out_of_range_is_refused_without_a_read(argument: str, value: int, cure: str) -> None:
    asked = graph()

    answer = await ask(asked, ASKED, **{"from": "city:phuket", "to": "city:samyan", argument: value})

    assert answer["data"] == {"paths": None}
    assert [(error["message"], error["extensions"]) for error in answer["errors"]] == [
        (f"`{argument}: {value}` is out of range: {cure}", {"code": "BAD_USER_INPUT"})
    ]
    assert asked.reads == []


async def test_a_way_leads_only_through_what_is_asked_for() -> None:
    text = '{ paths(from: "city:phuket", to: "city:samyan", through: [%s]) { hops } }'

    with_agencies, without = await told(graph(), text % "AGENCY"), await told(graph(), text % "PROVINCE, SOURCE")

    assert (with_agencies, without) == ({"paths": {"hops": 2}}, {"paths": {"hops": None}})


async def test_an_unknown_kind_is_refused() -> None:
    answer = await ask(graph(), '{ paths(from: "city:a", to: "city:b", through: [PLANET]) { hops } }')

    assert [error["extensions"]["code"] for error in answer["errors"]] == ["GRAPHQL_VALIDATION_FAILED"]


async def test_low_confidence_is_let_in_if_asked_for() -> None:
    asked = graph()

    await told(asked, '{ paths(from: "city:phuket", to: "city:samyan", includeLowConfidence: true) { hops } }')

    assert [window.low for window in asked.windows] == [True]

"""What stands beside a thing, as clients ask for it."""

import pytest

from graph.model import Neighbours, NodeKind, RelationDirection, RelationType
from graph.query import Window
from tests.fakes import FakeGraph, ask, by_id, told
from tests.things import agency, city, province

pytestmark = pytest.mark.anyio

TEXT = """
query($id: ID!, $kinds: [NodeKind!], $first: Int! = 3) {
    neighbours(id: $id, kinds: $kinds, first: $first) { relation direction kind count nodes { id } }
}
"""


def graph() -> FakeGraph:
    """An agency with five cities and a parent."""
    cities = [city(slug) for slug in "abcde"]
    runs = Neighbours(
        relation=RelationType.OPERATES,
        direction=RelationDirection.OUT,
        kind=NodeKind.CITY,
        count=5,
        ids=tuple(each.id for each in cities),
    )
    parent = Neighbours(
        relation=RelationType.PART_OF,
        direction=RelationDirection.OUT,
        kind=NodeKind.AGENCY,
        count=1,
        ids=("agency:mdes",),
    )
    rows = {("agency.neighbours", "agency:depa"): [runs, parent]}
    return FakeGraph({**rows, **by_id(agency(), agency("mdes"), province(), *cities)})


async def test_neighbours_are_counted_by_relation_direction_and_kind_with_the_first_of_each() -> None:
    asked = graph()

    data = await told(asked, TEXT, id="agency:depa")

    cities = [{"id": "city:a"}, {"id": "city:b"}, {"id": "city:c"}]
    assert data["neighbours"] == [
        {"relation": "OPERATES", "direction": "OUT", "kind": "CITY", "count": 5, "nodes": cities},
        {"relation": "PART_OF", "direction": "OUT", "kind": "AGENCY", "count": 1, "nodes": [{"id": "agency:mdes"}]},
    ]
    assert asked.reads == [
        ("agency.by_id", ["agency:depa"]),
        ("agency.neighbours", ["agency:depa"]),
        ("city.by_id", ["city:a", "city:b", "city:c"]),
        ("agency.by_id", ["agency:mdes"]),
    ]


async def test_neighbours_may_be_of_some_kinds_only() -> None:
    some = await told(graph(), TEXT, id="agency:depa", kinds=["AGENCY", "PROVINCE"])
    none = await told(graph(), TEXT, id="agency:depa", kinds=[])

    assert [each["kind"] for each in some["neighbours"]] == ["AGENCY"]
    assert none == {"neighbours": []}


async def test_neighbours_may_be_counted_without_being_read() -> None:
    asked = graph()

    data = await told(asked, TEXT, id="agency:depa", first=0)

    assert [(each["count"], each["nodes"]) for each in data["neighbours"]] == [(5, []), (1, [])]
    assert [name for name, _ in asked.reads] == ["agency.by_id", "agency.neighbours"]


async def test_a_thing_that_stands_alone_has_no_neighbours() -> None:
    assert await told(graph(), TEXT, id="province:TH-83") == {"neighbours": []}


@pytest.mark.parametrize("unknown", ["agency:atlantis", "planet:mars", "", "agency"])
async def test_what_is_not_known_has_no_list_of_neighbours(unknown: str) -> None:
    assert await ask(graph(), TEXT, id=unknown) == {"data": {"neighbours": None}}


@pytest.mark.parametrize("first", [-1, 101])
async def test_a_number_out_of_range_is_refused(first: int) -> None:
    answer = await ask(graph(), TEXT, id="agency:depa", first=first)

    assert answer["data"] == {"neighbours": None}
    assert [error["extensions"] for error in answer["errors"]] == [{"code": "BAD_USER_INPUT"}]


@pytest.mark.parametrize("low", [False, True])
async def test_low_confidence_is_let_in_if_asked_for(low: bool) -> None:
    asked = graph()

    await told(
        asked, 'query($low: Boolean!) { neighbours(id: "agency:depa", includeLowConfidence: $low) { count } }', low=low
    )

    assert asked.windows[1:] == [Window(3, low=low)]

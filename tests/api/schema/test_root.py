"""Where every query begins: lookups, lists, counts, the release."""

from datetime import date
from typing import Any

import pytest

from graph.model import CityCounts
from graph.query import Window
from tests.fakes import RELEASE, FakeGraph, ask, by_id, told
from tests.things import agency, city, observation, province, region

pytestmark = pytest.mark.anyio


def refusal(path: str, message: str) -> dict[str, Any]:
    error = {
        "message": message,
        "locations": [{"line": 1, "column": 3}],
        "path": [path],
        "extensions": {"code": "BAD_USER_INPUT"},
    }
    return {"errors": [error], "data": None}


@pytest.mark.parametrize("argument", ['id: "city:phuket"', 'slug: "phuket"'])
async def test_a_thing_is_found_by_id_and_by_slug(argument: str) -> None:
    graph = FakeGraph(by_id(city()))

    data = await told(graph, f"{{ city({argument}) {{ id }} }}")

    assert data == {"city": {"id": "city:phuket"}}
    assert graph.reads == [("city.by_id", ["city:phuket"])]


@pytest.mark.parametrize("argument", ['id: "province:TH-83"', 'code: "TH-83"'])
async def test_a_province_is_found_by_id_and_by_code(argument: str) -> None:
    graph = FakeGraph(by_id(province()))

    data = await told(graph, f"{{ province({argument}) {{ code }} }}")

    assert data == {"province": {"code": "TH-83"}}


@pytest.mark.parametrize("field", ['city(slug: "atlantis")', 'city(slug: "")', 'region(id: "region:moon")'])
async def test_an_unknown_thing_is_null(field: str) -> None:
    answer = await ask(FakeGraph(), f"{{ thing: {field} {{ id }} }}")

    assert answer == {"data": {"thing": None}}


@pytest.mark.parametrize("thing_id", ["agency:depa", "phuket", "", "city:phuket/aliases/1"])
async def test_an_id_of_another_noun_is_null_without_a_read(thing_id: str) -> None:
    graph = FakeGraph(by_id(agency()))

    data = await told(graph, "query($id: ID!) { city(id: $id) { id } }", id=thing_id)

    assert data == {"city": None}
    assert graph.reads == []


@pytest.mark.parametrize("arguments", ["", '(id: "city:phuket", slug: "phuket")', "(id: null)"])
async def test_a_lookup_takes_either_an_id_or_a_slug(arguments: str) -> None:
    answer = await ask(FakeGraph(), f"{{ city{arguments} {{ id }} }}")

    message = 'give either `id`, as in `id: "city:…"`, or `slug`, which is what follows the colon'
    assert answer == {**refusal("city", message), "data": {"city": None}}


async def test_a_lookup_of_a_province_takes_either_an_id_or_a_code() -> None:
    answer = await ask(FakeGraph(), "{ province { id } }")

    message = 'give either `id`, as in `id: "province:…"`, or `code`, which is what follows the colon'
    assert answer == {**refusal("province", message), "data": {"province": None}}


async def test_things_of_several_nouns_are_one_read_a_noun_in_the_order_asked() -> None:
    graph = FakeGraph(by_id(city("a"), city("b"), agency()))
    ids = ["city:b", "planet:mars", "agency:depa", "city:a", "city:nowhere", "nonsense", "city:b"]

    data = await told(graph, "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)

    assert data["nodes"] == [
        {"id": "city:b"},
        None,
        {"id": "agency:depa"},
        {"id": "city:a"},
        None,
        None,
        {"id": "city:b"},
    ]
    assert graph.reads == [("city.by_id", ["city:a", "city:b", "city:nowhere"]), ("agency.by_id", ["agency:depa"])]


async def test_a_thing_of_an_unknown_noun_is_null_without_a_read() -> None:
    graph = FakeGraph()

    data = await told(graph, '{ node(id: "planet:mars") { id } }')

    assert data == {"node": None}
    assert graph.reads == []


async def test_no_ids_are_no_things() -> None:
    assert await told(FakeGraph(), "{ nodes(ids: []) { id } }") == {"nodes": []}


async def test_a_hundred_things_are_read_at_once_and_no_more() -> None:
    text = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    graph = FakeGraph()

    most = await told(graph, text, ids=[f"city:c{number}" for number in range(100)])
    too_many = await ask(graph, text, ids=["city:phuket"] * 101)

    assert most == {"nodes": [None] * 100}
    assert [len(keys) for _, keys in graph.reads] == [100]
    assert [error["message"] for error in too_many["errors"]] == ["101 ids are too many: ask for 100 at once"]
    assert too_many["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT"}


async def test_the_release_says_what_the_answer_comes_from_and_for_which_day() -> None:
    data = await told(
        FakeGraph(),
        "{ release { id loaded synthetic counts { label count } asOf { iso } lastChange { iso buddhistYear } } }",
    )

    assert data["release"] == {
        "id": RELEASE.id,
        "loaded": "2026-01-02T03:04:05Z",
        "synthetic": False,
        "counts": [{"label": "City", "count": 37}, {"label": "Province", "count": 77}],
        "asOf": {"iso": "2025-12-31"},
        "lastChange": {"iso": "2023-05-06", "buddhistYear": 2566},
    }


async def test_an_answer_before_the_first_change_has_a_day_too() -> None:
    graph = FakeGraph(release=RELEASE.model_copy(update={"days": ()}))

    data = await told(graph, "{ release { lastChange { iso } } }")

    assert data == {"release": {"lastChange": {"iso": date.min.isoformat()}}}


async def test_the_three_counts_are_told_of_everything_a_region_and_a_province() -> None:
    graph = FakeGraph(
        {
            ("programme.counts", ""): [CityCounts(approved=37, handed_over=30, in_force=6)],
            ("region.counts", "region:south"): [CityCounts(approved=5, handed_over=4, in_force=1)],
            ("province.counts", "province:TH-83"): [CityCounts(approved=2, handed_over=1, in_force=0)],
            **by_id(region(), province()),
        }
    )
    three = "counts { approved handedOver inForce }"

    data = await told(graph, f'{{ {three} region(slug: "south") {{ {three} }} province(code: "TH-83") {{ {three} }} }}')

    assert data == {
        "counts": {"approved": 37, "handedOver": 30, "inForce": 6},
        "region": {"counts": {"approved": 5, "handedOver": 4, "inForce": 1}},
        "province": {"counts": {"approved": 2, "handedOver": 1, "inForce": 0}},
    }


async def test_the_furthest_along_are_three_unless_more_are_asked_for() -> None:
    rows = [observation(slug) for slug in "abcde"]
    graph = FakeGraph({("observation.furthest_along", ""): rows})

    data = await told(graph, "{ furthestAlong { id value unit } none: furthestAlong(first: 0) { id } }")

    assert data == {
        "furthestAlong": [{"id": f"observation:{slug}", "value": 42.5, "unit": "PERCENT"} for slug in "abc"],
        "none": [],
    }
    assert graph.windows == [Window(3), Window(0)]


async def test_the_widest_operators_are_ten_unless_fewer_are_asked_for() -> None:
    rows = [agency(f"a{number:02}") for number in range(12)]
    graph = FakeGraph({("agency.widest_operators", ""): rows})

    data = await told(graph, "{ widestOperators { id } two: widestOperators(first: 2) { id } }")

    assert len(data["widestOperators"]) == 10
    assert data["two"] == [{"id": "agency:a00"}, {"id": "agency:a01"}]


@pytest.mark.parametrize("field", ["furthestAlong", "widestOperators"])
@pytest.mark.parametrize("size", [-1, 101])
async def test_a_list_with_an_order_of_its_own_has_the_same_limits(field: str, size: int) -> None:
    answer = await ask(FakeGraph(), f"{{ {field}(first: {size}) {{ id }} }}")

    message = f"`first: {size}` is out of range: ask for 0 to 100 and follow `pageInfo`"
    assert answer == refusal(field, message)

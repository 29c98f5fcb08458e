"""What things have in common, and how an interface finds the type of a record."""

import pytest

from graph.model import Alias, Record
from tests.fakes import FakeGraph, by_id, told
from tests.things import SOURCES, agency, city, edge_of, everything, observation, source

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("thing", everything(), ids=lambda thing: type(thing).__name__)
async def test_a_thing_of_any_noun_is_described_by_the_type_of_its_record(thing: Record) -> None:
    thing_id: str = thing.id  # type: ignore[attr-defined] # things have one
    graph = FakeGraph(by_id(thing))

    data = await told(graph, "query($id: ID!) { node(id: $id) { __typename id } }", id=thing_id)

    assert data == {"node": {"__typename": type(thing).__name__, "id": thing_id}}


async def test_a_thing_has_names_in_thai_and_english() -> None:
    names = {
        "name_th": "ภูเก็ต",
        "name_en": "Phuket",
        "name_en_kind": "rtgs",
        "gloss": "Hill",
        "name_note": "Written so since 2510",
    }
    graph = FakeGraph(by_id(city(**names)))

    data = await told(graph, '{ city(slug: "phuket") { name { th en enKind gloss note } } }')

    assert data["city"]["name"] == {
        "th": "ภูเก็ต",
        "en": "Phuket",
        "enKind": "RTGS",
        "gloss": "Hill",
        "note": "Written so since 2510",
    }


async def test_names_that_are_not_on_record_are_null() -> None:
    graph = FakeGraph(by_id(city(name_en=None, name_en_kind=None, name_th="ภูเก็ต")))

    data = await told(graph, '{ city(slug: "phuket") { name { th en enKind gloss note } } }')

    assert data["city"]["name"] == {"th": "ภูเก็ต", "en": None, "enKind": None, "gloss": None, "note": None}


async def test_other_names_have_sources_of_their_own() -> None:
    alias = Alias(id="city:phuket/aliases/1", name="Phuket Smart City", sources=SOURCES)
    graph = FakeGraph({("city.aliases", "city:phuket"): [edge_of(alias)], **by_id(city(), source())})

    data = await told(
        graph, '{ city(slug: "phuket") { aliases { nodes { id name basis note confidence sources { id } } } } }'
    )

    assert data["city"]["aliases"]["nodes"] == [
        {
            "id": "city:phuket/aliases/1",
            "name": "Phuket Smart City",
            "basis": "STATED",
            "note": None,
            "confidence": "HIGH",
            "sources": [{"id": "source:gazette-2564"}],
        }
    ]


async def test_interfaces_ask_things_of_different_nouns_alike() -> None:
    graph = FakeGraph(
        {
            ("city.observations", "city:phuket"): [edge_of(observation())],
            **by_id(city(), agency(), source()),
        }
    )

    data = await told(
        graph,
        """{ nodes(ids: ["city:phuket", "agency:depa", "source:gazette-2564"]) {
            __typename
            ... on Fact { confidence }
            ... on Named { name { en } }
            ... on Subject { observations { totalCount } }
            ... on Agency { kind }
            ... on Source { read }
        } }""",
    )

    assert data["nodes"] == [
        {"__typename": "City", "confidence": "HIGH", "name": {"en": "Phuket"}, "observations": {"totalCount": 1}},
        {
            "__typename": "Agency",
            "confidence": "HIGH",
            "name": {"en": "DEPA"},
            "observations": {"totalCount": 0},
            "kind": "AGENCY",
        },
        {"__typename": "Source", "read": "FULL"},
    ]


SAID = ("observations", "eventsAbout", "obstacles", "disagreements", "gaps", "cautions", "corrections", "aliases")


async def test_all_that_is_said_about_a_thing_is_one_read_a_list() -> None:
    graph = FakeGraph(by_id(city()))
    lists = " ".join(f"{name} {{ nodes {{ id }} }}" for name in SAID)

    data = await told(graph, f'{{ city(slug: "phuket") {{ {lists} }} }}')

    assert data == {"city": {name: {"nodes": []} for name in SAID}}
    assert graph.reads[1:] == [
        (f"city.{name}", ["city:phuket"])
        for name in (
            "observations",
            "events_about",
            "obstacles",
            "disagreements",
            "gaps",
            "cautions",
            "corrections",
            "aliases",
        )
    ]

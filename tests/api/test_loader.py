"""Many keys in, one read out: what a request asks of the graph, level by level."""

import asyncio
from datetime import date
from typing import Any

import pytest

from api.loader import Line, Part, View, noun_of, one, pages, then
from api.loaders import Loaders
from graph.errors import GraphMismatchError, GraphTimeoutError
from graph.memory import Memory
from graph.model import Confidence
from graph.queries import province
from graph.query import Window
from graph.selection import EVERY_THING, Compared, Operator, Selection
from tests.fakes import RELEASE, TODAY, FakeGraph, by_id, told
from tests.things import agency, city, edge_of, event, fact_of, source, through
from tests.things import province as a_province

pytestmark = pytest.mark.anyio


async def test_provinces_their_cities_and_the_operators_of_these_are_one_read_a_level() -> None:
    codes = ("TH-81", "TH-82", "TH-83")
    graph = FakeGraph(
        {
            ("province.list", ""): [edge_of(a_province(code)) for code in codes],
            **{
                ("province.cities", f"province:{code}"): [
                    fact_of(city(f"{code.lower()}-a")),
                    fact_of(city(f"{code.lower()}-b")),
                ]
                for code in codes
            },
            ("city.operators", "city:th-83-a"): [fact_of(agency())],
        }
    )

    data = await told(graph, "{ provinces { nodes { code cities { nodes { id operators { nodes { id } } } } } } }")

    assert [len(node["cities"]["nodes"]) for node in data["provinces"]["nodes"]] == [2, 2, 2]
    assert data["provinces"]["nodes"][2]["cities"]["nodes"][0]["operators"] == {"nodes": [{"id": "agency:depa"}]}
    assert graph.reads == [
        ("province.list", [""]),
        ("province.cities", ["province:TH-81", "province:TH-82", "province:TH-83"]),
        (
            "city.operators",
            ["city:th-81-a", "city:th-81-b", "city:th-82-a", "city:th-82-b", "city:th-83-a", "city:th-83-b"],
        ),
    ]


async def test_a_hundred_cities_cost_one_read_an_edge() -> None:
    cities = [fact_of(city(f"c{number:03}")) for number in range(100)]
    graph = FakeGraph(
        {
            ("province.cities", "province:TH-83"): cities,
            **{("city.province", edge.node.id): [a_province()] for edge in cities},
            **by_id(a_province()),
        }
    )

    await told(
        graph,
        """{ province(code: "TH-83") { cities(first: 100) { nodes {
            province { id } kind { since { iso } } dimensions { totalCount } operators { nodes { id } }
        } } } }""",
    )

    assert [(name, len(keys)) for name, keys in graph.reads] == [
        ("province.by_id", 1),
        ("province.cities", 1),
        ("city.province", 100),
        ("city.kind", 100),
        ("city.dimensions.extent", 100),
        ("city.operators", 100),
    ]


async def test_the_sources_of_a_hundred_facts_are_one_read() -> None:
    documents = [source(f"s{number:03}") for number in range(100)]
    cities = [
        fact_of(city(f"c{number:03}"), sources=(document.id, "source:s000"))
        for number, document in enumerate(documents)
    ]
    graph = FakeGraph({("province.cities", "province:TH-83"): cities, **by_id(a_province(), source(), *documents)})

    data = await told(
        graph, '{ province(code: "TH-83") { cities(first: 100) { edges { sources { id } node { sources { id } } } } } }'
    )

    edges = data["province"]["cities"]["edges"]
    assert edges[7]["sources"] == [{"id": "source:s007"}, {"id": "source:s000"}]
    assert [(name, len(keys)) for name, keys in graph.reads] == [
        ("province.by_id", 1),
        ("province.cities", 1),
        ("source.by_id", 101),
    ]


async def test_two_aliases_with_different_pages_are_two_reads() -> None:
    graph = FakeGraph({("city.list", ""): [edge_of(city(slug)) for slug in "abc"]})

    data = await told(graph, "{ one: cities(first: 1) { nodes { id } } two: cities(first: 2) { nodes { id } } }")

    assert data == {
        "one": {"nodes": [{"id": "city:a"}]},
        "two": {"nodes": [{"id": "city:a"}, {"id": "city:b"}]},
    }
    assert graph.reads == [("city.list", [""]), ("city.list", [""])]


async def test_two_aliases_with_the_same_page_are_one_read() -> None:
    graph = FakeGraph({("city.list", ""): [edge_of(city(slug)) for slug in "abc"]})

    data = await told(graph, "{ one: cities(first: 2) { nodes { id } } two: cities(first: 2) { nodes { id } } }")

    assert data["one"] == data["two"] == {"nodes": [{"id": "city:a"}, {"id": "city:b"}]}
    assert graph.reads == [("city.list", [""])]


async def test_the_length_of_a_list_reads_no_page() -> None:
    graph = FakeGraph({("city.list", ""): [edge_of(city(slug)) for slug in "abc"]})

    data = await told(graph, "{ cities(first: 1) { totalCount knowledge } }")

    assert data == {"cities": {"totalCount": 3, "knowledge": "PARTIAL"}}
    assert graph.reads == [("city.list.extent", [""])]


async def test_pages_of_different_size_share_one_count() -> None:
    graph = FakeGraph({("city.list", ""): [edge_of(city(slug)) for slug in "abc"]})

    data = await told(graph, "{ one: cities(first: 1) { totalCount } two: cities(last: 2) { totalCount } }")

    assert data == {"one": {"totalCount": 3}, "two": {"totalCount": 3}}
    assert graph.reads == [("city.list.extent", [""])]


async def test_nodes_edges_and_page_info_share_one_read() -> None:
    graph = FakeGraph({("city.list", ""): [edge_of(city(slug)) for slug in "abc"]})

    await told(graph, "{ cities { nodes { id } edges { cursor node { id } } pageInfo { hasNextPage } } }")

    assert graph.reads == [("city.list", [""])]


async def test_a_list_that_nobody_looks_into_is_not_read() -> None:
    graph = FakeGraph()

    data = await told(graph, "{ cities { __typename } }")

    assert data == {"cities": {"__typename": "CityConnection"}}
    assert graph.reads == []


async def test_one_thing_reached_by_two_ways_is_read_once() -> None:
    graph = FakeGraph(by_id(city()))

    data = await told(graph, '{ city(slug: "phuket") { id } node(id: "city:phuket") { id } }')

    assert data == {"city": {"id": "city:phuket"}, "node": {"id": "city:phuket"}}
    assert graph.reads == [("city.by_id", ["city:phuket"])]


async def test_the_cities_of_short_cuts_are_one_read() -> None:
    graph = FakeGraph(
        {
            ("province.operators", "province:TH-83"): [
                through(agency("depa"), "city:a", "city:b"),
                through(agency("egat"), "city:b"),
            ],
            **by_id(a_province(), city("a"), city("b")),
        }
    )

    data = await told(graph, '{ province(code: "TH-83") { operators { edges { node { id } cities { id } } } } }')

    assert data["province"]["operators"]["edges"] == [
        {"node": {"id": "agency:depa"}, "cities": [{"id": "city:a"}, {"id": "city:b"}]},
        {"node": {"id": "agency:egat"}, "cities": [{"id": "city:b"}]},
    ]
    assert graph.reads[2:] == [("city.by_id", ["city:a", "city:b"])]


async def test_a_list_about_things_of_several_nouns_is_one_read_a_noun() -> None:
    graph = FakeGraph(
        {
            ("city.observations", "city:phuket"): [],
            ("city.events_about", "city:phuket"): [edge_of(event())],
            **by_id(city(), agency()),
        }
    )

    data = await told(
        graph,
        """{ nodes(ids: ["city:phuket", "agency:depa"]) {
            id ... on Subject { eventsAbout(includeLowConfidence: true) { nodes { id } } }
        } }""",
    )

    assert data["nodes"] == [
        {"id": "city:phuket", "eventsAbout": {"nodes": [{"id": "event:expo-2565"}]}},
        {"id": "agency:depa", "eventsAbout": {"nodes": []}},
    ]
    assert graph.reads[2:] == [("city.events_about", ["city:phuket"]), ("agency.events_about", ["agency:depa"])]


async def test_the_parts_of_a_list_are_grouped_by_window() -> None:
    graph = FakeGraph(
        {
            ("province.cities", "province:TH-81"): [fact_of(city("a")), fact_of(city("b"), confidence=Confidence.LOW)],
            ("province.cities", "province:TH-83"): [fact_of(city("c"))],
        }
    )
    loader = Loaders(graph.at(RELEASE, TODAY)).province_cities.page
    sure, all_of_it = Window(10), Window(10, low=True)

    rows = await loader.load_many(
        [Part("province:TH-81", sure), Part("province:TH-83", sure), Part("province:TH-81", all_of_it)]
    )

    assert [[row.node.id for row in each] for each in rows] == [["city:a"], ["city:c"], ["city:a", "city:b"]]
    assert graph.reads == [
        ("province.cities", ["province:TH-81", "province:TH-83"]),
        ("province.cities", ["province:TH-81"]),
    ]
    assert graph.windows == [sure, all_of_it]


async def test_what_a_request_has_read_the_next_one_knows_on_its_day() -> None:
    graph, memory = FakeGraph({**by_id(city()), ("city.province", "city:phuket"): [a_province()]}), Memory(100)
    days = (TODAY, TODAY, date(2022, 1, 1))

    for day in days:
        loaders = Loaders(graph.at(RELEASE, day), memory)
        await loaders.city_province.load("city:phuket")
        await loaders.city_status.load("city:phuket")

    assert [name for name, _ in graph.reads] == ["city.province", "city.status", "city.status"]
    assert (memory.hits, memory.misses) == (3, 3)


async def test_what_failed_is_not_remembered() -> None:
    graph, memory = FakeGraph(failing={"city.province": GraphTimeoutError("late")}), Memory(100)

    for _ in range(2):
        with pytest.raises(GraphTimeoutError):
            await Loaders(graph.at(RELEASE, TODAY), memory).city_province.load("city:phuket")

    assert len(graph.reads) == 2
    assert memory.rows == 0


async def test_a_list_that_is_narrowed_is_remembered_for_its_day() -> None:
    graph, memory = FakeGraph({("city.list", ""): [edge_of(city())]}), Memory(100)
    narrowed = Selection(Compared("name_en", Operator.EQ, "Phuket"))

    for selection in (EVERY_THING, narrowed):
        for day in (TODAY, date(2022, 1, 1)):
            loaders = Loaders(graph.at(RELEASE, day), memory)
            await loaders.cities.page.load(Part("", Window(2, selection=selection)))

    assert [window.selection for window in graph.windows] == [EVERY_THING, narrowed, narrowed]


async def test_who_gives_up_waiting_leaves_others_waiting() -> None:
    graph = FakeGraph(by_id(city()))
    loader = Loaders(graph.at(RELEASE, TODAY)).thing
    one, other = loader.load("city:phuket"), loader.load("city:phuket")

    one.cancel()

    assert (await other).id == "city:phuket"
    assert len(graph.reads) == 1


async def test_a_row_of_another_record_is_refused_as_by_the_door() -> None:
    graph = FakeGraph({("city.list", ""): [edge_of(agency())]})

    with pytest.raises(GraphMismatchError, match="promises"):
        await Loaders(graph.at(RELEASE, TODAY)).cities.page.load(Part("", Window(1)))


async def test_a_loader_is_made_once_a_request() -> None:
    loaders = Loaders(FakeGraph().at(RELEASE, TODAY))

    assert loaders.thing is loaders.thing
    assert loaders.cities is loaders.cities
    assert loaders.thing is not Loaders(loaders.graph).thing


def test_a_line_on_the_class_has_the_name_of_its_edge() -> None:
    assert Loaders.province_cities.name == "province_cities"


def test_a_line_of_no_kind_makes_no_loader() -> None:
    with pytest.raises(NotImplementedError):
        Line[object]().made(View(FakeGraph().at(RELEASE, TODAY), Memory(0)))


def test_a_choice_by_noun_has_a_page_and_an_extent_for_each() -> None:
    line = pages({"province": province.CITIES})

    assert line.page == {"province": province.CITIES.page}
    assert line.extent == {"province": province.CITIES.extent}


async def test_a_key_that_no_read_answers_loads_nothing() -> None:
    graph = FakeGraph()
    loader = one({"province": province.BY_ID}).made(View(graph.at(RELEASE, TODAY), Memory(0)))

    assert await loader.load("planet:mars") is None
    assert graph.reads == []


async def test_a_key_that_is_no_text_fails_alone() -> None:
    graph = FakeGraph(by_id(a_province("TH-83")))
    loader = one({"province": province.BY_ID}).made(View(graph.at(RELEASE, TODAY), Memory(0)))
    odd: list[Any] = [b"province:TH-83", 83]

    known, *errors = await asyncio.gather(*map(loader.load, ["province:TH-83", *odd]), return_exceptions=True)

    assert known == a_province("TH-83")
    assert [str(error) for error in errors] == ["b'province:TH-83' is no id", "83 is no id"]
    assert loader.failed


@pytest.mark.parametrize(
    ("thing_id", "noun"),
    [
        ("city:phuket", "city"),
        ("area-kind:livable", "area-kind"),
        ("agency:egat/aliases/1", "aliases"),
        ("agency:egat/", ""),
        ("phuket", "phuket"),
        ("", ""),
    ],
)
def test_the_noun_of_an_id_is_its_first_word_or_the_list_it_is_a_part_of(thing_id: str, noun: str) -> None:
    assert noun_of(thing_id) == noun


async def test_what_is_made_of_an_answer_comes_with_it_or_fails_with_it() -> None:
    loop = asyncio.get_running_loop()
    good, bad, gone, left = (loop.create_future() for _ in range(4))
    made = [then(good, len), then(good, int), then(bad, len), then(gone, len), then(left, len)]
    made[-1].cancel()

    good.set_result("four")
    bad.set_exception(GraphTimeoutError("late"))
    gone.cancel()
    left.set_result("unheard")
    found = await asyncio.gather(*made, return_exceptions=True)

    assert found[0] == 4
    assert [type(each) for each in found[1:]] == [
        ValueError,
        GraphTimeoutError,
        asyncio.CancelledError,
        asyncio.CancelledError,
    ]

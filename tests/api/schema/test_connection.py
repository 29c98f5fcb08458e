"""Lists in pages: cursors, length, what is known, and the documents behind each relation."""

from typing import Any

import pytest

from graph.model import Basis, Confidence, Role
from graph.query import Window
from tests.fakes import FakeGraph, ask, by_id, cursor_in, told
from tests.things import (
    agency,
    approval_round,
    city,
    decision,
    edge_of,
    fact_of,
    gap,
    province,
    reference,
    source,
    through,
)

pytestmark = pytest.mark.anyio

FIVE = [edge_of(city(slug)) for slug in "abcde"]
PAGE = "nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"


def cursor(place: str) -> str:
    """A cursor of the list of all cities."""
    return cursor_in("cities", "", place)


def five() -> FakeGraph:
    return FakeGraph({("city.list", ""): FIVE})


def page(cities: str, *, more: bool, earlier: bool) -> dict[str, Any]:
    ends = [cursor(f"city:{cities[0]}"), cursor(f"city:{cities[-1]}")] if cities else [None, None]
    return {
        "nodes": [{"id": f"city:{slug}"} for slug in cities],
        "pageInfo": {
            "hasNextPage": more,
            "hasPreviousPage": earlier,
            "startCursor": ends[0],
            "endCursor": ends[1],
        },
    }


async def test_five_things_are_three_pages_of_two_forwards() -> None:
    pages: list[object] = []
    after = None

    while after is not None or not pages:
        data = await told(
            five(), f"query($after: String) {{ cities(first: 2, after: $after) {{ {PAGE} }} }}", after=after
        )
        pages.append(data["cities"])
        after = data["cities"]["pageInfo"]["endCursor"] if data["cities"]["pageInfo"]["hasNextPage"] else None

    assert pages == [
        page("ab", more=True, earlier=False),
        page("cd", more=True, earlier=True),
        page("e", more=False, earlier=True),
    ]


async def test_five_things_are_three_pages_of_two_backwards() -> None:
    pages: list[object] = []
    before = None

    while before is not None or not pages:
        text = f"query($before: String) {{ cities(last: 2, before: $before) {{ {PAGE} }} }}"
        data = await told(five(), text, before=before)
        pages.append(data["cities"])
        before = data["cities"]["pageInfo"]["startCursor"] if data["cities"]["pageInfo"]["hasPreviousPage"] else None

    assert pages == [
        page("de", more=False, earlier=True),
        page("bc", more=True, earlier=True),
        page("a", more=True, earlier=False),
    ]


async def test_a_page_between_two_cursors_holds_neither() -> None:
    text = "query($a: String, $b: String) { cities(first: 9, after: $a, before: $b) { nodes { id } } }"

    data = await told(five(), text, a=cursor("city:a"), b=cursor("city:d"))

    assert data == {"cities": {"nodes": [{"id": "city:b"}, {"id": "city:c"}]}}


async def test_a_page_behind_the_last_thing_is_empty() -> None:
    text = f"query($after: String) {{ cities(after: $after) {{ {PAGE} }} }}"

    data = await told(five(), text, after=cursor("city:e"))

    assert data == {"cities": page("", more=False, earlier=True)}


async def test_a_cursor_is_the_same_on_every_page_and_says_nothing() -> None:
    text = "{ cities { edges { cursor node { id } } } two: cities(last: 1) { edges { cursor } } }"

    data = await told(five(), text)

    cursors = [edge["cursor"] for edge in data["cities"]["edges"]]
    assert len(set(cursors)) == 5
    assert data["two"]["edges"] == [{"cursor": cursors[-1]}]
    assert not any("city" in cursor for cursor in cursors)


async def test_twenty_things_are_a_page_and_a_hundred_the_largest() -> None:
    graph = FakeGraph({("city.list", ""): [edge_of(city(f"c{number:03}")) for number in range(150)]})

    data = await told(graph, "{ cities { nodes { id } } all: cities(first: 100) { nodes { id } totalCount } }")

    assert [len(data[name]["nodes"]) for name in ("cities", "all")] == [20, 100]
    assert data["all"]["totalCount"] == 150
    assert Window(21) in graph.windows
    assert Window(101) in graph.windows


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ("first: 101", "BAD_USER_INPUT", "`first: 101` is out of range: ask for 0 to 100 and follow `pageInfo`"),
        ("last: -1", "BAD_USER_INPUT", "`last: -1` is out of range: ask for 0 to 100 and follow `pageInfo`"),
        (
            "first: 1, last: 2",
            "BAD_USER_INPUT",
            "`first: 1` and `last: 2` exclude each other: give one of them",
        ),
        (
            'after: "nonsense!"',
            "INVALID_CURSOR",
            "'nonsense!' is no cursor of this list as it is asked for: it is damaged, or comes from another list,"
            " filter, order, day or release; take one from `pageInfo` of the same query",
        ),
        (
            'before: "ภูเก็ต"',
            "INVALID_CURSOR",
            "'ภูเก็ต' is no cursor of this list as it is asked for: it is damaged, or comes from another list,"
            " filter, order, day or release; take one from `pageInfo` of the same query",
        ),
    ],
)
async def test_a_page_that_cannot_be_is_refused_before_anything_is_read(
    arguments: str, code: str, message: str
) -> None:
    graph = five()

    answer = await ask(graph, f"{{ cities({arguments}) {{ nodes {{ id }} }} }}")

    error = {
        "message": message,
        "locations": [{"line": 1, "column": 3}],
        "path": ["cities"],
        "extensions": {"code": code},
    }
    assert answer == {"errors": [error], "data": None}
    assert graph.reads == []


LISTS = """{ city(slug: "phuket") {
    operators { knowledge totalCount } dimensions { knowledge totalCount } proposers { knowledge totalCount }
} }"""


async def test_a_list_is_complete_partial_or_unknown() -> None:
    graph = FakeGraph(
        {
            ("city.operators", "city:phuket"): [fact_of(agency())],
            ("city.dimensions", "city:phuket"): [],
            ("city.proposers", "city:phuket"): [fact_of(agency()), fact_of(agency("egat"))],
            **by_id(city()),
        },
        complete=[("city.operators", "city:phuket")],
    )

    data = await told(graph, LISTS)

    assert data["city"] == {
        "operators": {"knowledge": "COMPLETE", "totalCount": 1},
        "dimensions": {"knowledge": "UNKNOWN", "totalCount": 0},
        "proposers": {"knowledge": "PARTIAL", "totalCount": 2},
    }


async def test_an_empty_list_that_documents_call_complete_is_complete() -> None:
    graph = FakeGraph(by_id(city()), complete=[("city.dimensions", "city:phuket")])

    data = await told(graph, '{ city(slug: "phuket") { dimensions { knowledge totalCount } } }')

    assert data["city"]["dimensions"] == {"knowledge": "COMPLETE", "totalCount": 0}


async def test_a_list_of_which_the_graph_says_nothing_is_empty_and_unknown() -> None:
    graph = FakeGraph({("city.dimensions.extent", "city:phuket"): [], **by_id(city())})

    data = await told(graph, '{ city(slug: "phuket") { dimensions { knowledge totalCount nodes { id } } } }')

    assert data["city"]["dimensions"] == {"knowledge": "UNKNOWN", "totalCount": 0, "nodes": []}


async def test_low_confidence_is_left_out_unless_asked_for() -> None:
    graph = FakeGraph(
        {
            ("city.operators", "city:phuket"): [
                fact_of(agency("depa")),
                fact_of(agency("egat"), confidence=Confidence.LOW),
            ],
            **by_id(city()),
        }
    )

    data = await told(
        graph,
        """{ city(slug: "phuket") {
            operators { totalCount nodes { id } }
            all: operators(includeLowConfidence: true) { totalCount edges { confidence node { id } } }
        } }""",
    )

    assert data["city"] == {
        "operators": {"totalCount": 1, "nodes": [{"id": "agency:depa"}]},
        "all": {
            "totalCount": 2,
            "edges": [
                {"confidence": "HIGH", "node": {"id": "agency:depa"}},
                {"confidence": "LOW", "node": {"id": "agency:egat"}},
            ],
        },
    }
    assert graph.windows[1:] == [Window(0), Window(21), Window(0, low=True), Window(21, low=True)]


async def test_a_fact_says_all_that_its_documents_say() -> None:
    stated = fact_of(
        agency(),
        role=Role.OPERATOR,
        basis=Basis.IN_TITLE,
        since="2021",
        until="2023-09",
        named_as="สำนักงาน",
        note="ตามประกาศ",
        confidence=Confidence.MEDIUM,
    )
    graph = FakeGraph({("city.operators", "city:phuket"): [stated], **by_id(city(), source())})

    data = await told(
        graph,
        """{ city(slug: "phuket") { operators { edges {
            cursor role basis since { iso precision } until { iso precision } namedAs note confidence
            sources { id title } node { id }
        } } } }""",
    )

    assert data["city"]["operators"]["edges"] == [
        {
            "cursor": cursor_in("city_operators", "city:phuket", "agency:depa"),
            "role": "OPERATOR",
            "basis": "IN_TITLE",
            "since": {"iso": "2021", "precision": "YEAR"},
            "until": {"iso": "2023-09", "precision": "MONTH"},
            "namedAs": "สำนักงาน",
            "note": "ตามประกาศ",
            "confidence": "MEDIUM",
            "sources": [{"id": "source:gazette-2564", "title": "ประกาศ"}],
            "node": {"id": "agency:depa"},
        }
    ]


async def test_what_documents_do_not_say_of_a_fact_is_null() -> None:
    graph = FakeGraph({("city.province_fact", "city:phuket"): [fact_of(province())], **by_id(city())})

    data = await told(
        graph, '{ city(slug: "phuket") { provinceEdge { role basis since { iso } until { iso } namedAs note } } }'
    )

    assert data["city"]["provinceEdge"] == dict.fromkeys(("role", "basis", "since", "until", "namedAs", "note"))


async def test_a_single_fact_that_is_not_on_record_is_null() -> None:
    data = await told(FakeGraph(by_id(city())), '{ city(slug: "phuket") { kind { node { id } } } }')

    assert data == {"city": {"kind": None}}


async def test_a_short_cut_by_way_of_decisions_names_them() -> None:
    graph = FakeGraph(
        {
            ("city.rounds", "city:phuket"): [through(approval_round(), "decision:approved-phuket")],
            **by_id(city(), decision()),
        }
    )

    data = await told(
        graph, '{ city(slug: "phuket") { rounds { nodes { id } edges { cursor node { id } decisions { id kind } } } } }'
    )

    assert data["city"]["rounds"] == {
        "nodes": [{"id": "round:subcommittee-1-2564"}],
        "edges": [
            {
                "cursor": cursor_in("city_rounds", "city:phuket", "round:subcommittee-1-2564"),
                "node": {"id": "round:subcommittee-1-2564"},
                "decisions": [{"id": "decision:approved-phuket", "kind": "APPROVED"}],
            }
        ],
    }


async def test_a_list_of_things_of_any_noun_reads_each_noun_once() -> None:
    about = [reference("agency:depa"), reference("city:a"), reference("city:b")]
    graph = FakeGraph({("gap.about", "gap:operators"): about, **by_id(gap(), city("a"), city("b"), agency())})

    data = await told(
        graph,
        """{ gap(slug: "operators") { about {
            totalCount nodes { __typename id } edges { cursor node { id } } pageInfo { hasNextPage }
        } } }""",
    )

    assert data["gap"]["about"] == {
        "totalCount": 3,
        "nodes": [
            {"__typename": "Agency", "id": "agency:depa"},
            {"__typename": "City", "id": "city:a"},
            {"__typename": "City", "id": "city:b"},
        ],
        "edges": [
            {"cursor": cursor_in("gap_about", "gap:operators", "agency:depa"), "node": {"id": "agency:depa"}},
            {"cursor": cursor_in("gap_about", "gap:operators", "city:a"), "node": {"id": "city:a"}},
            {"cursor": cursor_in("gap_about", "gap:operators", "city:b"), "node": {"id": "city:b"}},
        ],
        "pageInfo": {"hasNextPage": False},
    }
    assert graph.reads.count(("city.by_id", ["city:a", "city:b"])) == 1
    assert len(graph.reads) == 5

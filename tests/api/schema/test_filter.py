"""Filters and orders as clients write them."""

from typing import Any

import pytest

from graph.selection import (
    All,
    Compared,
    Condition,
    Counted,
    Either,
    Not,
    Operator,
    Order,
    Quantifier,
    Related,
    Selection,
    Unknown,
)
from tests.fakes import FakeGraph, ask, by_id, told
from tests.things import city

pytestmark = pytest.mark.anyio

KIND = Compared("kind", Operator.EQ, "company")


async def chosen(where: str, order: str = "") -> Selection:
    """The selection that reaches the graph."""
    graph = FakeGraph()
    await told(graph, f"{{ cities({where} {order}) {{ nodes {{ id }} }} }}")
    return graph.windows[-1].selection


@pytest.mark.parametrize(
    ("where", "condition"),
    [
        ('nameEn: {eq: "Phuket"}', Compared("name_en", Operator.EQ, "Phuket")),
        ("extent: {in: [PROVINCE, ESTATE]}", Compared("extent", Operator.IN, ("province", "estate"))),
        ("districtTh: {isNull: false}", Compared("district_th", Operator.IS_NULL, False)),
        ("approvedOn: {isNull: true}", Compared("approved_on", Operator.IS_NULL, True)),
        (
            'nameEn: {startsWith: "P", ne: "Phuket"}',
            All((Compared("name_en", Operator.NE, "Phuket"), Compared("name_en", Operator.STARTS_WITH, "P"))),
        ),
        ("operators: {some: {kind: {eq: COMPANY}}}", Related("operators", Quantifier.SOME, KIND)),
        ("operators: {none: {kind: {eq: COMPANY}}}", Related("operators", Quantifier.NONE, KIND)),
        ("operators: {every: {kind: {eq: COMPANY}}}", Related("operators", Quantifier.EVERY, KIND)),
        ("operators: {count: {gte: 2}}", Counted("operators", Operator.GTE, 2.0)),
        ('approvedOn: {lte: "2023-09-30"}', Compared("approved_on", Operator.LTE, "2023-09")),
        ('approvedOn: {lte: "2024-02-29"}', Compared("approved_on", Operator.LTE, "2024-02")),
        ('approvedOn: {lte: "2023-09-29"}', Compared("approved_on", Operator.LTE, "2023-09-29")),
        ('approvedOn: {lte: "2023"}', Compared("approved_on", Operator.LTE, "2023")),
        ('approvedOn: {lt: "2023-09-30"}', Compared("approved_on", Operator.LT, "2023-09-30")),
        ("operators: {isUnknown: true}", Unknown("operators", True)),
        (
            'province: {code: {eq: "TH-83"}}',
            Related("province", Quantifier.SOME, Compared("code", Operator.EQ, "TH-83")),
        ),
        (
            "or: [{extent: {isNull: true}}, {not: {synthetic: {eq: true}}}]",
            Either((Compared("extent", Operator.IS_NULL, True), Not(Compared("synthetic", Operator.EQ, True)))),
        ),
        (
            "and: [{synthetic: {eq: false}}, {extent: {eq: CAMPUS}}]",
            All((Compared("extent", Operator.EQ, "campus"), Compared("synthetic", Operator.EQ, False))),
        ),
    ],
)
async def test_a_filter_is_a_condition(where: str, condition: Condition) -> None:
    assert await chosen(f"where: {{{where}}}") == Selection(condition)


async def test_an_order_is_its_keys() -> None:
    selection = await chosen("", "orderBy: [{field: NAME_EN, direction: DESC}, {field: EXTENT}]")

    assert selection == Selection(order=(Order("name_en", descending=True), Order("extent")))


async def test_lists_inside_are_narrowed_with_one_read_for_all() -> None:
    graph = FakeGraph(by_id(city("a"), city("b")))

    await told(
        graph,
        """{ nodes(ids: ["city:a", "city:b"]) { ... on City {
            operators(where: {kind: {eq: COMPANY}}) { nodes { id } }
        } } }""",
    )

    assert graph.reads[1:] == [("city.operators", ["city:a", "city:b"])]
    assert graph.windows[1].selection == Selection(KIND)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ("where: {}", "BAD_USER_INPUT", "`{}` is no condition: leave it out, or name a field"),
        (
            "where: {extent: {}}",
            "BAD_USER_INPUT",
            "`extent` is compared with nothing: give one of eq, ne, in, not_in, is_null",
        ),
        ("where: {nameEn: {in: []}}", "BAD_USER_INPUT", "`in` has 0 values: give 1 to 100"),
        ("where: {or: []}", "BAD_USER_INPUT", "`or: []` says nothing: give at least one condition"),
        (
            "where: {operators: {count: {isNull: true}}}",
            "BAD_USER_INPUT",
            "`operators.count.isNull`: a count is never missing: compare it, or ask `isUnknown`",
        ),
        (
            "where: {operators: {}}",
            "BAD_USER_INPUT",
            "`operators: {}` is no condition: give `some`, `none`, `every`, `count` or `isUnknown`",
        ),
        (
            "where: {decisions: {some: {date: {gt: \"2564-01-01\"}}}}",
            "INVALID_DATE",
            "'2564-01-01' is a Buddhist-era year: write 2021-01-01",
        ),
        (
            "where: {decisions: {some: {date: {gt: \"yesterday\"}}}}",
            "INVALID_DATE",
            "'yesterday' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD, in quotes",
        ),
        (
            "where: {operators: {some: {cities: {some: {operators: {some: {cities: {count: {gt: 1}}}}}}}}}",
            "BAD_USER_INPUT",
            "conditions follow relations 4 deep: follow at most 3",
        ),
        (
            "orderBy: [{field: ID}, {field: ID, direction: DESC}]",
            "BAD_USER_INPUT",
            "a list is ordered by the same key twice: give each once",
        ),
        (
            "orderBy: [{field: ID}, {field: NAME_EN}, {field: NAME_TH}, {field: EXTENT}, {field: SYNTHETIC}]",
            "BAD_USER_INPUT",
            "5 keys to order by are too many: give up to 4",
        ),
    ],
)  # fmt: skip
async def test_what_has_no_meaning_is_refused_before_anything_is_read(arguments: str, code: str, message: str) -> None:
    graph = FakeGraph()

    answer = await ask(graph, f"{{ cities({arguments}) {{ nodes {{ id }} }} }}")

    ((error,),) = [answer["errors"]]
    assert (error["extensions"]["code"], error["message"]) == (code, message)
    assert graph.reads == []


async def test_a_text_that_is_too_long_is_refused() -> None:
    answer = await ask(
        FakeGraph(), "query($t: String) { cities(where: {nameEn: {eq: $t}}) { nodes { id } } }", t="ก" * 10_000
    )

    ((error,),) = [answer["errors"]]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["message"].endswith("has 10000 characters: compare with at most 1000")


async def test_too_many_conditions_are_refused() -> None:
    several = ", ".join('{nameEn: {eq: "a"}}' for _ in range(51))

    answer = await ask(FakeGraph(), f"{{ cities(where: {{or: [{several}]}}) {{ nodes {{ id }} }} }}")

    ((error,),) = [answer["errors"]]
    assert error["message"] == "51 conditions are too many: give at most 50"


@pytest.mark.parametrize("text", ["'}) DETACH DELETE n //", "$release", "`", "\\u0000", "{city}", "%s"])
async def test_whatever_a_text_says_stays_a_value(text: str) -> None:
    graph = FakeGraph()

    answer: Any = await ask(
        graph, "query($t: String) { cities(where: {nameEn: {contains: $t}}) { nodes { id } } }", t=text
    )

    assert answer == {"data": {"cities": {"nodes": []}}}
    assert graph.windows[0].selection.where == Compared("name_en", Operator.CONTAINS, text)

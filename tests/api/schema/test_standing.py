"""Where a city and an emblem stand, and official totals, as clients see them."""

from typing import Any

import pytest

from api.schema.enums import meaning
from graph.model import (
    ANSWERS,
    Answer,
    Emblem,
    EmblemKind,
    EmblemStanding,
    EmblemState,
    Finding,
    ListExtent,
    Reason,
    ReportedTotal,
    Standing,
    Status,
    TotalBasis,
)
from tests.fakes import FakeGraph, by_id, told
from tests.things import SOURCES, approval_round, city, decision, observation, source

pytestmark = pytest.mark.anyio


def emblem(**fields: Any) -> Emblem:
    return Emblem(id="emblem:phuket", kind=EmblemKind.FIRST, sources=SOURCES, **fields)


def finding(reason: Reason, **fields: Any) -> Finding:
    return Finding(reason=reason, **fields)


async def test_a_city_says_how_far_it_has_come_and_what_that_rests_on() -> None:
    standing = Standing(
        value=Status.APPROVED,
        since="2021-05-06",
        year_of_approval=2021,
        decisions=("decision:approved-phuket",),
        rounds=("round:subcommittee-1-2564",),
        sources=("source:gazette-2564", "source:b", "source:gazette-2564"),
    )
    things = by_id(city(), decision(), approval_round(), source(), source("b"))
    graph = FakeGraph({("city.status", "city:phuket"): [standing], **things})

    data = await told(
        graph,
        '{ city(slug: "phuket") { status { value since { iso } yearOfApproval'
        " decisions { id } rounds { id } sources { id } } } }",
    )

    assert data["city"]["status"] == {
        "value": "APPROVED",
        "since": {"iso": "2021-05-06"},
        "yearOfApproval": 2021,
        "decisions": [{"id": "decision:approved-phuket"}],
        "rounds": [{"id": "round:subcommittee-1-2564"}],
        "sources": [{"id": "source:gazette-2564"}, {"id": "source:b"}],
    }


@pytest.mark.parametrize("reason", Reason)
async def test_every_reason_has_an_answer_and_words(reason: Reason) -> None:
    graph = FakeGraph({("city.in_force", "city:phuket"): [finding(reason)], **by_id(city())})

    data = await told(graph, '{ city(slug: "phuket") { inForce { answer reason explanation } } }')

    answer = ANSWERS[reason]
    words = {"answer": answer.name, "reason": reason.name, "explanation": meaning(reason)}
    assert data["city"]["inForce"] == words
    assert meaning(reason).startswith({Answer.YES: "Yes: ", Answer.NO: "No: ", Answer.UNKNOWN: "Unknown: "}[answer])


async def test_a_hundred_cities_cost_one_read_a_field() -> None:
    cities = [city(f"c{number:02}") for number in range(100)]
    findings = {
        (f"city.{name}", each.id): [finding(Reason.NOT_ON_RECORD)]
        for each in cities
        for name in ("approved", "handed_over", "in_force")
    }
    graph = FakeGraph({**by_id(*cities), **findings})

    await told(
        graph,
        "query($ids: [ID!]!) { nodes(ids: $ids) { ... on City {"
        " approved { answer } handedOver { answer } inForce { answer } emblem { id } progress { id } } } }",
        ids=[each.id for each in cities],
    )

    assert [(name, len(keys)) for name, keys in graph.reads] == [
        ("city.by_id", 100),
        ("city.approved", 100),
        ("city.handed_over", 100),
        ("city.in_force", 100),
        ("city.emblem", 100),
        ("city.progress", 100),
    ]


async def test_an_emblem_says_whether_it_is_in_force() -> None:
    standing = EmblemStanding(value=EmblemState.UNKNOWN, reason=Reason.RENEWED_NOT_NAMED)
    graph = FakeGraph({("emblem.state", "emblem:phuket"): [standing], **by_id(emblem())})

    data = await told(graph, '{ emblem(slug: "phuket") { state { value reason explanation } } }')

    assert data["emblem"]["state"] == {
        "value": "UNKNOWN",
        "reason": "RENEWED_NOT_NAMED",
        "explanation": meaning(Reason.RENEWED_NOT_NAMED),
    }


@pytest.mark.parametrize(
    ("handed_over", "day", "shown"),
    [
        ("2022-12-31", "2022-12-31", True),
        ("2023-01-01", "2022-12-31", False),
        ("2022-09", "2022-09-30", True),
        ("2022-09", "2022-09-29", False),
        ("2022", "2022-12-31", True),
        ("2022", "2022-12-30", False),
        (None, "2022-12-31", False),
    ],
)
async def test_a_date_that_has_not_come_is_not_shown(handed_over: str | None, day: str, shown: bool) -> None:
    graph = FakeGraph(by_id(emblem(handed_over=handed_over)))

    data = await told(
        graph,
        'query($day: String!) @asOf(date: $day) { emblem(slug: "phuket") { handedOver { iso } } }',
        day=day,
    )

    assert data["emblem"]["handedOver"] == ({"iso": handed_over} if shown else None)


async def test_the_day_a_decision_was_announced_and_a_round_reported_come_too() -> None:
    things = by_id(decision(announced="2022-01-01"), approval_round(reported="2022-01-01"))
    fields = (
        '{ decision(slug: "approved-phuket") { announced { iso } }'
        ' approvalRound(slug: "subcommittee-1-2564") { reported { iso } } }'
    )

    before = await told(FakeGraph(things), f'query @asOf(date: "2021-12-31") {fields}')
    later = await told(FakeGraph(things), f'query @asOf(date: "2022-01-01") {fields}')

    assert before == {"decision": {"announced": None}, "approvalRound": {"reported": None}}
    assert later == {
        "decision": {"announced": {"iso": "2022-01-01"}},
        "approvalRound": {"reported": {"iso": "2022-01-01"}},
    }


def total(**fields: Any) -> ReportedTotal:
    said = {"subject": "observation:provinces", "basis": "approved", "sources": SOURCES, "confidence": "high"}
    return ReportedTotal(**{**said, "cursor": "2025|observation:provinces", **fields})


async def test_a_total_shows_what_is_reported_what_can_be_named_and_the_difference() -> None:
    graph = FakeGraph(
        {
            ("reported_total.list", ""): [total(provinces=16, date="2025-08-27", day="2025-08-27")],
            ("observation.named_provinces.extent", "observation:provinces"): [ListExtent(total=25, complete=False)],
            **by_id(observation("provinces")),
        }
    )

    data = await told(
        graph,
        "{ reportedTotals { nodes { about { id } basis date { iso } day { iso } cities { reported }"
        " provinces { reported named difference } promotionZones { reported } } } }",
    )

    assert data["reportedTotals"]["nodes"] == [
        {
            "about": {"id": "observation:provinces"},
            "basis": "APPROVED",
            "date": {"iso": "2025-08-27"},
            "day": {"iso": "2025-08-27"},
            "cities": None,
            "provinces": {"reported": 16, "named": 25, "difference": -9},
            "promotionZones": None,
        }
    ]
    assert [name for name, _ in graph.reads].count("observation.named_provinces.extent") == 1


async def test_where_it_is_not_on_record_what_was_counted_nothing_is() -> None:
    graph = FakeGraph(
        {
            ("observation.reported_total", "observation:provinces"): [
                total(basis=TotalBasis.NOT_ON_RECORD, cities=30, promotion_zones=0)
            ],
            **by_id(observation("provinces")),
        }
    )
    counts = "{ reported named difference }"

    data = await told(
        graph,
        f'{{ observation(slug: "provinces") {{ reportedTotal {{ basis cities {counts} promotionZones {counts} }} }} }}',
    )

    assert data["observation"]["reportedTotal"] == {
        "basis": "NOT_ON_RECORD",
        "cities": {"reported": 30, "named": None, "difference": None},
        "promotionZones": {"reported": 0, "named": None, "difference": None},
    }
    assert [name for name, _ in graph.reads] == ["observation.by_id", "observation.reported_total"]

"""What is derived when the data are loaded: places, days, and which documents support what."""

from typing import Any

import pytest

from graph import model, seed
from graph.model import AgencyKind, Basis, Confidence, DecisionKind, EmblemKind, IncentiveKind, Role, last_day
from graph.queries.tables import TABLES
from graph.seed import LinkTo
from graph.seeding.rows import TURNING, Related, Row, Rows, years_later

DOCUMENT = ("source:a",)
FIRST = EmblemKind.FIRST


def nodes(*records: model.Record) -> list[Row]:
    """The rows that records make as nodes, without keys and places."""
    rows = Rows("r")
    made = [row for record in records for _, row in rows.nodes(record)]
    return [{name: value for name, value in row.items() if name not in {"key", "sort"}} for row in made]


def sorts(*records: model.Record) -> list[str]:
    """The places of records."""
    rows = Rows("r")
    return [row["sort"] for record in records for _, row in rows.nodes(record)]


def emblem(**fields: Any) -> seed.Emblem:
    """An emblem of Phuket."""
    return seed.Emblem(id="emblem:a", kind=FIRST, city="city:phuket", sources=DOCUMENT, **fields)


def city(**fields: Any) -> seed.City:
    """Phuket."""
    located = LinkTo(id="province:TH-83", sources=DOCUMENT)
    return seed.City(**{"id": "city:phuket", "name_th": "ภูเก็ต", "sources": DOCUMENT, "province": located, **fields})


def supports(record: model.Record) -> list[Related]:
    """What documents support of a record and its parts."""
    return [each for each in Rows("r").relationships(record) if each.shape.type == "SUPPORTS"]


def test_a_node_has_the_fields_that_say_something_and_where_it_stands() -> None:
    ((label, row),) = Rows("r").nodes(city(note="n", confidence=Confidence.LOW))

    assert (label, row) == (
        "City",
        {
            "id": "city:phuket",
            "key": "r|city:phuket",
            "sort": "r|city:phuket",
            "sources": ["source:a"],
            "confidence": "low",
            "name_th": "ภูเก็ต",
            "note": "n",
            "synthetic": False,
        },
    )


def test_parts_become_nodes_of_their_own_that_point_at_their_whole() -> None:
    alias = model.Alias(id="agency:egat/aliases/1", name="EGAT", sources=DOCUMENT)
    agency = seed.Agency(id="agency:egat", name_th="ก", kind=AgencyKind.AGENCY, sources=DOCUMENT, aliases=(alias,))
    rows = Rows("r")

    made = [(label, row["key"], row["sort"]) for label, row in rows.nodes(agency)]
    names = [each for each in rows.relationships(agency) if each.shape.type == "NAMES"]

    assert made == [
        ("Agency", "r|agency:egat", "r|agency:egat"),
        ("Alias", "r|agency:egat/aliases/1", "r|agency:egat/aliases/0001"),
    ]
    assert [(each.shape.start, each.start, each.shape.end, each.end, each.properties) for each in names] == [
        ("Alias", "r|agency:egat/aliases/1", "Agency", "r|agency:egat", {}),
    ]


def test_the_tenth_part_stands_behind_the_ninth() -> None:
    incentives = tuple(
        model.Incentive(
            id=f"privilege:a/incentives/{place}",
            kind=IncentiveKind.EXEMPTION,
            condition="c",
            years=3,
            sources=DOCUMENT,
        )
        for place in (9, 10)
    )
    privilege = seed.Privilege(
        id="privilege:a",
        measure="m",
        title="t",
        activity=model.Activity.AREA,
        activity_en="a",
        granter="agency:boi",
        incentives=incentives,
        sources=DOCUMENT,
    )

    assert sorts(privilege) == sorted(sorts(privilege))


def test_things_stand_in_the_order_of_their_noun() -> None:
    numbered = seed.Stage(id="stage:b", name_th="ก", order=2, sources=DOCUMENT)
    dated = seed.ApprovalRound(id="round:b", committee="committee:a", date="2021-09", sources=DOCUMENT)
    undated = seed.ApprovalRound(id="round:a", committee="committee:a", sources=DOCUMENT)
    unnumbered = seed.Criterion(id="criterion:a", kind=model.CriterionKind.EMBLEM, text_en="a", sources=DOCUMENT)

    assert sorts(numbered, dated, undated, unnumbered, emblem(certified="2021-08-13"), emblem(), city()) == [
        "r|0002|stage:b",
        "r|2021-09|round:b",
        "r|9999|round:a",
        "r|9999|criterion:a",
        "r|2021-08-13|emblem:a",
        "r|9999|emblem:a",
        "r|city:phuket",
    ]


def test_a_decision_has_the_date_of_its_round_unless_it_has_its_own() -> None:
    sat = seed.ApprovalRound(id="round:a", committee="committee:a", date="2021-09-23", sources=DOCUMENT)
    undated = seed.ApprovalRound(id="round:b", committee="committee:a", sources=DOCUMENT)

    def decision(sitting: str, date: str | None = None) -> seed.Decision:
        return seed.Decision(
            id="decision:a", kind=DecisionKind.APPROVED, text="t", round=sitting, date=date, sources=DOCUMENT
        )

    made = nodes(sat, undated, decision("round:a"), decision("round:a", "2021-10"), decision("round:b"))

    assert [(row.get("date"), row.get("day")) for row in made[2:]] == [
        ("2021-09-23", "2021-09-23"),
        ("2021-10", "2021-10-31"),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("partial", "day"),
    [
        ("2021", "2021-12-31"),
        ("2021-09", "2021-09-30"),
        ("2021-09-23", "2021-09-23"),
        ("2024-02", "2024-02-29"),
        ("2023-02", "2023-02-28"),
    ],
)
def test_a_partial_date_has_come_when_its_last_day_has(partial: str, day: str) -> None:
    assert last_day(partial) == day


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        ("2021-12-24", 2, "2023-12-24"),
        ("2024-02-29", 2, "2026-02-28"),
        ("2024-02-29", 4, "2028-02-29"),
        ("2024-02-28", 2, "2026-02-28"),
    ],
)
def test_a_validity_ends_on_the_same_date_years_later(start: str, years: int, end: str) -> None:
    assert years_later(start, years) == end


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({"certified": "2021-08-13", "validity_years": 2}, {"valid_from": "2021-08-13", "valid_until": "2023-08-13"}),
        ({"handed_over": "2024-02-29", "validity_years": 2}, {"valid_from": "2024-02-29", "valid_until": "2026-02-28"}),
        (
            {"certified": "2021-08-13", "handed_over": "2021-12-24", "validity_years": 2},
            {"valid_from": "2021-08-13", "valid_until": "2023-08-13"},
        ),
        ({"certified": "2021-08-13"}, {"valid_from": "2021-08-13"}),
        ({"certified": "2021-08", "validity_years": 2}, {"valid_from": "2021-08"}),
        ({"validity_years": 2}, {}),
    ],
)
def test_an_emblem_is_valid_on_the_days_that_follow_from_what_is_on_record(fields: Row, days: Row) -> None:
    (row,) = nodes(emblem(**fields))

    assert {name: row[name] for name in ("valid_from", "valid_until") if name in row} == days


def test_a_release_knows_every_day_on_which_anything_changes() -> None:
    rows = Rows("r")
    operator = LinkTo(id="agency:a", sources=DOCUMENT, since="2022-02", until="2023")

    list(rows.nodes(emblem(certified="2021-08-13", validity_years=2)))
    list(rows.nodes(seed.ApprovalRound(id="round:a", committee="committee:a", date="2020", sources=DOCUMENT)))
    list(rows.nodes(city()))
    list(rows.relationships(city(operators=(operator,))))

    assert sorted(rows.days) == ["2020-12-31", "2021-08-13", "2022-02-28", "2023-08-14", "2024-01-01"]


def test_a_privilege_is_there_from_the_day_it_was_approved() -> None:
    privilege = seed.Privilege(
        id="privilege:a",
        measure="m",
        title="t",
        activity=model.Activity.AREA,
        activity_en="a",
        approved="2020-06",
        granter="agency:boi",
        sources=DOCUMENT,
    )

    (row,) = nodes(privilege)

    assert (row["approved"], row["day"]) == ("2020-06", "2020-06-30")


def test_a_link_says_what_documents_state_of_it() -> None:
    operator = LinkTo(
        id="agency:a",
        sources=("source:b",),
        confidence=Confidence.MEDIUM,
        role=Role.OPERATOR,
        basis=Basis.STATED,
        since="2022-02",
        until="2023",
        note="n",
    )

    (made,) = [each for each in Rows("r").relationships(city(operators=(operator,))) if each.shape.type == "OPERATES"]

    assert (made.shape.start, made.start, made.shape.end, made.end) == (
        "Agency",
        "r|agency:a",
        "City",
        "r|city:phuket",
    )
    assert made.properties == {
        "sources": ["source:b"],
        "confidence": "medium",
        "role": "operator",
        "basis": "stated",
        "since": "2022-02",
        "until": "2023",
        "note": "n",
        "day": "2022-02-28",
        "end": "2023-12-31",
    }


def test_a_plain_reference_is_as_sure_as_its_thing() -> None:
    record = emblem(confidence=Confidence.LOW)

    (made,) = [each for each in Rows("r").relationships(record) if each.shape.type == "AWARDED_TO"]

    assert made.properties == {"sources": ["source:a"], "confidence": "low"}


def test_documents_support_a_thing_its_links_its_parts_and_what_is_complete() -> None:
    record = city(
        sources=("source:a", "source:b"),
        confidence=Confidence.MEDIUM,
        province=LinkTo(id="province:TH-83", sources=("source:a",), confidence=Confidence.HIGH),
        dimensions=(LinkTo(id="dimension:energy", sources=("source:c",), confidence=Confidence.LOW),),
        aliases=(model.Alias(id="city:phuket/aliases/1", name="P", sources=("source:b",), confidence=Confidence.LOW),),
        complete=(seed.Complete(list="dimensions", sources=("source:a",), confidence=Confidence.MEDIUM),),
    )

    found = [(each.start, each.shape.end, each.end, each.properties) for each in supports(record)]

    assert found == [
        (
            "r|source:a",
            "City",
            "r|city:phuket",
            {
                "sort": "r|city:phuket",
                "whole": True,
                "confidence": "high",
                "relations": ["LOCATED_IN", "COMPLETE"],
                "others": ["province:TH-83", "dimensions"],
                "confidences": ["high", "medium"],
            },
        ),
        ("r|source:b", "City", "r|city:phuket", {"sort": "r|city:phuket", "whole": True, "confidence": "medium"}),
        (
            "r|source:c",
            "City",
            "r|city:phuket",
            {
                "sort": "r|city:phuket",
                "whole": False,
                "confidence": "low",
                "relations": ["COVERS"],
                "others": ["dimension:energy"],
                "confidences": ["low"],
            },
        ),
        (
            "r|source:b",
            "Alias",
            "r|city:phuket/aliases/1",
            {"sort": "r|city:phuket/aliases/1", "whole": True, "confidence": "low"},
        ),
    ]


def test_a_list_that_is_complete_stands_on_the_node() -> None:
    stated = seed.Complete(list="dimensions", sources=DOCUMENT)

    (row,) = nodes(city(complete=(stated,)))

    assert row["complete"] == ["dimensions"]


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        (
            {"certified": "2021-08-13", "handed_over": "2021-12-24", "validity_years": 2},
            {"handed": "2021-12-24", "begins": "2021-08-13", "kept": "2023-08-13", "ends": "2023-08-13"},
        ),
        ({"certified": "2021-08-13"}, {"begins": "2021-08-13", "kept": "2023-08-13"}),
        (
            {"handed_over": "2021-09", "validity_years": 3},
            {"handed": "2021-09-30", "begins": "2021-09-01", "kept": "2024-09-01", "ends": "2024-09-30"},
        ),
        ({"certified": "2021"}, {"begins": "2021-01-01", "kept": "2023-01-01"}),
        ({"validity_years": 2}, {}),
    ],
)
def test_an_emblem_has_the_days_that_reads_compare(fields: Row, days: Row) -> None:
    (row,) = nodes(emblem(**fields))

    assert {name: row[name] for name in ("handed", "begins", "kept", "ends") if name in row} == days


def test_what_changes_within_a_partial_date_changes_on_its_first_day_too() -> None:
    rows = Rows("r")
    sat = seed.ApprovalRound(id="round:a", committee="committee:a", date="2020-02", sources=DOCUMENT)
    decided = seed.Decision(id="decision:a", kind=DecisionKind.APPROVED, text="t", round="round:a", sources=DOCUMENT)

    list(rows.nodes(sat))
    list(rows.nodes(decided))
    list(rows.nodes(emblem(certified="2021-09", handed_over="2022", validity_years=2)))

    assert sorted(rows.days) == [
        *("2020-02-01", "2020-02-29", "2021-09-01", "2021-09-30", "2022-01-01", "2022-12-31"),
        *("2023-09-02", "2023-10-01"),
    ]


def test_what_others_change_by_knows_on_which_days_that_is() -> None:
    sat = seed.ApprovalRound(id="round:b", committee="committee:a", date="2025-08-19", sources=DOCUMENT)

    given = emblem(certified="2021-08-13", handed_over="2021-09", validity_years=2)

    *_, decided, awarded = nodes(sat, renewal(), given)

    assert decided["changes"] == ["2025-08-19"]
    assert awarded["changes"] == ["2021-08-13", "2021-09-01", "2021-09-30", "2023-08-14", "2025-08-19"]
    assert "changes" not in nodes(city())[0]


def test_all_that_anything_turns_by_knows_its_days() -> None:
    turning = [
        table.relations[relation].pattern.record
        for table in TABLES.values()
        for derived in table.derived.values()
        for relation in derived.turns
    ]

    assert turning
    assert all(issubclass(each, TURNING) for each in turning)


def renewal(**fields: Any) -> seed.Decision:
    """A decision of 19 August 2025 that renewed three emblems."""
    said = {
        "kind": DecisionKind.RENEWED,
        "text": "t",
        "round": "round:b",
        "reported_count": 3,
        "things": ("city:yala",),
    }
    return seed.Decision(**{"id": "decision:b", "sources": DOCUMENT, **said, **fields})


@pytest.mark.parametrize(
    ("decision", "certified", "reopens"),
    [
        (renewal(), "2021-08-13", "2025-08-19"),
        (renewal(things=("city:phuket",)), "2021-08-13", None),
        (renewal(things=("city:yala", "city:nan", "city:satun")), "2021-08-13", None),
        (renewal(reported_count=None), "2021-08-13", None),
        (renewal(kind=DecisionKind.CONSIDERED), "2021-08-13", None),
        (renewal(confidence=Confidence.LOW), "2021-08-13", None),
        (renewal(), "2025-08-19", None),
        (renewal(), None, None),
    ],
)
def test_a_renewal_that_names_fewer_cities_than_it_counts_leaves_emblems_open(
    decision: seed.Decision, certified: str | None, reopens: str | None
) -> None:
    sat = seed.ApprovalRound(id="round:b", committee="committee:a", date="2025-08-19", sources=DOCUMENT)

    row = nodes(sat, decision, emblem(certified=certified, validity_years=2))[-1]

    assert (row.get("reopens"), row.get("reopened_by")) == (reopens, "decision:b" if reopens else None)


def total(*records: model.Record) -> tuple[Any, ...] | None:
    """What the last of some records says of itself as a total."""
    row = nodes(*records)[-1]
    return (row["total"], row["basis"], row.get("counted_from"), row.get("counted")) if "total" in row else None


def observation(**fields: Any) -> seed.Observation:
    """How many areas were certified."""
    said = {"metric": "certified", "label": "l", "value": 30, "unit": "areas", "date": "2023-07"}
    return seed.Observation(**{"id": "observation:a", "sources": DOCUMENT, **said, **fields})


PROVINCES = {"metric": "provinces", "unit": "provinces"}


@pytest.mark.parametrize(
    ("fields", "basis"),
    [
        ({}, "approved"),
        ({"metric": "approved"}, "approved"),
        ({"metric": "approved", "about": ("round:a", "decision:a")}, "decision"),
        ({"metric": "certified", "about": ("decision:a",)}, "approved"),
        ({"metric": "renewed", "about": ("decision:a",)}, "decision"),
        ({"metric": "renewed"}, "not_on_record"),
        ({"metric": "handed_over"}, "handed_over"),
        ({"metric": "followed_up"}, "not_on_record"),
        ({**PROVINCES, "category": "certified"}, "approved"),
        ({**PROVINCES, "category": "approved", "about": ("decision:a",)}, "decision"),
        ({**PROVINCES, "category": "cohort 1"}, "not_on_record"),
        (PROVINCES, "not_on_record"),
        ({"metric": "promotion_zones", "about": ("event:a",)}, "event"),
        ({"metric": "promotion_zones"}, "not_on_record"),
    ],
)
def test_what_is_counted_beside_a_total_follows_from_its_metric_and_what_it_is_about(fields: Row, basis: str) -> None:
    assert total(observation(**fields)) == ("r|2023-07|observation:a", basis, "2023-07-01", "2023-07-31")


def test_a_total_without_a_date_has_that_of_the_last_occasion_it_is_about() -> None:
    occasions = [
        seed.ApprovalRound(id=f"round:{name}", committee="committee:a", date=date, sources=DOCUMENT)
        for name, date in (("a", "2022-08-05"), ("b", "2021-11-05"))
    ]

    undated = observation(date=None, about=("round:b", "round:a", "city:phuket"))

    assert total(*occasions, undated) == ("r|2022-08-05|observation:a", "approved", "2022-08-05", "2022-08-05")
    assert total(observation(date=None)) == ("r|9999|observation:a", "not_on_record", None, None)


def test_a_decision_and_an_event_report_a_total_if_they_give_a_number() -> None:
    sat = seed.ApprovalRound(id="round:b", committee="committee:a", date="2025-08-19", sources=DOCUMENT)
    ceremony = {"id": "event:a", "kind": "emblem_ceremony", "name_en": "n", "sources": DOCUMENT, "date": "2021"}

    assert total(sat, renewal()) == ("r|2025-08-19|decision:b", "decision", "2025-08-19", "2025-08-19")
    assert total(seed.Event(**ceremony, reported_provinces=14)) == (
        "r|2021|event:a",
        "event",
        "2021-01-01",
        "2021-12-31",
    )
    assert total(sat, renewal(reported_count=None)) is None
    assert total(seed.Event(**ceremony)) is None


@pytest.mark.parametrize(
    "fields", [{"metric": "progress"}, {"is_target": True}, {"value": None, "unit": None, "text": "t"}]
)
def test_what_is_no_number_of_things_that_are_there_is_no_total(fields: Row) -> None:
    assert total(observation(**fields)) is None

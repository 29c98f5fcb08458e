"""
Who may apply for which privilege, on the real data and on both engines.

What is expected is worked out here from the seed files as they stand, without the rules: which cities were approved in
which sitting, and which of them have their dimensions on record.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
import yaml

from api.answering import Operation, answered
from api.context import context_of
from api.schema.root import DOCUMENTS
from graph import seeding
from graph.address import Address
from graph.client import Neo4jGraph
from tests import readme
from tests.live.conftest import PATIENCE
from tests.live.recording import RecordingGraph

pytestmark = pytest.mark.live

SEEDS = readme.TOP / "seeds"


def records(noun: str) -> list[dict[str, Any]]:
    """The records of a seed file."""
    read: list[dict[str, Any]] = yaml.safe_load((SEEDS / f"{noun}.yaml").read_text(encoding="utf-8"))
    return read


def approved_in(*rounds: str) -> set[str]:
    """The cities that were approved in these sittings."""
    return {
        thing
        for decision in records("decisions")
        if decision["kind"] == "approved" and decision["round"] in rounds
        for thing in decision["things"]
    }


EVERY = {city["id"] for city in records("cities")}
OF_2021 = approved_in("round:subcommittee-1-2564", "round:subcommittee-2-2564")
OF_2022 = approved_in("round:subcommittee-1-2565")
OF_2023 = approved_in("round:subcommittee-1-2566")
COMPLETE = {city["id"] for city in records("cities") if city.get("complete")}
"""Cities whose dimensions documents state as complete: all hold Smart Environment and another."""
UNDECIDED = {"city:mae-hia", "city:takhli", "city:mueang-korat"}
"""Proposals of 2024 that passed the working group, or were sent back."""


@pytest.fixture(scope="module")
def loaded(engine: Address) -> Address:
    """Each engine in turn, with the data of the seed files."""
    load(engine)
    return engine


def load(address: Address) -> None:
    """Load the seed files."""

    async def seed() -> None:
        async with Neo4jGraph(address, deadline=PATIENCE) as graph:
            await seeding.seed(graph, SEEDS)

    asyncio.run(seed())


def answers_of(address: Address, asked: Sequence[tuple[str, str]]) -> list[tuple[Any, list[str]]]:
    """For each query and day the data of the answer, and the reads that it took."""

    async def ask() -> list[tuple[Any, list[str]]]:
        async with Neo4jGraph(address, deadline=PATIENCE) as graph:
            await graph.refresh()
            return [await answer(graph, query, day) for query, day in asked]

    return asyncio.run(ask())


async def answer(graph: Neo4jGraph, query: str, day: str) -> tuple[Any, list[str]]:
    """The data of an answer without errors, and the reads that it took."""
    recording = RecordingGraph(graph)
    context = context_of(recording, date.fromisoformat(day))
    found = await answered(DOCUMENTS, context, Operation(query, None, None))
    assert "errors" not in found, found
    return found["data"], recording.reads


def data_of(address: Address, query: str, day: str) -> Any:
    """The data of one answer."""
    return answers_of(address, [(query, day)])[0][0]


AREAS = """{ privilegeAreas(privilege: "privilege:boi-2018-11-area", thaiShareholdingPercent: 51, first: 100) {
    nodes { verdict city { id } } pageInfo { hasNextPage }
} }"""

WORKED_OUT: Mapping[str, Mapping[str, set[str]]] = {
    "2021-06-01": {"NOT_YET": approved_in("round:subcommittee-1-2564")},
    "2022-12-31": {"MAY_APPLY": OF_2021 & COMPLETE, "NOT_YET": OF_2022},
    "2024-03-31": {"MAY_APPLY": OF_2022 & COMPLETE, "NO_LONGER": OF_2021, "NOT_YET": OF_2023},
    "2025-06-30": {"NO_LONGER": OF_2021 | OF_2022, "NOT_YET": UNDECIDED | {"city:chao-fa-tinicon-valley"}},
    "2025-12-31": {"NOT_YET": UNDECIDED},
}
"""
Who has which verdict on which day under the rule of November 2018; all others are UNKNOWN.

On 2024-03-31 the emblems of 2021 have lapsed and those of January 2023 run; on 2025-06-30 both have lapsed, and whether
the six of 2023 were given theirs at the Expo 2024 is not on record. From 2025-08-19 on, any lapsed emblem may be one of
the eleven renewals that are not named, and how long a renewal lasts is not on record.
"""


def by_verdict(data: Any) -> dict[str, set[str]]:
    """The cities with each verdict."""
    verdicts: dict[str, set[str]] = {}
    for node in data["privilegeAreas"]["nodes"]:
        verdicts.setdefault(node["verdict"], set()).add(node["city"]["id"])
    return verdicts


def test_all_areas_have_the_verdicts_that_the_seed_files_give(loaded: Address) -> None:
    answers = answers_of(loaded, [(AREAS, day) for day in WORKED_OUT])

    found = {day: by_verdict(data) for day, (data, _) in zip(WORKED_OUT, answers, strict=True)}
    assert found == {
        day: {**expected, "UNKNOWN": EVERY - set().union(*expected.values())} for day, expected in WORKED_OUT.items()
    }
    assert {data["privilegeAreas"]["pageInfo"]["hasNextPage"] for data, _ in answers} == {False}
    assert {(len(reads), len(set(reads))) for _, reads in answers} == {(10, 10)}


def test_there_are_as_many_areas_as_the_seed_files_say() -> None:
    sizes = [len(each) for each in (EVERY, OF_2021, OF_2022, OF_2023, OF_2021 & COMPLETE, OF_2022 & COMPLETE)]

    assert sizes == [41, 15, 15, 6, 6, 1]


ONE = """{ privilegeAssessment(%s) {
    verdict privilege { id } standing { inForce replaced { iso } } alsoInForce { id }
    conditions { asks state evidence { id } }
    exemption { years certain }
} }"""


def assessments(address: Address, asked: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Assessments by their arguments and days, each with its conditions by what they ask."""
    answers = answers_of(address, [(ONE % arguments, day) for arguments, day in asked])
    found: list[dict[str, Any]] = [data["privilegeAssessment"] for data, _ in answers]
    for each in found:
        each["states"] = [(one["asks"], one["state"]) for one in each["conditions"]]
        each["evidence"] = {one["asks"]: {thing["id"] for thing in one["evidence"]} for one in each["conditions"]}
    return found


MAJORITY = "facts: {thaiShareholdingPercent: 51}"
AREA = 'privilege: "privilege:boi-2018-11-area"'


JUDGED = [
    ("phuket", "2022-12-31", "MAY_APPLY", "APPROVAL", "MET", "decision:subcommittee-1-2564-approved"),
    ("phuket", "2022-12-31", "MAY_APPLY", "EMBLEM", "MET", "emblem:phuket-2021"),
    ("phuket", "2023-12-24", "MAY_APPLY", "EMBLEM", "MET", "emblem:phuket-2021"),
    ("phuket", "2023-12-25", "NO_LONGER", "EMBLEM", "NOT_MET", "criterion:emblem-validity"),
    ("phuket", "2025-12-31", "UNKNOWN", "EMBLEM", "UNKNOWN", "gap:length-of-renewal"),
    ("samyan", "2025-08-18", "NO_LONGER", "EMBLEM", "NOT_MET", "emblem:samyan-2021"),
    ("samyan", "2025-08-19", "UNKNOWN", "EMBLEM", "UNKNOWN", "gap:renewed-in-2025"),
    ("mae-moh", "2023-08-13", "MAY_APPLY", "EMBLEM", "MET", "emblem:mae-moh-2021"),
    ("mae-moh", "2023-08-14", "NO_LONGER", "EMBLEM", "NOT_MET", "emblem:mae-moh-2021"),
    ("lampang", "2024-11-05", "NOT_YET", "EMBLEM", "NOT_MET", "decision:subcommittee-1-2566-approved"),
    ("lampang", "2024-11-06", "UNKNOWN", "EMBLEM", "UNKNOWN", "gap:emblems-of-expo-2024"),
    ("mae-hia", "2025-12-31", "NOT_YET", "APPROVAL", "NOT_MET", "gap:outcome-of-proposals-of-2024"),
    ("mueang-korat", "2024-12-31", "NOT_YET", "APPROVAL", "NOT_MET", "round:working-group-2567"),
    ("korat", "2024-12-31", "MAY_APPLY", "APPROVAL", "MET", "committee:subcommittee"),
    ("chao-fa-tinicon-valley", "2024-12-31", "NOT_YET", "APPROVAL", "NOT_MET", "committee:working-group"),
    ("chao-fa-tinicon-valley", "2025-12-31", "UNKNOWN", "APPROVAL", "UNKNOWN", "round:digital-commission-2-2568"),
    ("phuket-tinicon-valley", "2025-12-31", "UNKNOWN", "EMBLEM", "MET", "emblem:phuket-tinicon-valley-2025"),
    (
        "phuket-tinicon-valley", "2025-12-31", "UNKNOWN", "APPROVAL", "UNKNOWN",
        "decision:digital-commission-2-2568-considered",
    ),
]  # fmt: skip
"""City, day and verdict; a condition, its state, and something that it rests on."""


def test_a_city_is_judged_by_what_is_on_record_that_day(loaded: Address) -> None:
    found = assessments(loaded, [(f'city: "city:{city}", {AREA}, {MAJORITY}', day) for city, day, *_ in JUDGED])

    wrong = [
        (expected, each["verdict"], each["states"], each["evidence"])
        for expected, each in zip(JUDGED, found, strict=True)
        for _, _, verdict, asks, state, evidence in [expected]
        if each["verdict"] != verdict or (asks, state) not in each["states"] or evidence not in each["evidence"][asks]
    ]
    assert wrong == []


def test_public_facts_alone_let_nobody_apply_where_shareholders_count(loaded: Address) -> None:
    query = '{ privilegeAreas(privilege: "privilege:boi-2018-11-area", verdict: [MAY_APPLY]) { nodes { verdict } } }'

    assert data_of(loaded, query, "2022-12-31") == {"privilegeAreas": {"nodes": []}}


VERSIONS = [
    ('privilege: "privilege:boi-2018-05-area"', "2018-11-18", ("privilege:boi-2018-05-area", True, "UNKNOWN")),
    ('privilege: "privilege:boi-2018-05-area"', "2018-11-19", ("privilege:boi-2018-05-area", False, "NO_LONGER")),
    ('measure: "boi-2018-05", activity: AREA', "2018-11-18", ("privilege:boi-2018-05-area", True, "UNKNOWN")),
    ('measure: "boi-2018-05", activity: AREA', "2018-11-19", ("privilege:boi-2018-11-area", True, "UNKNOWN")),
    ('measure: "boi-2018-05", activity: SYSTEM', "2022-12-31", ("privilege:boi-2018-11-system", True, "MAY_APPLY")),
    ('measure: "boi-2020-06", activity: AREA', "2022-12-31", ("privilege:boi-2020-06-area", True, "UNKNOWN")),
]
"""What is asked for on which day; the version that is meant, whether it is in force, and the verdict."""


def test_a_version_is_in_force_until_the_day_on_which_it_is_superseded(loaded: Address) -> None:
    found = assessments(loaded, [(f'city: "city:phuket", {arguments}', day) for arguments, day, _ in VERSIONS])

    assert [(each["privilege"]["id"], each["standing"]["inForce"], each["verdict"]) for each in found] == [
        expected for _, _, expected in VERSIONS
    ]
    assert [each["standing"]["replaced"] for each in found if not each["standing"]["inForce"]] == [
        {"iso": "2018-11-19"}
    ]


def test_a_version_is_not_there_before_its_day(loaded: Address) -> None:
    query = """{
        a: privilegeAssessment(city: "city:phuket", privilege: "privilege:boi-2018-11-area") { verdict }
        b: privilegeAssessment(city: "city:phuket", measure: "boi-2018-11", activity: AREA) { verdict }
    }"""

    assert data_of(loaded, query, "2018-11-18") == {"a": None, "b": None}


CONDITIONS = {
    "boi-2018-05-area": ("2018-06-01", ["INFRASTRUCTURE", "OPEN_DATA", "DIMENSIONS"]),
    "boi-2018-05-system": ("2018-06-01", ["DIMENSIONS"]),
    "boi-2018-11-area": ("2025-12-31", ["DIMENSIONS", "SHAREHOLDING", "APPROVAL", "EMBLEM"]),
    "boi-2018-11-system": ("2025-12-31", ["APPROVED_PROJECT", "DIMENSIONS", "EMBLEM"]),
    "boi-2018-11-estate": ("2025-12-31", ["ESTATE", "DIMENSIONS", "SHAREHOLDING", "APPROVAL", "EMBLEM"]),
    "boi-2020-06-area": ("2025-12-31", ["DIMENSIONS", "DIMENSIONS", "SHAREHOLDING", "APPROVAL", "EMBLEM"]),
    "boi-2020-06-system": ("2025-12-31", ["DIMENSIONS", "APPROVED_PROJECT", "DIMENSIONS", "EMBLEM"]),
    "boi-emblem-2019": ("2025-12-31", ["PLAN", "PLAN", "PLAN", "PLAN", "PLAN", "EMBLEM"]),
}
"""What each version asks, in order; that of 2020 is reported only by what it changed, so the earlier one may remain."""


def test_a_version_asks_what_its_documents_say(loaded: Address) -> None:
    found = assessments(
        loaded,
        [(f'city: "city:phuket", privilege: "privilege:{each}"', day) for each, (day, _) in CONDITIONS.items()],
    )

    asked = [[asks for asks, _ in each["states"]] for each in found]
    assert dict(zip(CONDITIONS, asked, strict=True)) == {each: asks for each, (_, asks) in CONDITIONS.items()}


def test_the_committees_own_criterion_counts_from_the_day_it_was_agreed(loaded: Address) -> None:
    arguments = 'city: "city:phuket", privilege: "privilege:boi-2018-11-system"'

    before, since = assessments(loaded, [(arguments, day) for day in ("2019-02-06", "2019-02-07")])

    assert [asks for asks, _ in before["states"]] == ["APPROVED_PROJECT"]
    assert [asks for asks, _ in since["states"]] == ["APPROVED_PROJECT", "DIMENSIONS"]


PLAN = "thaiShareholdingPercent: 51, approved: true, emblemInForce: true"
ALL = ["environment", "economy", "mobility", "energy", "people", "living", "governance"]


PLANS: list[tuple[list[str], str, str, list[int], bool]] = [
    (ALL, "boi-2018-11-area", "MAY_APPLY", [8], True),
    (["environment", "economy"], "boi-2018-11-area", "MAY_APPLY", [5, 8], False),
    (["economy", "mobility"], "boi-2018-11-area", "NOT_COVERED", [5, 8], False),
    (["environment"], "boi-2018-11-area", "NOT_COVERED", [5, 8], False),
    (["economy", "mobility"], "boi-2020-06-area", "UNKNOWN", [5, 8], False),
    (["economy", "mobility"], "boi-2018-11-system", "NOT_COVERED", [5, 8], False),
    (["environment", "economy"], "boi-2018-11-estate", "NOT_COVERED", [], False),
    (ALL, "boi-2018-11-estate", "UNKNOWN", [8], True),
]
"""The dimensions of a plan and a version; the verdict, the years left open, and whether they are certain."""


def test_a_plan_is_judged_by_its_dimensions(loaded: Address) -> None:
    named = [", ".join(f'"dimension:{slug}"' for slug in slugs) for slugs, *_ in PLANS]

    found = assessments(
        loaded,
        [
            (f'dimensions: [{ids}], privilege: "privilege:{version}", facts: {{{PLAN}}}', "2025-12-31")
            for ids, (_, version, *_) in zip(named, PLANS, strict=True)
        ],
    )

    assert [(each["verdict"], each["exemption"]["years"], each["exemption"]["certain"]) for each in found] == [
        tuple(rest) for _, _, *rest in PLANS
    ]


def test_an_estate_may_apply_if_the_asker_says_that_it_is_one(loaded: Address) -> None:
    arguments = 'city: "city:wangchan-valley", privilege: "privilege:boi-2018-11-estate", facts: {%s}'
    said = "thaiShareholdingPercent: 100, industrialEstate: "

    found = assessments(loaded, [(arguments % (said + word), "2022-12-31") for word in ("true", "false", "null")])

    assert [each["verdict"] for each in found] == ["MAY_APPLY", "NOT_COVERED", "UNKNOWN"]


def test_a_promotion_zone_project_is_not_the_plan_of_its_city(loaded: Address) -> None:
    (found,) = assessments(loaded, [(f'project: "project:pattani-promotion-zone", {AREA}, {MAJORITY}', "2024-03-31")])

    assert found["verdict"] == "UNKNOWN"
    assert found["states"] == [
        ("DIMENSIONS", "MET"), ("SHAREHOLDING", "MET"), ("APPROVAL", "UNKNOWN"), ("EMBLEM", "UNKNOWN"),
    ]  # fmt: skip
    assert "decision:subcommittee-1-2565-approved" in found["evidence"]["APPROVAL"]


YEARS = """{ privilegeAssessment(city: "city:mae-moh", privilege: "privilege:boi-2020-06-area") { exemption {
    years certain
    reliefs { applies privilege { id } incentive { kind years condition } }
    descriptions { id value date { iso } sources { id } }
    disagreements { id statements { nodes { value sources { id } } } }
    gaps { id }
} alsoInForce { id } } }"""


def test_where_documents_disagree_on_the_years_every_value_is_shown(loaded: Address) -> None:
    data = data_of(loaded, YEARS, "2025-12-31")

    found = data["privilegeAssessment"]["exemption"]
    assert data["privilegeAssessment"]["alsoInForce"] == [{"id": "privilege:boi-2018-11-area"}]
    assert (found["years"], found["certain"]) == ([5, 8], False)
    exemptions = [
        (each["privilege"]["id"], each["incentive"]["years"], each["applies"])
        for each in found["reliefs"]
        if each["incentive"]["kind"] == "EXEMPTION"
    ]
    assert exemptions == [
        ("privilege:boi-2020-06-area", 8, "UNKNOWN"),
        ("privilege:boi-2018-11-area", 8, "NOT_MET"),
        ("privilege:boi-2018-11-area", 5, "MET"),
    ]
    assert {each["id"]: each["value"] for each in found["descriptions"]} == {
        observation["id"]: observation.get("value")
        for observation in records("observations")
        if observation["metric"] == "privilege_description"
        and {"privilege:boi-2020-06-area", "privilege:boi-2018-11-area"} & set(observation["about"])
    }
    (condition,) = (each for each in found["disagreements"] if each["id"] == "disagreement:boi-area-condition")
    assert [each["value"][:12] for each in condition["statements"]["nodes"]] == [
        "all six area", "Smart Enviro", "relaxed from", "8 years for ",
    ]  # fmt: skip
    assert {"id": "gap:boi-exemption-of-relaxed-rule"} in found["gaps"]


def test_what_is_said_later_is_not_there_before(loaded: Address) -> None:
    data = data_of(loaded, YEARS, "2022-06-30")

    assert [each["id"] for each in data["privilegeAssessment"]["exemption"]["descriptions"]] == [
        "observation:boi-2022-01-report"
    ]


EVERYTHING = """{
    privilegeAssessments(city: "city:phuket", facts: {thaiShareholdingPercent: 60, inEec: false}) {
        verdict privilege { id } standing { inForce since { iso } said { th en } supersededBy { id } }
        alsoInForce { id } disclaimer { th en } city { id name { en } }
        conditions {
            asks state name { th } why { th en } whatWouldSettleIt { th en } confidence givenByAsker ifNotMet
            criterion { id textEn } askedBy { id } missingDimensions { id } sources { id url }
            evidence {
                __typename id
                ... on Decision { text date { iso } round { number committee { id } } }
                ... on Emblem { validFrom { iso } validUntil { iso } }
            }
        }
        exemption {
            years certain reliefs { applies why { en } incentive { id } privilege { id } }
            descriptions { id } disagreements { id } gaps { id }
        }
    }
    privilegeAreas(privilege: "privilege:boi-2018-11-system", includeLowConfidence: true, first: 100) {
        nodes { verdict city { id } conditions { state evidence { id } } }
    }
}"""


def test_both_engines_give_the_same_assessments(embedded: Address, neo4j: Address) -> None:
    asked = [(EVERYTHING, day) for day in ("2018-06-01", "2022-12-31", "2025-12-31")]
    for address in (embedded, neo4j):
        load(address)

    one, other = (answers_of(address, asked) for address in (embedded, neo4j))

    assert [data for data, _ in one] == [data for data, _ in other]
    assert [set(reads) for _, reads in one] == [set(reads) for _, reads in other]

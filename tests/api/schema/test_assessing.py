"""What a client asks of BOI privileges: one answer, its evidence, and what is refused."""

from typing import Any

import pytest

from graph.assessment.record import CriterionTerms, IncentiveTerms, PrivilegeTerms, Ruling
from graph.model import (
    Activity,
    Committee,
    CommitteeKind,
    CriterionKind,
    IncentiveCase,
    ListExtent,
    Project,
    ProjectKind,
    Record,
    Requirement,
)
from graph.selection import EVERY_THING
from tests.cases import COMMITTEE, criterion, dimension_ids, emblem, incentive, privilege, ruling
from tests.fakes import FakeGraph, ask, by_id, told
from tests.things import SOURCES, approval_round, city, dimension, edge_of, fact_of, source

pytestmark = pytest.mark.anyio

Answers = dict[tuple[str, str], list[Record]]

DIMENSIONS = criterion(
    Requirement.DIMENSIONS,
    "dimensions",
    minimum_dimensions=2,
    dimensions=dimension_ids("environment"),
    notes=("compulsory",),
)
SHARES = criterion(Requirement.SHAREHOLDING, "shares")
APPROVAL = criterion(Requirement.APPROVAL, "approval", bodies=(COMMITTEE,))
EMBLEM = criterion(Requirement.EMBLEM, "emblem")
VALIDITY = criterion(Requirement.VALIDITY, "validity", kind=CriterionKind.EMBLEM)
CRITERIA: list[CriterionTerms] = [DIMENSIONS, SHARES, APPROVAL, EMBLEM, VALIDITY]

ASKED = ("criterion:dimensions", "criterion:shares", "criterion:approval")
FIRST = privilege("first", "2018-05-09", successors=("privilege:second",), replaced=("2018-11-19",))
SECOND = privilege("second", "2018-11-19", criteria=ASKED, descriptions=("observation:said",))
GENERAL = privilege("general", activity=Activity.GENERAL, criteria=("criterion:emblem",))
PRIVILEGES: list[PrivilegeTerms] = [FIRST, SECOND, GENERAL]
INCENTIVES: list[IncentiveTerms] = [
    incentive(IncentiveCase.ALL_DIMENSIONS, 8, "privilege:second"),
    incentive(IncentiveCase.FEWER_DIMENSIONS, 5, "privilege:second"),
]


def terms() -> Answers:
    """What a graph answers of the measures."""
    return {
        ("privilege.terms", ""): [*PRIVILEGES],
        ("criterion.terms", ""): [*CRITERIA],
        ("incentive.terms", ""): [*INCENTIVES],
        **by_id(*(each.criterion for each in CRITERIA), *(each.privilege for each in PRIVILEGES)),
        **by_id(source(), *(dimension(slug) for slug in ("economy", "environment"))),
    }


def of_city(slug: str, rulings: list[Ruling], *emblems: Any) -> Answers:
    """What a graph answers of a city that covers two dimensions, and these are stated as all."""
    key = f"city:{slug}"
    return {
        ("city.dimensions", key): [fact_of(dimension("environment")), fact_of(dimension("economy"))],
        ("city.dimensions.extent", key): [ListExtent(total=2, complete=True)],
        ("city.rulings", key): [*rulings],
        ("city.emblems", key): [edge_of(each) for each in emblems],
        **by_id(city(slug)),
    }


def graph(more: Answers | None = None) -> FakeGraph:
    """A city that was approved and holds an emblem on the last day of 2025, and another that lost its own."""
    return FakeGraph(
        {
            **terms(),
            ("city.list", ""): [edge_of(city("phuket")), edge_of(city("yala"))],
            **of_city("phuket", [ruling("approved")], emblem("2022-01-01", "2026-01-01")),
            **of_city("yala", [ruling("approved")], emblem("2021-01-01", "2023-01-01")),
            **(more or {}),
        }
    )


EVIDENCE: list[Record] = [
    ruling("approved").decision,
    approval_round("of-2021-05-06"),
    Committee(id=COMMITTEE, kind=CommitteeKind.SUBCOMMITTEE, name_th="คณะอนุกรรมการ", sources=SOURCES),
    emblem("2022-01-01", "2026-01-01"),
]
"""What the approval and the emblem of the one city rest on."""

ONE = '{ privilegeAssessment(city: "city:phuket", privilege: "privilege:second", %s) { %s } }'


async def test_an_assessment_leads_to_all_its_evidence_with_one_read_a_noun() -> None:
    asked = graph(by_id(*EVIDENCE))

    data = await told(
        asked,
        ONE
        % (
            "facts: {thaiShareholdingPercent: 60}",
            """verdict city { id } project { id } dimensions { id } privilege { id }
            standing { inForce since { iso } replaced { iso } supersededBy { id } said { en } }
            conditions {
                asks state givenByAsker confidence ifNotMet name { en th } why { en th } whatWouldSettleIt { en }
                criterion { id } askedBy { id } missingDimensions { id } sources { id }
                evidence { __typename id }
            }
            exemption { years certain reliefs { applies incentive { id } privilege { id } why { en } } }
            alsoInForce { id } disclaimer { en th }""",
        ),
    )

    found = data["privilegeAssessment"]
    assert (found["verdict"], found["city"], found["project"], found["dimensions"]) == (
        "MAY_APPLY", {"id": "city:phuket"}, None, [],
    )  # fmt: skip
    assert found["standing"] == {
        "inForce": True,
        "since": {"iso": "2018-11-19"},
        "replaced": None,
        "supersededBy": None,
        "said": {"en": "In force until superseded; end not on record."},
    }
    assert [(each["asks"], each["state"], each["givenByAsker"]) for each in found["conditions"]] == [
        ("DIMENSIONS", "MET", False),
        ("SHAREHOLDING", "MET", True),
        ("APPROVAL", "MET", False),
        ("EMBLEM", "MET", False),
    ]
    assert found["conditions"][2] == {
        "asks": "APPROVAL",
        "state": "MET",
        "givenByAsker": False,
        "confidence": "HIGH",
        "ifNotMet": "NOT_YET",
        "name": {"en": "Prior approval", "th": "ความเห็นชอบก่อนยื่นขอ"},
        "why": {
            "en": "An approving decision of a body in charge is on record.",
            "th": "ปรากฏมติเห็นชอบของหน่วยงานที่รับผิดชอบ",
        },
        "whatWouldSettleIt": None,
        "criterion": {"id": "criterion:approval"},
        "askedBy": {"id": "privilege:second"},
        "missingDimensions": [],
        "sources": [{"id": "source:gazette-2564"}],
        "evidence": [
            {"__typename": "Decision", "id": "decision:approved-2021-05-06"},
            {"__typename": "ApprovalRound", "id": "round:of-2021-05-06"},
            {"__typename": "Committee", "id": COMMITTEE},
        ],
    }
    assert found["conditions"][3]["askedBy"] == {"id": "privilege:general"}
    assert (found["exemption"]["years"], found["exemption"]["certain"]) == ([5], True)
    assert [each["applies"] for each in found["exemption"]["reliefs"]] == ["NOT_MET", "MET"]
    assert found["alsoInForce"] == []
    assert "BOI" in found["disclaimer"]["en"]
    assert "บีโอไอ" in found["disclaimer"]["th"]
    assert sorted({name for name, _ in asked.reads}) == [
        "approval_round.by_id",
        "city.by_id",
        "city.dimensions",
        "city.dimensions.extent",
        "city.emblems",
        "city.possibly_same_as",
        "city.rulings",
        "committee.by_id",
        "criterion.by_id",
        "criterion.terms",
        "decision.by_id",
        "dimension.by_id",
        "emblem.by_id",
        "incentive.terms",
        "privilege.by_id",
        "privilege.terms",
        "source.by_id",
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ('privilege: "privilege:first"', ("privilege:first", "NO_LONGER")),
        ('measure: "first", activity: AREA', ("privilege:second", "UNKNOWN")),
        ('measure: "second", activity: AREA', ("privilege:second", "UNKNOWN")),
    ],
)
async def test_a_measure_means_its_version_in_force_and_an_id_that_version(
    arguments: str, expected: tuple[str, str]
) -> None:
    query = f'{{ privilegeAssessment(city: "city:phuket", {arguments}) {{ verdict privilege {{ id }} }} }}'

    data = await told(graph(), query)

    found = data["privilegeAssessment"]
    assert (found["privilege"]["id"], found["verdict"]) == expected


@pytest.mark.parametrize(
    "arguments",
    [
        'city: "city:nowhere", privilege: "privilege:second"',
        'project: "project:none", privilege: "privilege:second"',
        'city: "city:phuket", privilege: "privilege:none"',
        'city: "city:phuket", measure: "none", activity: AREA',
        'city: "city:phuket", measure: "first", activity: ESTATE',
    ],
)
async def test_what_is_not_there_is_null(arguments: str) -> None:
    assert await told(graph(), f"{{ privilegeAssessment({arguments}) {{ verdict }} }}") == {"privilegeAssessment": None}


async def test_an_unknown_thing_has_no_list_of_assessments() -> None:
    data = await told(graph(), '{ privilegeAssessments(city: "city:nowhere") { verdict } }')

    assert data == {"privilegeAssessments": None}


async def test_a_plan_is_assessed_by_the_dimensions_and_facts_given() -> None:
    data = await told(
        graph(),
        """{ privilegeAssessment(
            dimensions: ["dimension:environment", "dimension:economy", "dimension:economy"]
            privilege: "privilege:second"
            facts: {thaiShareholdingPercent: 51, approved: true, emblemInForce: true}
        ) { verdict dimensions { id } city { id } conditions { state givenByAsker } exemption { years } } }""",
    )

    assert data["privilegeAssessment"] == {
        "verdict": "MAY_APPLY",
        "dimensions": [{"id": "dimension:environment"}, {"id": "dimension:economy"}],
        "city": None,
        "conditions": [{"state": "MET", "givenByAsker": True}] * 4,
        "exemption": {"years": [5]},
    }


async def test_what_was_decided_on_a_projects_city_is_no_decision_on_the_project() -> None:
    project = Project(id="project:bus", kind=ProjectKind.SERVICE, name_th="รถ", sources=SOURCES)
    asked = graph({**by_id(project), ("project.cities", "project:bus"): [fact_of(city("phuket"))]})

    data = await told(
        asked,
        """{ privilegeAssessment(project: "project:bus", privilege: "privilege:second") {
            verdict project { id } conditions { asks state why { en } }
        } }""",
    )

    found = data["privilegeAssessment"]
    assert (found["verdict"], found["project"]) == ("UNKNOWN", {"id": "project:bus"})
    assert {each["asks"]: each["state"] for each in found["conditions"]} == dict.fromkeys(
        ("DIMENSIONS", "SHAREHOLDING", "APPROVAL", "EMBLEM"), "UNKNOWN"
    )
    assert found["conditions"][2]["why"]["en"].startswith("What is approved is a city")


async def test_every_privilege_in_force_is_assessed_at_once() -> None:
    asked = graph()

    data = await told(asked, '{ privilegeAssessments(city: "city:yala") { verdict privilege { id } } }')
    of_one = await told(
        graph(), '{ privilegeAssessments(city: "city:yala", activity: AREA) { verdict privilege { id } } }'
    )

    second = {"verdict": "NO_LONGER", "privilege": {"id": "privilege:second"}}
    general = {"verdict": "NO_LONGER", "privilege": {"id": "privilege:general"}}
    assert data == {"privilegeAssessments": [second, general]}
    assert of_one == {"privilegeAssessments": [second]}
    assert len(asked.reads) == len({name for name, _ in asked.reads})


AREAS = '{ privilegeAreas(privilege: "privilege:second", thaiShareholdingPercent: 60%s) { %s } }'
PAGE = (
    "nodes { verdict city { id } } edges { cursor node { verdict } } pageInfo { hasNextPage hasPreviousPage endCursor }"
)


async def test_all_areas_are_assessed_with_one_read_a_kind_of_fact() -> None:
    asked = graph()

    data = await told(asked, AREAS % ("", f"{PAGE} disclaimer {{ en }}"))

    found = data["privilegeAreas"]
    assert [(each["city"]["id"], each["verdict"]) for each in found["nodes"]] == [
        ("city:phuket", "MAY_APPLY"),
        ("city:yala", "NO_LONGER"),
    ]
    assert found["pageInfo"]["hasNextPage"] is False
    assert "BOI" in found["disclaimer"]["en"]
    assert sorted(name for name, _ in asked.reads) == [
        "city.by_id",
        "city.dimensions",
        "city.dimensions.extent",
        "city.emblems",
        "city.list",
        "city.possibly_same_as",
        "city.rulings",
        "criterion.terms",
        "incentive.terms",
        "privilege.terms",
    ]


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ("[MAY_APPLY]", ["city:phuket"]),
        ("[NO_LONGER]", ["city:yala"]),
        ("[NO_LONGER, MAY_APPLY]", ["city:phuket", "city:yala"]),
        ("[UNKNOWN]", []),
        ("[]", []),
    ],
)
async def test_areas_are_listed_by_verdict(verdicts: str, expected: list[str]) -> None:
    data = await told(graph(), AREAS % (f", verdict: {verdicts}", "nodes { city { id } }"))

    assert [each["city"]["id"] for each in data["privilegeAreas"]["nodes"]] == expected


async def test_areas_are_paged() -> None:
    first = (await told(graph(), AREAS % (", first: 1", PAGE)))["privilegeAreas"]
    after = first["pageInfo"]["endCursor"]
    second = (await told(graph(), AREAS % (f', first: 1, after: "{after}"', PAGE)))["privilegeAreas"]
    none = (await told(graph(), AREAS % (", first: 0", PAGE)))["privilegeAreas"]

    assert [each["city"]["id"] for each in first["nodes"] + second["nodes"]] == ["city:phuket", "city:yala"]
    assert first["pageInfo"] == {"hasNextPage": True, "hasPreviousPage": False, "endCursor": after}
    assert first["edges"] == [{"cursor": after, "node": {"verdict": "MAY_APPLY"}}]
    assert second["pageInfo"]["hasNextPage"] is False
    assert second["pageInfo"]["hasPreviousPage"] is True
    assert (none["nodes"], none["pageInfo"]["hasNextPage"]) == ([], True)


async def test_a_page_ends_early_where_too_many_areas_were_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.case.CHUNK", 1)
    monkeypatch.setattr("api.case.SCANNED", 1)

    data = await told(graph(), AREAS % (", verdict: [NO_LONGER]", PAGE))
    cursor = data["privilegeAreas"]["pageInfo"]["endCursor"]
    rest = await told(graph(), AREAS % (f', verdict: [NO_LONGER], after: "{cursor}"', PAGE))

    assert (data["privilegeAreas"]["nodes"], data["privilegeAreas"]["pageInfo"]["hasNextPage"]) == ([], True)
    assert [each["city"]["id"] for each in rest["privilegeAreas"]["nodes"]] == ["city:yala"]


async def test_areas_are_looked_at_chunk_by_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.case.CHUNK", 1)
    asked = graph()

    data = await told(asked, AREAS % ("", "nodes { city { id } } pageInfo { hasNextPage }"))

    assert data["privilegeAreas"] == {
        "nodes": [{"city": {"id": "city:phuket"}}, {"city": {"id": "city:yala"}}],
        "pageInfo": {"hasNextPage": False},
    }
    assert [name for name, _ in asked.reads].count("city.list") == 3


async def test_a_cursor_of_other_areas_is_refused() -> None:
    first = (await told(graph(), AREAS % (", first: 1", PAGE)))["privilegeAreas"]
    after = first["pageInfo"]["endCursor"]

    answer = await ask(graph(), AREAS % (f', first: 1, verdict: [UNKNOWN], after: "{after}"', PAGE))

    assert [error["extensions"]["code"] for error in answer["errors"]] == ["INVALID_CURSOR"]


async def test_areas_can_be_narrowed_as_cities_are() -> None:
    asked = graph()

    await told(asked, AREAS % (', where: {province: {code: {eq: "TH-83"}}}', "nodes { verdict }"))

    (window,) = (window for (name, _), window in zip(asked.reads, asked.windows, strict=True) if name == "city.list")
    assert window.selection.where != EVERY_THING.where


async def test_there_are_no_areas_of_a_privilege_that_is_not_there() -> None:
    data = await told(graph(), '{ privilegeAreas(privilege: "privilege:none") { nodes { verdict } } }')

    assert data == {"privilegeAreas": None}


LONG = "x" * 5_000

REFUSED = {
    'privilege: "privilege:second"': "nothing is given: give either `city` or `project` or `dimensions`",
    'city: "city:a", project: "project:b", privilege: "privilege:second"': "`city` and `project` exclude each other",
    'city: "city:a", dimensions: ["dimension:economy"], privilege: "privilege:second"': "exclude each other",
    'city: "province:TH-83", privilege: "privilege:second"': "`city: 'province:TH-83'` is no city",
    'project: "city:phuket", privilege: "privilege:second"': "is no project: give an id that begins with `project:`",
    'city: "city:phuket"': "nothing is given: give either `privilege` or `measure`",
    'city: "city:phuket", privilege: "city:phuket"': "is no privilege",
    'city: "city:phuket", privilege: "privilege:second", measure: "second"': "exclude each other",
    'city: "city:phuket", measure: "second"': "give `activity` too",
    'city: "city:phuket", privilege: "privilege:second", activity: AREA': "leave out `activity`",
    'dimensions: [], privilege: "privilege:second"': "`dimensions` names 0: give 1 to 7",
    'dimensions: ["dimension:none"], privilege: "privilege:second"': "'dimension:none' is no dimension",
    'dimensions: ["city:phuket"], privilege: "privilege:second"': "is no dimension: give an id that begins",
    f'city: "{LONG}", privilege: "privilege:second"': "is no city",
    f'city: "city:phuket", measure: "{LONG}"': "give `activity` too",
    'city: "city:phuket\\u0000", privilege: "x"': "is no privilege",
}


@pytest.mark.parametrize("arguments", REFUSED, ids=lambda text: text[:60])
async def test_what_contradicts_itself_is_refused_with_the_cure(arguments: str) -> None:
    answer = await ask(graph(), f"{{ privilegeAssessment({arguments}) {{ verdict }} }}")

    (error,) = answer["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}
    assert REFUSED[arguments] in error["message"]
    assert len(error["message"]) < 300


@pytest.mark.parametrize("percent", ["-0.1", "100.1", "1e300"])
async def test_a_percentage_is_one(percent: str) -> None:
    one = await ask(graph(), ONE % (f"facts: {{thaiShareholdingPercent: {percent}}}", "verdict"))
    areas = await ask(
        graph(),
        f'{{ privilegeAreas(privilege: "privilege:second", thaiShareholdingPercent: {percent}) {{ __typename }} }}',
    )

    for answer in (one, areas):
        (error,) = answer["errors"]
        assert error["message"].endswith("is out of range: give 0 to 100")
        assert error["extensions"] == {"code": "BAD_USER_INPUT"}


async def test_dimensions_stand_in_one_place() -> None:
    answer = await ask(
        graph(),
        """{ privilegeAssessment(dimensions: ["dimension:economy"], privilege: "privilege:second",
             facts: {dimensions: ["dimension:economy"]}) { verdict } }""",
    )

    assert [error["message"] for error in answer["errors"]] == ["`dimensions` stand in `facts` too: give them once"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [("first: -1", "BAD_USER_INPUT"), ("first: 101", "BAD_USER_INPUT"), ('after: "%%%"', "INVALID_CURSOR")],
)
async def test_a_page_of_areas_has_the_limits_of_any_page(arguments: str, code: str) -> None:
    answer = await ask(graph(), f'{{ privilegeAreas(privilege: "privilege:second", {arguments}) {{ __typename }} }}')

    assert [error["extensions"]["code"] for error in answer["errors"]] == [code]


async def test_what_is_of_low_confidence_counts_only_if_asked_for() -> None:
    unsure = [fact_of(dimension(slug), confidence="low") for slug in ("environment", "economy")]
    nothing = ListExtent(total=0, complete=False)
    asked = graph({("city.dimensions", "city:phuket"): [*unsure], ("city.dimensions.extent", "city:phuket"): [nothing]})
    shown = "conditions { state confidence }"

    silent = await told(asked, ONE % ("includeLowConfidence: false", shown))
    low = await told(asked, ONE % ("includeLowConfidence: true", shown))

    assert silent["privilegeAssessment"]["conditions"][0] == {"state": "UNKNOWN", "confidence": None}
    assert low["privilegeAssessment"]["conditions"][0] == {"state": "MET", "confidence": "LOW"}

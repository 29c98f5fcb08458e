"""Each condition on its own: what the record and the asker say of it."""

from typing import Any

import pytest

from graph.assessment import words
from graph.assessment.condition import RULES, Question, estate, judged
from graph.assessment.finding import Finding, State, Verdict, Wording
from graph.assessment.record import Case, Told
from graph.model import Confidence, CriterionKind, Requirement
from tests.cases import (
    COMMITTEE,
    DAY,
    OTHER_COMMITTEE,
    SEVEN,
    covering,
    criterion,
    dimension_ids,
    emblem,
    ruling,
)
from tests.things import dimension, fact_of

MET, NOT_MET, UNKNOWN = State.MET, State.NOT_MET, State.UNKNOWN
CITY = Case(city="city:phuket")


def found(terms: Any, case: Case = CITY, day: str = DAY, others: Any = None, **told: Any) -> Finding:
    """What is found of a criterion."""
    return judged(Question(terms, case, Told(**told), day, others or {}))


def said(finding: Finding) -> tuple[State, Wording]:
    """A state and its reason."""
    return finding.state, finding.why


# Dimensions.

ONE_AND_ENVIRONMENT = criterion(
    Requirement.DIMENSIONS,
    minimum_dimensions=2,
    dimensions=dimension_ids(*SEVEN),
    notes=tuple("compulsory" if slug == "environment" else "one of these" for slug in SEVEN),
)
JOINED = "compulsory; energy and environment then counted as one area"
ALL_SIX_AREAS = criterion(
    Requirement.DIMENSIONS,
    dimensions=dimension_ids(*SEVEN),
    notes=tuple(JOINED if slug in {"energy", "environment"} else "compulsory" for slug in SEVEN),
)
ANY_TWO = criterion(Requirement.DIMENSIONS, minimum_dimensions=2)
REST = tuple(slug for slug in SEVEN if slug not in {"energy", "environment"})


@pytest.mark.parametrize(
    ("terms", "slugs", "complete", "expected"),
    [
        (ONE_AND_ENVIRONMENT, ("environment", "economy"), False, (MET, words.ENOUGH_DIMENSIONS)),
        (ONE_AND_ENVIRONMENT, ("environment",), True, (NOT_MET, words.TOO_FEW_DIMENSIONS)),
        (ONE_AND_ENVIRONMENT, ("environment",), False, (UNKNOWN, words.SOME_DIMENSIONS)),
        (ONE_AND_ENVIRONMENT, ("economy", "living"), True, (NOT_MET, words.TOO_FEW_DIMENSIONS)),
        (ONE_AND_ENVIRONMENT, ("economy", "living"), False, (UNKNOWN, words.SOME_DIMENSIONS)),
        (ONE_AND_ENVIRONMENT, (), False, (UNKNOWN, words.NO_DIMENSIONS)),
        (ONE_AND_ENVIRONMENT, (), True, (NOT_MET, words.TOO_FEW_DIMENSIONS)),
        (ANY_TWO, ("economy", "living"), False, (MET, words.ENOUGH_DIMENSIONS)),
        (ANY_TWO, ("economy",), True, (NOT_MET, words.TOO_FEW_DIMENSIONS)),
        (ALL_SIX_AREAS, SEVEN, True, (MET, words.ENOUGH_DIMENSIONS)),
        (ALL_SIX_AREAS, (*REST, "energy"), True, (UNKNOWN, words.JOINED_DIMENSIONS)),
        (ALL_SIX_AREAS, (*REST, "environment"), False, (UNKNOWN, words.JOINED_DIMENSIONS)),
        (ALL_SIX_AREAS, REST, True, (NOT_MET, words.TOO_FEW_DIMENSIONS)),
        (ALL_SIX_AREAS, REST[1:], False, (UNKNOWN, words.SOME_DIMENSIONS)),
    ],
)
def test_dimensions_are_met_where_the_compulsory_and_as_many_as_asked_for_are_covered(
    terms: Any, slugs: tuple[str, ...], complete: bool, expected: tuple[State, Wording]
) -> None:
    assert said(found(terms, covering(*slugs, complete=complete))) == expected


def test_dimensions_say_which_compulsory_ones_are_missing_and_what_would_settle_it() -> None:
    finding = found(ONE_AND_ENVIRONMENT, covering("economy"))

    assert finding.missing_dimensions == ("dimension:environment",)
    assert finding.settles == words.PLAN_DOCUMENT
    assert finding.evidence == ("dimension:economy",)
    assert finding.sources == ("source:gazette-2564",)
    assert finding.fails is Verdict.NOT_COVERED


def test_dimensions_are_as_sure_as_the_least_sure_of_them() -> None:
    sure = fact_of(dimension("environment"))
    unsure = fact_of(dimension("economy"), confidence="low")

    finding = found(ONE_AND_ENVIRONMENT, Case(city="city:phuket", dimensions=(sure, unsure)))

    assert finding.confidence is Confidence.LOW


@pytest.mark.parametrize(
    ("recorded", "complete", "told", "expected", "by_asker"),
    [
        ((), False, ("environment", "economy"), (MET, words.ENOUGH_DIMENSIONS), True),
        ((), False, ("economy", "living"), (NOT_MET, words.TOO_FEW_DIMENSIONS), True),
        (("environment",), False, ("environment", "economy"), (MET, words.ENOUGH_DIMENSIONS), True),
        (("environment",), False, ("economy", "living"), (UNKNOWN, words.CONTRADICTED), True),
        (("environment", "living"), True, ("environment", "living"), (MET, words.ENOUGH_DIMENSIONS), False),
        (("economy",), True, ("environment", "economy"), (UNKNOWN, words.CONTRADICTED), True),
    ],
)
def test_the_asker_adds_dimensions_but_takes_none_away(
    recorded: tuple[str, ...],
    complete: bool,
    told: tuple[str, ...],
    expected: tuple[State, Wording],
    by_asker: bool,
) -> None:
    finding = found(ONE_AND_ENVIRONMENT, covering(*recorded, complete=complete), dimensions=dimension_ids(*told))

    assert (said(finding), finding.told) == (expected, by_asker)


# What only the asker can tell.


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (None, (UNKNOWN, words.NOT_PUBLIC)),
        (0, (NOT_MET, words.NO_MAJORITY)),
        (50, (NOT_MET, words.NO_MAJORITY)),
        (50.01, (MET, words.MAJORITY)),
        (100, (MET, words.MAJORITY)),
    ],
)
def test_a_majority_is_more_than_half(percent: float | None, expected: tuple[State, Wording]) -> None:
    finding = found(criterion(Requirement.SHAREHOLDING), thai_shareholding_percent=percent)

    assert (said(finding), finding.told) == (expected, percent is not None)
    assert (finding.settles is None) == (percent is not None)


@pytest.mark.parametrize(
    ("asks", "field"),
    [
        (Requirement.INFRASTRUCTURE, "communication_infrastructure"),
        (Requirement.OPEN_DATA, "open_data_platform"),
    ],
)
def test_what_is_not_public_is_as_the_asker_says(asks: Requirement, field: str) -> None:
    answers: list[dict[str, Any]] = [{}, {field: True}, {field: False}]

    silent, yes, no = (found(criterion(asks), **told) for told in answers)

    assert [said(each) for each in (silent, yes, no)] == [
        (UNKNOWN, words.NOT_PUBLIC),
        (MET, words.TOLD),
        (NOT_MET, words.TOLD),
    ]
    assert [each.told for each in (silent, yes, no)] == [False, True, True]


def test_an_estate_is_one_if_the_asker_says_so() -> None:
    findings = [estate(Told(industrial_estate=told)) for told in (None, True, False)]

    assert [each.state for each in findings] == [UNKNOWN, MET, NOT_MET]
    assert {each.fails for each in findings} == {Verdict.NOT_COVERED}


def test_a_condition_without_a_rule_is_unknown() -> None:
    assert said(found(criterion(None))) == (UNKNOWN, words.NOT_PUBLIC)


# Approval.

APPROVAL = criterion(Requirement.APPROVAL, bodies=(COMMITTEE,))


@pytest.mark.parametrize(
    ("rulings", "expected"),
    [
        ([], (UNKNOWN, words.NO_DECISION)),
        ([ruling("approved")], (MET, words.APPROVED)),
        ([ruling("passed")], (MET, words.APPROVED)),
        ([ruling("approved", OTHER_COMMITTEE)], (UNKNOWN, words.OTHER_BODY)),
        ([ruling("approved"), ruling("approved", OTHER_COMMITTEE, "2022-01-01")], (MET, words.APPROVED)),
        ([ruling("approved"), ruling("considered")], (UNKNOWN, words.DISPUTED)),
        ([ruling("passed"), ruling("acknowledged")], (UNKNOWN, words.DISPUTED)),
        ([ruling("approved"), ruling("acknowledged", date="2021-11-05")], (MET, words.APPROVED)),
        ([ruling("passed_screening")], (NOT_MET, words.ON_THE_WAY)),
        ([ruling("agreed_in_principle")], (NOT_MET, words.ON_THE_WAY)),
        ([ruling("returned")], (NOT_MET, words.SENT_BACK)),
        ([ruling("returned"), ruling("approved", date="2022-01-01")], (MET, words.APPROVED)),
        ([ruling("approved"), ruling("returned", date="2022-01-01")], (NOT_MET, words.SENT_BACK)),
        ([ruling("considered")], (UNKNOWN, words.NO_DECISION)),
    ],
)
def test_an_approval_is_a_decision_of_a_body_in_charge(rulings: list[Any], expected: tuple[State, Wording]) -> None:
    assert said(found(APPROVAL, Case(city="city:phuket", rulings=rulings))) == expected


def test_an_approval_rests_on_the_decision_its_round_and_its_body() -> None:
    finding = found(APPROVAL, Case(city="city:phuket", rulings=(ruling("approved", gaps=("gap:any",)),)))

    assert finding.evidence == ("decision:approved-2021-05-06", "round:of-2021-05-06", COMMITTEE)
    assert finding.sources == ("source:gazette-2564",)
    assert finding.confidence is Confidence.HIGH
    assert finding.settles is None


def test_what_is_open_about_a_decision_is_shown_where_it_does_not_suffice() -> None:
    step = ruling("passed_screening", gaps=("gap:outcome",), disagreements=("disagreement:name",))

    finding = found(APPROVAL, Case(city="city:phuket", rulings=(step,)))

    assert finding.evidence[-2:] == ("disagreement:name", "gap:outcome")
    assert finding.settles == words.AN_APPROVAL


def test_the_approval_of_what_may_be_the_same_is_a_doubt() -> None:
    case = Case(
        city="city:phuket", rulings=(ruling("passed_screening"),), doubts=(ruling("approved", date="2022-01-01"),)
    )

    finding = found(APPROVAL, case)

    assert said(finding) == (UNKNOWN, words.OF_ANOTHER)
    assert {"decision:passed-screening-2021-05-06", "decision:approved-2022-01-01"} <= set(finding.evidence)


def test_a_doubt_that_approves_nothing_is_none() -> None:
    case = Case(city="city:phuket", rulings=(ruling("passed_screening"),), doubts=(ruling("returned"),))

    assert said(found(APPROVAL, case)) == (NOT_MET, words.ON_THE_WAY)


@pytest.mark.parametrize(
    ("kind", "told", "expected"),
    [
        ("approved", True, (MET, words.APPROVED)),
        ("approved", False, (UNKNOWN, words.CONTRADICTED)),
        ("passed_screening", True, (MET, words.TOLD)),
        ("passed_screening", False, (NOT_MET, words.ON_THE_WAY)),
        ("considered", True, (MET, words.TOLD)),
        ("considered", False, (NOT_MET, words.TOLD)),
    ],
)
def test_the_asker_may_know_of_a_later_approval(kind: str, told: bool, expected: tuple[State, Wording]) -> None:
    assert said(found(APPROVAL, Case(city="city:phuket", rulings=(ruling(kind),)), approved=told)) == expected


def test_that_a_system_is_part_of_an_approved_project_is_taken_from_the_question() -> None:
    terms = criterion(Requirement.APPROVED_PROJECT, bodies=(COMMITTEE,))

    assert said(found(terms, Case(city="city:phuket", rulings=(ruling("approved"),)))) == (MET, words.APPROVED_SYSTEM)
    assert said(found(terms, Case(city="city:phuket", rulings=(ruling("returned"),)))) == (NOT_MET, words.SENT_BACK)


@pytest.mark.parametrize(
    ("kind", "told", "expected"),
    [
        ("approved", None, (MET, words.MEETS_CRITERIA)),
        ("returned", None, (UNKNOWN, words.SENT_BACK)),
        ("passed_screening", True, (MET, words.TOLD)),
        ("passed_screening", False, (UNKNOWN, words.ON_THE_WAY)),
    ],
)
def test_a_plan_approved_for_the_emblem_meets_the_criteria_of_the_programme(
    kind: str, told: bool | None, expected: tuple[State, Wording]
) -> None:
    case = Case(city="city:phuket", rulings=(ruling(kind, OTHER_COMMITTEE),))

    assert said(found(criterion(Requirement.PLAN), case, approved=told)) == expected


# Emblem.

EMBLEM = criterion(Requirement.EMBLEM, gaps=("gap:given",), since=("2024-11-06",))
OTHERS = {
    Requirement.VALIDITY: criterion(
        Requirement.VALIDITY, kind=CriterionKind.EMBLEM, gaps=("gap:length",), since=("2025-08-19",)
    ),
    Requirement.RENEWAL: criterion(
        Requirement.RENEWAL, kind=CriterionKind.EMBLEM, gaps=("gap:length", "gap:unnamed"),
        since=("2025-08-19", "2025-08-19"),
    ),
}  # fmt: skip
FIRST = emblem("2021-12-24", "2023-12-24")
RENEWED = emblem("2025-08-19", kind="renewal")


@pytest.mark.parametrize(
    ("emblems", "day", "expected", "fails"),
    [
        ([FIRST], "2021-12-23", (UNKNOWN, words.NO_EMBLEM), Verdict.NOT_YET),
        ([FIRST], "2021-12-24", (MET, words.EMBLEM_RUNS), Verdict.NOT_YET),
        ([FIRST], "2023-12-24", (MET, words.EMBLEM_RUNS), Verdict.NOT_YET),
        ([FIRST], "2023-12-25", (NOT_MET, words.EMBLEM_LAPSED), Verdict.NO_LONGER),
        ([FIRST], "2025-08-18", (NOT_MET, words.EMBLEM_LAPSED), Verdict.NO_LONGER),
        ([FIRST], "2025-08-19", (UNKNOWN, words.EMBLEM_PERHAPS_RENEWED), Verdict.NO_LONGER),
        ([FIRST, RENEWED], "2025-08-18", (NOT_MET, words.EMBLEM_LAPSED), Verdict.NO_LONGER),
        ([FIRST, RENEWED], "2025-08-19", (UNKNOWN, words.RENEWAL_LENGTH), Verdict.NO_LONGER),
        ([emblem("2025")], "2026-01-01", (UNKNOWN, words.NO_END), Verdict.NO_LONGER),
        ([FIRST, emblem("2025-08-19", "2027-08-19")], "2025-12-31", (MET, words.EMBLEM_RUNS), Verdict.NOT_YET),
    ],
)
def test_an_emblem_runs_from_its_first_day_to_its_last(
    emblems: list[Any], day: str, expected: tuple[State, Wording], fails: Verdict
) -> None:
    finding = found(EMBLEM, Case(city="city:phuket", emblems=emblems), day, OTHERS)

    assert (said(finding), finding.fails) == (expected, fails)


@pytest.mark.parametrize(
    ("day", "evidence"),
    [
        ("2022-12-31", ("emblem:of-2021-12-24",)),
        ("2024-03-31", ("emblem:of-2021-12-24", "criterion:validity")),
        ("2025-12-31", ("emblem:of-2021-12-24", "gap:unnamed")),
    ],
)
def test_an_emblem_shows_what_its_state_rests_on(day: str, evidence: tuple[str, ...]) -> None:
    assert found(EMBLEM, Case(city="city:phuket", emblems=(FIRST,)), day, OTHERS).evidence == evidence


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2021-12-23", (NOT_MET, words.EMBLEM_LAPSED)),
        ("2021-12-24", (UNKNOWN, words.EMBLEM_PERHAPS_RENEWED)),
        ("2023-12-01", (UNKNOWN, words.EMBLEM_PERHAPS_RENEWED)),
        ("2024-03-31", (UNKNOWN, words.EMBLEM_PERHAPS_RENEWED)),
        ("2024-04-01", (NOT_MET, words.EMBLEM_LAPSED)),
    ],
)
def test_an_emblem_may_be_among_the_renewals_that_were_not_named_since_it_was_given(
    since: str, expected: tuple[State, Wording]
) -> None:
    others = {Requirement.RENEWAL: criterion(Requirement.RENEWAL, gaps=("gap:unnamed",), since=(since,))}

    assert said(found(EMBLEM, Case(city="city:phuket", emblems=(FIRST,)), DAY, others)) == expected


def test_a_renewal_shows_that_its_length_is_not_on_record() -> None:
    finding = found(EMBLEM, Case(city="city:phuket", emblems=(RENEWED,)), "2025-12-31", OTHERS)

    assert finding.evidence == ("emblem:of-2025-08-19", "gap:length")
    assert finding.settles == words.AN_EMBLEM


def test_an_emblem_lapses_without_criteria_of_the_emblem_too() -> None:
    case = Case(city="city:phuket", emblems=(FIRST,))

    assert found(EMBLEM, case, "2025-12-31").evidence == ("emblem:of-2021-12-24",)
    assert found(EMBLEM, Case(city="city:phuket", emblems=(RENEWED,)), "2025-12-31").state is UNKNOWN


@pytest.mark.parametrize(
    ("rulings", "day", "expected"),
    [
        ([ruling("approved")], "2024-11-05", (NOT_MET, words.NO_EMBLEM)),
        ([ruling("approved")], "2024-11-06", (UNKNOWN, words.EMBLEM_PERHAPS_GIVEN)),
        ([ruling("returned")], "2024-11-06", (NOT_MET, words.NO_EMBLEM)),
        ([], "2024-11-05", (UNKNOWN, words.NO_EMBLEM)),
        ([], "2024-11-06", (UNKNOWN, words.EMBLEM_PERHAPS_GIVEN)),
    ],
)
def test_whether_an_emblem_may_have_been_given_depends_on_what_is_left_open(
    rulings: list[Any], day: str, expected: tuple[State, Wording]
) -> None:
    finding = found(EMBLEM, Case(city="city:phuket", rulings=rulings), day, OTHERS)

    assert (said(finding), finding.fails) == (expected, Verdict.NOT_YET)


@pytest.mark.parametrize("case", [Case(), Case(project="project:bus")])
def test_emblems_are_given_to_cities(case: Case) -> None:
    assert said(found(EMBLEM, case)) == (UNKNOWN, words.EMBLEM_OF_CITY)
    assert said(found(EMBLEM, case, emblem_in_force=True)) == (MET, words.TOLD)


def test_an_asker_who_denies_an_emblem_that_is_on_record_leaves_the_matter_open() -> None:
    finding = found(EMBLEM, Case(city="city:phuket", emblems=(FIRST,)), "2022-12-31", OTHERS, emblem_in_force=False)

    assert (said(finding), finding.settles, finding.told) == (
        (UNKNOWN, words.CONTRADICTED), words.WHICH_HOLDS, True,
    )  # fmt: skip


# All of them.


def test_every_condition_that_can_be_asked_has_a_rule() -> None:
    terms = {Requirement.ESTATE, Requirement.VALIDITY, Requirement.RENEWAL}

    assert set(RULES) == set(Requirement) - terms

"""From conditions to a verdict."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.assessment import words
from graph.assessment.finding import Assessment, Condition, State, Verdict
from graph.assessment.measure import Measures, measures_of
from graph.assessment.record import Case, Told
from graph.assessment.verdict import assess, verdict
from graph.model import Activity, Requirement
from tests.cases import (
    COMMITTEE,
    OTHER_COMMITTEE,
    SEVEN,
    covering,
    criterion,
    dimension_ids,
    emblem,
    one_measure,
    privilege,
    ruling,
)

ANY_TWO = criterion(Requirement.DIMENSIONS, "two", minimum_dimensions=2)
SHARES = criterion(Requirement.SHAREHOLDING, "shares")
APPROVAL = criterion(Requirement.APPROVAL, "approval", bodies=(COMMITTEE,))
EMBLEM = criterion(Requirement.EMBLEM, "emblem", gaps=("gap:given",), since=("2024-11-06",))
UNRULED = criterion(None, "unruled")

FIRST = emblem("2021-12-24", "2023-12-24")
APPROVED = covering("environment", "economy", rulings=(ruling("approved"),), emblems=(FIRST,))
WITHIN, AFTER = "2022-12-31", "2024-03-31"
MAJORITY = {"thai_shareholding_percent": 51}

AREA = one_measure(ANY_TWO, SHARES, APPROVAL, EMBLEM)


def assessed(measures: Measures, case: Case, day: str = WITHIN, which: str = "boi-a", **told: Any) -> Assessment:
    """An assessment by one of the measures."""
    return assess(measures, measures.by_id[f"privilege:{which}"], case, Told(**told), day)


def condition(state: State, fails: Verdict = Verdict.NOT_YET) -> Condition:
    """A condition that was judged."""
    return Condition(state=state, why=words.TOLD, fails=fails, name=words.OTHER, asked_by="privilege:boi-a")


@pytest.mark.parametrize(
    ("case", "day", "told", "expected"),
    [
        (APPROVED, WITHIN, MAJORITY, Verdict.MAY_APPLY),
        (APPROVED, WITHIN, {}, Verdict.UNKNOWN),
        (APPROVED, AFTER, MAJORITY, Verdict.NO_LONGER),
        (APPROVED, AFTER, {}, Verdict.NO_LONGER),
        (APPROVED, AFTER, {**MAJORITY, "emblem_in_force": True}, Verdict.MAY_APPLY),
        (APPROVED, WITHIN, {"thai_shareholding_percent": 49}, Verdict.NOT_COVERED),
        (APPROVED, AFTER, {"thai_shareholding_percent": 49}, Verdict.NOT_COVERED),
        (covering(rulings=(ruling("passed_screening"),)), WITHIN, {}, Verdict.NOT_YET),
        (covering("economy", complete=True, rulings=(ruling("returned"),)), WITHIN, {}, Verdict.NOT_COVERED),
        (covering(*SEVEN), WITHIN, MAJORITY, Verdict.UNKNOWN),
        (Case(), WITHIN, {}, Verdict.UNKNOWN),
        (Case(), WITHIN, {**MAJORITY, "dimensions": dimension_ids("economy")}, Verdict.NOT_COVERED),
        (
            Case(),
            WITHIN,
            {**MAJORITY, "dimensions": dimension_ids(*SEVEN), "approved": True, "emblem_in_force": True},
            Verdict.MAY_APPLY,
        ),
    ],
)
def test_a_verdict_follows_from_the_case_the_day_and_the_asker(
    case: Case, day: str, told: dict[str, Any], expected: Verdict
) -> None:
    assert assessed(AREA, case, day, **told).verdict is expected


def test_a_version_that_was_superseded_is_no_longer_to_be_had() -> None:
    measures = one_measure(ANY_TWO, successors=("privilege:boi-b",), replaced=("2018-11-19",))

    found = assessed(measures, covering("environment", "economy"))

    assert found.verdict is Verdict.NO_LONGER
    assert [each.state for each in found.conditions] == [State.MET]


def test_a_measure_without_conditions_on_record_is_unknown() -> None:
    assert assessed(one_measure(), APPROVED).verdict is Verdict.UNKNOWN


def test_conditions_stand_in_order_with_their_criteria_and_names() -> None:
    found = assessed(one_measure(SHARES, ANY_TWO, UNRULED), APPROVED)

    assert [(each.criterion, each.asks, each.name) for each in found.conditions] == [
        ("criterion:shares", Requirement.SHAREHOLDING, words.NAMES[Requirement.SHAREHOLDING]),
        ("criterion:two", Requirement.DIMENSIONS, words.NAMES[Requirement.DIMENSIONS]),
        ("criterion:unruled", None, words.OTHER),
    ]
    assert {each.asked_by for each in found.conditions} == {"privilege:boi-a"}


def test_an_estate_measure_first_asks_for_an_estate() -> None:
    measures = one_measure(ANY_TWO, activity=Activity.ESTATE)

    found = assessed(measures, covering(*SEVEN), industrial_estate=True)
    other = assessed(measures, covering(*SEVEN), industrial_estate=False)

    assert [(each.asks, each.criterion) for each in found.conditions] == [
        (Requirement.ESTATE, None),
        (Requirement.DIMENSIONS, "criterion:two"),
    ]
    assert (found.verdict, other.verdict) == (Verdict.MAY_APPLY, Verdict.NOT_COVERED)


@pytest.mark.parametrize(
    ("percent", "state", "expected"),
    [(60, State.MET, Verdict.MAY_APPLY), (40, State.UNKNOWN, Verdict.UNKNOWN), (None, State.UNKNOWN, Verdict.UNKNOWN)],
)
def test_a_condition_of_an_earlier_version_beside_it_is_met_or_unknown(
    percent: float | None, state: State, expected: Verdict
) -> None:
    measures = measures_of(
        [
            privilege("earlier", "2018-11-19", criteria=("criterion:shares",)),
            privilege("later", "2020-06-17", criteria=("criterion:two",)),
        ],
        [SHARES, ANY_TWO],
        [],
    )

    found = assessed(measures, APPROVED, which="later", thai_shareholding_percent=percent)

    assert found.verdict is expected
    assert [(each.asked_by, each.state) for each in found.conditions] == [
        ("privilege:later", State.MET),
        ("privilege:earlier", state),
    ]
    assert found.alongside == ("privilege:earlier",)


def test_the_emblem_is_asked_in_general_as_such() -> None:
    measures = measures_of(
        [
            privilege("boi-a", "2018-11-19", criteria=("criterion:two",)),
            privilege("general", activity=Activity.GENERAL, criteria=("criterion:emblem",)),
        ],
        [ANY_TWO, EMBLEM],
        [],
    )

    found = assessed(measures, APPROVED, AFTER)

    assert found.verdict is Verdict.NO_LONGER
    assert [(each.asked_by, each.why) for each in found.conditions] == [
        ("privilege:boi-a", words.ENOUGH_DIMENSIONS),
        ("privilege:general", words.EMBLEM_LAPSED),
    ]


def test_an_assessment_names_what_was_assessed() -> None:
    found = assessed(AREA, Case(project="project:bus"), dimensions=dimension_ids("economy"))

    assert (found.city, found.project, found.dimensions) == (None, "project:bus", ("dimension:economy",))
    assert found.privilege.id == "privilege:boi-a"


@pytest.mark.parametrize(
    ("failed", "expected"),
    [
        ((Verdict.NOT_YET,), Verdict.NOT_YET),
        ((Verdict.NOT_YET, Verdict.NO_LONGER), Verdict.NO_LONGER),
        ((Verdict.NOT_YET, Verdict.NO_LONGER, Verdict.NOT_COVERED), Verdict.NOT_COVERED),
    ],
)
def test_of_several_failures_the_one_that_time_does_not_mend_goes_first(
    failed: tuple[Verdict, ...], expected: Verdict
) -> None:
    assert verdict(True, [condition(State.NOT_MET, each) for each in failed]) is expected


# Whatever the conditions, the record and the asker say.

PATIENT = settings(deadline=None)
"""Machines that test are busy."""

STATES = st.lists(
    st.builds(
        condition,
        st.sampled_from(State),
        st.sampled_from([Verdict.NOT_YET, Verdict.NO_LONGER, Verdict.NOT_COVERED]),
    ),
    max_size=6,
)


def states(conditions: Sequence[Condition]) -> set[State]:
    """The states that occur."""
    return {each.state for each in conditions}


@PATIENT
@given(STATES, st.booleans())
def test_who_may_apply_meets_every_condition_of_a_measure_in_force(conditions: list[Condition], in_force: bool) -> None:
    may = verdict(in_force, conditions) is Verdict.MAY_APPLY

    assert may == (in_force and states(conditions) == {State.MET})


@PATIENT
@given(STATES, st.booleans())
def test_unknown_is_said_only_where_nothing_is_known_to_fail(conditions: list[Condition], in_force: bool) -> None:
    unknown = verdict(in_force, conditions) is Verdict.UNKNOWN

    assert unknown == (in_force and State.NOT_MET not in states(conditions) and states(conditions) != {State.MET})


@PATIENT
@given(STATES, st.randoms())
def test_a_verdict_does_not_depend_on_the_order_of_the_conditions(conditions: list[Condition], random: Any) -> None:
    shuffled = list(conditions)
    random.shuffle(shuffled)

    assert verdict(True, shuffled) is verdict(True, conditions)


@PATIENT
@given(STATES, st.integers(min_value=0))
def test_settling_a_condition_for_the_better_never_takes_a_permission_away(
    conditions: list[Condition], place: int
) -> None:
    before = verdict(True, conditions)
    better = [
        condition(State.MET, each.fails) if number == place % (len(conditions) or 1) else each
        for number, each in enumerate(conditions)
    ]

    after = verdict(True, better)

    assert after is Verdict.MAY_APPLY or before is not Verdict.MAY_APPLY


KINDS = ["approved", "passed", "returned", "passed_screening", "agreed_in_principle", "considered", "acknowledged"]
DATES = ["2021-05-06", "2021-11-05", "2023-12-25", "2025-08-19"]
SLUGS = st.lists(st.sampled_from(SEVEN), unique=True)
MAYBE = st.none() | st.booleans()
CASES = st.builds(
    lambda slugs, complete, rulings, emblems, doubts: covering(
        *slugs, complete=complete, rulings=tuple(rulings), emblems=tuple(emblems), doubts=tuple(doubts)
    ),
    SLUGS,
    st.booleans(),
    st.lists(
        st.builds(
            ruling, st.sampled_from(KINDS), st.sampled_from([COMMITTEE, OTHER_COMMITTEE]), st.sampled_from(DATES)
        ),
        max_size=4,
    ),
    st.lists(
        st.builds(emblem, st.sampled_from(DATES), st.none() | st.sampled_from(["2025-12-24", "2027-08-19"])), max_size=2
    ),
    st.lists(st.builds(ruling, st.sampled_from(KINDS)), max_size=1),
)
TOLD = st.builds(
    Told,
    dimensions=st.none() | SLUGS.map(lambda slugs: dimension_ids(*slugs)),
    thai_shareholding_percent=st.none() | st.floats(0, 100),
    approved=MAYBE,
    emblem_in_force=MAYBE,
)
DAYS = st.sampled_from(["2021-01-01", "2022-12-31", "2024-03-31", "2025-12-31"])


@PATIENT
@given(CASES, TOLD, DAYS)
def test_a_whole_assessment_agrees_with_its_conditions(case: Case, told: Told, day: str) -> None:
    found = assess(AREA, AREA.by_id["privilege:boi-a"], case, told, day)

    assert (found.verdict is Verdict.MAY_APPLY) == (states(found.conditions) == {State.MET})
    for each in found.conditions:
        assert each.state is not State.UNKNOWN or each.settles is not None
        assert each.state is not State.MET or each.settles is None
        assert each.told or each.state is State.UNKNOWN or each.evidence or case.complete


@PATIENT
@given(CASES, DAYS)
def test_with_nothing_said_nobody_may_apply_for_what_public_facts_cannot_tell(case: Case, day: str) -> None:
    assert assess(AREA, AREA.by_id["privilege:boi-a"], case, Told(), day).verdict is not Verdict.MAY_APPLY


@PATIENT
@given(CASES, TOLD, DAYS, st.sampled_from(["approved", "emblem_in_force"]))
def test_a_yes_never_makes_a_verdict_worse(case: Case, told: Told, day: str, field: str) -> None:
    measure = AREA.by_id["privilege:boi-a"]
    silent = told.model_copy(update={field: None})
    yes = told.model_copy(update={field: True})

    before, after = (assess(AREA, measure, case, each, day) for each in (silent, yes))

    assert before.verdict is not Verdict.MAY_APPLY or after.verdict is Verdict.MAY_APPLY

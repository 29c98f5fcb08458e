"""Which version of a measure is in force, and who asks for what."""

import pytest

from graph.assessment import words
from graph.assessment.finding import Standing
from graph.assessment.measure import Measures, measures_of
from graph.model import Activity, CriterionKind, Requirement
from tests.cases import criterion, incentive, privilege

OWN = criterion(Requirement.DIMENSIONS, "own")
EARLIER = criterion(Requirement.SHAREHOLDING, "earlier")
EMBLEM = criterion(Requirement.EMBLEM, "emblem")
PLAN = criterion(Requirement.PLAN, "plan")
VALIDITY = criterion(Requirement.VALIDITY, "validity", kind=CriterionKind.EMBLEM)
TYPES = criterion(None, "types", kind=CriterionKind.EMBLEM)


def history() -> Measures:
    """A measure that was superseded, its successor, and a version beside that."""
    return measures_of(
        [
            privilege("beside", "2020-06-17", criteria=("criterion:own",)),
            privilege("first", "2018-05-09", successors=("privilege:second",), replaced=("2018-11-19",)),
            privilege("second", "2018-11-19", criteria=("criterion:earlier",)),
            privilege("estate", "2018-11-19", activity=Activity.ESTATE),
            privilege("general", activity=Activity.GENERAL, criteria=("criterion:plan", "criterion:emblem")),
        ],
        [OWN, EARLIER, EMBLEM, PLAN, VALIDITY, TYPES],
        [incentive(None, 8, "privilege:second")],
    )


def test_measures_stand_in_the_order_of_their_approval() -> None:
    assert [each.id for each in history()] == [
        "privilege:first",
        "privilege:estate",
        "privilege:second",
        "privilege:beside",
        "privilege:general",
    ]


def test_a_measure_has_its_criteria_and_incentives() -> None:
    measure = history().by_id["privilege:second"]

    assert measure.criteria == (EARLIER,)
    assert [each.incentive.years for each in measure.incentives] == [8]


def test_a_criterion_that_is_not_there_on_the_day_is_not_asked() -> None:
    measures = measures_of([privilege("boi-a", "2018-11-19", criteria=("criterion:later",))], [], [])

    assert measures.by_id["privilege:boi-a"].criteria == ()


def test_a_measure_is_in_force_until_superseded() -> None:
    measures = history()

    assert measures.by_id["privilege:first"].standing == Standing(
        in_force=False, since="2018-05-09", replaced="2018-11-19", successor="privilege:second", said=words.SUPERSEDED
    )
    assert measures.by_id["privilege:second"].standing == Standing(
        in_force=True, since="2018-11-19", said=words.IN_FORCE
    )


@pytest.mark.parametrize(
    ("name", "activity", "expected"),
    [
        ("first", Activity.AREA, "privilege:second"),
        ("second", Activity.AREA, "privilege:second"),
        ("beside", Activity.AREA, "privilege:beside"),
        ("first", Activity.ESTATE, None),
        ("none", Activity.AREA, None),
    ],
)
def test_the_version_in_force_of_a_measure_is_found_for_an_activity(
    name: str, activity: Activity, expected: str | None
) -> None:
    found = history().of(name, activity)

    assert (found.id if found else None) == expected


def test_versions_that_supersede_each_other_lead_nowhere_for_ever() -> None:
    measures = measures_of(
        [
            privilege("boi-a", successors=("privilege:boi-b",)),
            privilege("boi-b", successors=("privilege:boi-a",)),
        ],
        [],
        [],
    )

    found = measures.of("boi-a", Activity.AREA)

    assert found is not None
    assert not found.in_force


def test_versions_in_force_beside_each_other_are_named() -> None:
    measures = history()

    beside = {each.id: [other.id for other in measures.alongside(each)] for each in measures}

    assert beside == {
        "privilege:first": [],
        "privilege:second": ["privilege:beside"],
        "privilege:beside": ["privilege:second"],
        "privilege:estate": [],
        "privilege:general": [],
    }


def test_a_version_asks_its_own_then_what_stands_beside_it_then_the_emblem() -> None:
    measures = history()

    asked = {each.id: [(by.id, terms.criterion.id) for by, terms in measures.asked(each)] for each in measures}

    emblem = ("privilege:general", "criterion:emblem")
    earlier = ("privilege:second", "criterion:earlier")
    assert asked == {
        "privilege:first": [emblem],
        "privilege:second": [earlier, emblem],
        "privilege:beside": [("privilege:beside", "criterion:own"), earlier, emblem],
        "privilege:estate": [emblem],
        "privilege:general": [("privilege:general", "criterion:plan"), emblem],
    }


@pytest.mark.parametrize(("one", "other"), [("2018-11-19", "2018-11-19"), (None, "2018-11-19"), ("2018-11-19", None)])
def test_versions_of_one_day_or_of_no_day_ask_nothing_of_each_other(one: str | None, other: str | None) -> None:
    measures = measures_of(
        [
            privilege("one", one, criteria=("criterion:own",)),
            privilege("other", other, criteria=("criterion:earlier",)),
        ],
        [OWN, EARLIER],
        [],
    )

    asked = {each.id: [by.id for by, _ in measures.asked(each)] for each in measures}

    assert asked == {"privilege:one": ["privilege:one"], "privilege:other": ["privilege:other"]}


def test_the_criteria_of_the_emblem_itself_are_found_by_what_they_ask() -> None:
    assert history().emblem == {Requirement.VALIDITY: VALIDITY}

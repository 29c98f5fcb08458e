"""What would follow: which incentive applies, and the years that are left open."""

from typing import Any

import pytest

from graph.assessment.exemption import exemption
from graph.assessment.finding import State
from graph.assessment.measure import Measure
from graph.assessment.record import Case, Told
from graph.model import IncentiveCase
from tests.cases import SEVEN, covering, dimension_ids, incentive, privilege

MET, NOT_MET, UNKNOWN = State.MET, State.NOT_MET, State.UNKNOWN
NONE_ON_RECORD = covering()


def measure(*incentives: Any, **fields: Any) -> Measure:
    """A measure that gives these."""
    return Measure(privilege("boi-a", "2018-11-19", **fields), (), incentives)


BY_DIMENSIONS = measure(incentive(IncentiveCase.ALL_DIMENSIONS, 8), incentive(IncentiveCase.FEWER_DIMENSIONS, 5))
AT_MOST = measure(incentive(IncentiveCase.AT_MOST, 8))
SYSTEM = measure(incentive(IncentiveCase.GENERAL, 5), incentive(IncentiveCase.FOR_EIGHT_YEAR_AREA, 8))


@pytest.mark.parametrize(
    ("given", "case", "told", "expected"),
    [
        (BY_DIMENSIONS, covering(*SEVEN), {}, ([MET, NOT_MET], (8,), True)),
        (BY_DIMENSIONS, covering("economy", complete=True), {}, ([NOT_MET, MET], (5,), True)),
        (BY_DIMENSIONS, covering("economy"), {}, ([UNKNOWN, UNKNOWN], (5, 8), False)),
        (BY_DIMENSIONS, NONE_ON_RECORD, {"dimensions": dimension_ids("economy")}, ([NOT_MET, MET], (5,), True)),
        (
            BY_DIMENSIONS,
            covering("living"),
            {"dimensions": dimension_ids("economy")},
            ([UNKNOWN, UNKNOWN], (5, 8), False),
        ),
        (AT_MOST, covering(*SEVEN), {}, ([MET], (8,), True)),
        (AT_MOST, covering("economy", complete=True), {}, ([UNKNOWN], (8,), False)),
        (AT_MOST, NONE_ON_RECORD, {}, ([UNKNOWN], (8,), False)),
        (SYSTEM, NONE_ON_RECORD, {}, ([UNKNOWN, UNKNOWN], (5, 8), False)),
        (SYSTEM, NONE_ON_RECORD, {"for_eight_year_area": True}, ([NOT_MET, MET], (8,), True)),
        (SYSTEM, NONE_ON_RECORD, {"for_eight_year_area": False}, ([MET, NOT_MET], (5,), True)),
        (measure(incentive(None, 3)), NONE_ON_RECORD, {}, ([UNKNOWN], (3,), False)),
        (measure(), NONE_ON_RECORD, {}, ([], (), False)),
    ],
)
def test_the_years_are_those_that_the_rules_leave_open(
    given: Measure, case: Case, told: dict[str, Any], expected: tuple[list[State], tuple[int, ...], bool]
) -> None:
    found = exemption(given, (), case, Told(**told))

    assert ([each.applies for each in found.reliefs], found.years, found.certain) == expected


@pytest.mark.parametrize(("told", "state"), [(None, UNKNOWN), (True, MET), (False, NOT_MET)])
def test_a_reduction_adds_no_years_of_exemption(told: bool | None, state: State) -> None:
    given = measure(incentive(IncentiveCase.IN_EEC, 5, kind="reduction"))

    found = exemption(given, (), NONE_ON_RECORD, Told(in_eec=told))

    assert ([each.applies for each in found.reliefs], found.years) == ([state], ())


def test_what_stands_beside_a_version_leaves_its_years_open_too() -> None:
    beside = Measure(
        privilege("boi-b", "2020-06-17", descriptions=("observation:a", "observation:b"), gaps=("gap:b",)),
        (),
        (incentive(IncentiveCase.AT_MOST, 8, "privilege:boi-b"),),
    )
    own = measure(*BY_DIMENSIONS.incentives, descriptions=("observation:a",), disagreements=("disagreement:a",))

    found = exemption(own, (beside,), covering("economy", complete=True), Told())

    assert (found.years, found.certain) == ((5, 8), False)
    assert [each.privilege for each in found.reliefs] == ["privilege:boi-a", "privilege:boi-a", "privilege:boi-b"]
    assert found.descriptions == ("observation:a", "observation:b")
    assert (found.disagreements, found.gaps) == (("disagreement:a",), ("gap:b",))

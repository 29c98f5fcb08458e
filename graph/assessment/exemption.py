"""What would follow: each incentive with its own condition, and every number of years that the rules leave open."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.assessment import words
from graph.assessment.condition import coverage
from graph.assessment.finding import Exemption, Relief, State, Wording
from graph.assessment.measure import Measure
from graph.assessment.record import Case, IncentiveTerms, Told
from graph.model import IncentiveCase, IncentiveKind

ALL = 7
"""The Smart dimensions of the programme."""

Said = tuple[State, Wording]


@dataclass(frozen=True, slots=True)
class Situation:
    """What incentives go by: whether all dimensions are covered (None: unknown), and what the asker says."""

    whole: bool | None
    told: Told


def situation(case: Case, told: Told) -> Situation:
    """The situation of a case."""
    has = coverage(case, told)
    if has.contradicted or (len(has.covered) < ALL and not has.complete):
        return Situation(None, told)
    return Situation(len(has.covered) >= ALL, told)


def by(holds: bool | None, yes: Wording, no: Wording, unknown: Wording) -> Said:
    """A state and its reason."""
    if holds is None:
        return State.UNKNOWN, unknown
    return (State.MET, yes) if holds else (State.NOT_MET, no)


def whole(case: Situation) -> Said:
    """For all seven dimensions."""
    return by(case.whole, words.ALL_SEVEN, words.FEWER, words.HOW_MANY)


def fewer(case: Situation) -> Said:
    """For fewer than seven."""
    return by(None if case.whole is None else not case.whole, words.FEWER, words.ALL_SEVEN, words.HOW_MANY)


def at_most(case: Situation) -> Said:
    """At most so many years, for fewer than seven; what the record leaves open is open for these alone."""
    return by(case.whole or None, words.ALL_SEVEN, words.AT_MOST, words.AT_MOST)


def in_eec(case: Situation) -> Said:
    """In the Eastern Economic Corridor, which the asker knows."""
    return by(case.told.in_eec, words.TOLD, words.TOLD, words.NOT_PUBLIC)


def for_eight_year_area(case: Situation) -> Said:
    """For a smart city that holds the eight-year exemption, which the asker knows."""
    return by(case.told.for_eight_year_area, words.TOLD, words.TOLD, words.NOT_PUBLIC)


def always(_: Situation) -> Said:
    """In general."""
    return State.MET, words.ALWAYS


def other(_: Situation) -> Said:
    """A case for which there is no rule."""
    return State.UNKNOWN, words.NOT_PUBLIC


RULES: Mapping[IncentiveCase | None, Callable[[Situation], Said]] = {
    IncentiveCase.GENERAL: always,
    IncentiveCase.ALL_DIMENSIONS: whole,
    IncentiveCase.FEWER_DIMENSIONS: fewer,
    IncentiveCase.AT_MOST: at_most,
    IncentiveCase.IN_EEC: in_eec,
    IncentiveCase.FOR_EIGHT_YEAR_AREA: for_eight_year_area,
}
"""The case for which an incentive is meant, and who judges it."""


def relief(terms: IncentiveTerms, case: Situation) -> Relief:
    """What one incentive would give."""
    applies, why = RULES.get(terms.incentive.case, other)(case)
    return Relief(incentive=terms.incentive, privilege=terms.privilege, applies=applies, why=why)


def is_exemption(each: Relief) -> bool:
    """Whether no tax is paid, rather than less."""
    return each.incentive.kind is IncentiveKind.EXEMPTION


def reliefs(measure: Measure, case: Situation) -> list[Relief]:
    """What a measure would give: its general exemption yields to one for a case that is met, or may be."""
    found = [relief(terms, case) for terms in measure.incentives]
    special = {
        each.applies
        for each in found
        if is_exemption(each) and each.incentive.case is IncentiveCase.FOR_EIGHT_YEAR_AREA
    }
    turned = State.NOT_MET if State.MET in special else State.UNKNOWN if State.UNKNOWN in special else None
    if turned is None:
        return found
    why = words.LONGER_INSTEAD if turned is State.NOT_MET else words.NOT_PUBLIC
    return [
        each.model_copy(update={"applies": turned, "why": why})
        if is_exemption(each) and each.incentive.case is IncentiveCase.GENERAL
        else each
        for each in found
    ]


def exemption(measure: Measure, alongside: Iterable[Measure], case: Case, told: Told) -> Exemption:
    """The years that would follow, by this version and by those that are in force beside it."""
    measures = (measure, *alongside)
    found = [each for every in measures for each in reliefs(every, situation(case, told))]
    open_to = [each for each in found if is_exemption(each) and each.applies is not State.NOT_MET]
    years = sorted({each.incentive.years for each in open_to})
    terms = [every.terms for every in measures]
    return Exemption(
        years=tuple(years),
        certain=len(years) == 1 and all(each.applies is State.MET for each in open_to),
        reliefs=tuple(found),
        descriptions=tuple(dict.fromkeys(each for every in terms for each in every.descriptions)),
        disagreements=tuple(dict.fromkeys(each for every in terms for each in every.disagreements)),
        gaps=tuple(dict.fromkeys(each for every in terms for each in every.gaps)),
    )

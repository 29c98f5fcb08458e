"""From findings to a verdict: whether a case may apply for a privilege on a day."""

from collections.abc import Iterable

from graph.assessment import words
from graph.assessment.condition import Question, estate, judged
from graph.assessment.exemption import exemption
from graph.assessment.finding import Assessment, Condition, Finding, State, Verdict
from graph.assessment.measure import Measure, Measures
from graph.assessment.record import Case, CriterionTerms, Told
from graph.model import Activity, Requirement

FIRST = (Verdict.NOT_COVERED, Verdict.NO_LONGER, Verdict.NOT_YET)
"""Which verdict goes before which, where several conditions are not met."""


def remaining(found: Finding) -> Finding:
    """What to say of a condition of an earlier version: met it is, or nobody knows whether it matters."""
    if found.state is State.MET:
        return found
    return found.model_copy(
        update={"state": State.UNKNOWN, "why": words.MAY_REMAIN, "settles": words.WHETHER_IT_REMAINS}
    )


def condition(measure: Measure, asked_by: Measure, found: Finding, terms: CriterionTerms | None) -> Condition:
    """A condition in its place."""
    carried = asked_by.id != measure.id and asked_by.privilege.activity is measure.privilege.activity
    asks = terms.criterion.asks if terms else Requirement.ESTATE
    return Condition(
        **dict(remaining(found) if carried else found),
        asks=asks,
        name=words.NAMES.get(asks, words.OTHER) if asks else words.OTHER,
        criterion=terms.criterion.id if terms else None,
        asked_by=asked_by.id,
    )


def conditions(measures: Measures, measure: Measure, case: Case, told: Told, day: str) -> list[Condition]:
    """Every condition, in order; what an estate measure promotes is its first."""
    first = []
    if measure.privilege.activity is Activity.ESTATE:
        first.append(condition(measure, measure, estate(told), None))
    return first + [
        condition(measure, asked_by, judged(Question(terms, case, told, day, measures.emblem)), terms)
        for asked_by, terms in measures.asked(measure)
    ]


def verdict(in_force: bool, found: Iterable[Condition]) -> Verdict:
    """What follows from the conditions of a measure: whoever may apply meets every one of them."""
    found = tuple(found)
    if not in_force:
        return Verdict.NO_LONGER
    failed = {each.fails for each in found if each.state is State.NOT_MET}
    if failed:
        return next(each for each in FIRST if each in failed)
    return Verdict.MAY_APPLY if found and all(each.state is State.MET for each in found) else Verdict.UNKNOWN


def assess(measures: Measures, measure: Measure, case: Case, told: Told, day: str) -> Assessment:
    """Whether a case may apply for a privilege on a day, and why."""
    found = conditions(measures, measure, case, told, day)
    alongside = measures.alongside(measure)
    return Assessment(
        verdict=verdict(measure.in_force, found),
        city=case.city,
        project=case.project,
        dimensions=told.dimensions or (),
        privilege=measure.privilege,
        standing=measure.standing,
        alongside=tuple(each.id for each in alongside),
        conditions=tuple(found),
        exemption=exemption(measure, alongside, case, told),
    )

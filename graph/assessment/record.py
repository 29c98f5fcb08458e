"""What the rules go by: the terms of the measures, what is on record about a case, and what the asker says of it."""

from graph.model import (
    Confidence,
    Criterion,
    Decision,
    Dimension,
    Emblem,
    FactEdge,
    Incentive,
    PartialDate,
    Privilege,
    Record,
    ThingId,
)


class PrivilegeTerms(Record):
    """
    A privilege, and the ids of all that belongs to it.

    `criteria` stand in their order; `successors` are the versions that have replaced it by the day, and `replaced` is
    when; `descriptions` are what somebody said of it, as observations.
    """

    privilege: Privilege
    criteria: tuple[ThingId, ...] = ()
    successors: tuple[ThingId, ...] = ()
    replaced: tuple[PartialDate, ...] = ()
    descriptions: tuple[ThingId, ...] = ()
    disagreements: tuple[ThingId, ...] = ()
    gaps: tuple[ThingId, ...] = ()


class CriterionTerms(Record):
    """
    A criterion, and what it goes by.

    `dimensions` and `notes` are parallel: which it speaks of, and whether each is compulsory. `bodies` are those whose
    approval it asks for. `gaps` and `since` are parallel: what is not on record of those who meet it, and from which
    day on; before that day the record is held to be whole.
    """

    criterion: Criterion
    dimensions: tuple[ThingId, ...] = ()
    notes: tuple[str, ...] = ()
    bodies: tuple[ThingId, ...] = ()
    gaps: tuple[ThingId, ...] = ()
    since: tuple[PartialDate, ...] = ()


class IncentiveTerms(Record):
    """What a privilege gives."""

    privilege: ThingId
    incentive: Incentive


class Ruling(Record):
    """A decision on something: in which round it was taken, by which body, and what documents say about it."""

    decision: Decision
    round: ThingId
    body: ThingId
    disagreements: tuple[ThingId, ...] = ()
    gaps: tuple[ThingId, ...] = ()


class Case(Record):
    """
    What is on record about what is assessed: a city, a project, or nothing but a plan.

    `complete` says that documents state its dimensions as complete. `doubts` are decisions on something else that may,
    or may not, be decisions on this: on a city that is possibly the same, or on the city that a project develops.
    """

    city: ThingId | None = None
    project: ThingId | None = None
    dimensions: tuple[FactEdge[Dimension], ...] = ()
    complete: bool = False
    rulings: tuple[Ruling, ...] = ()
    emblems: tuple[Emblem, ...] = ()
    doubts: tuple[Ruling, ...] = ()


class Told(Record):
    """What the asker says; nothing is said where a field is None."""

    dimensions: tuple[ThingId, ...] | None = None
    thai_shareholding_percent: float | None = None
    approved: bool | None = None
    emblem_in_force: bool | None = None
    communication_infrastructure: bool | None = None
    open_data_platform: bool | None = None
    industrial_estate: bool | None = None
    in_eec: bool | None = None
    for_eight_year_area: bool | None = None


SURENESS = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


def least(confidences: tuple[Confidence, ...]) -> Confidence | None:
    """How sure something is that rests on several facts: as sure as the least sure of them."""
    return min(confidences, key=SURENESS.index, default=None)

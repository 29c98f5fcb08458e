"""What an assessment says: findings, conditions, what would follow, and the verdict."""

from enum import StrEnum

from graph.model import Confidence, Incentive, PartialDate, Privilege, Record, Requirement, ThingId


class State(StrEnum):
    """Whether a condition is met, as far as the record and the asker say."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """Whether something may apply."""

    MAY_APPLY = "may_apply"
    NOT_YET = "not_yet"
    NO_LONGER = "no_longer"
    NOT_COVERED = "not_covered"
    UNKNOWN = "unknown"


class Wording(Record):
    """A sentence in both languages."""

    th: str
    en: str


class Finding(Record):
    """
    What was found of one condition.

    `evidence` are the things on record that it rests on, `sources` the documents behind them, and `confidence` how
    sure the least sure of them is. `told` says that it rests on the asker's word. `fails` is the verdict that follows
    where it is not met.
    """

    state: State
    why: Wording
    settles: Wording | None = None
    evidence: tuple[ThingId, ...] = ()
    sources: tuple[ThingId, ...] = ()
    confidence: Confidence | None = None
    missing_dimensions: tuple[ThingId, ...] = ()
    told: bool = False
    fails: Verdict = Verdict.NOT_YET


class Condition(Finding):
    """One condition, in its place: the criterion that it is, and the privilege that asks for it."""

    asks: Requirement | None = None
    name: Wording
    criterion: ThingId | None = None
    asked_by: ThingId


class Relief(Record):
    """What one incentive would give, and whether its own condition is met."""

    incentive: Incentive
    privilege: ThingId
    applies: State
    why: Wording


class Exemption(Record):
    """
    The years without corporate income tax that would follow: every value that the rules leave open, ascending.

    `certain` says that there is but one, and that its condition is met.
    """

    years: tuple[int, ...]
    certain: bool
    reliefs: tuple[Relief, ...] = ()
    descriptions: tuple[ThingId, ...] = ()
    disagreements: tuple[ThingId, ...] = ()
    gaps: tuple[ThingId, ...] = ()


class Standing(Record):
    """Whether a version of a measure is in force: from when, and since when no longer, by what."""

    in_force: bool
    since: PartialDate | None = None
    replaced: PartialDate | None = None
    successor: ThingId | None = None
    said: Wording


class Assessment(Record):
    """Whether one case may apply for one privilege, and why."""

    verdict: Verdict
    city: ThingId | None = None
    project: ThingId | None = None
    dimensions: tuple[ThingId, ...] = ()
    privilege: Privilege
    standing: Standing
    alongside: tuple[ThingId, ...] = ()
    conditions: tuple[Condition, ...] = ()
    exemption: Exemption

"""
The conditions, a function each: what the record and the asker say of it.

`RULES` is the table: what a criterion asks about, and the function that judges it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.assessment import words
from graph.assessment.finding import Finding, State, Verdict, Wording
from graph.assessment.record import Case, CriterionTerms, Ruling, Told, least
from graph.model import DecisionKind, Emblem, Requirement, Sourced, ThingId

HALF = 50
"""Percent: a majority is more than this."""

OPTIONAL = "one of these"
JOINED = "energy and environment then counted as one area"
"""How the notes of a criterion's dimensions begin or end; a dimension that is not optional is compulsory."""

APPROVING = {DecisionKind.APPROVED, DecisionKind.PASSED}
SHORT = {DecisionKind.PASSED_SCREENING, DecisionKind.AGREED_IN_PRINCIPLE}
"""Steps on the way to an approval."""
ONLY_SEEN = {DecisionKind.CONSIDERED, DecisionKind.ACKNOWLEDGED}
"""What documents say instead, where they disagree on an approval of the same sitting."""


@dataclass(frozen=True, slots=True)
class Question:
    """One criterion, put to one case on one day; `others` are the criteria of the emblem itself, by what they ask."""

    terms: CriterionTerms
    case: Case
    told: Told
    day: str
    others: Mapping[Requirement, CriterionTerms] = field(default_factory=dict)


def resting_on(state: State, why: Wording, facts: Iterable[Sourced], *evidence: ThingId, **more: Any) -> Finding:
    """A finding that rests on facts: their documents are its documents, and the least sure says how sure it is."""
    facts = tuple(facts)
    sources = dict.fromkeys(source for fact in facts for source in fact.sources)
    return Finding(
        state=state,
        why=why,
        evidence=tuple(dict.fromkeys(evidence)),
        sources=tuple(sources),
        confidence=least(tuple(fact.confidence for fact in facts)),
        **more,
    )


def by_word(found: Finding, told: bool | None) -> Finding:
    """
    What was found, once the asker has been heard.

    The asker may know what happened since: a yes counts where the record falls short or is silent. A no counts where
    it is silent; against a record that says yes it leaves the matter open.
    """
    if told is None or (told and found.state is State.MET):
        return found
    if told or found.state is State.UNKNOWN:
        state = State.MET if told else State.NOT_MET
        return found.model_copy(update={"state": state, "why": words.TOLD, "settles": None, "told": True})
    if found.state is State.NOT_MET:
        return found
    update = {"state": State.UNKNOWN, "why": words.CONTRADICTED, "settles": words.WHICH_HOLDS, "told": True}
    return found.model_copy(update=update)


def not_public(settles: Wording = words.ANY_DOCUMENT, fails: Verdict = Verdict.NOT_YET) -> Finding:
    """What no public document tells."""
    return Finding(state=State.UNKNOWN, why=words.NOT_PUBLIC, settles=settles, fails=fails)


# Dimensions.


@dataclass(frozen=True, slots=True)
class Coverage:
    """
    The dimensions of a case: which, and whether these are all.

    `told` says that the asker adds to the record, and `contradicted` that what the asker says is at odds with it.
    """

    covered: frozenset[ThingId]
    complete: bool
    told: bool = False
    contradicted: bool = False


def coverage(case: Case, told: Told) -> Coverage:
    """What a case covers: the record, and what the asker says, who is taken to name all."""
    recorded = frozenset(edge.node.id for edge in case.dimensions)
    if told.dimensions is None:
        return Coverage(recorded, case.complete)
    said = frozenset(told.dimensions)
    contradicted = not recorded <= said or (case.complete and said != recorded)
    return Coverage(
        recorded | said, complete=True, told=said != recorded or not case.complete, contradicted=contradicted
    )


def dimensions(question: Question) -> Finding:
    """Whether every compulsory dimension is covered, and as many as are asked for."""
    terms, case = question.terms, question.case
    has = coverage(case, question.told)
    noted = dict(zip(terms.dimensions, terms.notes, strict=True))
    compulsory = {each for each, note in noted.items() if not note.startswith(OPTIONAL)}
    joined = {each for each, note in noted.items() if each in compulsory and note.endswith(JOINED)}
    half = joined - has.covered if joined & has.covered else set()
    missing = compulsory - has.covered - half
    short = len(has.covered) < (terms.criterion.minimum_dimensions or 1)
    links = [edge.link for edge in case.dimensions]

    def found(state: State, why: Wording, settles: Wording | None = None) -> Finding:
        return resting_on(
            state, why, links, *(edge.node.id for edge in case.dimensions), settles=settles, fails=Verdict.NOT_COVERED,
            missing_dimensions=tuple(sorted(missing | half)), told=has.told,
        )  # fmt: skip

    if has.contradicted:
        return found(State.UNKNOWN, words.CONTRADICTED, words.WHICH_HOLDS)
    if (missing or short) and has.complete:
        return found(State.NOT_MET, words.TOO_FEW_DIMENSIONS)
    if missing or short:
        why = words.SOME_DIMENSIONS if has.covered else words.NO_DIMENSIONS
        return found(State.UNKNOWN, why, words.PLAN_DOCUMENT)
    if half:
        return found(State.UNKNOWN, words.JOINED_DIMENSIONS, words.ANY_DOCUMENT)
    return found(State.MET, words.ENOUGH_DIMENSIONS)


# What only the asker can tell.


def shareholding(question: Question) -> Finding:
    """Whether Thai nationals hold more than half."""
    percent = question.told.thai_shareholding_percent
    if percent is None:
        return not_public(words.SHAREHOLDERS, Verdict.NOT_COVERED)
    held = percent > HALF
    why = words.MAJORITY if held else words.NO_MAJORITY
    return Finding(state=State.MET if held else State.NOT_MET, why=why, told=True, fails=Verdict.NOT_COVERED)


def infrastructure(question: Question) -> Finding:
    """Whether there is communication infrastructure."""
    return by_word(not_public(), question.told.communication_infrastructure)


def open_data(question: Question) -> Finding:
    """Whether there is an open data platform."""
    return by_word(not_public(), question.told.open_data_platform)


def estate(told: Told) -> Finding:
    """Whether it is an industrial estate or zone, which is what an estate measure promotes: no criterion of its own."""
    return by_word(not_public(fails=Verdict.NOT_COVERED), told.industrial_estate)


# Approval.


def disputed(ruling: Ruling, rulings: Iterable[Ruling]) -> bool:
    """Whether documents say of the same sitting that it did less than approve."""
    return any(other.round == ruling.round and other.decision.kind in ONLY_SEEN for other in rulings)


def ruled(state: State, why: Wording, rulings: Iterable[Ruling], settles: Wording | None = None) -> Finding:
    """A finding that rests on decisions: with their rounds and bodies, and with what is open or disputed about them."""
    rulings = tuple(rulings)
    evidence = [each for ruling in rulings for each in (ruling.decision.id, ruling.round, ruling.body)]
    if state is not State.MET:
        evidence += [each for ruling in rulings for each in (*ruling.disagreements, *ruling.gaps)]
    return resting_on(state, why, (ruling.decision for ruling in rulings), *evidence, settles=settles)


def in_order(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Decisions, oldest first."""
    return sorted(rulings, key=lambda ruling: (ruling.decision.date or "", ruling.decision.id))


def approval_on_record(case: Case, bodies: tuple[ThingId, ...]) -> Finding:
    """Whether an approving decision is on record: of one of these bodies, or of any where none is named."""
    rulings = in_order(case.rulings)
    last = rulings[-1:]
    if last and last[0].decision.kind is DecisionKind.RETURNED:
        return ruled(State.NOT_MET, words.SENT_BACK, last, words.AN_APPROVAL)
    approving = [ruling for ruling in rulings if ruling.decision.kind in APPROVING]
    return approved_on_record(rulings, approving, bodies) if approving else short_of_approval(case, rulings)


def approved_on_record(rulings: list[Ruling], approving: list[Ruling], bodies: tuple[ThingId, ...]) -> Finding:
    """What to say of approving decisions: whose they are, and whether documents agree on them."""
    sure = [ruling for ruling in approving if not disputed(ruling, rulings)]
    named = [ruling for ruling in sure if not bodies or ruling.body in bodies]
    if named:
        return ruled(State.MET, words.APPROVED, named)
    if sure:
        return ruled(State.UNKNOWN, words.OTHER_BODY, sure, words.AN_APPROVAL)
    sittings = {ruling.round for ruling in approving}
    held = [ruling for ruling in rulings if ruling.round in sittings]
    return ruled(State.UNKNOWN, words.DISPUTED, held, words.AN_APPROVAL)


def short_of_approval(case: Case, rulings: list[Ruling]) -> Finding:
    """What to say where no approving decision is on record."""
    doubts = [ruling for ruling in case.doubts if ruling.decision.kind in APPROVING]
    if doubts:
        return ruled(State.UNKNOWN, words.OF_ANOTHER, in_order([*rulings, *doubts]), words.AN_APPROVAL)
    steps = [ruling for ruling in rulings if ruling.decision.kind in SHORT]
    if steps:
        return ruled(State.NOT_MET, words.ON_THE_WAY, steps, words.AN_APPROVAL)
    return ruled(State.UNKNOWN, words.NO_DECISION, rulings, words.AN_APPROVAL)


def approval(question: Question) -> Finding:
    """Whether a body in charge has approved it."""
    return by_word(approval_on_record(question.case, question.terms.bodies), question.told.approved)


def approved_project(question: Question) -> Finding:
    """Whether it is part of a project that a body in charge has approved."""
    found = approval_on_record(question.case, question.terms.bodies)
    if found.state is State.MET:
        found = found.model_copy(update={"why": words.APPROVED_SYSTEM})
    return by_word(found, question.told.approved)


def plan(question: Question) -> Finding:
    """Whether the plan meets a criterion of the programme: all of them, where it was approved for the emblem."""
    found = approval_on_record(question.case, ())
    if found.state is State.MET:
        return found.model_copy(update={"why": words.MEETS_CRITERIA})
    return by_word(found.model_copy(update={"state": State.UNKNOWN}), question.told.approved or None)


# Emblem.


def open_since(terms: CriterionTerms | None, day: str, after: str = "") -> tuple[ThingId, ...]:
    """What has been left open about a criterion by a day, from some day on."""
    if terms is None:
        return ()
    return tuple(gap for gap, since in zip(terms.gaps, terms.since, strict=True) if after <= since <= day)


def runs(emblem: Emblem, day: str) -> bool:
    """Whether an emblem is in force for certain."""
    return emblem.valid_until is not None and emblem.valid_until >= day


def emblem_lapsed(question: Question, last: Emblem) -> Finding:
    """What to say once the last emblem on record has lapsed."""
    renewal = question.others.get(Requirement.RENEWAL)
    validity = question.others.get(Requirement.VALIDITY)
    lengths = validity.gaps if validity else ()
    unnamed = [gap for gap in open_since(renewal, question.day, last.valid_from or "") if gap not in lengths]
    if unnamed:
        return resting_on(
            State.UNKNOWN, words.EMBLEM_PERHAPS_RENEWED, [last], last.id, *unnamed,
            settles=words.AN_EMBLEM, fails=Verdict.NO_LONGER,
        )  # fmt: skip
    period = [validity.criterion.id] if validity else []
    return resting_on(
        State.NOT_MET, words.EMBLEM_LAPSED, [last], last.id, *period, settles=words.AN_EMBLEM, fails=Verdict.NO_LONGER
    )


def no_emblem(question: Question) -> Finding:
    """What to say where no emblem is on record."""
    if question.case.city is None:
        return Finding(state=State.UNKNOWN, why=words.EMBLEM_OF_CITY, settles=words.AN_EMBLEM)
    approved = approval_on_record(question.case, ())
    given = open_since(question.terms, question.day)
    if approved.state is State.NOT_MET or (approved.state is State.MET and not given):
        return approved.model_copy(
            update={
                "state": State.NOT_MET,
                "why": words.NO_EMBLEM,
                "settles": words.AN_EMBLEM,
                "fails": Verdict.NOT_YET,
            }
        )
    why = words.EMBLEM_PERHAPS_GIVEN if given else words.NO_EMBLEM
    evidence = (*approved.evidence, *given)
    update = {"state": State.UNKNOWN, "why": why, "settles": words.AN_EMBLEM, "evidence": evidence}
    return approved.model_copy(update=update)


def emblem_on_record(question: Question) -> Finding:
    """Whether an emblem is in force on the day, by the days that are on record of it."""
    emblems = [emblem for emblem in question.case.emblems if (emblem.valid_from or "9999") <= question.day]
    running = [emblem for emblem in emblems if runs(emblem, question.day)]
    if running:
        return resting_on(State.MET, words.EMBLEM_RUNS, running, *(emblem.id for emblem in running))
    if not emblems:
        return no_emblem(question)
    last = max(emblems, key=lambda emblem: (emblem.valid_from or "", emblem.id))
    if last.valid_until is not None:
        return emblem_lapsed(question, last)
    validity = question.others.get(Requirement.VALIDITY)
    gaps = open_since(validity, question.day)
    why = words.RENEWAL_LENGTH if last.kind == "renewal" else words.NO_END
    return resting_on(State.UNKNOWN, why, [last], last.id, *gaps, settles=words.AN_EMBLEM, fails=Verdict.NO_LONGER)


def emblem(question: Question) -> Finding:
    """Whether an emblem is in force on the day."""
    return by_word(emblem_on_record(question), question.told.emblem_in_force)


def other(_: Question) -> Finding:
    """A condition for which there is no rule."""
    return not_public()


RULES: Mapping[Requirement | None, Callable[[Question], Finding]] = {
    Requirement.DIMENSIONS: dimensions,
    Requirement.SHAREHOLDING: shareholding,
    Requirement.APPROVAL: approval,
    Requirement.APPROVED_PROJECT: approved_project,
    Requirement.EMBLEM: emblem,
    Requirement.PLAN: plan,
    Requirement.INFRASTRUCTURE: infrastructure,
    Requirement.OPEN_DATA: open_data,
}
"""What a criterion asks about, and who judges it."""


def judged(question: Question) -> Finding:
    """What is found of a criterion."""
    return RULES.get(question.terms.criterion.asks, other)(question)

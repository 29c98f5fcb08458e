"""
Where a city stands on a day, as expressions of Cypher: for reads, filters and aggregates alike.

Each is made of literals when the program starts, from the name of the variable that holds the city and, where it is
not the day of the request, an expression for the day. Inside, every variable begins with `its_`: leave those to them.

Three things are never mixed: that a city was approved (a decision), that it was handed its emblem (a ceremony), and
that its emblem is in force (a span of days). Of each, `approved`, `handed_over` and `in_force` are true where it is
sure; `approval`, `handover` and `validity` say why it is, is not, or is not known (`graph.model.Reason`).
"""

from collections.abc import Sequence

from graph.model import ANSWERS, Answer, Reason, Status

FIRST_DAY = "{field} + substring('-01-01', size({field}) - 4)"
"""The first day that a partial date can mean: before it, it is sure that it has not come."""

STATUS_OF = {
    "proposed": Status.PROPOSED,
    "considered": Status.PROPOSED,
    "passed_screening": Status.SCREENED,
    "agreed_in_principle": Status.AGREED_IN_PRINCIPLE,
    "returned": Status.RETURNED,
}
"""The status that a city has by a decision of a kind, until it is approved: approval is never lost."""


APPROVING = "its_decision.kind = 'approved' AND its_decision.confidence <> 'low'"
"""What makes a decision one that approves."""

AWARDED = "its_emblem.confidence <> 'low'"
"""What makes an emblem one that counts."""


def approving(city: str, when: str) -> str:
    """The pattern of the decisions that approve a city, and a condition on their day."""
    return f"MATCH ({city})<-[:ON]-(its_decision:Decision) WHERE {APPROVING} AND {when}"


def awarded(city: str, when: str) -> str:
    """The pattern of the emblems of a city, and a condition on their days."""
    return f"MATCH ({city})<-[:AWARDED_TO]-(its_emblem:Emblem) WHERE {AWARDED} AND {when}"


def decided(day: str) -> str:
    """That a decision was surely taken."""
    return f"coalesce(its_decision.day, '') <= {day}"


def handed(day: str) -> str:
    """That an emblem was surely handed over."""
    return f"its_emblem.handed <= {day}"


def begun(day: str) -> str:
    """That an emblem has surely begun to be valid, whether or not it still is."""
    return f"its_emblem.day <= {day}"


def valid(day: str) -> str:
    """That an emblem is surely valid."""
    return f"its_emblem.day <= {day} AND its_emblem.kept >= {day}"


def approved(city: str, day: str = "$as_of") -> str:
    """True where a city is approved for the emblem."""
    return f"EXISTS {{ {approving(city, decided(day))} }}"


def handed_over(city: str, day: str = "$as_of") -> str:
    """True where a city was handed its emblem at a ceremony on record."""
    return f"EXISTS {{ {awarded(city, handed(day))} }}"


def in_force(city: str, day: str = "$as_of") -> str:
    """True where an emblem of a city is surely in force."""
    return f"EXISTS {{ {awarded(city, valid(day))} }}"


def status(city: str, day: str = "$as_of") -> str:
    """The status of a city, a value of `graph.model.Status`: approved, or what was decided last."""
    kinds = ", ".join(f"'{kind}'" for kind in STATUS_OF)
    cases = " ".join(f"WHEN '{kind}' THEN '{value.value}'" for kind, value in STATUS_OF.items())
    order = " ".join(f"WHEN '{kind}' THEN {place}" for place, kind in enumerate(STATUS_OF))
    return f"""CASE WHEN {approved(city, day)} THEN '{Status.APPROVED.value}' ELSE coalesce(head(COLLECT {{
        MATCH ({city})<-[:ON]-(its_decision:Decision)
        WHERE its_decision.kind IN [{kinds}] AND its_decision.confidence <> 'low' AND {decided(day)}
        RETURN CASE its_decision.kind {cases} END
        ORDER BY coalesce(its_decision.day, '') DESC, CASE its_decision.kind {order} END DESC LIMIT 1
    }}), '{Status.UNKNOWN.value}') END"""


def year_of_approval(city: str, day: str = "$as_of") -> str:
    """The year of the Common Era in which a city was approved first; null where it was not, or the day is unknown."""
    return f"""head(COLLECT {{
        {approving(city, decided(day))} AND its_decision.date IS NOT NULL
        RETURN toInteger(substring(its_decision.date, 0, 4)) ORDER BY its_decision.day LIMIT 1
    }})"""


def first_of(pattern: str, cases: Sequence[tuple[Reason, str]]) -> str:
    """
    The first reason of several that is true of anything a pattern finds; null where none is.

    One walk over what is found, whatever the number of reasons: an EXISTS for each takes seconds to plan.
    """
    reasons = ", ".join(f"'{reason.value}'" for reason, _ in cases)
    ranks = " ".join(f"WHEN {condition} THEN {place}" for place, (_, condition) in enumerate(cases))
    found = f"COLLECT {{ {pattern} RETURN CASE {ranks} END AS its_rank ORDER BY its_rank LIMIT 1 }}"
    return f"[{reasons}][coalesce(head({found}), {len(cases)})]"


def approvals(city: str, day: str, then: Reason) -> str:
    """The reason that the decisions approving a city give, where they are sure `then`; null where there are none."""
    cases = [
        (then, decided(day)),
        (Reason.DATE_NOT_EXACT, f"{FIRST_DAY.format(field='its_decision.date')} <= {day}"),
        (Reason.NOT_YET, "true"),
    ]
    return first_of(approving(city, "true"), cases)


def approved_on(city: str, day: str = "$as_of") -> str:
    """The date on which a city was approved first, as precise as it is on record; null without one."""
    return f"""head(COLLECT {{
        {approving(city, decided(day))} AND its_decision.date IS NOT NULL
        RETURN its_decision.date ORDER BY its_decision.day, its_decision.date LIMIT 1
    }})"""


def approval(city: str, day: str = "$as_of") -> str:
    """Why a city is approved, is not, or may be: a value of `graph.model.Reason`."""
    return f"coalesce({approvals(city, day, Reason.DECIDED)}, '{Reason.NOT_ON_RECORD.value}')"


def handover(city: str, day: str = "$as_of") -> str:
    """Why a city was handed its emblem, was not, or may have been: a value of `graph.model.Reason`."""
    cases = [
        (Reason.HANDED_OVER, handed(day)),
        (Reason.DATE_NOT_EXACT, f"{FIRST_DAY.format(field='its_emblem.handed_over')} <= {day}"),
        (Reason.NOT_YET, "true"),
    ]
    found = first_of(awarded(city, "its_emblem.handed IS NOT NULL"), cases)
    return f"coalesce({found}, '{Reason.NOT_ON_RECORD.value}')"


def spans(day: str) -> list[tuple[Reason, str]]:
    """Why an emblem is in force, may be, or is no more, the surest first: by its own days."""
    return [
        (Reason.RENEWED, f"{valid(day)} AND its_emblem.kind = 'renewal'"),
        (Reason.WITHIN_ITS_YEARS, valid(day)),
        (Reason.LENGTH_NOT_ON_RECORD, f"{begun(day)} AND its_emblem.ends IS NULL"),
        (
            Reason.DATE_NOT_EXACT,
            f"its_emblem.begins <= {day} AND coalesce(its_emblem.ends, '9999') >= {day}",
        ),
        (Reason.CERTIFICATION_NOT_ON_RECORD, "its_emblem.begins IS NULL"),
        (Reason.RENEWED_NOT_NAMED, f"{begun(day)} AND its_emblem.reopens <= {day}"),
        (Reason.LAPSED, begun(day)),
    ]


def validity(city: str, day: str = "$as_of") -> str:
    """
    Why an emblem of a city is in force, is not, or may be: a value of `graph.model.Reason`.

    An emblem that was renewed, but nobody says for how long, is unknown once its usual years are over; one whose years
    are over is unknown from the day of a decision that renewed more cities than it names.
    """
    later = f"its_emblem.kind = 'first' AND {FIRST_DAY.format(field='its_emblem.certified')} > {day}"
    emblems = first_of(awarded(city, "true"), [*spans(day), (Reason.NOT_YET, later)])
    decisions = approvals(city, day, Reason.CERTIFICATION_NOT_ON_RECORD)
    return f"coalesce({emblems}, {decisions}, '{Reason.NOT_ON_RECORD.value}')"


def emblem_validity(emblem: str, day: str = "$as_of") -> str:
    """Why an emblem itself is in force, is not, or may be: a value of `graph.model.Reason`."""
    newer = f"its_emblem.sort > {emblem}.sort AND {begun(day)}"
    cases = " ".join(f"WHEN {when.replace('its_emblem', emblem)} THEN '{why.value}'" for why, when in spans(day))
    return f"""CASE
        WHEN EXISTS {{ MATCH ({emblem})-[:AWARDED_TO]->(its_city:City) {awarded("its_city", newer)} }}
            THEN '{Reason.REPLACED.value}' {cases} ELSE '{Reason.NOT_YET.value}' END"""


def answer(reason: str) -> str:
    """What a reason answers, a value of `graph.model.Answer`; for groups and filters by three values."""
    cases = " ".join(
        f"WHEN '{each.value}' THEN '{value.value}'" for each, value in ANSWERS.items() if value is not Answer.UNKNOWN
    )
    return f"CASE {reason} {cases} ELSE '{Answer.UNKNOWN.value}' END"

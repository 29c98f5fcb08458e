"""Makers of what assessments go by: terms, cases and measures, each with no more than a test says."""

from typing import Any

from graph import model
from graph.assessment.measure import Measures, measures_of
from graph.assessment.record import Case, CriterionTerms, IncentiveTerms, PrivilegeTerms, Ruling
from graph.model import Activity, IncentiveCase, Requirement
from tests.things import SOURCES, decision, dimension, fact_of

DAY = "2024-03-31"

SEVEN = ("economy", "energy", "environment", "governance", "living", "mobility", "people")

COMMITTEE = "committee:in-charge"
OTHER_COMMITTEE = "committee:other"


def dimension_ids(*slugs: str) -> tuple[str, ...]:
    """The ids of dimensions."""
    return tuple(f"dimension:{slug}" for slug in slugs)


def covering(*slugs: str, complete: bool = False, **fields: Any) -> Case:
    """A city that covers these dimensions."""
    edges = tuple(fact_of(dimension(slug)) for slug in slugs)
    return Case(**{"city": "city:phuket", "dimensions": edges, "complete": complete, **fields})


def criterion(asks: Requirement | None = None, slug: str = "", **terms: Any) -> CriterionTerms:
    """A criterion that asks this."""
    fields: dict[str, Any] = {name: terms.pop(name) for name in ("minimum_dimensions", "kind") if name in terms}
    name = slug or (asks.value.replace("_", "-") if asks else "other")
    said = {"id": f"criterion:{name}", "sources": SOURCES, "kind": "measure", "text_en": "A condition", "asks": asks}
    made = model.Criterion(**{**said, **fields})
    return CriterionTerms(criterion=made, **terms)


def ruling(kind: str, body: str = COMMITTEE, date: str = "2021-05-06", **fields: Any) -> Ruling:
    """A decision of a body."""
    made = decision(f"{kind.replace('_', '-')}-{date}", kind=kind, date=date)
    return Ruling(**{"decision": made, "round": f"round:of-{date}", "body": body, **fields})


def emblem(valid_from: str, valid_until: str | None = None, **fields: Any) -> model.Emblem:
    """An emblem of these days."""
    said = {"kind": "first", "valid_from": valid_from, "valid_until": valid_until}
    return model.Emblem(**{"id": f"emblem:of-{valid_from}", "sources": SOURCES, **said, **fields})


def privilege(slug: str, approved: str | None = None, **fields: Any) -> PrivilegeTerms:
    """A version of a measure."""
    terms = {name: fields.pop(name) for name in PrivilegeTerms.model_fields if name in fields}
    made = model.Privilege(
        **{
            "id": f"privilege:{slug}",
            "sources": SOURCES,
            "measure": slug,
            "title": "A measure",
            "activity": Activity.AREA,
            "activity_en": "Area development",
            "approved": approved,
            **fields,
        }
    )
    return PrivilegeTerms(privilege=made, **terms)


def incentive(
    case: IncentiveCase | None, years: int, of: str = "privilege:boi-a", kind: str = "exemption"
) -> IncentiveTerms:
    """What a privilege gives in a case."""
    made = model.Incentive(
        id=f"{of}/incentives/{years}",
        sources=SOURCES,
        kind=model.IncentiveKind(kind),
        condition="A condition",
        case=case,
        years=years,
    )
    return IncentiveTerms(privilege=of, incentive=made)


def one_measure(*criteria: CriterionTerms, **fields: Any) -> Measures:
    """A single measure, `privilege:boi-a`, with these criteria."""
    asked = tuple(each.criterion.id for each in criteria)
    return measures_of([privilege("boi-a", "2018-11-19", criteria=asked, **fields)], criteria, ())

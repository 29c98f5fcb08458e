"""Makers of records, each named for what it returns: what a test does not say is what any such thing has."""

from typing import Any

from api.loader import noun_of
from graph import model
from graph.model import Confidence, Link, Record

SOURCES = ("source:gazette-2564",)
"""What everything rests on unless a test says otherwise."""


def region(slug: str = "south", **fields: Any) -> model.Region:
    """A region."""
    names = {"name_en": slug.capitalize(), "name_en_kind": "official"}
    return model.Region(**{"id": f"region:{slug}", "sources": SOURCES, **names, **fields})


def province(code: str = "TH-83", **fields: Any) -> model.Province:
    """A province."""
    place = {"code": code, "latitude": 7.88, "longitude": 98.39, "geoname": 1151254}
    names = {"name_en": f"Province {code}", "name_en_kind": "official"}
    return model.Province(**{"id": f"province:{code}", "sources": SOURCES, **place, **names, **fields})


def city(slug: str = "phuket", **fields: Any) -> model.City:
    """A city."""
    names = {"name_en": slug.capitalize(), "name_en_kind": "official"}
    return model.City(**{"id": f"city:{slug}", "sources": SOURCES, **names, **fields})


def agency(slug: str = "depa", **fields: Any) -> model.Agency:
    """An agency."""
    names = {"name_en": slug.upper(), "name_en_kind": "official"}
    return model.Agency(**{"id": f"agency:{slug}", "sources": SOURCES, "kind": "agency", **names, **fields})


def dimension(slug: str = "mobility", **fields: Any) -> model.Dimension:
    """One of the Smart dimensions."""
    names = {"name_en": slug.capitalize(), "name_en_kind": "official"}
    return model.Dimension(**{"id": f"dimension:{slug}", "sources": SOURCES, **names, **fields})


def person(slug: str = "chair", **fields: Any) -> model.Person:
    """An office-holder."""
    names = {"name_th": "ผู้ดำรงตำแหน่ง"}
    return model.Person(**{"id": f"person:{slug}", "sources": SOURCES, **names, **fields})


def approval_round(slug: str = "subcommittee-1-2564", **fields: Any) -> model.ApprovalRound:
    """A sitting."""
    return model.ApprovalRound(**{"id": f"round:{slug}", "sources": SOURCES, "date": "2021-05-06", **fields})


def decision(slug: str = "approved-phuket", **fields: Any) -> model.Decision:
    """What a sitting decided."""
    said = {"kind": "approved", "text": "Approved", "date": "2021-05-06"}
    return model.Decision(**{"id": f"decision:{slug}", "sources": SOURCES, **said, **fields})


def event(slug: str = "expo-2565", **fields: Any) -> model.Event:
    """An occasion."""
    said = {"kind": "exhibition", "name_en": "Expo"}
    return model.Event(**{"id": f"event:{slug}", "sources": SOURCES, **said, **fields})


def observation(slug: str = "progress-phuket", **fields: Any) -> model.Observation:
    """A number that a document reports."""
    said = {"metric": "progress", "label": "Progress", "value": 42.5, "unit": "percent"}
    return model.Observation(**{"id": f"observation:{slug}", "sources": SOURCES, **said, **fields})


def gap(slug: str = "operators", **fields: Any) -> model.Gap:
    """Something that is not on record."""
    return model.Gap(**{"id": f"gap:{slug}", "sources": SOURCES, "subject": "Who runs them", **fields})


def source(slug: str = "gazette-2564", **fields: Any) -> model.Source:
    """A document."""
    return model.Source(**{"id": f"source:{slug}", "title": "ประกาศ", **fields})


def everything() -> list[Record]:
    """One thing of every noun, and one part of every kind, with no more than it must have."""
    named = {"name_th": "ชื่อ", "sources": SOURCES}
    sourced = {"sources": SOURCES}
    return [
        source(), region(), province(), dimension(), agency(), person(), city(), approval_round(), event(), decision(),
        observation(), gap(),
        model.AreaKind(id="area-kind:livable", **named),
        model.Stage(id="stage:apply", order=1, **named),
        model.Committee(id="committee:national", kind=model.CommitteeKind.COMMITTEE, **named),
        model.Office(id="office:minister", title_en="Minister", **sourced),
        model.Project(id="project:bus", kind=model.ProjectKind.SERVICE, **named),
        model.Criterion(id="criterion:plan", kind=model.CriterionKind.PROGRAMME, text_en="A plan", **sourced),
        model.Privilege(id="privilege:boi-2018-11-area", measure="boi-2018-11", title="Smart city",
                        activity=model.Activity.AREA, activity_en="Area development", **sourced),
        model.Indicator(id="indicator:competitiveness", **named),
        model.Initiative(id="initiative:platform", kind=model.InitiativeKind.PLATFORM, **named),
        model.Emblem(id="emblem:phuket", kind=model.EmblemKind.FIRST, **sourced),
        model.Award(id="award:first", name_en="First prize", **sourced),
        model.Obstacle(id="obstacle:budget", order=1, text_th="งบประมาณ", text_en="Budget", **sourced),
        model.PromotionZone(id="zone:south", set="2563", **named),
        model.Disagreement(id="disagreement:total", subject="How many cities", **sourced),
        model.Caution(id="caution:counts", text="Three counts", **sourced),
        model.Correction(id="correction:phuket-name", corrected="2027-01-05", property="name_th", wrong="ภูเกต",
                         right="ภูเก็ต", **sourced),
        model.Alias(id="city:phuket/aliases/1", name="Phuket Smart City", **sourced),
        model.Attestation(id="office:minister/attestations/1", **sourced),
        model.Incentive(id="privilege:boi-2018-11-area/incentives/1", kind=model.IncentiveKind.EXEMPTION,
                        condition="In the area", years=8, **sourced),
        model.Statement(id="disagreement:total/statements/1", value="37", **sourced),
    ]  # fmt: skip


def link(**fields: Any) -> Link:
    """What documents state of a relation."""
    return Link(**{"sources": SOURCES, **fields})


def generic(edge: Any, node: Any) -> Any:
    """The record of an edge that leads to such a thing."""
    return edge[type(node)]


def edge_of(node: Any, cursor: str | None = None) -> model.Edge[Any]:
    """A place in a list, by default that of the thing's id."""
    made: model.Edge[Any] = generic(model.Edge, node)(node=node, cursor=cursor or node.id)
    return made


def fact_of(node: Any, cursor: str | None = None, **fields: Any) -> model.FactEdge[Any]:
    """A relation that documents state, and where it leads."""
    made: model.FactEdge[Any] = generic(model.FactEdge, node)(node=node, cursor=cursor or node.id, link=link(**fields))
    return made


def through(node: Any, *passed: str) -> model.ThroughEdge[Any]:
    """A short cut, and the ids of what it passes through."""
    made: model.ThroughEdge[Any] = generic(model.ThroughEdge, node)(node=node, cursor=node.id, through=passed)
    return made


def reference(thing_id: str) -> model.Edge[Any]:
    """A place in a list of things of any noun."""
    return edge_of(model.Reference(id=thing_id))


def support(subject: str, **fields: Any) -> model.Support:
    """What a document supports of one thing."""
    said = {"whole": True, "confidence": Confidence.HIGH, "cursor": subject}
    return model.Support(**{"subject": subject, **said, **fields})


def steps(*words: str) -> model.Steps:
    """The steps that lead from a thing, in words."""
    return model.Steps(count=len(words), steps=words)


def web(*relations: str) -> dict[tuple[str, str], list[model.Steps]]:
    """The steps that lead from each thing in these relations, `agency:egat OPERATES city:mae-moh`."""
    found: dict[str, list[str]] = {}
    for start, relation, end in (each.split(" ") for each in relations):
        found.setdefault(start, []).append(f"{relation} > {end}")
        found.setdefault(end, []).append(f"{relation} < {start}")
    return {(f"{noun_of(each)}.steps", each): [steps(*sorted(words))] for each, words in found.items()}

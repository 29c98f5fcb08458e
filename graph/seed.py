"""
The shapes of the seed files: a noun's record, and the relations that stand with it.

A relation field says what it becomes in the graph: `to` points from this thing to another, `by` the other way, `part`
holds records that become nodes of their own, named after this thing (`agency:egat/aliases/1`). A field is an id or
several where the relation is as sure as the thing itself, and a `LinkTo` where documents state it separately.
Files leave out the ids of parts: whoever reads the files numbers them.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field

from graph import model
from graph.model import Sourced, Text, ThingId


@dataclass(frozen=True, slots=True)
class Relation:
    """What a field of a seed record becomes: `(this)-[:type]->(label)`, or the reverse if it points inward."""

    type: str
    labels: tuple[str, ...]
    outward: bool
    part: bool = False


def to(relation: str, *labels: str) -> Relation:
    """From this thing to others."""
    return Relation(relation, labels, outward=True)


def by(relation: str, *labels: str) -> Relation:
    """From others to this thing."""
    return Relation(relation, labels, outward=False)


def part(relation: str, label: str) -> Relation:
    """From a record nested in this one, which becomes a node of its own, to this thing."""
    return Relation(relation, (label,), outward=False, part=True)


ANYTHING = (
    "AreaKind",
    "Province",
    "Region",
    "City",
    "Agency",
    "Committee",
    "Person",
    "Office",
    "Dimension",
    "Stage",
    "ApprovalRound",
    "Decision",
    "Emblem",
    "Event",
    "Project",
    "Privilege",
    "Criterion",
    "Observation",
    "Award",
    "Obstacle",
    "Initiative",
    "PromotionZone",
    "Indicator",
)
"""What an observation, a disagreement, a gap or a caution can be about."""

SAID = ("Disagreement", "Gap", "Caution", "Source")
"""What is said about things, and by what: that can be wrong too."""


class LinkTo(model.Link):
    """A relation that documents state, and the thing it leads to."""

    id: ThingId


class Complete(Sourced):
    """A list of this thing that its sources state as complete; `list` is the name of the field in this record."""

    list: Text


Aliases = Annotated[tuple[model.Alias, ...], part("NAMES", "Alias")]
Chair = Annotated[LinkTo | None, to("CHAIRED_BY", "Person")]
ChairOffices = Annotated[tuple[ThingId, ...], to("CHAIRED_AS", "Office")]
Dimensions = Annotated[tuple[LinkTo, ...], to("COVERS", "Dimension")]
About = Annotated[tuple[ThingId, ...], to("ABOUT", *ANYTHING)]


class Region(model.Region):
    file: ClassVar = "regions.yaml"

    aliases: Aliases = ()


class Province(model.Province):
    file: ClassVar = "provinces.yaml"

    region: Annotated[ThingId, to("PART_OF", "Region")]
    aliases: Aliases = ()


class AreaKind(model.AreaKind):
    file: ClassVar = "area_kinds.yaml"

    aliases: Aliases = ()


class City(model.City):
    file: ClassVar = "cities.yaml"

    province: Annotated[LinkTo, to("LOCATED_IN", "Province")]
    kind: Annotated[LinkTo | None, to("OF_KIND", "AreaKind")] = None
    dimensions: Dimensions = ()
    operators: Annotated[tuple[LinkTo, ...], by("OPERATES", "Agency")] = ()
    proposers: Annotated[tuple[LinkTo, ...], by("PROPOSED", "Agency")] = ()
    participants: Annotated[tuple[LinkTo, ...], by("TAKES_PART_IN", "Agency")] = ()
    possibly_same_as: Annotated[tuple[LinkTo, ...], to("POSSIBLY_SAME_AS", "City")] = ()
    distinct_from: Annotated[tuple[LinkTo, ...], to("DISTINCT_FROM", "City")] = ()
    aliases: Aliases = ()
    complete: tuple[Complete, ...] = ()


class Agency(model.Agency):
    file: ClassVar = "agencies.yaml"

    part_of: Annotated[LinkTo | None, to("PART_OF", "Agency")] = None
    aliases: Aliases = ()


class Committee(model.Committee):
    file: ClassVar = "committees.yaml"

    part_of: Annotated[LinkTo | None, to("PART_OF", "Committee")] = None
    secretariat: Annotated[tuple[LinkTo, ...], to("SERVED_BY", "Agency")] = ()
    aliases: Aliases = ()


class Person(model.Person):
    file: ClassVar = "people.yaml"

    aliases: Aliases = ()


class Office(model.Office):
    file: ClassVar = "offices.yaml"

    person: Annotated[ThingId, by("HELD_OFFICE", "Person")]
    organisation: Annotated[ThingId | None, to("OFFICE_OF", "Agency", "Committee")] = None
    attestations: Annotated[tuple[model.Attestation, ...], part("ATTESTS", "Attestation")]


class Dimension(model.Dimension):
    file: ClassVar = "dimensions.yaml"

    aliases: Aliases = ()


class Stage(model.Stage):
    file: ClassVar = "stages.yaml"

    committee: Annotated[ThingId | None, to("TAKEN_BY", "Committee", "Agency")] = None


class ApprovalRound(model.ApprovalRound):
    file: ClassVar = "rounds.yaml"

    committee: Annotated[ThingId, to("SITTING_OF", "Committee")]
    chair: Chair = None
    chair_offices: ChairOffices = ()
    agencies: Annotated[tuple[LinkTo, ...], by("TAKES_PART_IN", "Agency")] = ()


class Decision(model.Decision):
    file: ClassVar = "decisions.yaml"
    dated_by: ClassVar = "round"

    round: Annotated[ThingId, to("TAKEN_IN", "ApprovalRound")]
    things: Annotated[
        tuple[ThingId, ...],
        to("ON", "City", "Project", "Privilege", "Criterion", "Initiative", "Indicator", "Observation", "Province"),
    ] = ()


class Event(model.Event):
    file: ClassVar = "events.yaml"

    chair: Chair = None
    chair_offices: ChairOffices = ()
    committees: Annotated[tuple[LinkTo, ...], by("TAKES_PART_IN", "Committee")] = ()
    agencies: Annotated[tuple[LinkTo, ...], by("TAKES_PART_IN", "Agency")] = ()
    people: Annotated[tuple[LinkTo, ...], by("TAKES_PART_IN", "Person")] = ()
    about: About = ()


class Emblem(model.Emblem):
    file: ClassVar = "emblems.yaml"

    validity_years: Annotated[int, Field(ge=1, le=99)] | None = None
    city: Annotated[ThingId, to("AWARDED_TO", "City")]
    decisions: Annotated[tuple[ThingId, ...], to("DECIDED_BY", "Decision")] = ()
    events: Annotated[tuple[ThingId, ...], to("GIVEN_AT", "Event")] = ()


class Project(model.Project):
    file: ClassVar = "projects.yaml"

    cities: Annotated[tuple[LinkTo, ...], to("DEVELOPS", "City")] = ()
    provinces: Annotated[tuple[LinkTo, ...], to("LOCATED_IN", "Province")] = ()
    dimensions: Dimensions = ()
    operators: Annotated[tuple[LinkTo, ...], by("OPERATES", "Agency")] = ()
    proposers: Annotated[tuple[LinkTo, ...], by("PROPOSED", "Agency")] = ()
    aliases: Aliases = ()


class Criterion(model.Criterion):
    file: ClassVar = "criteria.yaml"

    dimensions: Dimensions = ()
    bodies: Annotated[tuple[LinkTo, ...], to("ASKS_APPROVAL_OF", "Committee")] = ()
    decided_in: Annotated[ThingId | None, to("DECIDED_IN", "ApprovalRound", "Event")] = None


class Privilege(model.Privilege):
    file: ClassVar = "privileges.yaml"

    granter: Annotated[ThingId, to("GRANTED_BY", "Agency", "Committee")]
    criteria: Annotated[tuple[ThingId, ...], to("REQUIRES", "Criterion")] = ()
    dimensions: Dimensions = ()
    supersedes: Annotated[LinkTo | None, to("SUPERSEDES", "Privilege")] = None
    people: Annotated[tuple[LinkTo, ...], by("TAKES_PART_IN", "Person")] = ()
    offices: Annotated[tuple[ThingId, ...], to("CHAIRED_AS", "Office")] = ()
    incentives: Annotated[tuple[model.Incentive, ...], part("GIVEN_BY", "Incentive")] = ()


class Indicator(model.Indicator):
    file: ClassVar = "indicators.yaml"

    aliases: Aliases = ()


class Initiative(model.Initiative):
    file: ClassVar = "initiatives.yaml"

    members: Annotated[tuple[LinkTo, ...], by("MEMBER_OF", "Province", "City", "Agency")] = ()
    aliases: Aliases = ()


class Observation(model.Observation):
    file: ClassVar = "observations.yaml"

    about: About = ()
    indicator: Annotated[ThingId | None, to("MEASURED_BY", "Indicator")] = None
    dimension: Annotated[ThingId | None, to("IN_DIMENSION", "Dimension")] = None


class Award(model.Award):
    file: ClassVar = "awards.yaml"

    winners: Annotated[tuple[LinkTo, ...], by("WON", "Agency")] = ()
    event: Annotated[ThingId | None, to("GIVEN_AT", "Event")] = None
    presenter: Annotated[LinkTo | None, to("PRESENTED_BY", "Person")] = None
    offices: Annotated[tuple[ThingId, ...], to("CHAIRED_AS", "Office")] = ()


class Obstacle(model.Obstacle):
    file: ClassVar = "obstacles.yaml"

    about: About = ()


class PromotionZone(model.PromotionZone):
    file: ClassVar = "promotion_zones.yaml"

    province: Annotated[LinkTo, to("LOCATED_IN", "Province")]
    cities: Annotated[tuple[LinkTo, ...], to("POSSIBLY_SAME_AS", "City")] = ()
    events: Annotated[tuple[ThingId, ...], to("GIVEN_AT", "Event")] = ()


class Disagreement(model.Disagreement):
    file: ClassVar = "disagreements.yaml"

    about: About = ()
    statements: Annotated[tuple[model.Statement, ...], part("SIDE_OF", "Statement")]


class Gap(model.Gap):
    file: ClassVar = "gaps.yaml"

    about: About = ()


class Caution(model.Caution):
    file: ClassVar = "cautions.yaml"

    about: About = ()


class Correction(model.Correction):
    file: ClassVar = "corrections.yaml"

    about: Annotated[tuple[ThingId, ...], to("ABOUT", *ANYTHING, *SAID)] = ()


class Source(model.Source):
    file: ClassVar = "sources.yaml"


NOUNS: dict[str, type[model.Record]] = {
    "source": Source,
    "region": Region,
    "province": Province,
    "area-kind": AreaKind,
    "dimension": Dimension,
    "stage": Stage,
    "agency": Agency,
    "committee": Committee,
    "person": Person,
    "office": Office,
    "city": City,
    "round": ApprovalRound,
    "event": Event,
    "project": Project,
    "criterion": Criterion,
    "privilege": Privilege,
    "indicator": Indicator,
    "initiative": Initiative,
    "decision": Decision,
    "emblem": Emblem,
    "observation": Observation,
    "award": Award,
    "obstacle": Obstacle,
    "zone": PromotionZone,
    "disagreement": Disagreement,
    "gap": Gap,
    "caution": Caution,
    "correction": Correction,
}
"""Every noun by the word its ids begin with, in the order in which they are checked."""

FILES = {str(noun.file): word for word, noun in NOUNS.items()}  # type: ignore[attr-defined] # every noun has one
"""The word of every noun by the name of its file."""

PARTS: dict[str, type[model.Thing]] = {
    "Alias": model.Alias,
    "Attestation": model.Attestation,
    "Incentive": model.Incentive,
    "Statement": model.Statement,
}
"""Labels of nested records."""

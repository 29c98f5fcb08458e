"""
The nouns, as frozen records.

A record holds what a node holds: identity, names, and what one document set says as one thing. Relations stand
beside it (`graph.seed` declares them for the files, `graph.queries` reads them). Seed files and rows of the graph
share these shapes.
"""

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph.model.value import FULL_DATE, PROVINCE_CODE, Count, Number, PartialDate, Text, ThingId
from graph.model.vocabulary import (
    Activity,
    AgencyKind,
    Basis,
    CommitteeKind,
    Confidence,
    CriterionKind,
    DecisionKind,
    EmblemKind,
    EventKind,
    Extent,
    IncentiveCase,
    IncentiveKind,
    InitiativeKind,
    Metric,
    NameKind,
    ProjectKind,
    Reading,
    Requirement,
    Role,
    Unit,
)


class Record(BaseModel):
    """A value that never changes and holds nothing it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Stored(Record):
    """What a node or a relationship holds as its properties; others that it has serve the reads, and are not told."""


class Sourced(Stored):
    """Whatever a document says: its sources (ids, at least one) and how sure it is."""

    sources: tuple[ThingId, ...] = Field(min_length=1)
    confidence: Confidence = Confidence.HIGH


class Thing(Sourced):
    """A node: something with an id of its own that is never reused."""

    id: ThingId


class Named(Thing):
    """A thing with names: Thai as officially written, English, and what the Thai means."""

    name_th: Text | None = None
    name_en: Text | None = None
    name_en_kind: NameKind | None = None
    gloss: Text | None = None
    name_note: Text | None = None

    @model_validator(mode="after")
    def has_a_name(self) -> "Named":
        if self.name_th is None and self.name_en is None:
            raise ValueError("has neither name_th nor name_en: give it one")
        if (self.name_en is None) != (self.name_en_kind is None):
            raise ValueError("name_en and name_en_kind go together: give both")
        return self


class Alias(Thing):
    """Another name of the same thing, as some documents write it."""

    name: Text
    basis: Basis = Basis.STATED
    note: Text | None = None


class Region(Named):
    """One of the six regions of Thailand (ภาค)."""


class Province(Named):
    """One of the 77 provinces (จังหวัด, Bangkok among them); the point is its capital town's."""

    code: Text
    latitude: Number = Field(ge=-90, le=90)
    longitude: Number = Field(ge=-180, le=180)
    geoname: Count

    @model_validator(mode="after")
    def has_an_iso_code(self) -> "Province":
        if not PROVINCE_CODE.fullmatch(self.code) or self.id != f"province:{self.code}":
            raise ValueError(f"{self.code!r} is no ISO 3166-2:TH code, or not that of {self.id}: write TH-83")
        return self


class AreaKind(Named):
    """The kind of a smart city: a livable city (เมืองเดิมน่าอยู่) or a new city (เมืองใหม่ทันสมัย)."""


class City(Named):
    """A named smart-city area (พื้นที่เมืองอัจฉริยะ)."""

    extent: Extent | None = None
    district_th: Text | None = None
    note: Text | None = None
    synthetic: bool = False


class Agency(Named):
    """An organisation that decides nothing as a body, but runs, proposes, hosts or wins."""

    kind: AgencyKind
    note: Text | None = None


class Committee(Named):
    """A body that decides (คณะกรรมการ, คณะอนุกรรมการ, คณะทำงาน, คณะรัฐมนตรี)."""

    kind: CommitteeKind
    note: Text | None = None


class Person(Named):
    """A public office-holder."""


class Office(Thing):
    """An office as one person held it; `attestations` say on which days a document shows it."""

    title_th: Text | None = None
    title_en: Text


class Attestation(Thing):
    """A day on which a document shows somebody in an office; not the beginning or end of a term."""

    date: PartialDate | None = None
    date_note: Text | None = None
    as_written: Text | None = None


class Dimension(Named):
    """One of the seven Smart dimensions (ด้าน)."""


class Stage(Named):
    """A step on the way to the emblem and the privileges, in order."""

    order: Count
    note: Text | None = None


class ApprovalRound(Thing):
    """One sitting of one body (การประชุมครั้งที่): its number counts within a Buddhist-era year, as in 1/2564."""

    number: Text | None = None
    date: PartialDate | None = None
    date_note: Text | None = None
    reported: PartialDate | None = None
    place_th: Text | None = None
    place_en: Text | None = None
    proposals: Count | None = None
    note: Text | None = None


class Decision(Thing):
    """What a round decided, on one thing or on several alike; dated as its round."""

    kind: DecisionKind
    text: Text
    date: PartialDate | None = None
    announced: PartialDate | None = None
    reported_count: Count | None = None
    reported_provinces: Count | None = None
    note: Text | None = None


class Emblem(Thing):
    """
    The smart-city emblem of one city (ตราสัญลักษณ์เมืองอัจฉริยะประเทศไทย), given or renewed.

    `valid_from` and `valid_until` (last day in force) are derived when the data are loaded, and never written in
    the files: the emblem runs from the day it was certified or, where that is not on record, handed over;
    `validity_years` is what the documents say, absent for renewals.
    """

    kind: EmblemKind
    certified: PartialDate | None = None
    handed_over: PartialDate | None = None
    validity_years: Count | None = None
    valid_from: PartialDate | None = None
    valid_until: PartialDate | None = None
    note: Text | None = None


class Event(Thing):
    """An occasion that is no sitting: a launch, an expo, a ceremony, an announcement."""

    kind: EventKind
    name_th: Text | None = None
    name_en: Text
    number: Text | None = None
    theme: Text | None = None
    date: PartialDate | None = None
    date_end: PartialDate | None = None
    place_th: Text | None = None
    place_en: Text | None = None
    reported_count: Count | None = None
    reported_provinces: Count | None = None
    details: tuple[Text, ...] = ()
    note: Text | None = None


class Project(Named):
    """A proposal, plan or named undertaking within or beside a city."""

    kind: ProjectKind
    stage: Text | None = None
    date: PartialDate | None = None
    note: Text | None = None


class Privilege(Thing):
    """A BOI measure in one version for one activity."""

    measure: Text
    title: Text
    activity: Activity
    activity_th: Text | None = None
    activity_en: Text
    approved: PartialDate | None = None
    date_note: Text | None = None
    board_meeting: Text | None = None
    minimum_dimensions: Count | None = None
    shareholding: Text | None = None
    prior_approval: Text | None = None
    required: tuple[Text, ...] = ()
    note: Text | None = None


class Incentive(Thing):
    """What a privilege gives, and on which condition: relief from corporate income tax (CIT), in years."""

    kind: IncentiveKind
    condition: Text
    case: IncentiveCase | None = None
    years: Count
    percent: Number | None = Field(default=None, ge=0, le=100)
    capped: bool | None = None
    cap: Text | None = None


class Criterion(Thing):
    """A condition of the programme, of the emblem or of a measure."""

    kind: CriterionKind
    asks: Requirement | None = None
    order: Count | None = None
    text_th: Text | None = None
    text_en: Text
    value: Number | None = None
    unit: Unit | None = None
    minimum_dimensions: Count | None = None
    date: PartialDate | None = None
    note: Text | None = None


class Observation(Thing):
    """
    A number or a statement that documents report, with what it is about and the date it held for.

    One number a record. Money is in whole baht or dollars; `as_reported` keeps the document's own figure and unit.
    """

    metric: Metric
    label: Text
    value: Number | None = None
    unit: Unit | None = None
    text: Text | None = None
    as_reported: Text | None = None
    qualifier: Text | None = None
    date: PartialDate | None = None
    date_note: Text | None = None
    period_from: PartialDate | None = None
    period_to: PartialDate | None = None
    target_date: PartialDate | None = None
    is_target: bool = False
    is_estimate: bool = False
    category: Text | None = None
    named_as: tuple[Text, ...] = ()
    note: Text | None = None

    @model_validator(mode="after")
    def says_something(self) -> "Observation":
        if self.value is None and self.text is None:
            raise ValueError("has neither value nor text: give it one")
        if (self.value is None) != (self.unit is None):
            raise ValueError("value and unit go together: give both")
        if self.unit in {Unit.THB, Unit.USD} and self.value is not None and self.value < 0:
            raise ValueError(f"money is negative ({self.value}): write the amount as reported")
        return self


class Award(Thing):
    """An award of one contest, and who got it where that is on record."""

    name_th: Text | None = None
    name_en: Text
    date: PartialDate | None = None
    level_th: Text | None = None
    level_en: Text | None = None
    group: Text | None = None
    rank: Count | None = None
    work: Text | None = None
    prize_thb: Number | None = Field(default=None, ge=0)
    reported_count: Count | None = None
    note: Text | None = None


class Obstacle(Thing):
    """What holds cities back, in the order reported."""

    order: Count
    text_th: Text
    text_en: Text


class Initiative(Named):
    """Something the programme runs, joins or follows: a platform, a course, a network, a policy, a pilot."""

    kind: InitiativeKind
    use: Text | None = None
    date: PartialDate | None = None
    note: Text | None = None


class PromotionZone(Named):
    """A smart-city promotion zone (เขตส่งเสริมเมืองอัจฉริยะ): a step before the emblem, not the emblem."""

    set: Text
    number: Count | None = None
    date: PartialDate | None = None


class Indicator(Named):
    """An index by which cities are ranked."""

    use: Text | None = None
    assessed: Text | None = None
    date: PartialDate | None = None
    note: Text | None = None


class Disagreement(Thing):
    """What documents say differently about one thing: every value is kept, in `statements`."""

    subject: Text
    note: Text | None = None


class Statement(Thing):
    """One side of a disagreement; `preferred` where a reason on record speaks for it."""

    value: Text
    derived: bool = False
    preferred: bool = False
    basis: Text | None = None
    note: Text | None = None


class Gap(Thing):
    """What is not on record; its sources are documents that speak of the matter and leave it open."""

    subject: Text
    known: Text | None = None


class Caution(Thing):
    """What a reader would easily get wrong."""

    text: Text


class Correction(Thing):
    """
    An error that stood in a published release, and was put right: what was wrong, what is right, and since when.

    `property` is what was wrong of a thing, as the dumps call it; `first_release` the release in which the error stood
    first, absent for the first one that was published.
    """

    corrected: PartialDate
    property: Text | None = None
    wrong: Text
    right: Text
    first_release: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def puts_something_right(self) -> "Correction":
        if len(self.corrected) < FULL_DATE:
            raise ValueError(f"{self.corrected!r} is no day: write the day on which it was put right")
        if self.wrong == self.right:
            raise ValueError(f"{self.right!r} is what was wrong, too: say what is right")
        return self


class Source(Stored):
    """A document: who published it when, where it stands, and how much of it was read."""

    id: ThingId
    title: Text | None = None
    publisher: Text | None = None
    published: PartialDate | None = None
    published_note: Text | None = None
    url: Text | None = None
    same_text_at: Text | None = None
    text_copy: Text | None = None
    read: Reading = Reading.FULL
    used_for: Text | None = None
    licence: Text | None = None
    reliability: Text | None = None
    version: Text | None = None


class Link(Sourced):
    """A relation that documents state: what it rests on, for which time, and how sure it is."""

    role: Role | None = None
    basis: Basis | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    named_as: Text | None = None
    note: Text | None = None

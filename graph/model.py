"""
The nouns, as frozen records.

A record holds what a node holds: identity, names, and what one document set says as one thing. Relations stand
beside it (`graph.seed` declares them for the files, `graph.queries` reads them). Seed files and rows of the graph
share these shapes.
"""

import calendar
import math
import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

N = TypeVar("N")

BUDDHIST_ERA = 543
"""Years by which the Buddhist era (พุทธศักราช) runs ahead of the Common Era."""

FIRST_BUDDHIST_YEAR = 2400
"""No document of the programme is dated later in the Common Era, nor earlier in the Buddhist era."""

FULL_DATE = len("2021-05-06")
PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
ID = re.compile(r"[a-z]+(-[a-z]+)*:[A-Za-z0-9]+(-[A-Za-z0-9]+)*(/[a-z_]+/\d+)?")
PROVINCE_CODE = re.compile(r"TH-[1-9]\d")


def checked_text(text: str) -> str:
    """Text without control characters, trimmed, in Unicode form NFC."""
    for character in () if text.isprintable() else text:
        if unicodedata.category(character) in {"Cc", "Cs"}:
            raise ValueError(f"control character U+{ord(character):04X} in {text!r}: delete it")
    if not text or text != text.strip():
        raise ValueError(f"{text!r} is empty or has spaces around it: trim it")
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError(f"{text!r} is not in Unicode form NFC: normalise it")
    return text


def checked_date(text: str) -> str:
    """ISO date, month or year of the Common Era that exists in the calendar."""
    if not PARTIAL_DATE.fullmatch(text):
        raise ValueError(f"{text!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD, in quotes")
    year = int(text[:4])
    if year >= FIRST_BUDDHIST_YEAR:
        raise ValueError(f"{text!r} is a Buddhist-era year: write {year - BUDDHIST_ERA}{text[4:]}")
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < len("YYYY-MM-DD") else text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not in the calendar ({error}): write a day that is") from error
    return text


def checked_id(text: str) -> str:
    """`noun:name`, as in `city:phuket`; parts of a thing follow it, as in `agency:egat/aliases/1`."""
    if not ID.fullmatch(text):
        raise ValueError(f"{text!r} is not an id: write noun:name, as in city:phuket")
    return text


def checked_number(number: float) -> float:
    """A number that is one: neither NaN nor infinite."""
    if not math.isfinite(number):
        raise ValueError(f"{number!r} is not a number: write what the document says, or leave it out")
    return number


def last_day(partial: str) -> str:
    """The last day that a partial date can mean: only then is it sure that it has come."""
    if len(partial) == FULL_DATE:
        return partial
    year, *rest = (int(part) for part in partial.split("-"))
    month = rest[0] if rest else 12
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def first_day(partial: str) -> str:
    """The first day that a partial date can mean: before it, it is sure that it has not come."""
    return partial + "-01-01"[len(partial) - len("2021") :]


Text = Annotated[str, AfterValidator(checked_text)]
PartialDate = Annotated[str, AfterValidator(checked_date)]
"""ISO text at the precision of the document: `2021`, `2021-09` or `2021-09-23`; Common Era."""
ThingId = Annotated[str, AfterValidator(checked_id)]
Number = Annotated[float, AfterValidator(checked_number)]
Count = Annotated[int, Field(ge=0)]


class Confidence(StrEnum):
    """How sure a fact is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class NameKind(StrEnum):
    """Where an English name comes from."""

    OFFICIAL = "official"
    RTGS = "rtgs"
    DESCRIPTIVE = "descriptive"


class Basis(StrEnum):
    """What a relation rests on."""

    STATED = "stated"
    IN_TITLE = "in_title"
    GEOGRAPHY = "geography"
    BY_EXCLUSION = "by_exclusion"
    INFERRED = "inferred"
    OWN_USAGE = "own_usage"


class Role(StrEnum):
    """What somebody is to something."""

    OPERATOR = "operator"
    PROPOSER = "proposer"
    LANDOWNER = "landowner"
    CONTRACTOR = "contractor"
    SECRETARIAT = "secretariat"
    CONVENER = "convener"
    HOST = "host"
    ORGANISER = "organiser"
    ATTENDED = "attended"
    DELEGATION = "delegation"
    CHAIR = "chair"
    PRESENTER = "presenter"
    SPOKESMAN = "spokesman"
    WINNER = "winner"
    PARTNER = "partner"
    MEMBER = "member"
    PILOT = "pilot"
    NAMED = "named"
    ISSUER = "issuer"
    GRANTER = "granter"


class Extent(StrEnum):
    """How large the ground of a city is."""

    PROVINCE = "province"
    DISTRICT = "district"
    MUNICIPALITY = "municipality"
    SUBDISTRICT = "subdistrict"
    ESTATE = "estate"
    CAMPUS = "campus"
    NEIGHBOURHOOD = "neighbourhood"


class AgencyKind(StrEnum):
    """What kind of organisation an agency is."""

    MINISTRY = "ministry"
    AGENCY = "agency"
    OFFICE = "office"
    PROVINCE = "province"
    CITY_MUNICIPALITY = "city_municipality"
    TOWN_MUNICIPALITY = "town_municipality"
    SUBDISTRICT_MUNICIPALITY = "subdistrict_municipality"
    LOCAL_ADMINISTRATION = "local_administration"
    STATE_ENTERPRISE = "state_enterprise"
    COMPANY = "company"
    UNIVERSITY = "university"
    UNIVERSITY_OFFICE = "university_office"
    ASSOCIATION = "association"


class CommitteeKind(StrEnum):
    """What kind of body decides."""

    WORKING_GROUP = "working_group"
    SUBCOMMITTEE = "subcommittee"
    COMMITTEE = "committee"
    COMMISSION = "commission"
    CABINET = "cabinet"
    BOARD = "board"


class DecisionKind(StrEnum):
    """What was decided."""

    PASSED_SCREENING = "passed_screening"
    AGREED_IN_PRINCIPLE = "agreed_in_principle"
    RETURNED = "returned"
    APPROVED = "approved"
    PASSED = "passed"
    ACKNOWLEDGED = "acknowledged"
    CONSIDERED = "considered"
    RENEWED = "renewed"
    AGREED = "agreed"
    APPOINTED = "appointed"
    PROPOSED = "proposed"


class EmblemKind(StrEnum):
    """Whether the emblem is a city's first or renews an earlier one."""

    FIRST = "first"
    RENEWAL = "renewal"


class Status(StrEnum):
    """How far the decisions on a city have come: derived, never written in the files."""

    UNKNOWN = "unknown"
    PROPOSED = "proposed"
    SCREENED = "screened"
    AGREED_IN_PRINCIPLE = "agreed_in_principle"
    RETURNED = "returned"
    APPROVED = "approved"


class EmblemState(StrEnum):
    """Whether an emblem is in force on a day: derived, never written in the files."""

    IN_FORCE = "in_force"
    RENEWED = "renewed"
    LAPSED = "lapsed"
    UNKNOWN = "unknown"


class Answer(StrEnum):
    """Whether something holds on a day, as far as is on record."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why an answer is as it is."""

    DECIDED = "decided"
    HANDED_OVER = "handed_over"
    WITHIN_ITS_YEARS = "within_its_years"
    RENEWED = "renewed"
    REPLACED = "replaced"
    NOT_YET = "not_yet"
    LAPSED = "lapsed"
    DATE_NOT_EXACT = "date_not_exact"
    LENGTH_NOT_ON_RECORD = "length_not_on_record"
    RENEWED_NOT_NAMED = "renewed_not_named"
    CERTIFICATION_NOT_ON_RECORD = "certification_not_on_record"
    NOT_ON_RECORD = "not_on_record"


ANSWERS = {
    Reason.DECIDED: Answer.YES,
    Reason.HANDED_OVER: Answer.YES,
    Reason.WITHIN_ITS_YEARS: Answer.YES,
    Reason.RENEWED: Answer.YES,
    Reason.REPLACED: Answer.NO,
    Reason.NOT_YET: Answer.NO,
    Reason.LAPSED: Answer.NO,
    Reason.DATE_NOT_EXACT: Answer.UNKNOWN,
    Reason.LENGTH_NOT_ON_RECORD: Answer.UNKNOWN,
    Reason.RENEWED_NOT_NAMED: Answer.UNKNOWN,
    Reason.CERTIFICATION_NOT_ON_RECORD: Answer.UNKNOWN,
    Reason.NOT_ON_RECORD: Answer.UNKNOWN,
}
"""The answer that each reason gives."""


class TotalBasis(StrEnum):
    """What the graph counts beside an official total: derived, never written in the files."""

    DECISION = "decision"
    EVENT = "event"
    APPROVED = "approved"
    HANDED_OVER = "handed_over"
    NOT_ON_RECORD = "not_on_record"


class EventKind(StrEnum):
    """What kind of occasion, which is no sitting, an event is."""

    LAUNCH = "launch"
    EXHIBITION = "exhibition"
    EMBLEM_CEREMONY = "emblem_ceremony"
    CERTIFICATE_CEREMONY = "certificate_ceremony"
    PROCLAMATION = "proclamation"
    ANNOUNCEMENT = "announcement"
    TRAINING = "training"


class ProjectKind(StrEnum):
    """What kind of undertaking a project is."""

    PROPOSAL = "proposal"
    PROMOTION_ZONE_PROJECT = "promotion_zone_project"
    SERVICE = "service"
    ASSISTANCE = "assistance"
    SYNTHETIC = "synthetic"


class InitiativeKind(StrEnum):
    """What kind of undertaking of the programme an initiative is."""

    PLATFORM = "platform"
    TRAINING = "training"
    NETWORK = "network"
    POLICY = "policy"
    MARK = "mark"
    PILOT = "pilot"


class CriterionKind(StrEnum):
    """What a criterion is a condition of."""

    PROGRAMME = "programme"
    EMBLEM = "emblem"
    COMMITTEE = "committee"
    MEASURE = "measure"


class Requirement(StrEnum):
    """What a criterion asks about: it says how public facts can tell whether the criterion is met."""

    DIMENSIONS = "dimensions"
    SHAREHOLDING = "shareholding"
    APPROVAL = "approval"
    APPROVED_PROJECT = "approved_project"
    EMBLEM = "emblem"
    PLAN = "plan"
    INFRASTRUCTURE = "infrastructure"
    OPEN_DATA = "open_data"
    ESTATE = "estate"
    VALIDITY = "validity"
    RENEWAL = "renewal"


class Activity(StrEnum):
    """The activity a BOI measure promotes."""

    AREA = "area_development"
    SYSTEM = "system_development"
    ESTATE = "estate_development"
    GENERAL = "general"


class IncentiveKind(StrEnum):
    """What corporate income tax relief an incentive gives."""

    EXEMPTION = "exemption"
    REDUCTION = "reduction"


class IncentiveCase(StrEnum):
    """The case for which an incentive is meant: its condition, as a word that a rule can go by."""

    GENERAL = "general"
    ALL_DIMENSIONS = "all_dimensions"
    FEWER_DIMENSIONS = "fewer_dimensions"
    AT_MOST = "at_most"
    FOR_EIGHT_YEAR_AREA = "for_eight_year_area"
    IN_EEC = "in_eec"


class Metric(StrEnum):
    """What an observation measures or states; figures of different metrics are never summed."""

    PROGRESS = "progress"
    INVESTMENT = "investment"
    INVESTMENT_EXPECTED = "investment_expected"
    BUDGET = "budget"
    ADDED_VALUE = "added_value"
    PROJECT_VALUE = "project_value"
    APPROVED = "approved"
    CERTIFIED = "certified"
    HANDED_OVER = "handed_over"
    RENEWED = "renewed"
    FOLLOWED_UP = "followed_up"
    PROVINCES = "provinces"
    PROPOSALS = "proposals"
    PROMOTION_ZONES = "promotion_zones"
    TARGET = "target"
    PEOPLE_SERVED = "people_served"
    PEOPLE_TRAINED = "people_trained"
    AREAS_APPLYING = "areas_applying"
    PLANS = "plans"
    ORGANISATIONS = "organisations"
    AWARDS = "awards"
    MEMBERS = "members"
    CRITERIA = "criteria"
    DIMENSIONS = "dimensions"
    PILOTS = "pilots"
    RANK = "rank"
    SCORE = "score"
    AREA_SIZE = "area_size"
    DURATION = "duration"
    GOAL = "goal"
    ROLE = "role"
    PRIVILEGE_DESCRIPTION = "privilege_description"
    STATEMENT = "statement"


class Unit(StrEnum):
    """The unit of an observation's value; money stands in whole baht or dollars, never in millions."""

    THB = "THB"
    USD = "USD"
    PERCENT = "percent"
    CITIES = "cities"
    AREAS = "areas"
    PROVINCES = "provinces"
    PROPOSALS = "proposals"
    ZONES = "zones"
    PEOPLE = "people"
    PROJECTS = "projects"
    ORGANISATIONS = "organisations"
    AWARDS = "awards"
    CRITERIA = "criteria"
    DIMENSIONS = "dimensions"
    RANK = "rank"
    RAI = "rai"
    YEARS = "years"
    MONTHS = "months"


class Reading(StrEnum):
    """How much of a document was read."""

    FULL = "full"
    PARTIAL = "partial"


class RelationType(StrEnum):
    """The relations of the graph, by the names that it gives them."""

    ABOUT = "ABOUT"
    ASKS_APPROVAL_OF = "ASKS_APPROVAL_OF"
    ATTESTS = "ATTESTS"
    AWARDED_TO = "AWARDED_TO"
    CHAIRED_AS = "CHAIRED_AS"
    CHAIRED_BY = "CHAIRED_BY"
    COVERS = "COVERS"
    DECIDED_BY = "DECIDED_BY"
    DECIDED_IN = "DECIDED_IN"
    DEVELOPS = "DEVELOPS"
    DISTINCT_FROM = "DISTINCT_FROM"
    GIVEN_AT = "GIVEN_AT"
    GIVEN_BY = "GIVEN_BY"
    GRANTED_BY = "GRANTED_BY"
    HELD_OFFICE = "HELD_OFFICE"
    IN_DIMENSION = "IN_DIMENSION"
    LOCATED_IN = "LOCATED_IN"
    MEASURED_BY = "MEASURED_BY"
    MEMBER_OF = "MEMBER_OF"
    NAMES = "NAMES"
    OFFICE_OF = "OFFICE_OF"
    OF_KIND = "OF_KIND"
    ON = "ON"
    OPERATES = "OPERATES"
    PART_OF = "PART_OF"
    POSSIBLY_SAME_AS = "POSSIBLY_SAME_AS"
    PRESENTED_BY = "PRESENTED_BY"
    PROPOSED = "PROPOSED"
    REQUIRES = "REQUIRES"
    SERVED_BY = "SERVED_BY"
    SIDE_OF = "SIDE_OF"
    SITTING_OF = "SITTING_OF"
    SUPERSEDES = "SUPERSEDES"
    SUPPORTS = "SUPPORTS"
    TAKEN_BY = "TAKEN_BY"
    TAKEN_IN = "TAKEN_IN"
    TAKES_PART_IN = "TAKES_PART_IN"
    WON = "WON"


class RelationDirection(StrEnum):
    """Which way a relation leads, seen from one of its ends."""

    OUT = "out"
    IN = "in"


class NodeKind(StrEnum):
    """What a node can be, by its label."""

    AGENCY = "Agency"
    ALIAS = "Alias"
    APPROVAL_ROUND = "ApprovalRound"
    AREA_KIND = "AreaKind"
    ATTESTATION = "Attestation"
    AWARD = "Award"
    CAUTION = "Caution"
    CITY = "City"
    COMMITTEE = "Committee"
    CRITERION = "Criterion"
    DECISION = "Decision"
    DIMENSION = "Dimension"
    DISAGREEMENT = "Disagreement"
    EMBLEM = "Emblem"
    EVENT = "Event"
    GAP = "Gap"
    INCENTIVE = "Incentive"
    INDICATOR = "Indicator"
    INITIATIVE = "Initiative"
    OBSERVATION = "Observation"
    OBSTACLE = "Obstacle"
    OFFICE = "Office"
    PERSON = "Person"
    PRIVILEGE = "Privilege"
    PROJECT = "Project"
    PROMOTION_ZONE = "PromotionZone"
    PROVINCE = "Province"
    REGION = "Region"
    SOURCE = "Source"
    STAGE = "Stage"
    STATEMENT = "Statement"


class Record(BaseModel):
    """A value that never changes and holds nothing it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sourced(Record):
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


class Source(Record):
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


class Release(Record):
    """
    One load of the data.

    `id` is a hash of the seed files and of the layout of the graph; `days` are the days on which anything in it
    changes, ascending, ISO text; `counts` has the number of nodes by label.
    """

    id: str
    loaded: str
    layout: int
    synthetic: bool
    days: tuple[str, ...]
    counts: dict[str, int]


class Edge(Record, Generic[N]):
    """Where a relation leads, and the place of that thing in the list; in an order of its own, with what orders it."""

    node: N
    cursor: str | tuple[str | int | float | bool | None, ...]


class FactEdge(Edge[N], Generic[N]):
    """A relation that is a fact of its own: with the documents that state it."""

    link: Link


class ThroughEdge(Edge[N], Generic[N]):
    """A short cut: where a chain of relations leads, and the ids of the things it passes through."""

    through: tuple[ThingId, ...]


class Reference(Record):
    """A thing of any noun."""

    id: ThingId


class Neighbours(Record):
    """
    The neighbours that a thing has by one relation, in one direction, of one kind.

    `count` says how many, `ids` are the first of them, in the order of their noun.
    """

    relation: RelationType
    direction: RelationDirection
    kind: NodeKind
    count: Count
    ids: tuple[ThingId, ...]


class Steps(Record):
    """
    The steps that lead from a thing, in words: `OPERATES > city:phuket`, or `<` for a relation that leads to it.

    `count` says how many there are; where they are too many, `steps` is empty.
    """

    count: Count
    steps: tuple[str, ...]


class Support(Record):
    """
    What a document supports of one thing: the thing as a whole, and relations of it.

    `relations`, `others` and `confidences` are parallel: the type of a relation, the id of the thing that it leads to
    (for `COMPLETE`, the name of the list that the document states as complete), and how sure it is.
    """

    subject: ThingId
    whole: bool
    confidence: Confidence
    relations: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    confidences: tuple[Confidence, ...] = ()
    cursor: str


class Wording(Record):
    """
    What a thing is called, for search: its names, what describes it without being a name, and its other names.

    `doubtful` are other names of low confidence; `day` is the last day that its beginning can mean, empty for what was
    always there.
    """

    id: ThingId
    confidence: Confidence = Confidence.HIGH
    day: str = ""
    date: str = ""
    names: tuple[str, ...]
    descriptions: tuple[str, ...]
    aliases: tuple[str, ...]
    doubtful: tuple[str, ...]
    cursor: str


class Dumped(Record, Generic[N]):
    """A thing with all that stands on it; `complete` are its lists that documents state as complete."""

    node: N
    complete: tuple[str, ...] = ()
    cursor: str


class RelationProperties(Record):
    """All that can stand on a relation: that of a link, and what a document supports (see `Support`)."""

    role: Role | None = None
    basis: Basis | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    named_as: Text | None = None
    note: Text | None = None
    whole: bool | None = None
    relations: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    confidences: tuple[Confidence, ...] = ()
    sources: tuple[ThingId, ...] = ()
    confidence: Confidence | None = None


class Related(Record):
    """A relation of a thing as it stands in the graph: its type, the thing at its other end, and that one's noun."""

    type: RelationType
    other: ThingId
    noun: NodeKind
    properties: RelationProperties


class Standing(Record):
    """How far the decisions on a city had come on a day, and what that rests on: decisions and rounds, oldest first."""

    value: Status
    since: PartialDate | None = None
    year_of_approval: int | None = None
    decisions: tuple[ThingId, ...] = ()
    rounds: tuple[ThingId, ...] = ()
    sources: tuple[ThingId, ...] = ()


class Finding(Record):
    """Whether something held of a city on a day, why, and what that rests on; what had not happened is not there."""

    reason: Reason
    since: PartialDate | None = None
    until: PartialDate | None = None
    decisions: tuple[ThingId, ...] = ()
    rounds: tuple[ThingId, ...] = ()
    emblems: tuple[ThingId, ...] = ()
    events: tuple[ThingId, ...] = ()
    sources: tuple[ThingId, ...] = ()

    @property
    def answer(self) -> Answer:
        """What the reason answers."""
        return ANSWERS[self.reason]


class EmblemStanding(Record):
    """Whether an emblem was in force on a day, and why."""

    value: EmblemState
    reason: Reason


class ReportedTotal(Record):
    """
    An official total: what an observation, a decision or an event (`subject`) reports, and of which day.

    Numbers are as reported. `basis` says what in the graph is counted beside them, on `day`.
    """

    subject: ThingId
    basis: TotalBasis
    date: PartialDate | None = None
    day: PartialDate | None = None
    cities: Count | None = None
    provinces: Count | None = None
    promotion_zones: Count | None = None
    sources: tuple[ThingId, ...]
    confidence: Confidence
    cursor: str


class ListExtent(Record):
    """How long a list is, and whether documents state that it is complete."""

    total: Count
    complete: bool


class CityCounts(Record):
    """The three counts that are never mixed."""

    approved: Count
    handed_over: Count
    in_force: Count


class Group(Record):
    """How many things of a list have the same values, in the order in which they were asked for; none: not known."""

    values: tuple[str | int | bool | None, ...]
    total: Count


class Measured(Record):
    """
    What was measured of the things of a group, the latest figure of each.

    The numbers mean something only where there is one unit.
    """

    values: tuple[str | int | bool | None, ...]
    total: Count
    units: tuple[Unit, ...]
    sum: Number
    mean: Number | None = None
    least: Number | None = None
    most: Number | None = None


class Spanned(Record):
    """Between which dates the things of a group lie; `total` of them have one on record."""

    values: tuple[str | int | bool | None, ...]
    total: Count
    earliest: PartialDate | None = None
    latest: PartialDate | None = None

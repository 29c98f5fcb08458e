"""The words that fields and arguments choose from, each with what it means."""

from enum import Enum
from typing import TypeVar

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from graph.model import (
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
    IncentiveKind,
    InitiativeKind,
    Metric,
    NameKind,
    ProjectKind,
    Reading,
    Role,
    Unit,
)

__all__ = [
    "Activity",
    "AgencyKind",
    "Basis",
    "CommitteeKind",
    "Confidence",
    "CriterionKind",
    "DecisionKind",
    "EmblemKind",
    "EventKind",
    "Extent",
    "IncentiveKind",
    "InitiativeKind",
    "Knowledge",
    "Metric",
    "NameKind",
    "ProjectKind",
    "Reading",
    "Role",
    "Unit",
]

E = TypeVar("E", bound=Enum)


def described(enum: type[E], description: str, meanings: dict[E, str]) -> None:
    """Make an enum one that clients see, every value with its meaning."""
    strawberry.enum(enum, description=description)
    definition: StrawberryEnumDefinition = enum.__strawberry_definition__  # type: ignore[attr-defined] # made above
    for value in definition.values:
        value.description = meanings[enum(value.value)]


@strawberry.enum(description="Whether a list holds everything there is.")
class Knowledge(Enum):
    COMPLETE = strawberry.enum_value("complete", description="Documents, or the nature of the list, say so.")
    PARTIAL = strawberry.enum_value("partial", description="These are on record; there may be others.")
    UNKNOWN = strawberry.enum_value("unknown", description="Nothing is on record, which does not mean nothing is.")


described(
    Confidence,
    "How sure a fact is.",
    {
        Confidence.HIGH: "Stated by two or more sources, or by the body itself.",
        Confidence.MEDIUM: "Stated by one press source.",
        Confidence.LOW: "Second-hand, unofficial or inferred; left out of lists and counts unless asked for.",
    },
)

described(
    NameKind,
    "Where an English name comes from.",
    {
        NameKind.OFFICIAL: "Used by the organisation itself, or by an official or press source.",
        NameKind.RTGS: "Romanised by the Royal Thai General System; generic words are translated.",
        NameKind.DESCRIPTIVE: "Says what it is; not a name in use.",
    },
)

described(
    Basis,
    "What a relation rests on.",
    {
        Basis.STATED: "A document states it.",
        Basis.IN_TITLE: "It is read from the title of the thing.",
        Basis.GEOGRAPHY: "It follows from the place named.",
        Basis.BY_EXCLUSION: "It is what remains once documents have placed all others.",
        Basis.INFERRED: "It follows from other facts on record; no document states it.",
        Basis.OWN_USAGE: "The owner's own short name; no document on record is needed for it.",
    },
)

described(
    Role,
    "What somebody is to something.",
    {
        Role.OPERATOR: "Runs, holds or develops it.",
        Role.PROPOSER: "Proposed it.",
        Role.LANDOWNER: "Owns the land.",
        Role.CONTRACTOR: "Builds or develops it under contract.",
        Role.SECRETARIAT: "Serves a body as its secretariat (ฝ่ายเลขานุการ).",
        Role.CONVENER: "Called the sitting.",
        Role.HOST: "Hosted it.",
        Role.ORGANISER: "Organised it.",
        Role.ATTENDED: "Was there.",
        Role.DELEGATION: "Was there as part of a delegation.",
        Role.CHAIR: "Chaired it.",
        Role.PRESENTER: "Handed it over.",
        Role.SPOKESMAN: "Spoke for it.",
        Role.WINNER: "Won it.",
        Role.PARTNER: "Shared in it.",
        Role.MEMBER: "Belongs to it.",
        Role.PILOT: "Is a pilot of it.",
        Role.NAMED: "Is named in it.",
        Role.ISSUER: "Issued it.",
        Role.GRANTER: "Grants it.",
    },
)

described(
    Extent,
    "How large the ground of a city is.",
    {
        Extent.PROVINCE: "A whole province (จังหวัด).",
        Extent.DISTRICT: "A district (อำเภอ, เขต).",
        Extent.MUNICIPALITY: "A city or town municipality (เทศบาล).",
        Extent.SUBDISTRICT: "A subdistrict (ตำบล, แขวง).",
        Extent.ESTATE: "An estate of one owner.",
        Extent.CAMPUS: "A campus.",
        Extent.NEIGHBOURHOOD: "A part of a town (ย่าน).",
    },
)

described(
    AgencyKind,
    "What kind of organisation an agency is.",
    {
        AgencyKind.MINISTRY: "A ministry (กระทรวง).",
        AgencyKind.AGENCY: "A government agency or public organisation.",
        AgencyKind.OFFICE: "An office within an agency.",
        AgencyKind.PROVINCE: "The administration of a province (จังหวัด).",
        AgencyKind.CITY_MUNICIPALITY: "A city municipality (เทศบาลนคร).",
        AgencyKind.TOWN_MUNICIPALITY: "A town municipality (เทศบาลเมือง).",
        AgencyKind.SUBDISTRICT_MUNICIPALITY: "A subdistrict municipality (เทศบาลตำบล).",
        AgencyKind.LOCAL_ADMINISTRATION: "A local administration of another kind, such as Bangkok's.",
        AgencyKind.STATE_ENTERPRISE: "A state enterprise (รัฐวิสาหกิจ).",
        AgencyKind.COMPANY: "A company, private or listed.",
        AgencyKind.UNIVERSITY: "A university.",
        AgencyKind.UNIVERSITY_OFFICE: "An office within a university.",
        AgencyKind.ASSOCIATION: "An association (สมาคม).",
    },
)

described(
    CommitteeKind,
    "What kind of body decides.",
    {
        CommitteeKind.WORKING_GROUP: "A working group (คณะทำงาน).",
        CommitteeKind.SUBCOMMITTEE: "A subcommittee (คณะอนุกรรมการ).",
        CommitteeKind.COMMITTEE: "A committee (คณะกรรมการ).",
        CommitteeKind.COMMISSION: "A national commission.",
        CommitteeKind.CABINET: "The cabinet (คณะรัฐมนตรี).",
        CommitteeKind.BOARD: "A board.",
    },
)

described(
    DecisionKind,
    "What was decided.",
    {
        DecisionKind.PASSED_SCREENING: "Passed the working group; to be put to the next body.",
        DecisionKind.AGREED_IN_PRINCIPLE: "Agreed in principle (เห็นชอบในหลักการ).",
        DecisionKind.RETURNED: "Returned for revision.",
        DecisionKind.APPROVED: "Approved for the emblem; only this makes a city an approved one.",
        DecisionKind.PASSED: "Passed the body's consideration.",
        DecisionKind.ACKNOWLEDGED: "Acknowledged (รับทราบ).",
        DecisionKind.CONSIDERED: "Considered; no outcome is on record.",
        DecisionKind.RENEWED: "The emblem was renewed.",
        DecisionKind.AGREED: "Agreed, of a policy, a rule or a plan.",
        DecisionKind.APPOINTED: "A body was set up or appointed.",
        DecisionKind.PROPOSED: "Put forward to somebody else.",
    },
)

described(
    EmblemKind,
    "Whether an emblem is a city's first.",
    {EmblemKind.FIRST: "The city's first emblem.", EmblemKind.RENEWAL: "It renews an earlier emblem of the city."},
)

described(
    EventKind,
    "What kind of occasion, which is no sitting, an event is.",
    {
        EventKind.LAUNCH: "A launch.",
        EventKind.EXHIBITION: "An exhibition.",
        EventKind.EMBLEM_CEREMONY: "A ceremony at which emblems are handed over.",
        EventKind.CERTIFICATE_CEREMONY: "A ceremony at which certificates of promotion zones are handed over.",
        EventKind.PROCLAMATION: "A proclamation.",
        EventKind.ANNOUNCEMENT: "An announcement.",
        EventKind.TRAINING: "A course.",
    },
)

described(
    ProjectKind,
    "What kind of undertaking a project is.",
    {
        ProjectKind.PROPOSAL: "A proposal put to the programme.",
        ProjectKind.PROMOTION_ZONE_PROJECT: "The project of a promotion zone.",
        ProjectKind.SERVICE: "A service in use.",
        ProjectKind.ASSISTANCE: "Technical assistance.",
        ProjectKind.SYNTHETIC: "Made up by `mueang generate`.",
    },
)

described(
    InitiativeKind,
    "What kind of undertaking of the programme an initiative is.",
    {
        InitiativeKind.PLATFORM: "A platform.",
        InitiativeKind.TRAINING: "A course of training.",
        InitiativeKind.NETWORK: "A network of cities.",
        InitiativeKind.POLICY: "A policy it serves.",
        InitiativeKind.MARK: "A mark for products.",
        InitiativeKind.PILOT: "A pilot phase.",
    },
)

described(
    CriterionKind,
    "What a criterion is a condition of.",
    {
        CriterionKind.PROGRAMME: "Of becoming a smart city.",
        CriterionKind.EMBLEM: "Of holding or renewing the emblem.",
        CriterionKind.COMMITTEE: "Set by a committee and matched to BOI.",
        CriterionKind.MEASURE: "Of a BOI measure.",
    },
)

described(
    Activity,
    "The activity that a BOI measure promotes.",
    {
        Activity.AREA: "Developing the area of a smart city.",
        Activity.SYSTEM: "Developing a smart-city system.",
        Activity.ESTATE: "Developing a smart industrial estate or zone.",
        Activity.GENERAL: "Said of emblem cities in general.",
    },
)

described(
    IncentiveKind,
    "What relief from corporate income tax an incentive gives.",
    {IncentiveKind.EXEMPTION: "No tax for some years.", IncentiveKind.REDUCTION: "Less tax for some years."},
)

described(
    Unit,
    "The unit of a value.",
    {
        Unit.THB: "Thai baht, whole (never millions).",
        Unit.USD: "US dollars, whole (never millions).",
        Unit.PERCENT: "Percent, 0 to 100.",
        Unit.CITIES: "Cities.",
        Unit.AREAS: "Areas.",
        Unit.PROVINCES: "Provinces.",
        Unit.PROPOSALS: "Proposals.",
        Unit.ZONES: "Promotion zones.",
        Unit.PEOPLE: "People.",
        Unit.PROJECTS: "Projects.",
        Unit.ORGANISATIONS: "Organisations.",
        Unit.AWARDS: "Awards.",
        Unit.CRITERIA: "Criteria.",
        Unit.DIMENSIONS: "Smart dimensions, of seven.",
        Unit.RANK: "Place in a ranking; 1 is the first.",
        Unit.RAI: "Rai (ไร่), 1,600 square metres.",
        Unit.YEARS: "Years.",
        Unit.MONTHS: "Months.",
    },
)

described(
    Metric,
    "What an observation measures or states. Figures of different metrics are never summed.",
    {
        Metric.PROGRESS: "Progress against the plan.",
        Metric.INVESTMENT: "Money invested.",
        Metric.INVESTMENT_EXPECTED: "Money expected to be invested.",
        Metric.PROJECT_VALUE: "Value of projects.",
        Metric.BUDGET: "Public money budgeted or spent.",
        Metric.ADDED_VALUE: "Economic added value expected.",
        Metric.APPROVED: "Areas approved.",
        Metric.CERTIFIED: "Areas certified, in the words of the document.",
        Metric.HANDED_OVER: "Cities that have received the emblem.",
        Metric.RENEWED: "Emblems renewed.",
        Metric.FOLLOWED_UP: "Cities whose projects were followed up.",
        Metric.PROVINCES: "Provinces.",
        Metric.PROPOSALS: "Proposals.",
        Metric.PROMOTION_ZONES: "Promotion zones or areas.",
        Metric.TARGET: "A target, with the date by which it is to be met.",
        Metric.PEOPLE_SERVED: "People served.",
        Metric.PEOPLE_TRAINED: "People trained, selected or certified.",
        Metric.AREAS_APPLYING: "Areas that apply something.",
        Metric.PLANS: "Plans or projects.",
        Metric.ORGANISATIONS: "Organisations that take part.",
        Metric.AWARDS: "Awards given.",
        Metric.MEMBERS: "Members.",
        Metric.CRITERIA: "Criteria.",
        Metric.DIMENSIONS: "Smart dimensions covered.",
        Metric.PILOTS: "Pilots.",
        Metric.RANK: "Place in a ranking.",
        Metric.SCORE: "Score in an index.",
        Metric.AREA_SIZE: "Size of the ground.",
        Metric.DURATION: "Length in time.",
        Metric.GOAL: "The goal of a city.",
        Metric.ROLE: "What an organisation does in the programme.",
        Metric.PRIVILEGE_DESCRIPTION: "How somebody described a BOI measure.",
        Metric.STATEMENT: "Another statement.",
    },
)

described(
    Reading,
    "How much of a document was read.",
    {Reading.FULL: "All of it.", Reading.PARTIAL: "A part of it: it may say more."},
)

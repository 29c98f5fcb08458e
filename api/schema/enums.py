"""The words that fields and arguments choose from, each with what it means."""

from enum import Enum
from typing import TypeVar

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from graph.assessment.finding import State, Verdict
from graph.model import (
    Activity,
    AgencyKind,
    Answer,
    Basis,
    CommitteeKind,
    Confidence,
    CriterionKind,
    DecisionKind,
    EmblemKind,
    EmblemState,
    EventKind,
    Extent,
    IncentiveCase,
    IncentiveKind,
    InitiativeKind,
    Metric,
    NameKind,
    NodeKind,
    ProjectKind,
    Reading,
    Reason,
    RelationDirection,
    RelationType,
    Requirement,
    Role,
    Status,
    TotalBasis,
    Unit,
)

__all__ = [
    "Activity",
    "AgencyKind",
    "Answer",
    "Basis",
    "CommitteeKind",
    "Confidence",
    "CriterionKind",
    "DecisionKind",
    "EmblemKind",
    "EmblemState",
    "EventKind",
    "Extent",
    "IncentiveCase",
    "IncentiveKind",
    "InitiativeKind",
    "Knowledge",
    "Metric",
    "NameKind",
    "NodeKind",
    "ProjectKind",
    "Reading",
    "Reason",
    "RelationDirection",
    "RelationType",
    "Requirement",
    "Role",
    "State",
    "Status",
    "TotalBasis",
    "Unit",
    "Verdict",
    "meaning",
]

E = TypeVar("E", bound=Enum)


def described(enum: type[E], description: str, meanings: dict[E, str], name: str | None = None) -> None:
    """Make an enum one that clients see, every value with its meaning; by its own name unless one is given."""
    strawberry.enum(enum, name=name, description=description)
    definition: StrawberryEnumDefinition = enum.__strawberry_definition__  # type: ignore[attr-defined] # made above
    for value in definition.values:
        value.description = meanings[enum(value.value)]


def meaning(value: Enum) -> str:
    """What a value means, as the schema says it."""
    definition: StrawberryEnumDefinition = type(value).__strawberry_definition__  # type: ignore[attr-defined] # as above
    return next(each.description or "" for each in definition.values if each.value == value.value)


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
    Status,
    "How far the decisions on a city have come. Only APPROVED counts as approved, and it is never lost.",
    {
        Status.UNKNOWN: "No decision on it is on record by that day.",
        Status.PROPOSED: "Put before a body, which has not decided as far as is on record.",
        Status.SCREENED: "Passed the working group; to be put to the next body.",
        Status.AGREED_IN_PRINCIPLE: "Agreed in principle (เห็นชอบในหลักการ); to be revised.",
        Status.RETURNED: "Returned for revision.",
        Status.APPROVED: "Approved for the emblem.",
    },
)

described(
    EmblemState,
    "Whether an emblem is in force. That it was certified and handed over are other questions.",
    {
        EmblemState.IN_FORCE: "Within its years or, of a renewal, within the usual two.",
        EmblemState.RENEWED: "A later emblem of the same city has taken its place.",
        EmblemState.LAPSED: "Its years are over, and nothing on record speaks of a renewal.",
        EmblemState.UNKNOWN: "Not known: the reason says why.",
    },
)

described(
    Answer,
    "Whether something holds, as far as is on record.",
    {
        Answer.YES: "It is on record that it does. Counts count these.",
        Answer.NO: "It is on record that it does not: that it came later, or is over.",
        Answer.UNKNOWN: "Not known: documents say nothing, or not enough. Never the same as NO.",
    },
)

described(
    Reason,
    "Why an answer is as it is.",
    {
        Reason.DECIDED: "Yes: an approving decision is on record.",
        Reason.HANDED_OVER: "Yes: a ceremony is on record at which it was handed over.",
        Reason.WITHIN_ITS_YEARS: "Yes: the emblem is within the years that documents give it.",
        Reason.RENEWED: "Yes: the emblem was renewed. How long a renewal lasts is not on record: it is taken as in"
        " force for the two years that an emblem is valid, and as unknown after that.",
        Reason.REPLACED: "No: a later emblem of the same city has taken its place.",
        Reason.NOT_YET: "No: it is on record that this came later.",
        Reason.LAPSED: "No: the years of the emblem are over, and no renewal is on record.",
        Reason.DATE_NOT_EXACT: "Unknown: it is dated only to a month or a year, and the day asked lies within.",
        Reason.LENGTH_NOT_ON_RECORD: "Unknown: the emblem was renewed, the usual two years are over, and how long a"
        " renewal lasts is not on record.",
        Reason.RENEWED_NOT_NAMED: "Unknown: the years of the emblem are over, but a decision since has renewed more"
        " emblems than it names cities, and this may be one of them.",
        Reason.CERTIFICATION_NOT_ON_RECORD: "Unknown: it is approved or has an emblem, but of which day that is"
        " is not on record.",
        Reason.NOT_ON_RECORD: "Unknown: nothing on record says so, which does not mean that it is not so.",
    },
)

described(
    TotalBasis,
    "What the graph counts beside an official total.",
    {
        TotalBasis.DECISION: "What one decision was on.",
        TotalBasis.EVENT: "The emblems or certificates given at one event.",
        TotalBasis.APPROVED: "All that had been approved by that day: documents call these approved, or certified.",
        TotalBasis.HANDED_OVER: "All that had been handed their emblem at a ceremony on record by that day.",
        TotalBasis.NOT_ON_RECORD: "Nothing: what was counted, or of which day, is not on record.",
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
    Requirement,
    "What a criterion asks about.",
    {
        Requirement.DIMENSIONS: "Which Smart dimensions are covered, and how many.",
        Requirement.SHAREHOLDING: "How much Thai nationals hold.",
        Requirement.APPROVAL: "Prior approval by a body in charge.",
        Requirement.APPROVED_PROJECT: "Being part of a smart-city project that a body in charge has approved.",
        Requirement.EMBLEM: "The smart-city emblem (ตราสัญลักษณ์), in force on the day.",
        Requirement.PLAN: "A criterion of the programme, which the plan of a city must meet to receive the emblem.",
        Requirement.INFRASTRUCTURE: "Communication infrastructure.",
        Requirement.OPEN_DATA: "An open data platform.",
        Requirement.ESTATE: "Being an industrial estate or zone.",
        Requirement.VALIDITY: "How long an emblem is valid; a term, not a condition.",
        Requirement.RENEWAL: "Renewing the emblem; a term, not a condition.",
    },
)

described(
    IncentiveCase,
    "The case for which an incentive is meant.",
    {
        IncentiveCase.GENERAL: "In general.",
        IncentiveCase.ALL_DIMENSIONS: "All seven Smart dimensions are covered.",
        IncentiveCase.FEWER_DIMENSIONS: "Fewer than seven are covered.",
        IncentiveCase.AT_MOST: "At most so many years; how many for two to six dimensions is not on record.",
        IncentiveCase.FOR_EIGHT_YEAR_AREA: "Built for a smart city, estate or zone with the eight-year exemption.",
        IncentiveCase.IN_EEC: "In the Eastern Economic Corridor (อีอีซี).",
    },
)

described(
    State,
    "Whether a condition is met, as far as the record and the asker say.",
    {
        State.MET: "The record, or the asker, says that it is.",
        State.NOT_MET: "The record, or the asker, says that it is not, or not yet: what no document reports does not"
        " count.",
        State.UNKNOWN: "Nobody says, or documents disagree; `whatWouldSettleIt` says what would tell.",
    },
    name="ConditionState",
)

described(
    Verdict,
    "Whether something may apply for a privilege. Whether it is granted is for the BOI.",
    {
        Verdict.MAY_APPLY: "The measure is in force, and every condition is met.",
        Verdict.NOT_YET: "A step is missing that may still be taken: an approval, an emblem, infrastructure.",
        Verdict.NO_LONGER: "The measure was superseded, or the emblem has lapsed.",
        Verdict.NOT_COVERED: "It is not what the measure promotes: too few dimensions, no Thai majority, no estate.",
        Verdict.UNKNOWN: "No condition is known not to be met, but public facts cannot tell of all of them.",
    },
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

described(
    RelationDirection,
    "Which way a relation leads, seen from one of its ends.",
    {RelationDirection.OUT: "From here to the other end.", RelationDirection.IN: "From the other end to here."},
)

described(
    RelationType,
    "The relations of the graph, each in the direction in which it leads.",
    {
        RelationType.ABOUT: "An observation, event, obstacle, disagreement, gap, caution or correction is about it.",
        RelationType.ASKS_APPROVAL_OF: "A criterion asks for the approval of a committee.",
        RelationType.ATTESTS: "A document shows somebody in an office (an attestation, and the office).",
        RelationType.AWARDED_TO: "An emblem is a city's.",
        RelationType.CHAIRED_AS: "A sitting, event, award or privilege was chaired or presented in an office.",
        RelationType.CHAIRED_BY: "A sitting or an event was chaired by a person.",
        RelationType.COVERS: "A city, project, criterion or privilege covers, or asks for, a dimension.",
        RelationType.DECIDED_BY: "An emblem was given or renewed by a decision.",
        RelationType.DECIDED_IN: "A criterion was decided in a sitting, or announced at an event.",
        RelationType.DEVELOPS: "A project develops a city.",
        RelationType.DISTINCT_FROM: "A city is not another one that is easily mistaken for it.",
        RelationType.GIVEN_AT: "An emblem, award or promotion zone was given at an event.",
        RelationType.GIVEN_BY: "An incentive is given by a privilege.",
        RelationType.GRANTED_BY: "A privilege is granted by an agency or a committee.",
        RelationType.HELD_OFFICE: "A person held an office.",
        RelationType.IN_DIMENSION: "An observation ranks within a dimension.",
        RelationType.LOCATED_IN: "A city, project or promotion zone lies in a province.",
        RelationType.MEASURED_BY: "An observation is measured by an indicator.",
        RelationType.MEMBER_OF: "A province, city or agency is a member of an initiative.",
        RelationType.NAMES: "Another name is a thing's.",
        RelationType.OFFICE_OF: "An office is one in an agency or a committee.",
        RelationType.OF_KIND: "A city is of a kind of area.",
        RelationType.ON: "A decision is on a thing.",
        RelationType.OPERATES: "An agency runs, holds or develops a city or a project.",
        RelationType.PART_OF: "A province, agency or committee is part of a larger whole.",
        RelationType.POSSIBLY_SAME_AS: "A city or promotion zone may be the same as a city.",
        RelationType.PRESENTED_BY: "An award was presented by a person.",
        RelationType.PROPOSED: "An agency proposed a city or a project.",
        RelationType.REQUIRES: "A privilege requires that a criterion is met.",
        RelationType.SERVED_BY: "A committee has an agency as its secretariat (ฝ่ายเลขานุการ).",
        RelationType.SIDE_OF: "A statement is one side of a disagreement.",
        RelationType.SITTING_OF: "A round is a sitting of a committee.",
        RelationType.SUPERSEDES: "A privilege takes the place of an earlier one.",
        RelationType.SUPPORTS: "A document supports a thing, or a relation of it.",
        RelationType.TAKEN_BY: "A stage is taken by a committee or an agency.",
        RelationType.TAKEN_IN: "A decision was taken in a round.",
        RelationType.TAKES_PART_IN: "An agency, committee or person takes part in something.",
        RelationType.WON: "An agency won an award, or shared in it.",
    },
)

described(
    NodeKind,
    "What a node can be.",
    {
        NodeKind.AGENCY: "An organisation (หน่วยงาน).",
        NodeKind.ALIAS: "Another name of a thing.",
        NodeKind.APPROVAL_ROUND: "One sitting of one body (การประชุมครั้งที่).",
        NodeKind.AREA_KIND: "A kind of smart city.",
        NodeKind.ATTESTATION: "A day on which a document shows somebody in an office.",
        NodeKind.AWARD: "An award (รางวัล).",
        NodeKind.CAUTION: "What a reader would easily get wrong.",
        NodeKind.CITY: "A smart-city area (พื้นที่เมืองอัจฉริยะ).",
        NodeKind.COMMITTEE: "A body that decides (คณะกรรมการ).",
        NodeKind.CORRECTION: "An error that was put right (การแก้ไข).",
        NodeKind.CRITERION: "A condition of the programme or of a measure (หลักเกณฑ์).",
        NodeKind.DECISION: "What a round decided (มติ).",
        NodeKind.DIMENSION: "A Smart dimension (ด้าน).",
        NodeKind.DISAGREEMENT: "What documents say differently.",
        NodeKind.EMBLEM: "A city's emblem (ตราสัญลักษณ์).",
        NodeKind.EVENT: "An occasion that is no sitting (งาน).",
        NodeKind.GAP: "What is not on record.",
        NodeKind.INCENTIVE: "What a privilege gives.",
        NodeKind.INDICATOR: "An index by which cities are ranked (ดัชนี).",
        NodeKind.INITIATIVE: "A platform, course, network, policy or pilot.",
        NodeKind.OBSERVATION: "A number or a statement that documents report.",
        NodeKind.OBSTACLE: "What holds cities back (อุปสรรค).",
        NodeKind.OFFICE: "An office as one person held it (ตำแหน่ง).",
        NodeKind.PERSON: "A public office-holder (บุคคล).",
        NodeKind.PRIVILEGE: "A BOI measure in one version (สิทธิประโยชน์).",
        NodeKind.PROJECT: "A proposal, plan or project (โครงการ).",
        NodeKind.PROMOTION_ZONE: "A smart-city promotion zone (เขตส่งเสริมเมืองอัจฉริยะ).",
        NodeKind.PROVINCE: "A province (จังหวัด).",
        NodeKind.REGION: "A region (ภาค).",
        NodeKind.SOURCE: "A document.",
        NodeKind.STAGE: "A step on the way to the emblem and the privileges (ขั้นตอน).",
        NodeKind.STATEMENT: "One side of a disagreement.",
    },
)

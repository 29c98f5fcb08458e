"""The words that a record may use: kinds, states and roles, and what each relation and each node is called."""

from enum import StrEnum


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
    CORRECTION = "Correction"
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

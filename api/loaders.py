"""Every edge a resolver may follow, a line each."""

from api.loader import LoadersOf, one, pages, whole
from graph.model import Record
from graph.queries import (
    about,
    agency,
    approval_round,
    area_kind,
    assessment,
    award,
    caution,
    city,
    committee,
    correction,
    count,
    criterion,
    decision,
    dimension,
    disagreement,
    emblem,
    event,
    gap,
    grouped,
    indicator,
    initiative,
    neighbour,
    observation,
    obstacle,
    office,
    part,
    person,
    privilege,
    project,
    promotion_zone,
    province,
    region,
    reported_total,
    source,
    stage,
    standing,
)
from graph.query import Query

BY_NOUN: dict[str, Query[Record]] = {
    "region": region.BY_ID,
    "province": province.BY_ID,
    "area-kind": area_kind.BY_ID,
    "dimension": dimension.BY_ID,
    "stage": stage.BY_ID,
    "agency": agency.BY_ID,
    "committee": committee.BY_ID,
    "person": person.BY_ID,
    "office": office.BY_ID,
    "city": city.BY_ID,
    "round": approval_round.BY_ID,
    "event": event.BY_ID,
    "project": project.BY_ID,
    "criterion": criterion.BY_ID,
    "privilege": privilege.BY_ID,
    "indicator": indicator.BY_ID,
    "initiative": initiative.BY_ID,
    "decision": decision.BY_ID,
    "emblem": emblem.BY_ID,
    "observation": observation.BY_ID,
    "award": award.BY_ID,
    "obstacle": obstacle.BY_ID,
    "zone": promotion_zone.BY_ID,
    "disagreement": disagreement.BY_ID,
    "gap": gap.BY_ID,
    "caution": caution.BY_ID,
    "correction": correction.BY_ID,
    "source": source.BY_ID,
    "aliases": part.ALIAS,
    "attestations": part.ATTESTATION,
    "incentives": part.INCENTIVE,
    "statements": part.STATEMENT,
}
"""The read by id of every noun, by the word its ids begin with."""


class Loaders(LoadersOf):
    """Every edge a resolver may follow. A new edge is a new line here."""

    thing = one(BY_NOUN)
    steps = whole(neighbour.STEPS)
    neighbours = whole(neighbour.NEIGHBOURS)
    link = one(neighbour.LINKS)

    observations_about = pages(about.OBSERVATIONS)
    events_about = pages(about.EVENTS)
    obstacles_about = pages(about.OBSTACLES)
    disagreements_about = pages(about.DISAGREEMENTS)
    gaps_about = pages(about.GAPS)
    cautions_about = pages(about.CAUTIONS)
    corrections_about = pages(about.CORRECTIONS)
    aliases_of = pages(about.ALIASES)

    agency_groups = whole(grouped.AGENCIES)
    city_groups = whole(grouped.CITIES)
    city_measures = whole(grouped.CITIES_MEASURED)
    city_spans = whole(grouped.CITIES_SPANNED)
    decision_groups = whole(grouped.DECISIONS)
    decision_spans = whole(grouped.DECISIONS_SPANNED)
    event_groups = whole(grouped.EVENTS)
    event_spans = whole(grouped.EVENTS_SPANNED)
    observation_groups = whole(grouped.OBSERVATIONS)
    observation_spans = whole(grouped.OBSERVATIONS_SPANNED)
    project_groups = whole(grouped.PROJECTS)
    project_measures = whole(grouped.PROJECTS_MEASURED)

    agencies = pages(agency.LIST)
    agency_part_of = one(agency.PARENT)
    agency_parts = pages(agency.PARTS)
    agency_cities = pages(agency.CITIES)
    agency_provinces = pages(agency.PROVINCES)
    agency_projects = pages(agency.PROJECTS)
    agency_proposed_cities = pages(agency.PROPOSED_CITIES)
    agency_proposed_projects = pages(agency.PROPOSED_PROJECTS)
    agency_participations = pages(agency.PARTICIPATIONS)
    agency_events = pages(agency.EVENTS)
    agency_rounds = pages(agency.ROUNDS)
    agency_secretariat_of = pages(agency.SECRETARIAT_OF)
    agency_offices = pages(agency.OFFICES)
    agency_awards = pages(agency.AWARDS)
    agency_privileges = pages(agency.PRIVILEGES)
    agency_initiatives = pages(agency.INITIATIVES)
    agency_stages = pages(agency.STAGES)
    widest_operators = whole(agency.WIDEST_OPERATORS)

    approval_rounds = pages(approval_round.LIST)
    approval_round_committee = one(approval_round.COMMITTEE)
    approval_round_chair = one(approval_round.CHAIR)
    approval_round_chair_offices = pages(approval_round.CHAIR_OFFICES)
    approval_round_decisions = pages(approval_round.DECISIONS)
    approval_round_cities = pages(approval_round.CITIES)
    approval_round_agencies = pages(approval_round.AGENCIES)
    approval_round_criteria = pages(approval_round.CRITERIA)

    area_kinds = pages(area_kind.LIST)
    area_kind_cities = pages(area_kind.CITIES)

    awards = pages(award.LIST)
    award_winners = pages(award.WINNERS)
    award_event = one(award.EVENT)
    award_presenter = one(award.PRESENTER)

    cautions = pages(caution.LIST)
    caution_about = pages(caution.ABOUT)

    cities = pages(city.LIST)
    city_province = one(city.PROVINCE)
    city_province_fact = one(city.PROVINCE_FACT)
    city_kind = one(city.KIND)
    city_dimensions = pages(city.DIMENSIONS)
    city_operators = pages(city.OPERATORS)
    city_proposers = pages(city.PROPOSERS)
    city_participants = pages(city.PARTICIPANTS)
    city_possibly_same_as = pages(city.POSSIBLY_SAME_AS)
    city_distinct_from = pages(city.DISTINCT_FROM)
    city_decisions = pages(city.DECISIONS)
    city_rounds = pages(city.ROUNDS)
    city_emblems = pages(city.EMBLEMS)
    city_status = one(standing.STATUS)
    city_approved = one(standing.APPROVED)
    city_handed_over = one(standing.HANDED_OVER)
    city_in_force = one(standing.IN_FORCE)
    city_emblem = one(standing.EMBLEM)
    city_progress = one(standing.PROGRESS)
    city_projects = pages(city.PROJECTS)
    city_promotion_zones = pages(city.ZONES)
    city_initiatives = pages(city.INITIATIVES)
    city_rulings = whole(assessment.CITY_RULINGS)

    committees = pages(committee.LIST)
    committee_part_of = one(committee.PARENT)
    committee_parts = pages(committee.PARTS)
    committee_secretariat = pages(committee.SECRETARIAT)
    committee_rounds = pages(committee.ROUNDS)
    committee_events = pages(committee.EVENTS)
    committee_offices = pages(committee.OFFICES)
    committee_stages = pages(committee.STAGES)
    committee_privileges = pages(committee.PRIVILEGES)
    committee_criteria = pages(committee.CRITERIA)

    corrections = pages(correction.LIST)
    correction_about = pages(correction.ABOUT)

    criteria = pages(criterion.LIST)
    criterion_privileges = pages(criterion.PRIVILEGES)
    criterion_dimensions = pages(criterion.DIMENSIONS)
    criterion_bodies = pages(criterion.BODIES)
    criterion_decided_in_round = one(criterion.ROUND)
    criterion_decided_in_event = one(criterion.EVENT)
    criterion_terms = whole(assessment.CRITERION_TERMS)

    decisions = pages(decision.LIST)
    decision_round = one(decision.ROUND)
    decision_cities = pages(decision.CITIES)
    decision_emblems = pages(decision.EMBLEMS)
    decision_on = pages(decision.ON)

    dimensions = pages(dimension.LIST)
    dimension_cities = pages(dimension.CITIES)
    dimension_projects = pages(dimension.PROJECTS)
    dimension_criteria = pages(dimension.CRITERIA)
    dimension_privileges = pages(dimension.PRIVILEGES)
    dimension_rankings = pages(dimension.RANKINGS)
    unknown_cities = pages(dimension.UNKNOWN_CITIES)

    disagreements = pages(disagreement.LIST)
    disagreement_about = pages(disagreement.ABOUT)
    disagreement_statements = pages(disagreement.STATEMENTS)

    emblems = pages(emblem.LIST)
    emblem_city = one(emblem.CITY)
    emblem_state = one(standing.STATE)
    emblem_decisions = pages(emblem.DECISIONS)
    emblem_events = pages(emblem.EVENTS)

    events = pages(event.LIST)
    event_chair = one(event.CHAIR)
    event_chair_offices = pages(event.CHAIR_OFFICES)
    event_agencies = pages(event.AGENCIES)
    event_committees = pages(event.COMMITTEES)
    event_people = pages(event.PEOPLE)
    event_emblems = pages(event.EMBLEMS)
    event_cities = pages(event.CITIES)
    event_awards = pages(event.AWARDS)
    event_promotion_zones = pages(event.ZONES)
    event_criteria = pages(event.CRITERIA)

    gaps = pages(gap.LIST)
    gap_about = pages(gap.ABOUT)

    indicators = pages(indicator.LIST)
    indicator_rankings = pages(indicator.RANKINGS)

    initiatives = pages(initiative.LIST)
    initiative_provinces = pages(initiative.PROVINCES)
    initiative_cities = pages(initiative.CITIES)
    initiative_agencies = pages(initiative.AGENCIES)
    initiative_decisions = pages(initiative.DECISIONS)

    observations = pages(observation.LIST)
    observation_about = pages(observation.ABOUT)
    observation_indicator = one(observation.INDICATOR)
    observation_dimension = one(observation.DIMENSION)
    furthest_along = whole(observation.FURTHEST_ALONG)

    obstacles = pages(obstacle.LIST)
    obstacle_about = pages(obstacle.ABOUT)

    offices = pages(office.LIST)
    office_person = one(office.PERSON)
    office_agency = one(office.AGENCY)
    office_committee = one(office.COMMITTEE)
    office_attestations = pages(office.ATTESTATIONS)
    office_chaired_rounds = pages(office.CHAIRED_ROUNDS)

    people = pages(person.LIST)
    person_offices = pages(person.OFFICES)
    person_chaired_rounds = pages(person.CHAIRED_ROUNDS)
    person_chaired_events = pages(person.CHAIRED_EVENTS)
    person_events = pages(person.EVENTS)
    person_privileges = pages(person.PRIVILEGES)
    person_presented_awards = pages(person.PRESENTED_AWARDS)

    privileges = pages(privilege.LIST)
    privilege_granting_agency = one(privilege.AGENCY)
    privilege_granting_committee = one(privilege.COMMITTEE)
    privilege_criteria = pages(privilege.CRITERIA)
    privilege_dimensions = pages(privilege.DIMENSIONS)
    privilege_incentives = pages(privilege.INCENTIVES)
    privilege_supersedes = one(privilege.SUPERSEDES)
    privilege_superseded_by = one(privilege.SUPERSEDED_BY)
    privilege_people = pages(privilege.PEOPLE)
    privilege_decisions = pages(privilege.DECISIONS)
    privilege_terms = whole(assessment.PRIVILEGE_TERMS)
    incentive_terms = whole(assessment.INCENTIVE_TERMS)

    projects = pages(project.LIST)
    project_cities = pages(project.CITIES)
    project_provinces = pages(project.PROVINCES)
    project_dimensions = pages(project.DIMENSIONS)
    project_operators = pages(project.OPERATORS)
    project_proposers = pages(project.PROPOSERS)
    project_decisions = pages(project.DECISIONS)
    project_rulings = whole(assessment.PROJECT_RULINGS)

    promotion_zones = pages(promotion_zone.LIST)
    promotion_zone_province = one(promotion_zone.PROVINCE)
    promotion_zone_cities = pages(promotion_zone.CITIES)
    promotion_zone_events = pages(promotion_zone.EVENTS)

    provinces = pages(province.LIST)
    province_region = one(province.REGION)
    province_cities = pages(province.CITIES)
    province_operators = pages(province.OPERATORS)
    province_projects = pages(province.PROJECTS)
    province_promotion_zones = pages(province.ZONES)
    province_initiatives = pages(province.INITIATIVES)

    regions = pages(region.LIST)
    region_provinces = pages(region.PROVINCES)
    region_cities = pages(region.CITIES)

    reported_totals = pages(reported_total.LIST)
    total_of = one(reported_total.OF)
    cities_named = pages(reported_total.CITIES_NAMED)
    provinces_named = pages(reported_total.PROVINCES_NAMED)
    promotion_zones_named = pages(reported_total.ZONES_NAMED)
    other_totals = pages(reported_total.OTHER_TOTALS)

    sources = pages(source.LIST)
    source_supports = pages(source.SUPPORTS)

    stages = pages(stage.LIST)
    stage_committee = one(stage.COMMITTEE)
    stage_agency = one(stage.AGENCY)

    province_counts = one(count.OF_PROVINCE)
    region_counts = one(count.OF_REGION)
    counts = whole(count.OF_EVERYTHING)

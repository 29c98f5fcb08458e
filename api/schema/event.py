"""Event, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection, edge
from api.later import later
from api.loaders import Loaders
from api.schema.connection import fact, facts, listed
from api.schema.date import Date
from api.schema.enums import EventKind
from api.schema.node import Subject


@strawberry.type(description="An occasion that is no sitting: a launch, an expo, a ceremony, an announcement.")
class Event(Subject):
    kind: EventKind = strawberry.field(description="What kind of occasion it is.")
    name_th: str | None = strawberry.field(description="Its name in Thai, where on record.")
    name_en: str = strawberry.field(description="Its name in English, or what it was.")
    number: str | None = strawberry.field(description="Number of an announcement, as in `1/2562`.")
    theme: str | None = strawberry.field(description="Its theme.")
    date: Date | None = strawberry.field(description="Its day, or its first day.")
    date_end: Date | None = strawberry.field(description="Its last day.")
    place_th: str | None = strawberry.field(description="Where it was, in Thai.")
    place_en: str | None = strawberry.field(description="Where it was, in English.")
    reported_count: int | None = strawberry.field(
        description="How many emblems or certificates were given, as reported."
    )
    reported_provinces: int | None = strawberry.field(description="In how many provinces, as reported.")
    details: list[str] = strawberry.field(description="What it included.")
    note: str | None = strawberry.field(description="What else there is to say.")
    reported_total: Any = edge(
        Loaders.total_of,
        graphql_type=later("ReportedTotal") | None,
        description="The official total that it reports, beside what the graph can name; null where it reports none.",
    )
    chair: Any = edge(Loaders.event_chair, graphql_type=fact("Person"), description="Who chaired or opened it.")
    chair_offices: Any = connection(
        Loaders.event_chair_offices, graphql_type=listed("Office"), description="The offices the chair held then."
    )
    agencies: Any = connection(
        Loaders.event_agencies, graphql_type=facts("Agency"), description="Agencies that took part, and as what."
    )
    committees: Any = connection(
        Loaders.event_committees, graphql_type=facts("Committee"), description="Bodies that took part, and as what."
    )
    people: Any = connection(
        Loaders.event_people, graphql_type=facts("Person"), description="People who took part, and as what."
    )
    emblems: Any = connection(
        Loaders.event_emblems, graphql_type=listed("Emblem"), description="Emblems certified or handed over at it."
    )
    cities: Any = connection(
        Loaders.event_cities,
        graphql_type=listed("City"),
        description="Cities whose emblem was certified or handed over at it.",
    )
    awards: Any = connection(Loaders.event_awards, graphql_type=listed("Award"), description="Awards given at it.")
    promotion_zones: Any = connection(
        Loaders.event_promotion_zones,
        graphql_type=listed("PromotionZone"),
        description="Promotion zones certified at it.",
    )
    criteria: Any = connection(
        Loaders.event_criteria, graphql_type=listed("Criterion"), description="Criteria announced by it."
    )

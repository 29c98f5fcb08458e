"""City, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection, edge
from api.later import later
from api.loaders import Loaders
from api.schema.connection import by_way_of_decisions, fact, facts, listed
from api.schema.enums import Extent
from api.schema.node import Named


@strawberry.type(description="A named smart-city area (พื้นที่เมืองอัจฉริยะ): approved, or only proposed.")
class City(Named):
    extent: Extent | None = strawberry.field(description="How large its ground is, where documents say.")
    district_th: str | None = strawberry.field(
        description="The district (อำเภอ) it lies in, in Thai, where documents say."
    )
    note: str | None = strawberry.field(description="What else there is to say.")
    synthetic: bool = strawberry.field(description="Whether it was made up by `mueang generate`.")
    province: Any = edge(Loaders.city_province, graphql_type=later("Province"), description="The province it lies in.")
    province_edge: Any = edge(
        Loaders.city_province_fact,
        graphql_type=fact("Province"),
        description="The province, with what places the city there.",
    )
    kind: Any = edge(
        Loaders.city_kind, graphql_type=fact("AreaKind"), description="Livable or new city, with what says so."
    )
    dimensions: Any = connection(
        Loaders.city_dimensions,
        graphql_type=facts("Dimension"),
        description="The Smart dimensions it covers. Most cities' are not on record: see `knowledge`.",
    )
    operators: Any = connection(
        Loaders.city_operators, graphql_type=facts("Agency"), description="Who runs, holds or develops it."
    )
    proposers: Any = connection(Loaders.city_proposers, graphql_type=facts("Agency"), description="Who proposed it.")
    participants: Any = connection(
        Loaders.city_participants, graphql_type=facts("Agency"), description="Who else has a part in it, and which."
    )
    projects: Any = connection(
        Loaders.city_projects, graphql_type=facts("Project"), description="Projects that develop it."
    )
    decisions: Any = connection(
        Loaders.city_decisions, graphql_type=listed("Decision"), description="What was decided on it, oldest first."
    )
    rounds: Any = connection(
        Loaders.city_rounds,
        graphql_type=by_way_of_decisions("ApprovalRound"),
        description="The rounds it went through, oldest first, each with its decisions.",
    )
    status: Any = edge(
        Loaders.city_status,
        graphql_type=later("Standing"),
        description="How far the decisions on it have come, with these decisions.",
    )
    approved: Any = edge(
        Loaders.city_approved,
        graphql_type=later("Finding"),
        description="Whether it is approved for the emblem: a decision. Not the same as `handedOver` or `inForce`.",
    )
    handed_over: Any = edge(
        Loaders.city_handed_over,
        graphql_type=later("Finding"),
        description="Whether it was handed its emblem at a ceremony. Not the same as `approved` or `inForce`.",
    )
    in_force: Any = edge(
        Loaders.city_in_force,
        graphql_type=later("Finding"),
        description="Whether its emblem is within its years, or renewed. Not the same as `approved` or `handedOver`.",
    )
    emblem: Any = edge(
        Loaders.city_emblem,
        graphql_type=later("Emblem") | None,
        description="The emblem it was given last, even if that is over (see `state`); null where none is on record.",
    )
    progress: Any = edge(
        Loaders.city_progress,
        graphql_type=later("Observation") | None,
        description="The latest progress against its plan that is on record; null where none is.",
    )
    emblems: Any = connection(
        Loaders.city_emblems, graphql_type=listed("Emblem"), description="Its emblem, first and renewed."
    )
    promotion_zones: Any = connection(
        Loaders.city_promotion_zones,
        graphql_type=facts("PromotionZone"),
        description="Promotion zones that may be the same area.",
    )
    initiatives: Any = connection(
        Loaders.city_initiatives, graphql_type=facts("Initiative"), description="What it is a member of."
    )
    possibly_same_as: Any = connection(
        Loaders.city_possibly_same_as,
        graphql_type=facts("City"),
        description="Cities that may be the same one, and why.",
    )
    distinct_from: Any = connection(
        Loaders.city_distinct_from, graphql_type=facts("City"), description="Cities that are easily mistaken for it."
    )

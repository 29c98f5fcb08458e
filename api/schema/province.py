"""Province, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection, edge
from api.later import later
from api.loaders import Loaders
from api.schema.connection import by_way_of_cities, facts
from api.schema.node import Named


@strawberry.type(description="One of the 77 provinces of Thailand (จังหวัด), Bangkok among them.")
class Province(Named):
    code: str = strawberry.field(
        description="ISO 3166-2:TH code, as in `TH-83`; its number is the Department of Provincial Administration's."
    )
    latitude: float = strawberry.field(description="Latitude of its capital town, in degrees (WGS 84); not a centroid.")
    longitude: float = strawberry.field(
        description="Longitude of its capital town, in degrees (WGS 84); not a centroid."
    )
    geoname: int = strawberry.field(description="Number of its capital town in GeoNames.")
    region: Any = edge(Loaders.province_region, graphql_type=later("Region"), description="The region it is part of.")
    cities: Any = connection(
        Loaders.province_cities, graphql_type=facts("City"), description="Smart cities in it, whatever their stage."
    )
    operators: Any = connection(
        Loaders.province_operators,
        graphql_type=by_way_of_cities("Agency"),
        description="Agencies that run cities here, each with the cities it runs here.",
    )
    projects: Any = connection(
        Loaders.province_projects, graphql_type=facts("Project"), description="Projects placed in it."
    )
    promotion_zones: Any = connection(
        Loaders.province_promotion_zones,
        graphql_type=facts("PromotionZone"),
        description="Smart-city promotion zones in it.",
    )
    initiatives: Any = connection(
        Loaders.province_initiatives, graphql_type=facts("Initiative"), description="What it is a member or a pilot of."
    )
    counts: Any = edge(
        Loaders.province_counts,
        graphql_type=later("CityCounts"),
        description="How many of its cities are approved, handed over and in force.",
    )

"""Region, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection, edge
from api.later import later
from api.loaders import Loaders
from api.schema.connection import facts, listed
from api.schema.node import Named


@strawberry.type(description="One of the six regions of Thailand (ภาค), as GeoNames-style lists group them.")
class Region(Named):
    provinces: Any = connection(
        Loaders.region_provinces, graphql_type=listed("Province"), description="Its provinces, by ISO code."
    )
    cities: Any = connection(
        Loaders.region_cities, graphql_type=facts("City"), description="Smart cities in its provinces."
    )
    counts: Any = edge(
        Loaders.region_counts,
        graphql_type=later("CityCounts"),
        description="How many of its cities are approved, handed over and in force.",
    )

"""PromotionZone, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection, edge
from api.later import later
from api.loaders import Loaders
from api.schema.connection import facts, listed
from api.schema.date import Date
from api.schema.node import Named


@strawberry.type(
    description="A smart-city promotion zone (เขตส่งเสริมเมืองอัจฉริยะ): a step before the emblem, not the emblem."
)
class PromotionZone(Named):
    set: str = strawberry.field(description="The set of zones it was named in.")
    number: int | None = strawberry.field(description="Its number in that set.")
    date: Date | None = strawberry.field(description="When it was proclaimed, where on record.")
    province: Any = edge(
        Loaders.promotion_zone_province, graphql_type=later("Province"), description="The province it lies in."
    )
    cities: Any = connection(
        Loaders.promotion_zone_cities,
        graphql_type=facts("City"),
        description="Cities that may be the same area, and why.",
    )
    events: Any = connection(
        Loaders.promotion_zone_events, graphql_type=listed("Event"), description="The event at which it was certified."
    )

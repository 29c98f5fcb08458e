"""Indicator, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection
from api.loaders import Loaders
from api.schema.connection import listed
from api.schema.date import Date
from api.schema.node import Named


@strawberry.type(description="An index by which cities are ranked.")
class Indicator(Named):
    use: str | None = strawberry.field(description="What it is for.")
    assessed: str | None = strawberry.field(description="What it was assessed from.")
    date: Date | None = strawberry.field(description="When its ranking was announced.")
    note: str | None = strawberry.field(description="What else there is to say.")
    rankings: Any = connection(
        Loaders.indicator_rankings, graphql_type=listed("Observation"), description="Places and scores in it."
    )

"""Initiative, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection
from api.loaders import Loaders
from api.schema.connection import facts, listed
from api.schema.date import Date
from api.schema.enums import InitiativeKind
from api.schema.node import Named


@strawberry.type(
    description="Something the programme runs, joins or serves: a platform, a course, a network, a policy, a pilot."
)
class Initiative(Named):
    kind: InitiativeKind = strawberry.field(description="What kind of undertaking it is.")
    use: str | None = strawberry.field(description="What it is for.")
    date: Date | None = strawberry.field(description="When it began, where on record.")
    note: str | None = strawberry.field(description="What else there is to say.")
    provinces: Any = connection(
        Loaders.initiative_provinces,
        graphql_type=facts("Province"),
        description="Provinces that are its members or pilots.",
    )
    cities: Any = connection(
        Loaders.initiative_cities, graphql_type=facts("City"), description="Cities that are its members."
    )
    agencies: Any = connection(
        Loaders.initiative_agencies, graphql_type=facts("Agency"), description="Agencies that are its members."
    )
    decisions: Any = connection(
        Loaders.initiative_decisions, graphql_type=listed("Decision"), description="Decisions on it."
    )

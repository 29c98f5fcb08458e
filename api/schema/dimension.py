"""Dimension, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection, release
from api.loaders import Loaders
from api.schema.connection import facts, listed
from api.schema.node import Named


@strawberry.type(description="One of the seven Smart dimensions (ด้าน).")
class Dimension(Named):
    cities: Any = connection(
        Loaders.dimension_cities,
        graphql_type=facts("City"),
        description="Cities known to cover it; `unknownCities` are those of which nothing is on record.",
    )
    unknown_cities: Any = connection(
        Loaders.unknown_cities,
        release,
        graphql_type=listed("City"),
        description="Cities none of whose dimensions is on record: they may cover this one.",
    )
    projects: Any = connection(
        Loaders.dimension_projects, graphql_type=facts("Project"), description="Projects that cover it."
    )
    criteria: Any = connection(
        Loaders.dimension_criteria, graphql_type=facts("Criterion"), description="Criteria that ask for it."
    )
    privileges: Any = connection(
        Loaders.dimension_privileges, graphql_type=facts("Privilege"), description="Privileges that ask for it."
    )
    rankings: Any = connection(
        Loaders.dimension_rankings, graphql_type=listed("Observation"), description="Rankings in this dimension."
    )

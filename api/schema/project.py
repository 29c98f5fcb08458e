"""Project, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection
from api.loaders import Loaders
from api.schema.connection import facts, listed
from api.schema.date import Date
from api.schema.enums import ProjectKind
from api.schema.node import Named


@strawberry.type(description="A proposal, plan or named undertaking within or beside a city.")
class Project(Named):
    kind: ProjectKind = strawberry.field(description="What kind of undertaking it is.")
    stage: str | None = strawberry.field(description="How far it has come.")
    date: Date | None = strawberry.field(description="When it was proposed or begun.")
    note: str | None = strawberry.field(description="What else there is to say.")
    cities: Any = connection(Loaders.project_cities, graphql_type=facts("City"), description="Cities it develops.")
    provinces: Any = connection(
        Loaders.project_provinces, graphql_type=facts("Province"), description="Provinces it lies in."
    )
    dimensions: Any = connection(
        Loaders.project_dimensions, graphql_type=facts("Dimension"), description="Smart dimensions it covers."
    )
    operators: Any = connection(Loaders.project_operators, graphql_type=facts("Agency"), description="Who runs it.")
    proposers: Any = connection(Loaders.project_proposers, graphql_type=facts("Agency"), description="Who proposed it.")
    decisions: Any = connection(
        Loaders.project_decisions, graphql_type=listed("Decision"), description="What was decided on it."
    )

"""Disagreement, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection
from api.loaders import Loaders
from api.schema.connection import ThingConnection, listed
from api.schema.node import Fact


@strawberry.type(
    description="What documents say differently about one thing. Every value is kept; nothing is averaged."
)
class Disagreement(Fact):
    subject: str = strawberry.field(description="What they disagree on.")
    note: str | None = strawberry.field(description="What else there is to say.")
    about: Any = connection(
        Loaders.disagreement_about, graphql_type=ThingConnection, description="The things it is about."
    )
    statements: Any = connection(
        Loaders.disagreement_statements, graphql_type=listed("Statement"), description="What each side says."
    )

"""Gap, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection
from api.loaders import Loaders
from api.schema.connection import ThingConnection
from api.schema.node import Fact


@strawberry.type(description="What is not on record. It is never filled by guessing.")
class Gap(Fact):
    subject: str = strawberry.field(description="What is missing.")
    known: str | None = strawberry.field(description="What is known of it nevertheless.")
    about: Any = connection(Loaders.gap_about, graphql_type=ThingConnection, description="The things it is about.")

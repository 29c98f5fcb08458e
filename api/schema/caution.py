"""Caution, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection
from api.loaders import Loaders
from api.schema.connection import ThingConnection
from api.schema.node import Fact


@strawberry.type(description="What a reader would easily get wrong.")
class Caution(Fact):
    text: str = strawberry.field(description="What to mind.")
    about: Any = connection(Loaders.caution_about, graphql_type=ThingConnection, description="The things it is about.")

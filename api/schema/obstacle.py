"""Obstacle, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection
from api.loaders import Loaders
from api.schema.connection import ThingConnection
from api.schema.node import Subject


@strawberry.type(description="What holds cities back, as the programme's own follow-up reports it.")
class Obstacle(Subject):
    order: int = strawberry.field(description="Its place in the order reported; 1 is the first.")
    text_th: str = strawberry.field(description="The obstacle in Thai.")
    text_en: str = strawberry.field(description="The obstacle in English.")
    about: Any = connection(
        Loaders.obstacle_about, graphql_type=ThingConnection, description="What it holds back, where that is said."
    )

"""Award, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection, edge
from api.later import later
from api.loaders import Loaders
from api.schema.connection import fact, facts
from api.schema.date import Date
from api.schema.node import Subject


@strawberry.type(description="An award of one contest, and who got it where that is on record.")
class Award(Subject):
    name_th: str | None = strawberry.field(description="Its name in Thai, where on record.")
    name_en: str = strawberry.field(description="Its name in English.")
    date: Date | None = strawberry.field(description="When it was given.")
    level_th: str | None = strawberry.field(description="Its level, in Thai.")
    level_en: str | None = strawberry.field(description="Its level, in English.")
    group: str | None = strawberry.field(description="The group it was given in.")
    rank: int | None = strawberry.field(description="The place won; 1 is the first.")
    work: str | None = strawberry.field(description="The work it was given for.")
    prize_thb: float | None = strawberry.field(description="The prize, in Thai baht.")
    reported_count: int | None = strawberry.field(description="How many were given, as reported.")
    note: str | None = strawberry.field(description="What else there is to say.")
    winners: Any = connection(
        Loaders.award_winners,
        graphql_type=facts("Agency"),
        description="Who won it; empty where no winner is on record.",
    )
    event: Any = edge(
        Loaders.award_event, graphql_type=later("Event") | None, description="The event at which it was given."
    )
    presenter: Any = edge(Loaders.award_presenter, graphql_type=fact("Person"), description="Who handed it over.")

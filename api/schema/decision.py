"""Decision, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection, edge
from api.later import later
from api.loaders import Loaders
from api.schema.connection import ThingConnection, listed
from api.schema.date import Date
from api.schema.enums import DecisionKind
from api.schema.node import Subject


@strawberry.type(description="What a round decided on one thing, or on several alike.")
class Decision(Subject):
    kind: DecisionKind = strawberry.field(description="What was decided.")
    text: str = strawberry.field(description="What was decided, in few words.")
    date: Date | None = strawberry.field(description="The day of the round.")
    announced: Date | None = strawberry.field(description="The day it was announced, where that differs.")
    reported_count: int | None = strawberry.field(
        description="How many things it was on, as reported: more than `on` lists where not all are named."
    )
    reported_provinces: int | None = strawberry.field(description="In how many provinces they lie, as reported.")
    note: str | None = strawberry.field(description="What else there is to say.")
    round: Any = edge(
        Loaders.decision_round, graphql_type=later("ApprovalRound"), description="The round that took it."
    )
    cities: Any = connection(
        Loaders.decision_cities,
        graphql_type=listed("City"),
        description="The cities it was on, as far as they are named.",
    )
    on: Any = connection(
        Loaders.decision_on, graphql_type=ThingConnection, description="Everything it was on, of any noun."
    )
    emblems: Any = connection(
        Loaders.decision_emblems, graphql_type=listed("Emblem"), description="Emblems that it gave or renewed."
    )

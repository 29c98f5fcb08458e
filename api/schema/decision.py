"""Decision, as clients see it."""

from typing import Any

import strawberry

from api.edge import AS_OF_THE_DAY, connection, edge
from api.later import later
from api.loaders import Loaders
from api.schema.connection import Info, ThingConnection, listed
from api.schema.date import Date, come
from api.schema.enums import DecisionKind
from api.schema.node import Subject
from graph import model


@strawberry.type(description="What a round decided on one thing, or on several alike.")
class Decision(Subject):
    kind: DecisionKind = strawberry.field(description="What was decided.")
    text: str = strawberry.field(description="What was decided, in few words.")
    date: Date | None = strawberry.field(description="The day of the round.")

    @strawberry.field(description=f"The day it was announced, where that differs. {AS_OF_THE_DAY}")
    def announced(root: strawberry.Parent[model.Decision], info: Info) -> Date | None:
        return come(root.announced, info.context.day)  # type: ignore[return-value] # Date describes ISO text

    reported_count: int | None = strawberry.field(
        description="How many things it was on, as reported: more than `on` lists where not all are named."
    )
    reported_provinces: int | None = strawberry.field(description="In how many provinces they lie, as reported.")
    note: str | None = strawberry.field(description="What else there is to say.")
    reported_total: Any = edge(
        Loaders.total_of,
        graphql_type=later("ReportedTotal") | None,
        description="The official total that it reports, beside what the graph can name; null where it reports none.",
    )
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

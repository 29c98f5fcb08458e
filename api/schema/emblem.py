"""Emblem, as clients see it."""

from typing import Any

import strawberry

from api.edge import AS_OF_THE_DAY, connection, edge
from api.later import later
from api.loaders import Loaders
from api.schema.connection import Info, listed
from api.schema.date import Date, come
from api.schema.enums import EmblemKind
from api.schema.node import Subject
from graph import model


@strawberry.type(description="The smart-city emblem of one city (ตราสัญลักษณ์เมืองอัจฉริยะประเทศไทย), given or renewed.")
class Emblem(Subject):
    kind: EmblemKind = strawberry.field(description="Whether it is the city's first.")

    @strawberry.field(description=f"The day it was certified or renewed, where on record. {AS_OF_THE_DAY}")
    def certified(root: strawberry.Parent[model.Emblem], info: Info) -> Date | None:
        return come(root.certified, info.context.day)  # type: ignore[return-value] # Date describes ISO text

    @strawberry.field(
        description=f"The day of the ceremony at which it was handed over, where on record. {AS_OF_THE_DAY}"
    )
    def handed_over(root: strawberry.Parent[model.Emblem], info: Info) -> Date | None:
        return come(root.handed_over, info.context.day)  # type: ignore[return-value] # Date describes ISO text

    validity_years: int | None = strawberry.field(
        description="For how many years it is valid, as documents say; how long a renewal lasts is not on record."
    )
    valid_from: Date | None = strawberry.field(
        description="Derived, not reported: the day it was certified or, where that is not on record, handed over."
    )
    valid_until: Date | None = strawberry.field(
        description="Derived, not reported: its last day, `validityYears` after `validFrom`."
    )
    note: str | None = strawberry.field(description="What else there is to say.")
    state: Any = edge(
        Loaders.emblem_state,
        graphql_type=later("EmblemStanding"),
        description="Whether it is in force.",
    )
    city: Any = edge(Loaders.emblem_city, graphql_type=later("City"), description="The city that holds it.")
    decisions: Any = connection(
        Loaders.emblem_decisions, graphql_type=listed("Decision"), description="The decisions that gave or renewed it."
    )
    events: Any = connection(
        Loaders.emblem_events,
        graphql_type=listed("Event"),
        description="The events at which it was certified or handed over.",
    )

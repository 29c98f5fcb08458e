"""Criterion, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection, edge
from api.later import later
from api.loaders import Loaders
from api.schema.connection import facts, listed
from api.schema.date import Date
from api.schema.enums import CriterionKind, Requirement, Unit
from api.schema.node import Subject


@strawberry.type(description="A condition of the programme, of the emblem or of a BOI measure.")
class Criterion(Subject):
    kind: CriterionKind = strawberry.field(description="What it is a condition of.")
    asks: Requirement | None = strawberry.field(
        description="What it asks about, as a word that `privilegeAssessment` goes by; absent where there is no rule."
    )
    order: int | None = strawberry.field(description="Its place among the criteria announced together.")
    text_th: str | None = strawberry.field(description="The condition in Thai, where on record.")
    text_en: str = strawberry.field(description="The condition in English.")
    value: float | None = strawberry.field(description="The number it sets, in `unit`.")
    unit: Unit | None = strawberry.field(description="Unit of the number.")
    minimum_dimensions: int | None = strawberry.field(description="How many Smart dimensions it asks for, at least.")
    date: Date | None = strawberry.field(description="The day it was decided.")
    note: str | None = strawberry.field(description="What else there is to say.")
    dimensions: Any = connection(
        Loaders.criterion_dimensions, graphql_type=facts("Dimension"), description="Smart dimensions it asks for."
    )
    bodies: Any = connection(
        Loaders.criterion_bodies,
        graphql_type=facts("Committee"),
        description="The bodies whose approval it asks for. Measures name them by their task; `basis` says what"
        " places each here.",
    )
    privileges: Any = connection(
        Loaders.criterion_privileges,
        graphql_type=listed("Privilege"),
        description="Privileges that have it as a condition.",
    )
    decided_in_round: Any = edge(
        Loaders.criterion_decided_in_round,
        graphql_type=later("ApprovalRound") | None,
        description="The round that decided it.",
    )
    decided_in_event: Any = edge(
        Loaders.criterion_decided_in_event,
        graphql_type=later("Event") | None,
        description="The announcement that made it known.",
    )

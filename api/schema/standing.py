"""Standing, as clients see it."""

from typing import Any

import strawberry

from api.edge import edge
from api.later import later_list
from api.loaders import Loaders
from api.schema.date import Date
from api.schema.enums import Status
from api.schema.reportable import Reportable


@strawberry.type(
    description="How far the decisions on a city have come, on the day asked: derived from them, never written by hand."
)
class Standing(Reportable):
    value: Status = strawberry.field(
        description="Approved, or else what was decided last. That it was handed its emblem, and that the emblem is in"
        " force, are other questions: `handedOver`, `inForce`."
    )
    since: Date | None = strawberry.field(description="The day of the decision that it has this status by.")
    year_of_approval: int | None = strawberry.field(
        description="Year of the Common Era in which it was first approved; null where it was not, or no date is known."
    )
    decisions: Any = edge(
        Loaders.thing,
        lambda root: root.decisions,
        graphql_type=later_list("Decision"),
        description="The decisions that brought it there, oldest first.",
    )
    rounds: Any = edge(
        Loaders.thing,
        lambda root: root.rounds,
        graphql_type=later_list("ApprovalRound"),
        description="The rounds that took these decisions.",
    )
    sources: Any = edge(
        Loaders.thing,
        lambda root: tuple(dict.fromkeys(root.sources)),
        graphql_type=later_list("Source"),
        description="The documents of these decisions.",
    )

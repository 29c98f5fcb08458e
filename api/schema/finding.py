"""Finding, as clients see it."""

from typing import Any

import strawberry

from api.edge import edge
from api.later import later_list
from api.loaders import Loaders
from api.schema.date import Date
from api.schema.enums import Answer, Reason, meaning
from api.schema.reportable import Reportable
from graph import model


@strawberry.type(
    description="Whether something holds of a city on the day asked, why, and what that rests on. Nothing is guessed:"
    " where the record does not tell, the answer is UNKNOWN. What had not happened by that day is not shown."
)
class Finding(Reportable):
    reason: Reason = strawberry.field(description="Why the answer is as it is.")
    since: Date | None = strawberry.field(
        description="The day from which it holds; of an emblem that is over, its first."
    )
    until: Date | None = strawberry.field(
        description="The last day of the emblem given last, where documents say how long it lasts."
    )

    @strawberry.field(description="Yes, no, or not known.")
    def answer(root: strawberry.Parent[model.Finding]) -> Answer:
        return root.answer

    @strawberry.field(description="The reason in words.")
    def explanation(root: strawberry.Parent[model.Finding]) -> str:
        return meaning(root.reason)

    decisions: Any = edge(
        Loaders.thing,
        lambda root: root.decisions,
        graphql_type=later_list("Decision"),
        description="The decisions that it rests on, oldest first.",
    )
    rounds: Any = edge(
        Loaders.thing,
        lambda root: root.rounds,
        graphql_type=later_list("ApprovalRound"),
        description="The rounds that took these decisions.",
    )
    emblems: Any = edge(
        Loaders.thing,
        lambda root: root.emblems,
        graphql_type=later_list("Emblem"),
        description="The emblems that it rests on, oldest first.",
    )
    events: Any = edge(
        Loaders.thing,
        lambda root: root.events,
        graphql_type=later_list("Event"),
        description="The ceremonies and proclamations that it rests on.",
    )
    sources: Any = edge(
        Loaders.thing,
        lambda root: tuple(dict.fromkeys(root.sources)),
        graphql_type=later_list("Source"),
        description="The documents of all of these; empty where the answer rests on none.",
    )

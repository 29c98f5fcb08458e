"""EmblemStanding, as clients see it."""

import strawberry

from api.schema.enums import EmblemState, Reason, meaning
from graph import model


@strawberry.type(description="Whether an emblem is in force on the day asked, and why.")
class EmblemStanding:
    value: EmblemState = strawberry.field(
        description="Its state. That it was certified and handed over are dates of their own."
    )
    reason: Reason = strawberry.field(description="Why it is in this state.")

    @strawberry.field(description="The reason in words.")
    def explanation(root: strawberry.Parent[model.EmblemStanding]) -> str:
        return meaning(root.reason)

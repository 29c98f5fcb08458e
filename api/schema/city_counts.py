"""The three counts that are never mixed, as clients see them."""

import strawberry


@strawberry.type(
    description="How many cities, on the day asked. The three are different things: never add or mix them."
)
class CityCounts:
    approved: int = strawberry.field(description="Cities approved for the emblem: the decision was taken.")
    handed_over: int = strawberry.field(description="Cities that were given the emblem at a ceremony on record.")
    in_force: int = strawberry.field(
        description="Cities whose emblem is within its years, or renewed; how long a renewal lasts is not on record."
    )

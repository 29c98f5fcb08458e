"""What a client may still spend."""

import strawberry


@strawberry.type(description="Points that a client may spend in a window of time; see `@cost` for what costs how many.")
class RateLimit:
    limit: int = strawberry.field(description="Points for a whole window.")
    remaining: int = strawberry.field(description="Points left when this operation began.")
    seconds: int = strawberry.field(description="Seconds until the next window begins; 0 before the first is used.")
    window: int = strawberry.field(description="Length of a window, in seconds.")

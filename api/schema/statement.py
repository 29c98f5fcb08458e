"""Statement, as clients see it."""

import strawberry

from api.schema.node import Fact


@strawberry.type(description="One side of a disagreement.")
class Statement(Fact):
    value: str = strawberry.field(description="What it says.")
    derived: bool = strawberry.field(description="Whether it follows from other facts, rather than from a document.")
    preferred: bool = strawberry.field(description="Whether a reason on record speaks for it.")
    basis: str | None = strawberry.field(description="What it follows from.")
    note: str | None = strawberry.field(description="What else there is to say.")

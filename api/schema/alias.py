"""Alias, as clients see it."""

import strawberry

from api.schema.enums import Basis
from api.schema.node import Fact


@strawberry.type(description="Another name of a thing.")
class Alias(Fact):
    name: str = strawberry.field(description="The name.")
    basis: Basis = strawberry.field(description="What it rests on.")
    note: str | None = strawberry.field(description="What else there is to say.")

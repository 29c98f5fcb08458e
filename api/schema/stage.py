"""Stage, as clients see it."""

from typing import Any

import strawberry

from api.edge import edge
from api.later import later
from api.loaders import Loaders
from api.schema.node import Named


@strawberry.type(description="A step on the way to the emblem and to the privileges.")
class Stage(Named):
    order: int = strawberry.field(description="Its place in the order; 1 is the first.")
    note: str | None = strawberry.field(description="What else there is to say.")
    committee: Any = edge(
        Loaders.stage_committee,
        graphql_type=later("Committee") | None,
        description="The body that takes it, if it is a committee.",
    )
    agency: Any = edge(
        Loaders.stage_agency,
        graphql_type=later("Agency") | None,
        description="The body that takes it, if it is an agency.",
    )

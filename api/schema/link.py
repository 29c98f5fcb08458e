"""What documents state of a relation, as clients see it."""

from typing import Any

import strawberry

from api.edge import edge
from api.later import later_list
from api.loaders import Loaders
from api.schema.date import Date
from api.schema.enums import Basis, Confidence, Role
from api.schema.reportable import Reportable


@strawberry.type(
    description="What a relation rests on. Where documents do not state it for itself, it has the sources and the"
    " confidence of the thing that says it."
)
class Link(Reportable):
    role: Role | None = strawberry.field(description="What the side it leads from is to the other.")
    basis: Basis | None = strawberry.field(description="What it rests on.")
    since: Date | None = strawberry.field(description="From when it held, where that is on record.")
    until: Date | None = strawberry.field(description="Until when it held, where that is on record.")
    named_as: str | None = strawberry.field(
        description="How the documents name a side of the relation, where that differs."
    )
    note: str | None = strawberry.field(description="What else there is to say.")
    confidence: Confidence = strawberry.field(description="How sure it is.")
    sources: Any = edge(
        Loaders.thing,
        lambda root: root.sources,
        graphql_type=later_list("Source"),
        description="The documents that state it; never empty.",
    )

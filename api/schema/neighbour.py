"""What stands beside a thing, as clients see it."""

import asyncio
from typing import Annotated, Any

import strawberry

from api.edge import SIZE, edge
from api.later import later_list
from api.loader import Part
from api.loaders import Loaders
from api.page import checked_size
from api.schema.connection import Info
from api.schema.enums import NodeKind, RelationDirection, RelationType
from graph.query import Window

NEIGHBOURS = (
    "What stands beside a thing, counted by relation, direction and kind, in the order of these; null if the thing is"
    " not known. Documents, other names and what is said about it are among them."
)

Id = Annotated[strawberry.ID, strawberry.argument(description="An id, as in `city:phuket`.")]
Kinds = Annotated[
    list[NodeKind] | None, strawberry.argument(description="Only neighbours of these kinds; all if not given.")
]
First = Annotated[int, strawberry.argument(description=f"How many of each to read, {SIZE}.")]
Low = Annotated[bool, strawberry.argument(description="Also facts that are second-hand, unofficial or inferred.")]


@strawberry.type(description="The neighbours that a thing has by one relation, in one direction, of one kind.")
class Neighbours:
    relation: RelationType = strawberry.field(description="The relation.")
    direction: RelationDirection = strawberry.field(description="`OUT` if it leads from the thing to them.")
    kind: NodeKind = strawberry.field(description="What they are.")
    count: int = strawberry.field(description="How many there are.")
    nodes: Any = edge(
        Loaders.thing,
        lambda root: root.ids,
        graphql_type=later_list("Node"),
        description="The first of them, in the order in which their noun is listed.",
    )


async def neighbours(
    info: Info,
    id: Id,  # noqa: A002 # its name
    kinds: Kinds = None,
    first: First = 3,
    include_low_confidence: Low = False,
) -> list[Neighbours] | None:
    """What stands beside a thing, if there is such a thing."""
    window = Window(checked_size("first", first), low=include_low_confidence)
    loaders = info.context.loaders
    thing, rows = await asyncio.gather(loaders.thing.load(str(id)), loaders.neighbours.load(Part(str(id), window)))
    return [row for row in rows if kinds is None or row.kind in kinds] if thing else None

"""Ways from one thing to another, as clients see them."""

from typing import Annotated, Any

import strawberry

from api.edge import edge
from api.later import later, later_list
from api.loaders import Loaders
from api.page import LARGEST_SIZE
from api.path import MOST_HOPS, MOST_STEPS, MOST_THINGS, THINGS, Asked, paths_of
from api.schema.connection import Info
from api.schema.enums import NodeKind, RelationDirection, RelationType
from api.schema.link import Link

PATHS = (
    "The shortest ways from one thing to another, on this day: of all that are equally short, the first, in the order"
    " of the ids along them, then of their relations. Relations are followed in both directions, all but"
    " `DISTINCT_FROM`. A way leads through things, not through documents, parts of things, or what is said about"
    " things, unless `through` lets them in; it may begin and end at any of them. Null if an end is not known."
    f" Bounded: what has more than {MOST_STEPS} relations is not passed through unless reached from both ends, nor are"
    f" more than {MOST_THINGS} things at one distance; `truncated` says when that may matter."
)

From = Annotated[strawberry.ID, strawberry.argument(name="from", description="The id where the ways begin.")]
To = Annotated[strawberry.ID, strawberry.argument(description="The id where they end.")]
MaxHops = Annotated[int, strawberry.argument(description=f"How many relations long a way may be, 1 to {MOST_HOPS}.")]
First = Annotated[int, strawberry.argument(description=f"How many ways, 0 to {LARGEST_SIZE}.")]
Through = Annotated[
    list[NodeKind] | None,
    strawberry.argument(
        description="Kinds of things that a way may lead through. If not given: all but `SOURCE`, `OBSERVATION`,"
        " `OBSTACLE`, `DISAGREEMENT`, `GAP`, `CAUTION`, `CORRECTION` and parts of things (`ALIAS`, `ATTESTATION`,"
        " `INCENTIVE`, `STATEMENT`)."
    ),
]
Low = Annotated[bool, strawberry.argument(description="Also facts that are second-hand, unofficial or inferred.")]


@strawberry.type(description="One relation, as a way takes it.")
class PathStep:
    relation: RelationType = strawberry.field(description="Which relation it is.")
    direction: RelationDirection = strawberry.field(description="`OUT` if it leads the way that is walked.")
    origin: Any = edge(
        Loaders.thing, lambda root: root.start, graphql_type=later("Node"), description="The thing it is walked from."
    )
    node: Any = edge(
        Loaders.thing, lambda root: root.end, graphql_type=later("Node"), description="The thing it is walked to."
    )
    link: Any = edge(
        Loaders.link, lambda root: root.words, graphql_type=Link, description="What it rests on, and since when."
    )


@strawberry.type(description="One way from one thing to another.")
class Path:
    nodes: Any = edge(
        Loaders.thing,
        lambda root: root.nodes,
        graphql_type=later_list("Node"),
        description="The things on it, both ends with them.",
    )
    steps: list[PathStep] = strawberry.field(
        description="The relations it takes, one after the other; none where it ends where it begins."
    )


@strawberry.type(description="The shortest ways from one thing to another.")
class Paths:
    hops: int | None = strawberry.field(description="How many relations long they are; null if there is none.")
    total_count: int = strawberry.field(description="How many of this length there are.")
    truncated: bool = strawberry.field(
        description="Whether the bounds of the search were met, so that there may be more ways, or shorter ones."
    )
    paths: list[Path] = strawberry.field(description="The first of them.")


async def paths(  # noqa: PLR0913, PLR0917 # as many as the field has arguments
    info: Info,
    from_: From,
    to: To,
    max_hops: MaxHops = 4,
    first: First = 5,
    through: Through = None,
    include_low_confidence: Low = False,
) -> Paths | None:
    """The ways that a client asks for."""
    kinds = THINGS if through is None else through
    asked = Asked(str(from_), str(to), max_hops, first, kinds, include_low_confidence)
    return await paths_of(info.context.loaders.steps, asked)  # type: ignore[return-value] # described by Paths

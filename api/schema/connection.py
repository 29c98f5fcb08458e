"""Lists in pages: Relay cursor connections, with how long a list is and whether it is complete."""

from typing import Any, Generic, TypeVar

import strawberry

from api.context import Context
from api.edge import edge, of_extent, of_page
from api.later import later, later_list
from api.loaders import Loaders
from api.page import Listed, Placed, page_of, trimmed
from api.schema.date import Date
from api.schema.enums import Basis, Confidence, Knowledge, Role
from api.schema.reportable import Reportable
from graph import model

N = TypeVar("N")

Info = strawberry.Info[Context, None]


def nodes_of(listed: Listed, rows: list[Any]) -> list[Any]:
    """The things of the page itself."""
    return [row.node for row in trimmed(listed.wanted.window, rows)]


def edges_of(listed: Listed, rows: list[Any]) -> list[Any]:
    """The rows of the page itself, each of which knows its cursor."""
    scope = listed.scope
    return [Placed(row, scope) for row in trimmed(listed.window, rows)]


def total_of(_: Listed, rows: list[model.ListExtent]) -> int:
    """How long the whole list is."""
    return rows[0].total if rows else 0


def knowledge_of(listed: Listed, rows: list[model.ListExtent]) -> Knowledge:
    """Whether the whole list holds everything there is."""
    if rows and rows[0].complete:
        return Knowledge.COMPLETE
    return Knowledge.PARTIAL if total_of(listed, rows) else Knowledge.UNKNOWN


@strawberry.type(description="Where a page lies in its list (Relay).")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether more follows; with `last`, whether `before` was given.")
    has_previous_page: bool = strawberry.field(
        description="Whether more precedes; with `first`, whether `after` was given."
    )
    start_cursor: str | None = strawberry.field(description="Cursor of the first edge of the page.")
    end_cursor: str | None = strawberry.field(description="Cursor of the last edge of the page.")


CURSOR = "Place of this edge in the list; opaque, good within one release."


@strawberry.type(description="A place in a list.")
class Edge(Generic[N]):
    node: N = strawberry.field(description="The thing at this place.")
    cursor: str = strawberry.field(description=CURSOR)


@strawberry.type(description="A relation that documents state, with these documents.")
class FactEdge(Reportable, Generic[N]):
    node: N = strawberry.field(description="The thing that the relation leads to.")
    cursor: str = strawberry.field(description=CURSOR)

    @strawberry.field(description="What one side is to the other.")
    def role(root: strawberry.Parent[model.FactEdge[Any]]) -> Role | None:
        return root.link.role

    @strawberry.field(description="What the relation rests on.")
    def basis(root: strawberry.Parent[model.FactEdge[Any]]) -> Basis | None:
        return root.link.basis

    @strawberry.field(description="From when it held, where that is on record.")
    def since(root: strawberry.Parent[model.FactEdge[Any]]) -> Date | None:
        return root.link.since  # type: ignore[return-value] # Date describes ISO text

    @strawberry.field(description="Until when it held, where that is on record.")
    def until(root: strawberry.Parent[model.FactEdge[Any]]) -> Date | None:
        return root.link.until  # type: ignore[return-value] # Date describes ISO text

    @strawberry.field(description="How the documents name this side of the relation, where that differs.")
    def named_as(root: strawberry.Parent[model.FactEdge[Any]]) -> str | None:
        return root.link.named_as

    @strawberry.field(description="What else there is to say.")
    def note(root: strawberry.Parent[model.FactEdge[Any]]) -> str | None:
        return root.link.note

    @strawberry.field(description="How sure the relation is.")
    def confidence(root: strawberry.Parent[model.FactEdge[Any]]) -> Confidence:
        return root.link.confidence

    sources: Any = edge(
        Loaders.thing, lambda root: root.link.sources, graphql_type=later_list("Source"),
        description="The documents that state the relation.",
    )  # fmt: skip


@strawberry.type(description="A short cut: where a chain of relations leads, by way of cities.")
class ThroughCityEdge(Generic[N]):
    node: N = strawberry.field(description="The thing at the end of the chain.")
    cursor: str = strawberry.field(description=CURSOR)
    cities: Any = edge(
        Loaders.thing, lambda root: root.through, graphql_type=later_list("City"),
        description="The cities that the chain passes through.",
    )  # fmt: skip


@strawberry.type(description="A short cut: where a chain of relations leads, by way of decisions.")
class ThroughDecisionEdge(Generic[N]):
    node: N = strawberry.field(description="The thing at the end of the chain.")
    cursor: str = strawberry.field(description=CURSOR)
    decisions: Any = edge(
        Loaders.thing, lambda root: root.through, graphql_type=later_list("Decision"),
        description="The decisions that the chain passes through.",
    )  # fmt: skip


@strawberry.type(description="A list in pages.")
class Listing:
    page_info: PageInfo = of_page(page_of, description="Where the page lies in the list.")
    total_count: int = of_extent(
        total_of, description="Length of the whole list, on the day asked; counted only when asked for."
    )
    knowledge: Knowledge = of_extent(
        knowledge_of,
        description="Whether the whole list holds everything there is. An empty list that nobody calls complete is"
        " UNKNOWN, which is not the same as none.",
    )


@strawberry.type(description="A list in pages.")
class Nodes(Listing, Generic[N]):
    nodes: list[N] = of_page(nodes_of, description="The things of the page, without their edges.")


@strawberry.type(description="A list in pages.")
class Connection(Nodes[N], Generic[N]):
    edges: list[Edge[N]] = of_page(edges_of, description="The places of the page.")


@strawberry.type(description="A list of relations that documents state, in pages.")
class FactConnection(Nodes[N], Generic[N]):
    edges: list[FactEdge[N]] = of_page(edges_of, description="The relations of the page, each with its documents.")


@strawberry.type(description="A short cut by way of cities, in pages.")
class ThroughCityConnection(Nodes[N], Generic[N]):
    edges: list[ThroughCityEdge[N]] = of_page(
        edges_of, description="The places of the page, each with the cities in between."
    )


@strawberry.type(description="A short cut by way of decisions, in pages.")
class ThroughDecisionConnection(Nodes[N], Generic[N]):
    edges: list[ThroughDecisionEdge[N]] = of_page(
        edges_of, description="The places of the page, each with the decisions in between."
    )


@strawberry.type(description="A place in a list of things of any noun.")
class ThingEdge:
    cursor: str = strawberry.field(description=CURSOR)
    node: Any = edge(
        Loaders.thing,
        lambda root: root.node.id,
        graphql_type=later("Node"),
        description="The thing at this place.",
    )


async def things_of(root: strawberry.Parent[Listed], info: Info) -> list[Any]:
    """The things of any noun that the rows of a page refer to."""
    rows = await root.wanted.page.load(root.of)
    return await info.context.loaders.thing.load_many([each.id for each in nodes_of(root, rows)])


@strawberry.type(description="A list of things of any noun, in pages.")
class ThingConnection(Listing):
    nodes: Any = strawberry.field(
        resolver=things_of,
        graphql_type=later_list("Node"),
        description="The things of the page, without their edges.",
    )
    edges: list[ThingEdge] = of_page(edges_of, description="The places of the page.")


def listed(noun: str) -> Any:
    """The type of a list of things."""
    return Connection[later(noun)]  # type: ignore[misc] # by name


def facts(noun: str) -> Any:
    """The type of a list of relations that documents state."""
    return FactConnection[later(noun)]  # type: ignore[misc] # by name


def fact(noun: str) -> Any:
    """The type of one relation that documents state, which may not be on record."""
    return FactEdge[later(noun)] | None  # type: ignore[misc] # by name


def by_way_of_cities(noun: str) -> Any:
    """The type of a short cut by way of cities."""
    return ThroughCityConnection[later(noun)]  # type: ignore[misc] # by name


def by_way_of_decisions(noun: str) -> Any:
    """The type of a short cut by way of decisions."""
    return ThroughDecisionConnection[later(noun)]  # type: ignore[misc] # by name

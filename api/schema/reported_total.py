"""ReportedTotal, as clients see it."""

from dataclasses import dataclass
from typing import Any

import strawberry

from api import page
from api.edge import AS_OF_THE_DAY, connection, edge, of_page
from api.later import later, later_list
from api.loader import Line, Pages
from api.loaders import Loaders
from api.page import Arguments, Listed
from api.schema.connection import CURSOR, Info, Listing, ThingConnection, edges_of, listed, total_of
from api.schema.date import Date
from api.schema.enums import Confidence, TotalBasis
from api.schema.reportable import Reportable
from graph import model


@dataclass(frozen=True, slots=True)
class Counted:
    """A reported number, and the list of what can be named beside it; none where it is not on record what it counts."""

    reported: int
    names: Listed | None


def counted(reported: int | None, total: model.ReportedTotal, line: Line[Pages], info: Info) -> Counted | None:
    """A number that a total reports, if it does."""
    if reported is None:
        return None
    known = total.basis is not model.TotalBasis.NOT_ON_RECORD
    return Counted(reported, page.listed(info.context.loaders, line, total.subject, Arguments()) if known else None)


async def named(root: Counted) -> int | None:
    """How many the graph can name."""
    return None if root.names is None else total_of(root.names, await root.names.wanted.extent.load(root.names.of))


@strawberry.type(description="A reported number beside what the graph can name.")
class ReportedCount:
    reported: int = strawberry.field(description="The number as reported.")

    @strawberry.field(description="How many the graph can name; null where it is not on record what was counted.")
    async def named(root: strawberry.Parent[Counted]) -> int | None:
        return await named(root)

    @strawberry.field(
        description="`reported` less `named`: above zero where more are reported than named, below where fewer are."
    )
    async def difference(root: strawberry.Parent[Counted]) -> int | None:
        names = await named(root)
        return None if names is None else root.reported - names


@strawberry.type(
    description="An official total beside what the graph can name on the day it speaks of. A difference is no fault of"
    " either side: documents may count otherwise, and the graph may not know every name."
)
class ReportedTotal(Reportable):
    basis: TotalBasis = strawberry.field(description="What the graph counts beside it.")
    date: Date | None = strawberry.field(
        description="The date of the total or, where it has none, of the round, decision or event it is about."
    )
    day: Date | None = strawberry.field(
        description="The day on which the graph counts: the last that `date` can mean. Facts dated later do not count."
    )
    confidence: Confidence = strawberry.field(description="How sure it is that this was reported.")
    cursor: str = strawberry.field(description=CURSOR)
    about: Any = edge(
        Loaders.thing,
        lambda root: root.subject,
        graphql_type=later("Node"),
        description="The observation, decision or event that reports it.",
    )
    sources: Any = edge(
        Loaders.thing,
        lambda root: root.sources,
        graphql_type=later_list("Source"),
        description="The documents that report it.",
    )

    @strawberry.field(description="Cities, areas or proposals, where it counts them.")
    def cities(root: strawberry.Parent[model.ReportedTotal], info: Info) -> ReportedCount | None:
        return counted(root.cities, root, Loaders.cities_named, info)  # type: ignore[return-value] # described by ReportedCount

    @strawberry.field(description="Provinces, where it counts them.")
    def provinces(root: strawberry.Parent[model.ReportedTotal], info: Info) -> ReportedCount | None:
        return counted(root.provinces, root, Loaders.provinces_named, info)  # type: ignore[return-value] # as above

    @strawberry.field(description="Promotion zones, where it counts them.")
    def promotion_zones(root: strawberry.Parent[model.ReportedTotal], info: Info) -> ReportedCount | None:
        return counted(root.promotion_zones, root, Loaders.promotion_zones_named, info)  # type: ignore[return-value] # as above

    named_cities: Any = connection(
        Loaders.cities_named,
        lambda root: root.subject,
        graphql_type=listed("City"),
        description="The cities that can be named beside it, by id.",
    )
    named_provinces: Any = connection(
        Loaders.provinces_named,
        lambda root: root.subject,
        graphql_type=listed("Province"),
        description="The provinces that can be named beside it, by ISO code: of these cities, and those decided on.",
    )
    named_promotion_zones: Any = connection(
        Loaders.promotion_zones_named,
        lambda root: root.subject,
        graphql_type=listed("PromotionZone"),
        description="The promotion zones that can be named beside it.",
    )
    others: Any = connection(
        Loaders.other_totals,
        lambda root: root.subject,
        graphql_type=ThingConnection,
        description="What reports another value of the same: an observation of the same metric whose date overlaps, or"
        " of the same decision or event. Where a date is only a year, both may be right.",
    )
    disagreements: Any = connection(
        Loaders.disagreements_about,
        lambda root: root.subject,
        graphql_type=listed("Disagreement"),
        description="What documents are known to say differently about it.",
    )


@strawberry.type(description=f"Official totals, in pages. {AS_OF_THE_DAY}")
class ReportedTotalConnection(Listing):
    nodes: list[ReportedTotal] = of_page(edges_of, description="The totals of the page.")

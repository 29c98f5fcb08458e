"""Search, as clients see it: a list of places, each with how and why it was found."""

from enum import Enum
from typing import Annotated, Any

import strawberry

from api.edge import SIZE, edge
from api.later import later, later_list
from api.loaders import Loaders
from api.page import DEFAULT_SIZE
from api.schema.connection import Info, PageInfo
from api.searching import LONGEST, Asked, Found, Results, results
from graph.search.finding import CANDIDATES
from graph.search.piece import piece_of


@strawberry.enum(description="What can be searched: the nouns that have names.")
class SearchKind(Enum):
    CITY = strawberry.enum_value("City", description="Smart-city areas.")
    PROVINCE = strawberry.enum_value("Province", description="Provinces (จังหวัด), by name and by ISO code.")
    REGION = strawberry.enum_value("Region", description="Regions (ภาค).")
    AGENCY = strawberry.enum_value("Agency", description="Organisations, by name and abbreviation.")
    COMMITTEE = strawberry.enum_value("Committee", description="Bodies that decide.")
    PERSON = strawberry.enum_value("Person", description="Public office-holders.")
    PROJECT = strawberry.enum_value("Project", description="Projects and proposals.")
    APPROVAL_ROUND = strawberry.enum_value("ApprovalRound", description="Sittings, by number (1/2564), body and date.")
    EVENT = strawberry.enum_value("Event", description="Occasions that are no sittings.")
    PRIVILEGE = strawberry.enum_value("Privilege", description="BOI measures, by title and activity.")
    DIMENSION = strawberry.enum_value("Dimension", description="The seven Smart dimensions (ด้าน).")
    AREA_KIND = strawberry.enum_value("AreaKind", description="Kinds of smart cities.")
    PROMOTION_ZONE = strawberry.enum_value("PromotionZone", description="Promotion zones (เขตส่งเสริมเมืองอัจฉริยะ).")
    INITIATIVE = strawberry.enum_value("Initiative", description="Platforms, courses, networks, policies and pilots.")
    INDICATOR = strawberry.enum_value("Indicator", description="Indices by which cities are ranked.")
    OFFICE = strawberry.enum_value("Office", description="Offices as one person held them, by title.")
    STAGE = strawberry.enum_value("Stage", description="Steps on the way to the emblem and the privileges.")
    AWARD = strawberry.enum_value("Award", description="Awards.")
    CRITERION = strawberry.enum_value("Criterion", description="Conditions, by their text.")
    OBSTACLE = strawberry.enum_value("Obstacle", description="What holds cities back, by its text.")
    DISAGREEMENT = strawberry.enum_value("Disagreement", description="What documents say differently, by its subject.")
    GAP = strawberry.enum_value("Gap", description="What is not on record, by its subject.")
    SOURCE = strawberry.enum_value("Source", description="Documents, by title and publisher.")


@strawberry.type(description="Something that was found: what, how well it answers, and why.")
class SearchEdge:
    node: Any = edge(
        Loaders.thing, lambda root: root.match.id, graphql_type=later("Node"), description="The thing that was found."
    )
    cursor: str = strawberry.field(
        description="Place of this edge in the list; opaque, good for the same text and kinds within one release."
    )

    @strawberry.field(description="How well it answers, above 0 and at most 1; 1 is the very name.")
    def score(root: strawberry.Parent[Found]) -> float:
        return root.match.score

    @strawberry.field(description="The name, alias, gloss, title, number or id that answers best, as it is on record.")
    def matched_name(root: strawberry.Parent[Found]) -> str:
        return root.match.name

    @strawberry.field(description="The piece of that name that matched.")
    def matched_piece(root: strawberry.Parent[Found]) -> str:
        return piece_of(root.match)


@strawberry.type(description="What was found, the best first, in pages.")
class SearchConnection:
    @strawberry.field(description="Where the page lies in what was found.")
    async def page_info(root: strawberry.Parent[Results]) -> PageInfo:
        return await root.info()  # type: ignore[return-value] # described by PageInfo

    @strawberry.field(description="The places of the page, each with how and why it was found.")
    def edges(root: strawberry.Parent[Results]) -> list[SearchEdge]:
        return list(root.page)  # type: ignore[arg-type] # described by SearchEdge

    @strawberry.field(graphql_type=later_list("Node"), description="The things of the page, without their edges.")
    async def nodes(root: strawberry.Parent[Results], info: Info) -> Any:
        return await info.context.loaders.thing.load_many([each.match.id for each in root.page])

    @strawberry.field(
        description=f"How many things were found, on this day; at most {CANDIDATES} are: a longer text says more."
    )
    async def total_count(root: strawberry.Parent[Results]) -> int:
        return await root.total()


Text = Annotated[
    str, strawberry.argument(description=f"A name or a part of one, in Thai or English; 1 to {LONGEST} characters.")
]
Kinds = Annotated[
    list[SearchKind] | None,
    strawberry.argument(description="Only things of these nouns; of all if absent or empty."),
]
First = Annotated[int, strawberry.argument(description=f"How many from the beginning, {SIZE}.")]
After = Annotated[str | None, strawberry.argument(description="Begin behind this cursor of the same search.")]
Low = Annotated[bool, strawberry.argument(description="Also things and names of low confidence.")]


async def search(  # noqa: PLR0913, PLR0917 # the arguments of the field
    info: Info,
    text: Text,
    kinds: Kinds = None,
    first: First = DEFAULT_SIZE,
    after: After = None,
    include_low_confidence: Low = False,
) -> Results:
    """What answers a text."""
    asked = Asked(text, frozenset(str(kind.value) for kind in kinds or ()), include_low_confidence)
    return await results(info.context, asked, first, after)


FIELD = strawberry.field(
    resolver=search,
    graphql_type=SearchConnection,
    description="Finds things by their names, however they are written: Thai with or without tone marks, English,"
    " any romanisation (Korat, Chiengmai), abbreviations (กฟผ), numbers of rounds (1/2564), years of either era, typing"
    " mistakes, the wrong keyboard layout. The best answer comes first, equals by id.",
)
"""The field at the root."""

"""Where every query begins, and the schema as a whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import strawberry
from graphql import GraphQLError, GraphQLSchema
from strawberry.types import ExecutionContext

from api.document.documents import Documents
from api.edge import AS_OF_THE_DAY, SIZE, connection, edge, release
from api.errors import UserError
from api.later import later, later_list
from api.loader import Line, Pages, Part, noun_of
from api.loaders import BY_NOUN, Loaders
from api.page import LARGEST_SIZE, checked_size
from api.schema.alias import Alias
from api.schema.as_of import AS_OF
from api.schema.assessing import Assessments
from api.schema.attestation import Attestation
from api.schema.change import FIELD as CHANGES
from api.schema.city_counts import CityCounts
from api.schema.connection import Info, listed
from api.schema.date import Date
from api.schema.group import grouping_fields
from api.schema.incentive import Incentive
from api.schema.limits import Limits
from api.schema.neighbour import NEIGHBOURS, Neighbours, neighbours
from api.schema.node import Node
from api.schema.path import PATHS, Paths, paths
from api.schema.pin import RELEASE
from api.schema.pricing import prices_of, publish
from api.schema.published import published
from api.schema.rate_limit import RateLimit
from api.schema.reported_total import ReportedTotalConnection
from api.schema.search import FIELD
from api.schema.statement import Statement
from graph import model
from graph.query import Window


@strawberry.type(description="How many things of one noun a release holds.")
class LabelCount:
    label: str = strawberry.field(description="The noun, as the graph labels it.")
    count: int = strawberry.field(description="How many there are.")


@strawberry.type(description="One load of the data: everything in an answer comes from the same one.")
class Release:
    id: strawberry.ID = strawberry.field(description="Hash of the data files and of the layout of the graph.")
    loaded: str = strawberry.field(description="When it was loaded: ISO 8601, UTC.")
    synthetic: bool = strawberry.field(description="Whether it was made up by `mueang generate`.")

    @strawberry.field(description="The day of the world that this answer holds for.")
    def as_of(root: strawberry.Parent[model.Release], info: Info) -> Date:
        return info.context.day.isoformat()  # type: ignore[return-value] # Date describes ISO text

    @strawberry.field(description="The last day, up to `asOf`, on which anything changed.")
    def last_change(root: strawberry.Parent[model.Release], info: Info) -> Date:
        return info.context.view.as_of.isoformat()  # type: ignore[return-value] # Date describes ISO text

    @strawberry.field(description="How many things of each noun it holds.")
    def counts(root: strawberry.Parent[model.Release]) -> list[LabelCount]:
        return [LabelCount(label=label, count=count) for label, count in sorted(root.counts.items())]


@dataclass(frozen=True, slots=True)
class Entry:
    """A noun at the root: the fields that look one thing up, and that list all of them."""

    noun: str
    singular: str
    plural: str
    type_name: str
    lists: Line[Pages]
    order: str = "by id"


DATED = "oldest first; undated ones last, by id"

ENTRIES = (
    Entry("region", "region", "regions", "Region", Loaders.regions),
    Entry("province", "province", "provinces", "Province", Loaders.provinces, "by ISO code"),
    Entry("area-kind", "area_kind", "area_kinds", "AreaKind", Loaders.area_kinds),
    Entry("city", "city", "cities", "City", Loaders.cities),
    Entry("agency", "agency", "agencies", "Agency", Loaders.agencies),
    Entry("committee", "committee", "committees", "Committee", Loaders.committees),
    Entry("person", "person", "people", "Person", Loaders.people),
    Entry("office", "office", "offices", "Office", Loaders.offices),
    Entry("dimension", "dimension", "dimensions", "Dimension", Loaders.dimensions),
    Entry("stage", "stage", "stages", "Stage", Loaders.stages, "in the order in which they are taken"),
    Entry("round", "approval_round", "approval_rounds", "ApprovalRound", Loaders.approval_rounds, DATED),
    Entry("decision", "decision", "decisions", "Decision", Loaders.decisions, DATED),
    Entry("emblem", "emblem", "emblems", "Emblem", Loaders.emblems, DATED),
    Entry("event", "event", "events", "Event", Loaders.events, DATED),
    Entry("project", "project", "projects", "Project", Loaders.projects, DATED),
    Entry("privilege", "privilege", "privileges", "Privilege", Loaders.privileges),
    Entry("criterion", "criterion", "criteria", "Criterion", Loaders.criteria, "as announced, then by id"),
    Entry("observation", "observation", "observations", "Observation", Loaders.observations, DATED),
    Entry("award", "award", "awards", "Award", Loaders.awards, DATED),
    Entry("obstacle", "obstacle", "obstacles", "Obstacle", Loaders.obstacles, "in the order reported"),
    Entry("initiative", "initiative", "initiatives", "Initiative", Loaders.initiatives, DATED),
    Entry("zone", "promotion_zone", "promotion_zones", "PromotionZone", Loaders.promotion_zones, DATED),
    Entry("indicator", "indicator", "indicators", "Indicator", Loaders.indicators, DATED),
    Entry("disagreement", "disagreement", "disagreements", "Disagreement", Loaders.disagreements),
    Entry("gap", "gap", "gaps", "Gap", Loaders.gaps),
    Entry("caution", "caution", "cautions", "Caution", Loaders.cautions),
    Entry("correction", "correction", "corrections", "Correction", Loaders.corrections),
    Entry("source", "source", "sources", "Source", Loaders.sources),
)


def identified(noun: str, thing_id: str | None, slug: str | None, word: str = "slug") -> str | None:
    """The id that a client means; none where an id is of another noun."""
    if (thing_id is None) == (slug is None):
        raise UserError(f'give either `id`, as in `id: "{noun}:…"`, or `{word}`, which is what follows the colon')
    if slug is not None:
        return f"{noun}:{slug}"
    return thing_id if noun_of(str(thing_id)) == noun else None


Id = Annotated[strawberry.ID | None, strawberry.argument(description="The whole id; then nothing else is given.")]
Slug = Annotated[str | None, strawberry.argument(description="What follows the colon in the id; instead of `id`.")]
Code = Annotated[str | None, strawberry.argument(description="ISO 3166-2:TH code, as in `TH-83`; instead of `id`.")]


def by_slug(noun: str) -> Callable[..., str | None]:
    """The key of a lookup by id or by slug."""

    def key(id: Id = None, slug: Slug = None) -> str | None:  # noqa: A002 # the argument's name
        return identified(noun, id, slug)

    return key


def by_code(id: Id = None, code: Code = None) -> str | None:  # noqa: A002 # the argument's name
    """The key of a province: its slug is its ISO code."""
    return identified("province", id, code, "code")


def lookup(entry: Entry) -> Any:
    """The field that looks one thing up."""
    other = "its ISO `code` (`TH-83`)" if entry.noun == "province" else "a `slug`, what follows the colon in an id"
    return edge(
        Loaders.thing,
        by_code if entry.noun == "province" else by_slug(entry.noun),
        graphql_type=later(entry.type_name) | None,
        description=f"The {entry.type_name} of an `id` (`{entry.noun}:…`) or of {other}; null where there is none."
        f"{' ' + AS_OF_THE_DAY if BY_NOUN[entry.noun].dated else ''}",
    )


def listing(entry: Entry) -> Any:
    """The field that lists all things of a noun."""
    return connection(
        entry.lists,
        release,
        graphql_type=listed(entry.type_name),
        description=f"Every {entry.type_name}, {entry.order}.",
    )


def known_id(
    id: Annotated[strawberry.ID, strawberry.argument(description="An id, as in `city:phuket`.")],  # noqa: A002 # its name
) -> str:
    """The id as it stands: one of no known noun leads nowhere."""
    return str(id)


def known_ids(
    ids: Annotated[list[strawberry.ID], strawberry.argument(description=f"Up to {LARGEST_SIZE} ids, of any nouns.")],
) -> tuple[str, ...]:
    """The ids as they stand."""
    if len(ids) > LARGEST_SIZE:
        raise UserError(f"{len(ids)} ids are too many: ask for {LARGEST_SIZE} at once")
    return tuple(str(each) for each in ids)


def reported_totals() -> Any:
    """The field that lists official totals."""
    return connection(
        Loaders.reported_totals,
        release,
        graphql_type=ReportedTotalConnection,
        description="Every official total on record, of cities, provinces and promotion zones, beside what the graph"
        " can name on the day it speaks of: oldest first; undated ones last, by id.",
    )


First = Annotated[int, strawberry.argument(description=f"How many, {SIZE}.")]


async def first_of(line: Line[Any], first: int, info: Info) -> list[Any]:
    """The first rows of a list that has an order of its own."""
    loader = getattr(info.context.loaders, line.name)
    rows: list[Any] = await loader.load(Part("", Window(checked_size("first", first))))
    return rows


@strawberry.type
class Programme:
    """What the root has beside its nouns."""

    @strawberry.field(description="The release that this answer comes from, and its day.")
    def release(self, info: Info) -> Release:
        return info.context.view.release  # type: ignore[return-value] # described by Release

    @strawberry.field(description=f"How many cities are approved, handed over and in force. {AS_OF_THE_DAY}")
    async def counts(self, info: Info) -> CityCounts:
        rows = await info.context.loaders.counts.load(Part("", Window(0)))
        return rows[0]  # type: ignore[no-any-return]

    @strawberry.field(
        graphql_type=later_list("Observation"),
        description="Observations of progress against the plan, furthest along first, then by id; `first` up to 100."
        f" {AS_OF_THE_DAY}",
    )
    async def furthest_along(self, info: Info, first: First = 3) -> Any:
        return await first_of(Loaders.furthest_along, first, info)

    @strawberry.field(
        graphql_type=later_list("Agency"),
        description="Agencies that run cities, those in most provinces first, then by id; `first` up to 100."
        f" {AS_OF_THE_DAY}",
    )
    async def widest_operators(self, info: Info, first: First = 10) -> Any:
        return await first_of(Loaders.widest_operators, first, info)

    @strawberry.field(description="What you may still spend, in points; null where nobody counts.")
    def rate_limit(self, info: Info) -> RateLimit | None:
        return info.context.meter  # type: ignore[return-value] # RateLimit describes it

    @strawberry.field(description="The most that this server does for one request (ขีดจำกัดของคำขอ). It costs nothing.")
    def limits(self, info: Info) -> Limits:
        return info.context.limits  # type: ignore[return-value] # described by Limits

    search: Any = FIELD
    node: Node | None = edge(Loaders.thing, known_id, description="The thing of an id, of any noun; null if none.")
    nodes: list[Node | None] = edge(
        Loaders.thing,
        known_ids,
        description=f"The things of ids, of any nouns, in the order asked; null for none. Up to {LARGEST_SIZE}.",
    )
    changes: Any = CHANGES
    paths: Paths | None = strawberry.field(resolver=paths, description=PATHS)
    neighbours: list[Neighbours] | None = strawberry.field(resolver=neighbours, description=NEIGHBOURS)


def root() -> type:
    """The root: the programme, its totals, and two fields for each noun."""
    fields: dict[str, Any] = {"reported_totals": reported_totals()}
    for entry in ENTRIES:
        fields[entry.singular] = lookup(entry)
        fields[entry.plural] = listing(entry)
    fields |= grouping_fields()
    query = type("Query", (Programme, Assessments), {"__annotations__": dict.fromkeys(fields, Any), **fields})
    return strawberry.type(query, description="Thailand's Smart City programme, as a graph.")


class Schema(strawberry.Schema):
    """
    A schema that knows `@asOf` and `@release`, stands in no draft, and logs no errors.

    Whoever answers with errors logs them, and leaves out what clients wrote. The directives stand on the schema that
    the library built, which itself knows none without a resolver.
    """

    def __init__(self, **parts: Any) -> None:
        super().__init__(**parts)
        self._schema.directives = (*map(published, self._schema.directives), AS_OF, RELEASE)
        self.prices = prices_of(self._schema)
        publish(self._schema, self.prices)

    @property
    def plain(self) -> GraphQLSchema:
        """The schema of graphql-core: documents are validated and executed by it."""
        return self._schema

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Nothing to do here."""


SCHEMA = Schema(query=root(), types=[Alias, Attestation, Incentive, Statement])

DOCUMENTS = Documents(SCHEMA.plain, SCHEMA.prices)
"""The documents of this schema, for whoever asks without HTTP."""

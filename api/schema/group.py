"""Lists by groups: how many there are in each, what was measured of them, and the list behind every number."""

from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, TypeVar

import strawberry
from strawberry import UNSET
from strawberry.extensions.field_extension import FieldExtension
from strawberry.types.field import StrawberryField

from api.edge import ARGUMENTS, PagedWithin, argument, described, edge, release, selection
from api.errors import UserError
from api.later import later, later_input
from api.loader import Line, Pages, Part
from api.loaders import Loaders
from api.schema.connection import Info, listed
from api.schema.date import Date
from api.schema.enums import Metric, Unit
from graph import model
from graph.queries.grouping import SPANNED, is_choice
from graph.queries.table import Table
from graph.queries.tables import TABLES
from graph.query import Window
from graph.selection import Scalar, Selection, group_key

G = TypeVar("G", model.Measured, model.Spanned)

MOST_GROUPS = 1_000
DEFAULT_GROUPS = 100
MOST_BY = 2


@dataclass(frozen=True, slots=True)
class Grouped:
    """One group of a list, as a client asked for it."""

    table: Table
    by: tuple[str, ...]
    window: Window
    row: model.Group
    measures: str | None

    @property
    def of(self) -> str:
        """The key of the list of its things."""
        return group_key(self.by, self.row.values)

    def own(self, rows: list[G]) -> G | None:
        """The row of this group among those of all."""
        return next((row for row in rows if row.values == self.row.values), None)

    def key(self, name: str, value: Scalar | None) -> "GroupKey":
        """One of its values, as clients see it: words of a choice as they are written in queries."""
        grouping = self.table.grouped[name]
        if value is None:
            return GroupKey(by=name.upper(), known=False, value=None, leads_to=None)
        shown = str(value).upper() if is_choice(grouping, self.table.record) else str(value)
        leads_to = str(value) if grouping.field == "id" else None
        return GroupKey(by=name.upper(), known=True, value=shown, leads_to=leads_to)


@strawberry.type(description="What the things of a group have in common.")
class GroupKey:
    by: str = strawberry.field(description="What the list was grouped by, as asked.")
    known: bool = strawberry.field(
        description="Whether it is on record; the group of those of which it is not is UNKNOWN."
    )
    value: str | None = strawberry.field(description="The value or the id; null where it is not known.")
    leads_to: strawberry.Private[str | None]
    node: Any = edge(
        Loaders.thing,
        lambda root: root.leads_to,
        graphql_type=later("Node") | None,
        description="The thing that the group is of, where it is one.",
    )


@strawberry.type(
    description="What was measured of the things of a group: of each thing its latest figure on the day, if it is no"
    " target, not of low confidence, and said of that thing alone."
)
class Measure:
    count: int = strawberry.field(description="Of how many things there is a figure; of the others it is not known.")
    metric: Metric = strawberry.field(description="What was measured.")
    figures: strawberry.Private[model.Measured | None]

    @strawberry.field(description="The unit; money in whole baht or dollars. Null without any figure.")
    def unit(self) -> Unit | None:
        return self.one_unit()

    @strawberry.field(description="All figures together; of metrics that add up, such as investment.")
    def sum(self) -> float | None:
        return self.figures.sum if self.one_unit() and self.figures else None

    @strawberry.field(description="The mean of the figures.")
    def mean(self) -> float | None:
        return self.figures.mean if self.one_unit() and self.figures else None

    @strawberry.field(description="The smallest figure.")
    def min(self) -> float | None:
        return self.figures.least if self.one_unit() and self.figures else None

    @strawberry.field(description="The largest figure.")
    def max(self) -> float | None:
        return self.figures.most if self.one_unit() and self.figures else None

    def one_unit(self) -> Unit | None:
        """The unit of all figures; raises `UserError` where there are several."""
        units = self.figures.units if self.figures else ()
        if len(units) > 1:
            words = " and ".join(sorted(each.value for each in units))
            message = f"{self.metric.name} is measured in {words} here, which do not mix: filter until one is left"
            raise UserError(message, "UNITS_MIXED")
        return units[0] if units else None


@strawberry.type(description="The things of a list that have something in common.")
class Group:
    @strawberry.field(description="What they have in common, in the order asked for.")
    def keys(root: strawberry.Parent[Grouped]) -> list[GroupKey]:
        return [root.key(name, value) for name, value in zip(root.by, root.row.values, strict=True)]

    @strawberry.field(description="How many things are in the group; one may be in several groups.")
    def count(root: strawberry.Parent[Grouped]) -> int:
        return root.row.total


@strawberry.type(description="The things of a list that have something in common, with what was measured of them.")
class MeasuredGroup(Group):
    @strawberry.field(description="What was measured of them.")
    async def measure(
        root: strawberry.Parent[Grouped],
        info: Info,
        metric: Annotated[Metric, strawberry.argument(description="What; figures of different metrics never mix.")],
    ) -> Measure:
        assert root.measures is not None  # noqa: S101 # given to every group of this type
        loader = getattr(info.context.loaders, root.measures)
        found = root.own(await loader.load(Part(metric.value, root.window)))
        return Measure(count=found.total if found else 0, metric=metric, figures=found)


@strawberry.type(
    description="Between which dates things lie: by their ISO text, so that `2023` comes before `2023-01-05`."
)
class Span:
    @strawberry.field(description="How many of the things have the date on record.")
    def count(root: strawberry.Parent[model.Spanned]) -> int:
        return root.total

    earliest: Date | None = strawberry.field(description="The first date; null where none is on record.")
    latest: Date | None = strawberry.field(description="The last date; null where none is on record.")


@dataclass(frozen=True, slots=True)
class Grouping:
    """A noun whose lists can be grouped: its list, and the names of the loaders of its groups."""

    record: type[model.Record]
    plural: str
    lists: Line[Pages]
    groups: str
    measures: str | None = None
    spans: str | None = None

    @property
    def noun(self) -> str:
        """Its name."""
        return self.record.__name__


GROUPINGS = (
    Grouping(model.City, "cities", Loaders.cities, "city_groups", "city_measures", "city_spans"),
    Grouping(model.Project, "projects", Loaders.projects, "project_groups", "project_measures"),
    Grouping(model.Agency, "agencies", Loaders.agencies, "agency_groups"),
    Grouping(model.Decision, "decisions", Loaders.decisions, "decision_groups", spans="decision_spans"),
    Grouping(model.Event, "events", Loaders.events, "event_groups", spans="event_spans"),
    Grouping(model.Observation, "observations", Loaders.observations, "observation_groups", spans="observation_spans"),
)


def key_of(root: Any) -> str:
    """The key of the list behind a group."""
    return str(root.of)


def span_of(spans: str) -> Any:
    """The field that says between which dates the things of a group lie, by the loader of that name."""

    async def span(root: strawberry.Parent[Grouped], info: Info) -> Any:
        rows: list[model.Spanned] = await getattr(info.context.loaders, spans).load(Part("", root.window))
        return root.own(rows) or model.Spanned(values=root.row.values, total=0)

    return strawberry.field(
        resolver=span, graphql_type=Span, description="Between which dates they lie, of those that have one."
    )


def type_of(each: Grouping) -> Any:
    """The type of a group of a noun, with the list behind it."""
    behind = strawberry.field(
        resolver=key_of,
        extensions=[PagedWithin(each.lists)],
        graphql_type=listed(each.noun),
        description=described(
            each.lists, "The things of the group, as a list: its `totalCount` is the group's `count`."
        ),
    )
    bases = (MeasuredGroup if each.measures else Group,)
    fields = {each.plural: behind}
    if each.spans:
        fields[SPANNED[each.record]] = span_of(each.spans)
    made = type(f"{each.noun}Group", bases, {"__annotations__": dict.fromkeys(fields, Any), **fields})
    return strawberry.type(made, description=f"Things of the noun {each.noun} that have something in common.")


def choices_of(each: Grouping) -> Any:
    """The enum of what a noun's lists can be grouped by."""
    words = {
        name.upper(): strawberry.enum_value(name, description=f"By {'.'.join((*one.way, one.field))}.")
        for name, one in TABLES[each.record].grouped.items()
    }
    values: Any = Enum(f"{each.noun}GroupBy", words)  # type: ignore[misc] # made from the table
    return strawberry.enum(values, description=f"What lists of {each.noun} are grouped by.")


class InGroups(FieldExtension):
    """Turns a field into the groups of the list of everything of a noun, and adds the arguments that say which."""

    def __init__(self, grouping: Grouping) -> None:
        self.grouping = grouping

    def apply(self, field: StrawberryField) -> None:
        choices: Any = list[choices_of(self.grouping)]  # type: ignore[misc] # made from the table
        where = later_input(f"{self.grouping.noun}Filter") | None
        field.arguments = [
            argument(("by", choices, UNSET, "One or two things to group by.")),
            argument(("where", where, None, "Only those of which this holds.")),
            argument(("first", int, DEFAULT_GROUPS, f"How many groups, 1 to {MOST_GROUPS}.")),
            argument(ARGUMENTS[-1]),
        ]

    async def resolve_async(self, next_: Any, source: Any, info: Info, **asked: Any) -> list[Grouped]:  # noqa: ARG002 # the library passes them
        names = tuple(choice.value for choice in asked["by"])
        low, narrowed = asked["include_low_confidence"], selection(asked["where"], None)
        window = window_of(names, narrowed, asked["first"], low)
        rows = await getattr(info.context.loaders, self.grouping.groups).load(Part("", window))
        table = TABLES[self.grouping.record]
        return [Grouped(table, names, window, row, self.grouping.measures) for row in rows]


def field_of(each: Grouping) -> Any:
    """The field that groups the list of everything of a noun."""
    return strawberry.field(
        resolver=release,
        extensions=[InGroups(each)],
        graphql_type=list[type_of(each)],  # type: ignore[misc] # made from the table
        description=f"Everything of the noun {each.noun}, or what a filter leaves of it, by groups: the largest first,"
        " then by value; what is not known is a group of its own, and comes last among equals.",
    )


def window_of(names: tuple[str, ...], asked: Selection, first: int, low: bool) -> Window:  # an argument of a field
    """The window of a grouping; raises `UserError` for one that cannot be."""
    if not 0 < len(names) <= MOST_BY or len(set(names)) < len(names):
        raise UserError(f"grouped by {len(names)} things: give one or two, each once")
    if not 0 < first <= MOST_GROUPS:
        raise UserError(f"`first: {first}` is out of range: ask for 1 to {MOST_GROUPS} groups")
    return Window(first, low=low, selection=asked, by=names)


def grouping_fields() -> dict[str, Any]:
    """The fields of the root that group."""
    return {each.groups: field_of(each) for each in GROUPINGS}

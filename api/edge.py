"""
A field that follows a loader.

An edge is an ordinary function from a record to a key; `edge` makes the field load that key, and `connection` makes
the field a list in pages, which reads nothing until its pages or its length are asked for.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.extensions.field_extension import FieldExtension, SyncExtensionResolver
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from api.errors import UserError
from api.later import later_input
from api.loader import Choice, Line, ListLine, ListLoader, OneLine, OneLoader, Pages, PagesLine
from api.page import DEFAULT_SIZE, LARGEST_SIZE, Arguments, Listed, Told, listed
from graph.query import Query
from graph.selection import EVERY_THING, All, Selection, canonical

SIZE = f"0 to {LARGEST_SIZE}"

MOST_ORDERS = 4

AS_OF_THE_DAY = "As of the day asked (`@asOf`)."
"""What the description of every field says whose answer changes with the day."""

Argument = tuple[str, Any, Any, str]
"""A name, a type, a default and a description."""

ARGUMENTS: tuple[Argument, ...] = (
    ("first", int | None, None, f"How many from the beginning, {SIZE}; {DEFAULT_SIZE} if neither this nor `last`."),
    ("after", str | None, None, "Begin behind this cursor of the same list."),
    ("last", int | None, None, f"How many from the end, {SIZE}; not together with `first`."),
    ("before", str | None, None, "End before this cursor of the same list."),
    ("include_low_confidence", bool, False, "Also facts that are second-hand, unofficial or inferred."),
)
"""The arguments of every connection."""


def itself(root: Any) -> Any:
    """The record that a field stands on."""
    return root


def id_of(root: Any) -> str:
    """The key of most edges: the id of the record."""
    return str(root.id)


def release(root: Any) -> str:  # noqa: ARG001 # the name by which the library passes the record
    """The key of a list that spans the whole release."""
    return ""


def is_told(choice: Choice) -> bool:
    """Whether what is read has no id itself, but documents behind it."""
    queries = [choice] if isinstance(choice, Query) else choice.values()
    return all(
        "id" not in fields and not fields.isdisjoint({"sources", "link"})
        for fields in (query.record.model_fields.keys() for query in queries)
    )


async def told(loading: Awaitable[Any], origin: str) -> Told | None:
    """What is told of a thing, if anything is."""
    row = await loading
    return None if row is None else Told(row, origin)


class Follow(FieldExtension):
    """Turns the key that a resolver gives, or the keys, into what the loader has for it."""

    def __init__(self, line: Line[OneLoader] | Line[ListLoader]) -> None:
        self.line = line
        self.told = isinstance(line, OneLine) and is_told(line.choice)

    def resolve(self, next_: SyncExtensionResolver, source: Any, info: strawberry.Info, **kwargs: Any) -> Any:
        key = next_(source, info, **kwargs)
        if key is None:
            return None
        loader = getattr(info.context.loaders, self.line.name)
        if self.told:
            return told(loader.load(key), f"{key} {self.line.name}")
        return loader.load_many(key) if isinstance(key, tuple) else loader.load(key)


def argument(described: Argument) -> StrawberryArgument:
    """An argument that an extension adds to a field."""
    name, annotation, default, description = described
    return StrawberryArgument(
        python_name=name,
        graphql_name=None,
        type_annotation=StrawberryAnnotation(annotation),
        description=description,
        default=default,
    )


class Paged(FieldExtension):
    """Turns the id that a resolver gives into a list that begins there, and adds the arguments of a connection."""

    def __init__(self, line: Line[Pages]) -> None:
        self.line = line
        self.arguments = (*ARGUMENTS, *selecting(line))

    def apply(self, field: StrawberryField) -> None:
        field.arguments = [*field.arguments, *map(argument, self.arguments)]

    def resolve(self, next_: SyncExtensionResolver, source: Any, info: strawberry.Info, **kwargs: Any) -> Listed:
        page = {name: kwargs.pop(name) for name, *_ in ARGUMENTS}
        chosen = self.within(source, selection(kwargs.pop("where", None), kwargs.pop("order_by", None)))
        return listed(info.context.view, self.line, next_(source, info, **kwargs), Arguments(**page, selection=chosen))

    def within(self, source: Any, asked: Selection) -> Selection:  # noqa: ARG002 # for those whose source narrows it
        """What is chosen of the list: what was asked for."""
        return asked


class PagedWithin(Paged):
    """The list of a group: its source knows the group, and what the list was narrowed to before it was grouped."""

    def resolve(self, next_: SyncExtensionResolver, source: Any, info: strawberry.Info, **kwargs: Any) -> Listed:
        whole = super().resolve(next_, source, info, **kwargs)
        return replace(whole, window=replace(whole.window, by=source.by, within=True))

    def within(self, source: Any, asked: Selection) -> Selection:
        """What is chosen of the list: what was asked for, of what was grouped."""
        return Selection(canonical(All((source.window.selection.where, asked.where))), asked.order)


def selecting(line: Line[Pages]) -> tuple[Argument, ...]:
    """The arguments by which a list is narrowed and ordered, if it can be."""
    noun = line.noun
    if noun is None:
        return ()
    return (
        ("where", later_input(f"{noun}Filter") | None, None, "Only those of which this holds."),
        (
            "order_by", list[later_input(f"{noun}Order")] | None, None,  # type: ignore[misc] # by name
            f"In this order, up to {MOST_ORDERS} keys; what is not on record comes last in either direction, and the "
            "list's own order decides between equals. Costs more than the list's own order, which needs no sorting.",
        ),
    )  # fmt: skip


def selection(where: Any, order_by: Any) -> Selection:
    """What the inputs of a list say."""
    if where is None and not order_by:
        return EVERY_THING
    orders = tuple(each.order for each in order_by or ())
    if len(orders) > MOST_ORDERS:
        raise UserError(f"{len(orders)} keys to order by are too many: give up to {MOST_ORDERS}")
    if len({each.field for each in orders}) < len(orders):
        raise UserError("a list is ordered by the same key twice: give each once")
    return Selection(All() if where is None else canonical(where.condition()), orders)


def is_dated(choice: Choice) -> bool:
    """Whether what is read changes with the day, whatever the noun."""
    return all(query.dated for query in ([choice] if isinstance(choice, Query) else choice.values()))


def described(line: Line[Any], description: str) -> str:
    """A description that says so where the answer changes with the day."""
    choice = line.page if isinstance(line, PagesLine) else line.choice if isinstance(line, OneLine | ListLine) else {}
    return f"{description} {AS_OF_THE_DAY}" if choice and is_dated(choice) else description


def edge(
    line: Line[OneLoader] | Line[ListLoader], key: Callable[..., Any] = id_of, *, description: str, **field: Any
) -> Any:
    """A field that leads to one thing; `key` is a function from the record to an id, several ids, or nothing."""
    said = described(line, description)
    return strawberry.field(resolver=key, extensions=[Follow(line)], description=said, **field)


def connection(line: Line[Pages], key: Callable[..., str] = id_of, *, description: str, **field: Any) -> Any:
    """A field that leads to a list in pages."""
    said = described(line, description)
    return strawberry.field(resolver=key, extensions=[Paged(line)], description=said, **field)

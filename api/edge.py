"""
A field that follows a loader.

An edge is an ordinary function from a record to a key; `edge` makes the field load that key, and `connection` makes
the field a list in pages, which reads nothing until its pages or its length are asked for.
"""

from asyncio import Future
from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.extensions.field_extension import FieldExtension, SyncExtensionResolver
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from api.context import Context
from api.errors import UserError
from api.later import later_input
from api.loader import Choice, Line, ListLine, Loader, LoadersOf, OneLine, Pages, PagesLine, queries_of, then
from api.page import DEFAULT_SIZE, LARGEST_SIZE, Arguments, Listed, Originated, listed, wanted
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
    return all(
        "id" not in fields and not fields.isdisjoint({"sources", "link"})
        for fields in (query.record.model_fields.keys() for query in queries_of(choice))
    )


class Read(FieldExtension):
    """
    A field that is read: from a record (and arguments) to a key, from the key to an answer, from that to a value.

    The resolver of the field gives the key, or several in a tuple; where it gives none, the field is null.
    """

    def loaders(self, context: Context, sources: Sequence[Any]) -> Sequence[Loader]:
        """The loader that answers the key of each record."""
        raise NotImplementedError

    def made(self, source: Any, key: str, answer: Any) -> Any:  # noqa: ARG002 # for those that make something of it
        """What the field is, of what was read by a key: that itself."""
        return answer

    def resolve(self, next_: SyncExtensionResolver, source: Any, info: strawberry.Info, **kwargs: Any) -> Any:
        key = next_(source, info, **kwargs)
        if key is None:
            return None
        (loader,) = self.loaders(info.context, [source])
        if isinstance(key, tuple):
            return loader.load_many(key)
        answer = loader.given(key)
        if isinstance(answer, Future):
            return then(answer, lambda found: self.made(source, key, found))
        return self.made(source, key, answer)


class Follow(Read):
    """A field that leads along a line."""

    def __init__(self, line: Line[Loader]) -> None:
        self.line = line
        self.told = isinstance(line, OneLine) and is_told(line.choice)

    def made(self, source: Any, key: str, answer: Any) -> Any:  # noqa: ARG002 # it stands in the key
        return Originated(answer, f"{key} {self.line.name}") if self.told and answer is not None else answer

    def loaders(self, context: Context, sources: Sequence[Any]) -> Sequence[Loader]:
        return [getattr(context.loaders, self.line.name)] * len(sources)


class OfPage(Read):
    """A field of a list that is read from its page."""

    loader_of = attrgetter("wanted.page")

    def __init__(self, of_rows: Callable[[Listed, list[Any]], Any]) -> None:
        self.of_rows = of_rows

    def made(self, source: Any, key: str, answer: Any) -> Any:  # noqa: ARG002 # the source knows it
        return self.of_rows(source, answer)

    def loaders(self, context: Context, sources: Sequence[Any]) -> Sequence[Loader]:  # noqa: ARG002 # each has its own
        return list(map(self.loader_of, sources))


class OfExtent(OfPage):
    """A field of a list that is read from its extent."""

    loader_of = attrgetter("wanted.extent")


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
        # A field of an interface is given to this once for each type that has it: the arguments are added once.
        known = {each.python_name for each in field.arguments}
        added = [argument(each) for each in self.arguments if each[0] not in known]
        field.arguments = [*field.arguments, *added]

    def resolve(self, next_: SyncExtensionResolver, source: Any, info: strawberry.Info, **kwargs: Any) -> Listed:
        asked = self.asked(kwargs)
        (only,) = self.lists(info.context.loaders, asked, [source], [next_(source, info, **kwargs)])
        return only

    def asked(self, arguments: dict[str, Any]) -> Arguments:
        """What is asked of a list; what is left of the arguments is the resolver's."""
        page = {name: arguments.pop(name) for name, *_ in ARGUMENTS}
        chosen = selection(arguments.pop("where", None), arguments.pop("order_by", None))
        return Arguments(**page, selection=chosen)

    def lists(
        self,
        loaders: LoadersOf,
        asked: Arguments,
        sources: Sequence[Any],  # noqa: ARG002 # for those that narrow
        keys: Sequence[str],
    ) -> list[Listed]:
        """The lists of records, by their keys; a cursor is of one list, otherwise all have the same part in common."""
        if asked.after or asked.before:
            return [listed(loaders, self.line, key, asked) for key in keys]
        shared = wanted(loaders, self.line, asked)
        return [Listed(shared, key) for key in keys]


class PagedWithin(Paged):
    """The list of a group: its source knows the group, and what the list was narrowed to before it was grouped."""

    def lists(self, loaders: LoadersOf, asked: Arguments, sources: Sequence[Any], keys: Sequence[str]) -> list[Listed]:
        return [
            listed(loaders, self.line, key, self.within(source, asked))
            for source, key in zip(sources, keys, strict=True)
        ]

    def within(self, source: Any, asked: Arguments) -> Arguments:
        """What was asked for, of what was grouped."""
        where = canonical(All((source.window.selection.where, asked.selection.where)))
        return replace(asked, selection=Selection(where, asked.selection.order), by=source.by)


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


def always_dated(choice: Choice) -> bool:
    """Whether what is read changes with the day, whatever the noun."""
    return all(query.dated for query in queries_of(choice))


def described(line: Line[Any], description: str) -> str:
    """A description that says so where the answer changes with the day."""
    choice = line.page if isinstance(line, PagesLine) else line.choice if isinstance(line, OneLine | ListLine) else {}
    return f"{description} {AS_OF_THE_DAY}" if choice and always_dated(choice) else description


def edge(line: Line[Loader], key: Callable[..., Any] = id_of, *, description: str, **field: Any) -> Any:
    """A field that leads to one thing; `key` is a function from the record to an id, several ids, or nothing."""
    said = described(line, description)
    return strawberry.field(resolver=key, extensions=[Follow(line)], description=said, **field)


def of_list(root: Listed) -> str:
    """The key of what is read of a list: the thing that it belongs to."""
    return root.of


def of_page(made: Callable[[Listed, list[Any]], Any], **field: Any) -> Any:
    """A field of a list that is made of the rows of its page."""
    return strawberry.field(resolver=of_list, extensions=[OfPage(made)], **field)


def of_extent(made: Callable[[Listed, list[Any]], Any], **field: Any) -> Any:
    """A field of a list that is made of its extent."""
    return strawberry.field(resolver=of_list, extensions=[OfExtent(made)], **field)


def connection(line: Line[Pages], key: Callable[..., str] = id_of, *, description: str, **field: Any) -> Any:
    """A field that leads to a list in pages."""
    said = described(line, description)
    return strawberry.field(resolver=key, extensions=[Paged(line)], description=said, **field)

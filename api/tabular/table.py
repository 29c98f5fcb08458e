"""
The plan of a table: which list of an answer becomes its rows, and what its columns are.

It follows from the document and the variables of `@skip` and `@include` alone, never from the data:

* The rows are the one list that the answer has; lists within its things are not counted, nor are citations.
* A column is a value, called by its path of response keys from the row on: `name.th`, `operators.nodes.id`. Where the
  list hangs on a thing, that thing's values are columns too, called by their path from the root: `city.name.th`. What
  else stands beside the list is left out: `totalCount` and `pageInfo` of the list itself, other fields of the root.
* Plain values in a list, documents (`Source`) and the keys of a group stand in one cell.
* Any other list in a row repeats the row, once for each of its things, and once where there are none.
* Several such lists side by side would multiply each other: each stands in one cell if its things hold no list, and
  otherwise there is no table: which of them repeats the row is not guessed.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from graphql import DocumentNode, GraphQLSchema

from api.errors import UserError
from api.tabular.field import Field, fields_of

IN_ONE_CELL = frozenset({"Source", "GroupKey"})
"""What says something of the row that it stands in, and does not repeat it: documents, and what a group is of."""

JSON = "or for JSON, which holds any answer"
NO_LIST = f"the answer has no list to make rows of: ask for one, as in `{{ cities {{ nodes {{ id }} }} }}`, {JSON}"

MOST_NAMED = 8
"""How many lists an error names."""

Way = tuple[Field, ...]
"""Fields, each within the one before it."""


class NoSingleListError(UserError):
    """An answer that is no table: the message names its lists, and the cure."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "NO_SINGLE_LIST")


class AmbiguousColumnError(UserError):
    """Two values of an answer would be called the same."""

    def __init__(self, name: str) -> None:
        message = (
            f"two columns would be called `{name}`, one of the row and one of what the list hangs on: give a field on "
            f"the way to one of them an alias, as in `its: city {{ id }}`, {JSON}"
        )
        super().__init__(message, "AMBIGUOUS_COLUMN")


@dataclass(frozen=True, slots=True)
class Column:
    """A value of a thing: what its column is called, and the response keys on the way to it."""

    name: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """What each thing of a list gives to a row: values of its own, and among them those of a list that repeats it."""

    keys: tuple[str, ...]
    """The response keys on the way to the list, from a thing of the level above."""
    before: tuple[Column, ...]
    below: "Level | None" = None
    after: tuple[Column, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns from here on, in the order of the document."""
        return (*self.before, *(self.below.columns if self.below else ()), *self.after)


@dataclass(frozen=True, slots=True)
class Table:
    """A plan: the header, the list whose things are the rows, what of the answer is left out, and how to read it."""

    header: tuple[str, ...]
    rows: str
    left_out: tuple[str, ...]
    root: Level


def keys_of(way: Way) -> tuple[str, ...]:
    """The response keys of a way."""
    return tuple(field.key for field in way)


def dotted(way: Way) -> str:
    """A way in words."""
    return ".".join(keys_of(way))


def named(ways: Sequence[Way]) -> str:
    """Several ways in words, of many only the first."""
    more = f" and {len(ways) - MOST_NAMED} more" if len(ways) > MOST_NAMED else ""
    return ", ".join(f"`{dotted(way)}`" for way in ways[:MOST_NAMED]) + more


def leaves(fields: Sequence[Field], way: Way = ()) -> Iterator[Way]:
    """The ways to all values."""
    for field in fields:
        yield from leaves(field.fields, (*way, field)) if field.fields else ((*way, field),)


def lists(fields: Sequence[Field], way: Way = ()) -> Iterator[Way]:
    """The ways to the lists of things, but for those within them."""
    for field in fields:
        if field.things:
            yield (*way, field)
        else:
            yield from lists(field.fields, (*way, field))


def is_flat(field: Field) -> bool:
    """Whether the things of a list hold no list in turn."""
    return not any(each.many for way in leaves(field.fields) for each in way)


def stands_in_a_cell(way: Way) -> bool:
    """Whether a list stands in one cell whatever stands beside it."""
    return way[-1].of in IN_ONE_CELL and is_flat(way[-1])


def chosen(fields: Sequence[Field]) -> Way:
    """The one list of an answer; raises `NoSingleListError`."""
    found = list(lists(fields))
    candidates = [way for way in found if not stands_in_a_cell(way)] or found
    if not candidates:
        raise NoSingleListError(NO_LIST)
    if len(candidates) > 1:
        message = f"the answer has several lists beside each other, {named(candidates)}: ask for one at a time, {JSON}"
        raise NoSingleListError(message)
    return candidates[0]


def repeating(fields: Sequence[Field], row: Way) -> Way:
    """The list that repeats the row of these fields, empty for none; raises `NoSingleListError`."""
    found = [way for way in lists(fields) if not stands_in_a_cell(way)]
    if len(found) == 1:
        return found[0]
    deep = [way for way in found if not is_flat(way[-1])]
    if deep:
        message = (
            f"{named(found)} stand side by side in `{dotted(row)}` and would multiply each other's rows: ask for one "
            f"of them at a time, or leave out the lists within {named(deep)}, so that each stands in one cell, {JSON}"
        )
        raise NoSingleListError(message)
    return ()


def hangs_on(way: Way, rows: Way) -> bool:
    """Whether a value belongs to a row: to its thing, or to what the list of rows hangs on, but not to the list."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0].key == pair[1].key, zip(way, rows, strict=False)))
    return shared == len(rows) or (shared > 0 and not rows[shared - 1].paged)


def level_of(ways: Sequence[Way], way: Way, below: Way, lower: Level | None, prefix: str) -> Level:
    """What things give to a row, by the ways to their values; `below` leads to the list of the lower level."""
    columns = [Column(prefix + dotted(each), keys_of(each)) for each in ways]
    within = [lower is not None and column.keys[: len(below)] == keys_of(below) for column in columns]
    first = within.index(True) if lower else len(columns)
    own = [column for column, inner in zip(columns, within, strict=True) if not inner]
    return Level(keys_of(way), tuple(own[:first]), lower, tuple(own[first:]))


def rows_of(way: Way, known: Way, prefix: str) -> Level:
    """What the things of a list give to a row; `known` is its way from the root, `prefix` begins their columns."""
    fields = way[-1].fields
    below = repeating(fields, known)
    lower = rows_of(below, known + below, f"{prefix}{dotted(below)}.") if below else None
    return level_of(list(leaves(fields)), way, below, lower, prefix)


def table_of(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation_name: str | None = None,
    variables: Mapping[str, Any] | None = None,
) -> Table:
    """
    The table that an operation of a valid document asks for.

    Raises `NoSingleListError` where its answer is no table, and `AmbiguousColumnError` where a column has no name of
    its own.
    """
    fields = fields_of(schema, document, operation_name, variables)
    rows = chosen(fields)
    kept: dict[bool, list[Way]] = {True: [], False: []}
    for way in leaves(fields):
        kept[hangs_on(way, rows)].append(way)
    root = level_of(kept[True], (), rows, rows_of(rows, rows, ""), "")
    header = tuple(column.name for column in root.columns)
    for name, times in Counter(header).items():
        if times > 1:
            raise AmbiguousColumnError(name)
    return Table(header, dotted(rows), tuple(dotted(way) for way in kept[False]), root)

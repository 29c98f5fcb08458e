"""
Rows of an answer, by generated code: one dictionary display a shape.

The code holds names of attributes, which come from the schema, and nothing that a client wrote: the keys of an answer
are in cells of a closure, which cost nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from graphql import GraphQLOutputType

from api.execution.leaf import completer, names, plain

Builder = Callable[..., list[dict[str, Any]]]
"""From the records of a level, and columns of what is not on them, to its rows."""

SHAPES = 1_024


class From(Enum):
    """Where a value of a row comes from."""

    CONSTANT = "constant"
    ATTRIBUTE = "attribute"
    FUNCTION = "function"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a value is in the code: where it comes from, by which attribute, and when nothing is made of it."""

    source: From
    attribute: str = ""
    plain: str = ""
    named: bool = False
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row: its key, its shape, and what its code works with."""

    key: str
    shape: Shape
    given: Any = None
    """The constant or the function."""
    completer: Any = None
    names: Any = None


def constant(key: str, value: str) -> Cell:
    """The same in every row."""
    return Cell(key, Shape(From.CONSTANT), value)


def column(key: str) -> Cell:
    """What is made elsewhere."""
    return Cell(key, Shape(From.COLUMN))


def leaf(key: str, kind: GraphQLOutputType, source: From, attribute: str = "", function: Any = None) -> Cell:
    """A leaf."""
    named = names(kind)
    shape = Shape(source, attribute, plain(kind), bool(named), complete=True)
    return Cell(key, shape, function, completer(kind), named)


def line(place: int, shape: Shape) -> list[str]:
    """The lines of code that make one value."""
    value = f"v{place}"
    made = {
        From.CONSTANT: [],
        From.COLUMN: [],
        From.ATTRIBUTE: [f"{value} = record.{shape.attribute}"],
        From.FUNCTION: [f"{value} = given{place}(record)"],
    }[shape.source]
    if not shape.complete:
        return made
    if shape.named:
        return [*made, f"{value} = names{place}.get(id({value})) or complete{place}({value})"]
    unless = f"if not ({shape.plain.format(value)}): " if shape.plain else ""
    return [*made, f"{unless}{value} = complete{place}({value})"]


def code(shapes: Sequence[Shape]) -> str:
    """The code that makes a builder of rows of such shapes."""
    places = range(len(shapes))
    cells = [f"{word}{place}" for word in ("key", "given", "complete", "names") for place in places]
    columns = [place for place in places if shapes[place].source is From.COLUMN]
    loop = "for record in records:"
    if columns:
        heads = ", ".join(["record", *(f"v{place}" for place in columns)])
        tails = ", ".join(["records", *(f"c{place}" for place in columns)])
        loop = f"for {heads} in zip({tails}):"
    shown = (f"given{place}" if shapes[place].source is From.CONSTANT else f"v{place}" for place in places)
    pairs = ", ".join(f"key{place}: {each}" for place, each in zip(places, shown, strict=True))
    body = [each for place in places for each in line(place, shapes[place])]
    parameters = ", ".join(["records", *(f"c{place}" for place in columns)])
    return "\n".join(
        [
            f"def made({', '.join(cells)}):",
            f"    def build({parameters}):",
            "        rows = []",
            "        append = rows.append",
            f"        {loop}",
            *(f"            {each}" for each in body),
            f"            append({{{pairs}}})",
            "        return rows",
            "    return build",
        ]
    )


@lru_cache(SHAPES)
def compiled(shapes: tuple[Shape, ...]) -> Callable[..., Builder]:
    """What makes builders of rows of such shapes."""
    for each in shapes:
        assert not each.attribute or each.attribute.isidentifier()  # noqa: S101 # it stands in the code
    scope: dict[str, Any] = {}
    exec(code(shapes), scope)  # noqa: S102 # made of the names of the schema's own attributes
    made: Callable[..., Builder] = scope["made"]
    return made


def builder(cells: Sequence[Cell]) -> Builder:
    """The builder of rows of such values; columns are given in the order of the cells that have them."""
    make = compiled(tuple(each.shape for each in cells))
    return make(
        *(each.key for each in cells),
        *(each.given for each in cells),
        *(each.completer for each in cells),
        *(each.names for each in cells),
    )

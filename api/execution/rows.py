"""
Rows of an answer, by generated code: one dictionary display a shape.

The code holds names of attributes, which come from the schema, and nothing that a client wrote: the keys of an answer
are in cells of a closure, which cost nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from typing import Any

from graphql import GraphQLOutputType

from api.execution.leaf import complete, names, plain

Builder = Callable[..., list[dict[str, Any]]]
"""From the records of a level, and columns of what is not on them, to its rows."""

Shape = tuple[str, str]
"""The code of a value: where it comes from, and what is shown of it."""

SHAPES = 1_024


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row: its key, its code, in which `{0}` is its place, and what that works with."""

    key: str
    source: str = ""
    """The code of where it comes from; empty for a column."""
    shown: str = "v{0}"
    """The code of what is shown of it."""
    given: Any = None
    """The constant or the function."""
    complete: Any = None
    names: Any = None


def leaf(key: str, kind: GraphQLOutputType, source: str = "", function: Any = None) -> Cell:
    """A leaf, of which graphql-core may make something else."""
    known, condition = names(kind), plain(kind)
    shown = "names{0}.get(id(v{0})) or complete{0}(v{0})" if known else "complete{0}(v{0})"
    if condition:
        shown = f"v{{0}} if {condition.format('v{0}')} else {shown}"
    return Cell(key, source, shown, function, partial(complete, kind), known)


def code(shapes: Sequence[Shape]) -> str:
    """The code that makes a builder of rows of such shapes."""
    cells = [f"{word}{place}" for place in range(len(shapes)) for word in ("key", "given", "complete", "names")]
    columns = [f"v{place}" for place, (source, _) in enumerate(shapes) if not source]
    pairs = [f"key{place}: {shown.format(place)}" for place, (_, shown) in enumerate(shapes)]
    return "\n".join(
        [
            f"def made({', '.join(cells)}):",
            "    def build(records, *columns):",
            "        rows = []",
            f"        for {', '.join(['record', *columns])}, in zip(records, *columns):",
            *(f"            v{place} = {source.format(place)}" for place, (source, _) in enumerate(shapes) if source),
            f"            rows.append({{{', '.join(pairs)}}})",
            "        return rows",
            "    return build",
        ]
    )


@lru_cache(SHAPES)
def compiled(shapes: tuple[Shape, ...]) -> Callable[..., Builder]:
    """What makes builders of rows of such shapes."""
    scope: dict[str, Any] = {}
    exec(code(shapes), scope)  # noqa: S102 # made of the names of the schema's own attributes
    made: Callable[..., Builder] = scope["made"]
    return made


def builder(cells: Sequence[Cell]) -> Builder:
    """The builder of rows of such values; columns are given in the order of the cells that have them."""
    make = compiled(tuple((each.source, each.shown) for each in cells))
    return make(*chain.from_iterable((each.key, each.given, each.complete, each.names) for each in cells))

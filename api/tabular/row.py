"""The rows of a table, one after the other, as an answer gives them."""

from collections.abc import Iterator, Sequence
from typing import Any

from api.tabular.table import Column, Level, Table

Row = tuple[Any, ...]
"""A value for each column: as in JSON, and a list where several stand in one cell."""


def value_at(thing: Any, keys: Sequence[str]) -> Any:
    """What a way leads to: null where something on it is; where a list is on it, the values of its things."""
    for index, key in enumerate(keys):
        if isinstance(thing, list):
            return [value_at(each, keys[index:]) for each in thing]
        if thing is None:
            return None
        thing = thing.get(key)
    return thing


def things_in(thing: Any, level: Level) -> list[Any]:
    """The things of a list; none where it, or something on the way to it, is null."""
    found = value_at(thing, level.keys)
    return found if isinstance(found, list) else []


def cells(thing: Any, columns: Sequence[Column]) -> Row:
    """What a thing itself gives to its rows."""
    return tuple(value_at(thing, column.keys) for column in columns)


def repeated(thing: Any, level: Level) -> Iterator[Row]:
    """The rows of one thing: one, or one for each row of the list that repeats it."""
    before, after = cells(thing, level.before), cells(thing, level.after)
    if level.below is None:
        yield before
        return
    for each in things_in(thing, level.below) or (None,):
        for inner in repeated(each, level.below):
            yield (*before, *inner, *after)


def rows(table: Table, data: Any) -> Iterator[Row]:
    """The rows of an answer's `data`; none where the list is empty, or not there."""
    if table.root.below and things_in(data, table.root.below):
        yield from repeated(data, table.root)

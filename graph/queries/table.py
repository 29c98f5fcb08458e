"""What the lists of a noun can be narrowed to and ordered by: its properties, and its relations by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, get_args

from graph.model import PartialDate, Record
from graph.pattern import Pattern
from graph.query import Query, Traversal


class Kind(StrEnum):
    """How values of a property compare."""

    ID = "id"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    BOOLEAN = "boolean"
    CHOICE = "choice"


DATE_CHECK = get_args(PartialDate)[1]


def parts_of(annotation: Any) -> list[Any]:
    """An annotation and all that it is made of."""
    return [annotation, *(each for part in get_args(annotation) for each in parts_of(part))]


@dataclass(frozen=True)
class Property:
    """A property by which things can be told apart: how its values compare and, of a choice, what they are."""

    name: str
    kind: Kind
    choices: type[StrEnum] | None = None

    @classmethod
    def of(cls, record: type[Record], name: str) -> "Property":
        """The property that a record declares."""
        info = record.model_fields[name]
        declared = [*parts_of(info.annotation), *info.metadata]
        if name == "id":
            return cls(name, Kind.ID)
        if DATE_CHECK in declared:
            return cls(name, Kind.DATE)
        for each in declared:
            if isinstance(each, type) and issubclass(each, StrEnum):
                return cls(name, Kind.CHOICE, each)
        if bool in declared:
            return cls(name, Kind.BOOLEAN)
        return cls(name, Kind.NUMBER if int in declared or float in declared else Kind.TEXT)


@dataclass(frozen=True)
class Derived:
    """A property that stands nowhere, but follows from others, and from the day."""

    expression: Callable[[str, str], str]
    """Of the variable of a thing, and an expression for the day."""
    kind: Kind
    choices: type[StrEnum] | None = None
    turns: tuple[str, ...] = ()
    """The relations that lead to the things on whose days (`changes`) it may change."""


@dataclass(frozen=True)
class Relation:
    """A relation by its name: where it leads, and whether that is one thing or a list."""

    name: str
    pattern: Pattern
    several: bool

    @classmethod
    def of(cls, read: Traversal[Any] | Query[Any]) -> "Relation":
        """The relation that a read follows; it is called by the part of the read's name after the dot."""
        query = read.page if isinstance(read, Traversal) else read
        if query.pattern is None:
            raise ValueError(f"{query.name} follows no pattern: no condition can follow it")
        return cls(query.name.partition(".")[2], query.pattern, isinstance(read, Traversal))


@dataclass(frozen=True)
class Grouping:
    """What things are grouped by: a property at the end of a way along relations, or the year of a date there."""

    name: str
    way: tuple[str, ...] = ()
    field: str = "id"
    year: bool = False

    def value(self, expression: str) -> str:
        """The value of a group, from that of the property."""
        return f"substring({expression}, 0, 4)" if self.year else expression


@dataclass(frozen=True)
class Table:
    """What things of a noun can be told apart by."""

    record: type[Record]
    fields: tuple[str, ...]
    follows: tuple[Traversal[Any] | Query[Any], ...] = ()
    groupings: tuple[Grouping, ...] = ()
    derived: Mapping[str, Derived] = field(default_factory=dict)
    ordered: bool = False
    """Whether lists of it are kept in order by each of its properties: a page reads little more than what it shows."""

    def expression(self, field: str, name: str, day: str = "$as_of") -> str:
        """A property of a thing, by its variable; on the day of the request, or another."""
        return self.derived[field].expression(name, day) if field in self.derived else f"{name}.{field}"

    @cached_property
    def grouped(self) -> dict[str, Grouping]:
        """What it can be grouped by, by name."""
        return {each.name: each for each in self.groupings}

    @cached_property
    def properties(self) -> dict[str, Property]:
        """Its properties, by name."""
        own = {name: Property.of(self.record, name) for name in self.fields}
        return own | {name: Property(name, each.kind, each.choices) for name, each in self.derived.items()}

    @cached_property
    def relations(self) -> dict[str, Relation]:
        """Its relations, by name."""
        return {each.name: each for each in map(Relation.of, self.follows)}

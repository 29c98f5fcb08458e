"""
What a list is narrowed to and ordered by, as values that know no Cypher.

A condition is a tree; in canonical order, two of the same shape differ in their values alone. `values` gives these in
the order in which whoever makes a text of the tree numbers its parameters.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

Scalar = str | int | float | bool
Value = Scalar | tuple[Scalar, ...]


class Operator(StrEnum):
    """How a property is compared with a value."""

    EQ = "eq"
    NE = "ne"
    IN = "in"
    NOT_IN = "not_in"
    CONTAINS = "contains"
    STARTS_WITH = "starts_with"
    LT = "lt"
    LTE = "lte"
    GT = "gt"
    GTE = "gte"
    IS_NULL = "is_null"


class Quantifier(StrEnum):
    """How many of the things that a relation leads to must meet a condition."""

    SOME = "some"
    NONE = "none"
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class Compared:
    """A property compared with a value; for `IS_NULL`, whether it is to be missing."""

    field: str
    operator: Operator
    value: Value

    @property
    def shape(self) -> str:
        """What of it is in the text."""
        known = f"={self.value}" if self.operator is Operator.IS_NULL else ""
        return f"{self.field}.{self.operator}{known}"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many things a relation leads to, compared with a number."""

    relation: str
    operator: Operator
    value: Value

    @property
    def shape(self) -> str:
        """What of it is in the text."""
        return f"{self.relation}.count.{self.operator}"


@dataclass(frozen=True, slots=True)
class Unknown:
    """Whether it is unknown where a relation leads to: nothing is on record, and nobody says that there is nothing."""

    relation: str
    unknown: bool

    @property
    def shape(self) -> str:
        """What of it is in the text."""
        return f"{self.relation}.unknown={self.unknown}"


@dataclass(frozen=True, slots=True)
class Related:
    """What must hold of the things that a relation leads to; `NONE` and `EVERY` only where all of them are known."""

    relation: str
    quantifier: Quantifier
    where: "Condition"

    @property
    def shape(self) -> str:
        """What of it is in the text."""
        return f"{self.relation}.{self.quantifier}({self.where.shape})"


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these; without any, always."""

    parts: tuple["Condition", ...] = ()

    @property
    def shape(self) -> str:
        """What of it is in the text."""
        return f"and({','.join(part.shape for part in self.parts)})"


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these; without any, never."""

    parts: tuple["Condition", ...] = ()

    @property
    def shape(self) -> str:
        """What of it is in the text."""
        return f"or({','.join(part.shape for part in self.parts)})"


@dataclass(frozen=True, slots=True)
class Not:
    """Not this; also where this cannot be told."""

    part: "Condition"

    @property
    def shape(self) -> str:
        """What of it is in the text."""
        return f"not({self.part.shape})"


Condition = Compared | Counted | Unknown | Related | All | Either | Not


@dataclass(frozen=True, slots=True)
class Order:
    """A property to order by; what misses it comes last in either direction."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """Which things of a list, and in which order; the list's own order completes it, and stands alone without."""

    where: Condition = All()
    order: tuple[Order, ...] = ()


ALWAYS = All()
EVERY_THING = Selection()
"""The whole list in its own order."""


def canonical(condition: Condition) -> Condition:
    """The same condition with its parts in the order of their shapes, none nested without need, none twice."""
    match condition:
        case All(parts):
            return joined(All, parts)
        case Either(parts):
            return joined(Either, parts)
        case Not(part):
            return Not(canonical(part))
        case Related(relation, quantifier, where):
            return Related(relation, quantifier, canonical(where))
        case _:
            return condition


def joined(kind: type[All] | type[Either], parts: tuple[Condition, ...]) -> Condition:
    """Parts joined in canonical order; one alone stands for itself."""
    flat: list[Condition] = []
    for part in (canonical(each) for each in parts):
        flat.extend(part.parts if isinstance(part, kind) else [part])
    ordered = tuple(sorted(dict.fromkeys(flat), key=lambda part: part.shape))
    return ordered[0] if len(ordered) == 1 else kind(ordered)


def outline(condition: Condition) -> Condition:
    """A condition without the values that are not in its text: all of one shape have the same."""
    match condition:
        case Compared(field, operator) if operator is not Operator.IS_NULL:
            return Compared(field, operator, "")
        case Counted(relation, operator):
            return Counted(relation, operator, 0)
        case Related(relation, quantifier, where):
            return Related(relation, quantifier, outline(where))
        case All(parts) | Either(parts):
            return type(condition)(tuple(map(outline, parts)))
        case Not(part):
            return Not(outline(part))
        case _:
            return condition


def values(condition: Condition) -> Iterator[Value]:
    """The values of a condition, in the order of its parts."""
    match condition:
        case Compared(_, operator, value):
            if operator is not Operator.IS_NULL:
                yield value
        case Counted(_, _, value):
            yield value
        case Related(_, _, where):
            yield from values(where)
        case All(parts) | Either(parts):
            for part in parts:
                yield from values(part)
        case Not(part):
            yield from values(part)


def size(condition: Condition) -> int:
    """How many comparisons a condition is made of."""
    match condition:
        case All(parts) | Either(parts):
            return sum(size(part) for part in parts)
        case Not(inner) | Related(_, _, inner):
            return size(inner)
        case _:
            return 1


def group_key(by: tuple[str, ...], values: tuple[Scalar | None, ...]) -> str:
    """The key of the list of a group: what was grouped by, and its values."""
    return json.dumps([by, values], ensure_ascii=False)


def group_values(key: str) -> list[Scalar | None]:
    """The values of the group that a key stands for."""
    _, found = json.loads(key)
    return list(found)


def parameters(selection: Selection) -> dict[str, Value]:
    """The parameters of a selection's text."""
    return {f"value_{place}": value for place, value in enumerate(values(selection.where))}

"""
What lists are narrowed to and ordered by, as clients write it: an input for each noun, made from its table.

Each becomes a condition (`graph.selection`) by its own `condition`; what has no meaning is refused there.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, cast

import strawberry

from api.errors import UserError
from api.later import later_input
from api.schema import enums  # noqa: F401 # vocabularies are described before anything is made of them
from api.schema.given import made_of_given
from graph.model import checked_date
from graph.queries.table import Kind, Property, Relation, Table
from graph.queries.tables import TABLES
from graph.selection import (
    All,
    Compared,
    Condition,
    Counted,
    Either,
    Not,
    Operator,
    Order,
    Quantifier,
    Related,
    Scalar,
    Unknown,
    Value,
    size,
)

DEEPEST = 3
MOST_VALUES = 100
MOST_PARTS = 50
LONGEST = 1_000
LONGEST_SHOWN = 80

EQUAL = (Operator.EQ, Operator.NE, Operator.IN, Operator.NOT_IN)
RANGE = (Operator.LT, Operator.LTE, Operator.GT, Operator.GTE)

OPERATORS: dict[Kind, tuple[Operator, ...]] = {
    Kind.ID: EQUAL,
    Kind.TEXT: (*EQUAL, Operator.CONTAINS, Operator.STARTS_WITH, *RANGE, Operator.IS_NULL),
    Kind.DATE: (*EQUAL, *RANGE, Operator.IS_NULL),
    Kind.NUMBER: (*EQUAL, *RANGE, Operator.IS_NULL),
    Kind.BOOLEAN: (Operator.EQ, Operator.IS_NULL),
    Kind.CHOICE: (*EQUAL, Operator.IS_NULL),
}

TYPES: dict[Kind, Any] = {
    Kind.ID: strawberry.ID,
    Kind.TEXT: str,
    Kind.DATE: str,
    Kind.NUMBER: float,
    Kind.BOOLEAN: bool,
}

MEANINGS = {
    Operator.EQ: "Is this.",
    Operator.NE: "Is known, and is not this.",
    Operator.IN: f"Is one of these; up to {MOST_VALUES}.",
    Operator.NOT_IN: f"Is known, and is none of these; up to {MOST_VALUES}.",
    Operator.CONTAINS: "Contains this; upper and lower case are the same.",
    Operator.STARTS_WITH: "Begins with this; upper and lower case are the same.",
    Operator.LT: "Comes before this.",
    Operator.LTE: "Comes before this, or is this.",
    Operator.GT: "Comes after this.",
    Operator.GTE: "Comes after this, or is this.",
    Operator.IS_NULL: "Is not on record; with `false`, is on record.",
}

DATE_MEANINGS = MEANINGS | {
    Operator.EQ: "Lies within this year, month or day.",
    Operator.NE: "Surely lies outside this year, month or day.",
    Operator.IN: f"Lies within one of these; up to {MOST_VALUES}.",
    Operator.NOT_IN: f"Surely lies outside all of these; up to {MOST_VALUES}.",
    Operator.LT: "Surely lies before the first day of this.",
    Operator.LTE: "Surely lies before the end of the last day of this.",
    Operator.GT: "Surely lies after the last day of this.",
    Operator.GTE: "Surely lies on or after the first day of this.",
}

KINDS: dict[Kind, tuple[str, str]] = {
    Kind.ID: ("IDFilter", "What an id is compared with."),
    Kind.TEXT: ("TextFilter", "What a text is compared with; its order is that of Unicode."),
    Kind.DATE: (
        "DateFilter",
        "What a date is compared with: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, Common Era. Dates on record may be as vague; "
        "one that cannot be told, such as a year compared with a day in it, does not match.",
    ),
    Kind.NUMBER: ("NumberFilter", "What a number is compared with, in the unit of the field."),
    Kind.BOOLEAN: ("BooleanFilter", "What a yes or no is compared with."),
}


def checked(kind: Kind, value: Scalar) -> Scalar:
    """A value that can be compared; raises `UserError` for a text that is too long or a date that is none."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str) and len(value) > LONGEST:
        shown = value[:LONGEST_SHOWN]
        raise UserError(f"{shown!r}… has {len(value)} characters: compare with at most {LONGEST}")
    if kind is Kind.DATE:
        try:
            return checked_date(str(value))
        except ValueError as error:
            raise UserError(str(error), "INVALID_DATE") from error
    return value


def through(day: str) -> str:
    """
    A day up to which something lies; the last one of a month as that month.

    What is dated to September lies up to the 30th, and texts of dates have the 31st for the last day of any month.
    """
    year, _, rest = day.partition("-")
    month, _, last = rest.partition("-")
    return day.removesuffix(f"-{last}") if last and int(last) == monthrange(int(year), int(month))[1] else day


class Comparison:
    """An input that compares a property; at least one comparison is given."""

    kind: Kind

    def conditions(self, field: str) -> list[Condition]:
        """The comparisons that were given."""
        given = {operator: getattr(self, attribute(operator)) for operator in OPERATORS[self.kind]}
        tests: list[Condition] = [
            Compared(field, operator, self.value(operator, value))
            for operator, value in given.items()
            if value is not None
        ]
        if not tests:
            raise UserError(
                f"`{field}` is compared with nothing: give one of {', '.join(each.value for each in given)}"
            )
        return tests

    def value(self, operator: Operator, value: Any) -> Value:
        """A value, or several."""
        if operator is Operator.IS_NULL:
            return bool(value)
        if operator not in {Operator.IN, Operator.NOT_IN}:
            found = checked(self.kind, value)
            return through(str(found)) if (self.kind, operator) == (Kind.DATE, Operator.LTE) else found
        if not 0 < len(value) <= MOST_VALUES:
            raise UserError(f"`{operator.value}` has {len(value)} values: give 1 to {MOST_VALUES}")
        return tuple(checked(self.kind, each) for each in value)


def made_input(name: str, bases: tuple[type, ...], fields: dict[str, tuple[Any, str]], description: str) -> type:
    """An input of optional fields, each with its type and meaning."""
    body: dict[str, Any] = {
        each: strawberry.field(default=None, description=meaning, name=WORDS.get(each))
        for each, (_, meaning) in fields.items()
    }
    annotations = {each: annotation for each, (annotation, _) in fields.items()}
    made: Any = type(name, bases, {"__annotations__": annotations, "__module__": __name__, **body})
    strawberry.input(made, description=description)
    made.__strawberry_definition__.from_input = made_of_given
    return cast("type", made)


WORDS = {"all_of": "and", "any_of": "or", "none_of": "not", "one_of": "in"}
"""Fields whose names are words of Python's own."""


def comparison(name: str, description: str, kind: Kind, value_type: Any) -> type:
    """The input that compares values of a kind."""
    meanings = DATE_MEANINGS if kind is Kind.DATE else MEANINGS
    types = {Operator.IN: list[value_type], Operator.NOT_IN: list[value_type], Operator.IS_NULL: bool}
    fields = {
        attribute(operator): (types.get(operator, value_type) | None, meanings[operator])
        for operator in OPERATORS[kind]
    }
    made = made_input(name, (Comparison,), fields, description)
    made.kind = kind  # type: ignore[attr-defined] # declared by Comparison
    return made


def attribute(operator: Operator) -> str:
    """The name of the field that gives it."""
    return "one_of" if operator is Operator.IN else operator.value


COMPARISONS = {kind: comparison(name, words, kind, TYPES[kind]) for kind, (name, words) in KINDS.items()}
CHOICES = {
    each: comparison(f"{each.__name__}Filter", f"What a {each.__name__} is compared with.", Kind.CHOICE, each)
    for table in TABLES.values()
    for each in dict.fromkeys(one.choices for one in table.properties.values() if one.choices)
}


def input_of(one: Property) -> Any:
    """The input that compares a property."""
    return CHOICES[one.choices] if one.choices else COMPARISONS[one.kind]


class Narrowing:
    """An input that narrows the lists of a noun."""

    table: Table

    def condition(self, depth: int = 0) -> Condition:
        """All that was given, together; raises `UserError` where it is too much, too deep or says nothing."""
        parts = [*self.compared(), *self.followed(depth + 1), *self.joined(depth)]
        if not parts:
            raise UserError("`{}` is no condition: leave it out, or name a field")
        condition = All(tuple(parts))
        if depth == 0 and (number := size(condition)) > MOST_PARTS:
            raise UserError(f"{number} conditions are too many: give at most {MOST_PARTS}")
        return condition

    def compared(self) -> Iterator[Condition]:
        """What must hold of its properties."""
        for name in self.table.properties:
            if value := getattr(self, name):
                yield from value.conditions(name)

    def followed(self, depth: int) -> Iterator[Condition]:
        """What must hold of the things that its relations lead to."""
        for relation in self.table.relations.values():
            if value := getattr(self, relation.name):
                if depth > DEEPEST:
                    raise UserError(f"conditions follow relations {depth} deep: follow at most {DEEPEST}")
                yield from followed(relation, value, depth)

    def joined(self, depth: int) -> Iterator[Condition]:
        """Conditions joined by `and`, `or` and `not`."""
        for name, kind in (("all_of", All), ("any_of", Either)):
            several = getattr(self, name)
            if several == []:
                raise UserError(f"`{WORDS[name]}: []` says nothing: give at least one condition")
            if several:
                yield kind(tuple(each.condition(depth) for each in several))
        for negated in filter(None, [getattr(self, "none_of")]):  # noqa: B009 # its fields are made below
            yield Not(negated.condition(depth))


def followed(relation: Relation, value: Any, depth: int) -> list[Condition]:
    """Conditions on what a relation leads to."""
    if not relation.several:
        return [Related(relation.name, Quantifier.SOME, value.condition(depth))]
    found: list[Condition] = [
        Related(relation.name, quantifier, each.condition(depth))
        for quantifier in Quantifier
        if (each := getattr(value, quantifier.value)) is not None
    ]
    if value.count is not None:
        counts = [each for each in value.count.conditions("count") if isinstance(each, Compared)]
        if any(each.operator not in COUNT_OPERATORS for each in counts):
            raise UserError(f"`{relation.name}.count.isNull`: a count is never missing: compare it, or ask `isUnknown`")
        found.extend(Counted(relation.name, each.operator, each.value) for each in counts)
    if value.is_unknown is not None:
        found.append(Unknown(relation.name, value.is_unknown))
    if not found:
        raise UserError(
            f"`{relation.name}: {{}}` is no condition: give `some`, `none`, `every`, `count` or `isUnknown`"
        )
    return found


COUNT_OPERATORS = (*EQUAL, *RANGE)


def list_filter(table: Table) -> type:
    """The input that narrows by the list that a relation leads to."""
    noun = table.record.__name__
    single = later_input(f"{noun}Filter") | None
    fields: dict[str, tuple[Any, str]] = {
        "some": (single, "At least one of them."),
        "none": (single, "None of them; only where all of them are known (`knowledge` is COMPLETE)."),
        "every": (single, "Each of them; only where all of them are known (`knowledge` is COMPLETE)."),
        "count": (COMPARISONS[Kind.NUMBER] | None, "How many there are on record."),
        "is_unknown": (bool | None, "None is on record, and nobody says that there are none (`knowledge` is UNKNOWN)."),
    }
    return made_input(f"{noun}ListFilter", (), fields, f"What must hold of a list of {noun}.")


def filter_of(table: Table) -> type:
    """The input that narrows the lists of a noun."""
    noun = table.record.__name__
    itself: Any = later_input(f"{noun}Filter")
    fields: dict[str, tuple[Any, str]] = {
        each.name: (input_of(each) | None, f"Its `{each.name}`.") for each in table.properties.values()
    }
    for relation in table.relations.values():
        other = f"{relation.pattern.record.__name__}{'List' if relation.several else ''}Filter"
        fields[relation.name] = (later_input(other) | None, f"Its `{relation.name}`.")
    fields["all_of"] = (list[itself] | None, "Every one of these.")
    fields["any_of"] = (list[itself] | None, "At least one of these.")
    fields["none_of"] = (itself | None, "Not this, nor where it cannot be told from what is on record.")
    made = made_input(f"{noun}Filter", (Narrowing,), fields, f"What must hold of a {noun}: all that is given.")
    made.table = table  # type: ignore[attr-defined] # declared by Narrowing
    return made


KEPT = "The list of everything is kept in order, whatever the keys and the day; others are sorted on reading."
SORTED = "They are sorted on reading: the longer, the slower."


@strawberry.enum(description="Which way an order goes.")
class Direction(Enum):
    ASC = strawberry.enum_value("ASC", description="Smallest, earliest, first of the alphabet first.")
    DESC = strawberry.enum_value("DESC", description="Largest, latest, last of the alphabet first.")


@dataclass
class Ordering:
    """An input that orders the lists of a noun."""

    @property
    def order(self) -> Order:
        """The order."""
        return Order(self.field.value, self.direction is Direction.DESC)  # type: ignore[attr-defined] # made below


def order_of(table: Table) -> type:
    """The input that orders the lists of a noun."""
    noun = table.record.__name__
    words = {name.upper(): strawberry.enum_value(name, description=f"By `{name}`.") for name in table.properties}
    values: Any = Enum(f"{noun}OrderField", words)  # type: ignore[misc] # made from the table
    choice = strawberry.enum(
        values, description=f"What lists of {noun} are ordered by. {KEPT if table.ordered else SORTED}"
    )
    body: dict[str, Any] = {
        "field": strawberry.field(description="What to order by; things of which it is not on record come last."),
        "direction": strawberry.field(default=Direction.ASC, description="Which way."),
        "__annotations__": {"field": choice, "direction": Direction},
        "__module__": __name__,
    }
    made = type(f"{noun}Order", (Ordering,), body)
    return strawberry.input(
        made, description=f"An order of lists of {noun}; the list's own order decides between equals."
    )


INPUTS = {
    made.__name__: made for table in TABLES.values() for made in (filter_of(table), list_filter(table), order_of(table))
}
globals().update(INPUTS)  # fields name them by this module, since they name each other in circles

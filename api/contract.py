"""
What the schema promises: that queries written for an announced version go on, and that what goes is said before.

`docs/contract.md` says it to clients; here it is checked. The differences themselves are graphql-core's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graphql import (
    BreakingChangeType,
    DangerousChangeType,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    SchemaChange,
    build_schema,
    find_schema_changes,
)

MONTHS = 3
"""So long what is deprecated stays, at least."""

ISO_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
COORDINATE = re.compile(r"@\w+(?:\(\w+:\))?|\b\w+\.\w+(?:\(\w+:\))?")
NAME = re.compile(r"(?:Standard scalar )?(\w+)")
QUOTED = re.compile(r"`([^`\s]+)`")

UNRELEASED = re.compile(r"^## Unreleased$(.*?)(?=^## |\Z)", re.M | re.S)
BREAKING = re.compile(r"^### Breaking$(.*?)(?=^###? |\Z)", re.M | re.S)

OTHER_ANSWERS = {DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE, DangerousChangeType.INPUT_FIELD_DEFAULT_VALUE_CHANGE}
"""The library calls these dangerous only, but the same query would get another answer: that breaks the promise."""

GONE = {
    BreakingChangeType.FIELD_REMOVED,
    BreakingChangeType.ARG_REMOVED,
    BreakingChangeType.VALUE_REMOVED_FROM_ENUM,
}
"""What could have been deprecated first."""


@dataclass(frozen=True, slots=True)
class Break:
    """A difference that breaks queries: the coordinate of what differs (`City.name`), and how."""

    coordinate: str
    description: str

    def __str__(self) -> str:
        return f"{self.coordinate}: {self.description}"


def coordinate_of(change: SchemaChange) -> str:
    """What a change is about: `City.name`, `Query.city(id:)`, `@asOf`, or a type by its name."""
    found = COORDINATE.search(change.description) or NAME.match(change.description)
    return found.group(found.lastindex or 0) if found else change.description


def breaks(old: GraphQLSchema, new: GraphQLSchema) -> list[Break]:
    """What breaks queries that were written for an older schema; of what is gone, how long it was to stay."""
    reasons = dict(deprecations(old))

    def described(change: SchemaChange) -> Break:
        coordinate = coordinate_of(change)
        said = f" {until(reasons.get(coordinate))}" if change.type in GONE else ""
        return Break(coordinate, change.description + said)

    return [
        described(change)
        for change in find_schema_changes(old, new)
        if isinstance(change.type, BreakingChangeType) or change.type in OTHER_ANSWERS
    ]


def until(reason: str | None) -> str:
    """How long something was to stay, by the reason of its deprecation."""
    days = ISO_DATE.findall(reason or "")
    return f"It was to stay until {max(days)}." if days else "It was never deprecated."


def announced_in(changelog: str) -> set[str]:
    """The coordinates that a changelog lists under the heading Breaking of what is not released yet."""
    unreleased = UNRELEASED.search(changelog)
    listed = BREAKING.findall(unreleased[1]) if unreleased else []
    return {name for text in listed for name in QUOTED.findall(text)}


def told_apart(old: str, new: str, changelog: str) -> tuple[list[Break], list[Break]]:
    """What breaks queries written for an older schema, as it is printed: what a changelog announces, and what not."""
    known = announced_in(changelog)
    found = breaks(build_schema(old), build_schema(new))
    return (
        [each for each in found if each.coordinate in known],
        [each for each in found if each.coordinate not in known],
    )


def deprecations(schema: GraphQLSchema) -> Iterator[tuple[str, str]]:
    """All that is deprecated, by its coordinate, with the reason."""
    for name, each in schema.type_map.items():
        parts = {}
        if isinstance(each, GraphQLEnumType):
            parts = {f"{name}.{value}": of.deprecation_reason for value, of in each.values.items()}
        elif isinstance(each, GraphQLInputObjectType):
            parts = {f"{name}.{field}": of.deprecation_reason for field, of in each.fields.items()}
        elif isinstance(each, GraphQLObjectType | GraphQLInterfaceType):
            for field, of in each.fields.items():
                parts[f"{name}.{field}"] = of.deprecation_reason
                parts |= {f"{name}.{field}({arg}:)": given.deprecation_reason for arg, given in of.args.items()}
        yield from ((coordinate, reason) for coordinate, reason in parts.items() if reason is not None)


def months_after(day: date, months: int) -> date:
    """The same day some months later; where that month is too short, the first day of the next."""
    years, month = divmod(day.month - 1 + months, 12)
    try:
        return day.replace(year=day.year + years, month=month + 1)
    except ValueError:
        return months_after(day.replace(day=1), months + 1)


def fault(reason: str) -> str | None:
    """What is wrong with the reason of a deprecation; none where it says since when, and until when at least."""
    try:
        days = [date.fromisoformat(text) for text in ISO_DATE.findall(reason)]
    except ValueError as error:
        return f"names a day that is none ({error})"
    if len(days) != 2:  # noqa: PLR2004 # two days: since when, until when
        return "does not name two days: write `Use … instead. Deprecated on YYYY-MM-DD, stays until YYYY-MM-DD.`"
    earliest = months_after(days[0], MONTHS)
    return None if days[1] >= earliest else f"takes it away too soon: it stays until {earliest} at least"


def faults(schema: GraphQLSchema) -> list[str]:
    """The deprecations that break the promise."""
    found = ((coordinate, fault(reason)) for coordinate, reason in deprecations(schema))
    return [f"{coordinate}: the reason of its deprecation {wrong}" for coordinate, wrong in found if wrong]

"""The directive `@asOf`: the whole operation as of a day."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from graphql import (
    DirectiveLocation,
    GraphQLArgument,
    GraphQLDirective,
    GraphQLNonNull,
    GraphQLString,
    OperationDefinitionNode,
)

from api.errors import UserError
from api.page import LONGEST_SHOWN
from api.schema.directive import values_of
from graph.model import BUDDHIST_ERA, FIRST_BUDDHIST_YEAR

DAY = re.compile(r"(?P<year>[0-9]{4})-[0-9]{2}-[0-9]{2}")

AS_OF = GraphQLDirective(
    name="asOf",
    locations=[DirectiveLocation.QUERY],
    args={
        "date": GraphQLArgument(
            GraphQLNonNull(GraphQLString),
            description="A day of the Common Era that is over or is today in Thailand, as in `2022-12-31`.",
        )
    },
    description="Answer the whole query as the world stood at the end of a day (ณ สิ้นวันที่): what was decided,"
    " certified, handed over and observed by then, and what was in force. Without it, the day is today in Thailand."
    " What is dated only to a month or a year has happened from the last day that this can mean: until then it is not"
    " there, and what depends on it is UNKNOWN from the first. What has no date on record is always there. The day is"
    " one of the world, not of the data: what was learnt of it later is there.",
)


def invalid(value: Any, fault: str) -> UserError:
    """The complaint about a date."""
    shown = repr(value[:LONGEST_SHOWN] if isinstance(value, str) else value)
    return UserError(f"the day {shown} {fault}", "INVALID_DATE")


def day_of(value: Any) -> date:
    """The day that a text names; raises `UserError` with the cure."""
    match = DAY.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise invalid(value, "is written in another way than YYYY-MM-DD: write it as in 2022-12-31")
    if int(match["year"]) >= FIRST_BUDDHIST_YEAR:
        christian = f"{int(match['year']) - BUDDHIST_ERA}{value[4:]}"
        raise invalid(value, f"is of the Buddhist era: write the year of the Common Era, as in {christian}")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise invalid(value, f"is not in the calendar ({error}): give a day that is") from error


def past_day(value: Any, today: date) -> date:
    """The day that a text names, which has come."""
    day = day_of(value)
    if day > today:
        raise invalid(value, f"has not come yet: give {today} or a day before")
    return day


def checked_day(value: Any, today: date, days: tuple[str, ...]) -> date:
    """The day that a text names, between the first on which anything is on record and today."""
    day = past_day(value, today)
    if days and day.isoformat() < days[0]:
        raise invalid(value, f"is before anything on record: give {days[0]} or a day after")
    return day


def day_asked(
    operation: OperationDefinitionNode, variables: Mapping[str, Any], today: date, days: tuple[str, ...]
) -> date | None:
    """The day as of which an operation asks; none where it does not say."""
    asked = [checked_day(value, today, days) for value in values_of(operation, variables, AS_OF.name)]
    return asked[0] if asked else None

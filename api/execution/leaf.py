"""
What graphql-core makes of the value of a leaf: for most values, nothing.

`plain` says of which values it makes nothing, as a condition of Python; of all others it is made by `complete`.
"""

import sys
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLOutputType,
    GraphQLString,
    Undefined,
    get_nullable_type,
)
from graphql.pyutils import is_awaitable

from api.execution.aside import Aside, Reason

MOST = sys.float_info.max

PLAIN: dict[Any, str] = {
    GraphQLString: "type({0}) is str",
    GraphQLID: "type({0}) is str",
    GraphQLBoolean: "type({0}) is bool",
    GraphQLInt: "type({0}) is int and -2147483648 <= {0} <= 2147483647",
    GraphQLFloat: f"type({{0}}) is float and {-MOST!r} <= {{0}} <= {MOST!r}",
}
"""Of which values of a scalar nothing is made, whatever it does with others."""


def plain(kind: GraphQLOutputType) -> str:
    """The condition under which a value is its own completion; empty where there is none."""
    null = "" if isinstance(kind, GraphQLNonNull) else "{0} is None"
    return " or ".join(filter(None, [null, PLAIN.get(get_nullable_type(kind))]))


def names(kind: GraphQLOutputType) -> dict[int, Any]:
    """The names of the members of an enum, by identity: they hash in Python, and are asked by the thousand."""
    enum = get_nullable_type(kind)
    if not isinstance(enum, GraphQLEnumType) or not hasattr(enum, "wrapped_cls"):
        return {}
    return {id(member): enum.coerce_output_value(member) for member in enum.wrapped_cls}


def complete(kind: Any, value: Any) -> Any:
    """
    What graphql-core makes of a value; where that would be an error, it steps aside.

    What is no plain list is not even looked at where one should be, since it might be empty afterwards.
    """
    if isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
        if value is None:
            raise Aside(Reason.VALUE)
    if value is None:
        return None
    if isinstance(kind, GraphQLList):
        if type(value) is not list and type(value) is not tuple:
            raise Aside(Reason.VALUE)
        return [complete(kind.of_type, each) for each in value]
    if value is Undefined or isinstance(value, Exception) or is_awaitable(value):
        raise Aside(Reason.VALUE)
    try:
        found = kind.coerce_output_value(value)
    except Exception as error:
        raise Aside(Reason.VALUE) from error
    if found is None or found is Undefined:
        raise Aside(Reason.VALUE)
    return found

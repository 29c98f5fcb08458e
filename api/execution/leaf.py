"""
What graphql-core makes of the value of a leaf: for most values, nothing.

`plain` says of which values it makes nothing, as a condition of Python; all others go to a completer.
"""

import sys
from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLOutputType,
    GraphQLString,
    Undefined,
    get_nullable_type,
    is_list_type,
    is_non_null_type,
)
from graphql.pyutils import is_awaitable

from api.execution.aside import Aside, Reason

Completer = Callable[[Any], Any]

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
    condition = PLAIN.get(get_nullable_type(kind), "")
    return f"{{0}} is None or {condition}" if condition and not is_non_null_type(kind) else condition


def names(kind: GraphQLOutputType) -> dict[int, Any]:
    """The names of the members of an enum, by identity: they hash in Python, and are asked by the thousand."""
    enum = get_nullable_type(kind)
    if not isinstance(enum, GraphQLEnumType) or not hasattr(enum, "wrapped_cls"):
        return {}
    return {id(member): enum.coerce_output_value(member) for member in enum.wrapped_cls}


def completer(kind: GraphQLOutputType) -> Completer:
    """What makes of a value what graphql-core would; it steps aside where that would be an error."""
    inner = get_nullable_type(kind)
    complete = listed(inner) if is_list_type(inner) else coerced(inner)
    nullable = not is_non_null_type(kind)

    def completed(value: Any) -> Any:
        if value is None:
            if nullable:
                return None
            raise Aside(Reason.VALUE)
        return complete(value)

    return completed


def listed(kind: Any) -> Completer:
    """The completer of a list: what is no plain list is not even looked at, since it might be empty afterwards."""
    item = completer(kind.of_type)

    def complete(value: Any) -> list[Any]:
        if type(value) is not list and type(value) is not tuple:
            raise Aside(Reason.VALUE)
        return [item(each) for each in value]

    return complete


def coerced(kind: Any) -> Completer:
    """The completer of a scalar or an enum: its own coercion."""

    def complete(value: Any) -> Any:
        if value is Undefined or isinstance(value, Exception) or is_awaitable(value):
            raise Aside(Reason.VALUE)
        try:
            found = kind.coerce_output_value(value)
        except Exception as error:
            raise Aside(Reason.VALUE) from error
        if found is None or found is Undefined:
            raise Aside(Reason.VALUE)
        return found

    return complete

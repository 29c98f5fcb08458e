"""
What is asked of the records at each place of an operation.

A node holds the fields that are asked of one type at one place, a way where the values of a field come from, and a
child what is asked of these values. Nodes are made when the first record of a class comes by: of an interface with
thirty types, few are ever met.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from graphql.execution.values import VariableValues

from api.context import Context
from api.edge import Paged, Read
from api.execution.aside import Aside, Reason
from api.execution.rows import Builder
from api.page import Arguments

Given = Callable[[VariableValues], dict[str, Any]]
"""The arguments of a field, in a dictionary of their own."""


@dataclass(frozen=True, slots=True)
class Request:
    """
    One run of a plan: what resolvers can reach, and the values of variables.

    Resolvers get it as `info`: whoever asks for more of that than the context, fails.
    """

    context: Context
    variables: VariableValues


@dataclass(frozen=True, slots=True)
class Function:
    """
    A value that a function of a record gives, and of arguments; `info` is by which name it takes the request.

    With a `read`, the value is only the key that it is read by.
    """

    call: Callable[..., Any]
    given: Given
    info: str | None = None
    read: Read | None = None

    def values(self, request: Request, records: Sequence[Any]) -> list[Any]:
        """The value of each record."""
        given = self.given(request.variables)
        if self.info:
            given[self.info] = request
        return list(map(partial(self.call, **given) if given else self.call, records))


class Called(Function):
    """A value that the library's own resolver gives later, in a coroutine each."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that is not read yet, by the key that a function gives."""

    key: Callable[[Any], str]
    paged: Paged
    asked: Callable[[VariableValues], Arguments]

    def values(self, request: Request, records: Sequence[Any]) -> list[Any]:
        """The list of each record."""
        keys = list(map(self.key, records))
        return self.paged.lists(request.context.loaders, self.asked(request.variables), records, keys)


Way = Function | Listing


@dataclass(frozen=True, slots=True)
class Node:
    """What is asked of records of one type at one place; `fields` are those whose values are columns, in order."""

    fields: tuple["Field", ...]
    build: Builder


@dataclass(slots=True)
class Things:
    """What is asked of values that are objects: by the class of the record."""

    nullable: bool
    made: Callable[[Any], Node]
    """The node of a value, by its type."""
    known: dict[type, Node] = field(default_factory=dict)

    def node(self, value: Any) -> Node:
        """What is asked of a value; all of a class are described alike."""
        kind = type(value)
        if kind not in self.known:
            if issubclass(kind, Exception) or hasattr(kind, "__await__"):
                raise Aside(Reason.VALUE)
            self.known[kind] = self.made(value)
        return self.known[kind]


@dataclass(frozen=True, slots=True)
class Lists:
    """What is asked of values that are lists: of their items."""

    nullable: bool
    items: "Child"


Child = Things | Lists


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a node; without a child it is one of leaves."""

    way: Way
    child: Child | None

"""
What is asked of the records at each place of an operation.

A node holds the fields that are asked of one type at one place, a way where the values of a field come from, and a
child what is asked of these values. Children are made when the first record of a class comes by: of an interface with
thirty types, few are ever met.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from graphql.execution.values import VariableValues

from api.context import Context
from api.edge import Paged, Read
from api.execution.aside import Aside, Reason
from api.execution.rows import Builder
from api.page import Arguments


@dataclass(frozen=True, slots=True)
class RawInfo:
    """As much of graphql-core's information on a field as is used here: whoever asks for more, fails."""

    context: Context


@dataclass(frozen=True, slots=True)
class Request:
    """One run of a plan: what resolvers can reach, by the library's name for it too, and the values of variables."""

    context: Context
    raw: RawInfo
    info: Any
    variables: VariableValues


@dataclass(frozen=True, slots=True)
class Given:
    """
    The arguments of a field: as graphql-core coerces them, and as the library converts them for the resolver.

    Each time they are in a dictionary of their own.
    """

    coerced: Callable[[VariableValues], dict[str, Any]]
    converted: Callable[[VariableValues], dict[str, Any]]
    varying: bool
    """Whether there are variables in them: otherwise they are always the same."""


@dataclass(frozen=True, slots=True)
class Function:
    """A resolver that is an ordinary function of a record, arguments, and what can be reached."""

    call: Callable[..., Any]
    of_record: bool
    info: str | None

    def bound(self, request: Request, arguments: dict[str, Any]) -> Callable[[Any], Any]:
        """The function of a record alone."""
        call, given = self.call, {**arguments, self.info: request.info} if self.info else arguments
        if not self.of_record:
            return lambda _: call(**given)
        return (lambda record: call(record, **given)) if given else call


@dataclass(frozen=True, slots=True)
class Attribute:
    """A value that stands on the record."""

    name: str

    def values(self, request: Request, records: Sequence[Any]) -> list[Any]:  # noqa: ARG002 # as the other ways
        """The value of each record."""
        return list(map(attrgetter(self.name), records))


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that a function gives at once."""

    function: Function
    given: Given

    def values(self, request: Request, records: Sequence[Any]) -> list[Any]:
        """The value of each record."""
        return list(map(self.function.bound(request, self.given.converted(request.variables)), records))


@dataclass(slots=True)
class Listing:
    """A list that is not read yet; what is asked of it is worked out once, unless variables tell."""

    function: Function
    given: Given
    paged: Paged
    known: tuple[Arguments, dict[str, Any]] | None = None

    def asked(self, variables: VariableValues) -> tuple[Arguments, dict[str, Any]]:
        """What is asked of the list, and the arguments that are left for the function."""
        if self.known:
            return self.known
        arguments = self.given.converted(variables)
        asked = self.paged.asked(arguments)
        if not self.given.varying:
            self.known = asked, arguments
        return asked, arguments

    def values(self, request: Request, records: Sequence[Any]) -> list[Any]:
        """The list of each record."""
        asked, arguments = self.asked(request.variables)
        keys = list(map(self.function.bound(request, arguments), records))
        return self.paged.lists(request.context.loaders, asked, records, keys)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A value that is read, by the key that a function gives."""

    function: Function
    given: Given
    read: Read

    def keys(self, request: Request, records: Sequence[Any]) -> list[Any]:
        """The key of each record."""
        return list(map(self.function.bound(request, self.given.converted(request.variables)), records))


@dataclass(frozen=True, slots=True)
class Called:
    """A value that the library's own resolver gives, now or later: whatever is not one of the others."""

    resolve: Callable[..., Any]
    given: Given

    def values(self, request: Request, records: Sequence[Any]) -> list[Any]:
        """What it gives for each record: to be awaited, as a rule."""
        arguments = self.given.coerced(request.variables)
        return [self.resolve(record, request.raw, **arguments) for record in records]


Way = Attribute | Computed | Listing | Loaded | Called


@dataclass(frozen=True, slots=True)
class Node:
    """What is asked of records of one type at one place; `fields` are those whose values are columns, in order."""

    fields: tuple["Field", ...]
    build: Builder


@dataclass(slots=True)
class Child:
    """What is asked of the values of a field, which are objects: by the class of the record."""

    many: bool
    nullable: bool
    item_nullable: bool
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
class Field:
    """A column of a node; without a child it is one of leaves."""

    way: Way
    child: Child | None

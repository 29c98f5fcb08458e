"""
What fields cost, as the schema publishes it: the directives `@cost` and `@listSize` of IBM's draft.

They are attached to the fields of the built schema: every list that says how many things it gives has its size from
there, and the few fields that work harder than their answer shows stand in a table.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import strawberry
from graphql import (
    GraphQLField,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_list_type,
)
from strawberry.schema_directive import Location

from api.document.cost import Price
from api.document.fields import fields_of
from api.page import DEFAULT_SIZE
from graph.queries.tables import TABLES

WEIGHTS = {
    "Query.limits": 0,
    "Query.search": 25,
    "Query.changes": 25,
    "Query.paths": 100,
    "Query.neighbours": 10,
    "Query.privilegeAreas": 100,
    "Query.privilegeAssessments": 2,
    "Query.privilegeAssessment": 10,
    "Query.reportedTotals": 10,
}
"""Fields that do more than read what they show; one reads nothing."""

GROUPS = 20
"""Of a field that counts a whole list by groups."""

NARROWED = 5
SORTED = 10
"""Of arguments that make a list look at more things than it gives."""

KEPT_IN_ORDER = 2
"""Of an order in which the list is kept: little more is looked at."""

IN_ORDER = {table.record.__name__ for table in TABLES.values() if table.ordered}
"""The nouns whose list of everything is kept in order."""

COUNTED = 2
"""Of a `totalCount`, which reads a list to its end."""

SLICING = ("first", "last", "ids")
SIZED = ("nodes", "edges")


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION, Location.ARGUMENT_DEFINITION],
    name="cost",
    description="Points that this costs, instead of 1 for an object and 0 for anything else.",
)
class Cost:
    weight: str = strawberry.directive_field(name="weight")


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="listSize",
    description="How many things a list holds: as many as the largest of these arguments says, or as many as assumed;"
    " of a connection, in these fields.",
)
class ListSize:
    assumed_size: int = strawberry.directive_field(name="assumedSize")
    slicing_arguments: list[str] | None = strawberry.directive_field(name="slicingArguments", default=strawberry.UNSET)
    sized_fields: list[str] | None = strawberry.directive_field(name="sizedFields", default=strawberry.UNSET)
    require_one_slicing_argument: bool = strawberry.directive_field(name="requireOneSlicingArgument", default=False)


def published(schema: GraphQLSchema) -> Iterator[tuple[str, GraphQLField]]:
    """The fields that a schema prints, by `Type.field`; those of the introspection are not among them."""
    for kind, name, definition in fields_of(schema):
        if not kind.startswith("__"):
            yield f"{kind}.{name}", definition


def price_of(name: str, definition: GraphQLField) -> Price | None:
    """What a field costs, if it is not one point for each object."""
    slicing = tuple(each for each in SLICING if each in definition.args)
    below: Any = get_named_type(definition.type)
    sized = tuple(each for each in SIZED if each in getattr(below, "fields", ())) if slicing else ()
    weight = WEIGHTS.get(name, 1)
    if name.endswith(".totalCount"):
        weight = COUNTED
    elif name.startswith("Query.") and name.endswith("Groups"):
        weight = GROUPS
    arguments = dict(priced_arguments(name, definition))
    if not (slicing or arguments or weight != 1):
        return None
    return Price(weight, arguments, slicing, sized, assumed_of(definition, slicing))


def priced_arguments(name: str, definition: GraphQLField) -> Iterator[tuple[str, int]]:
    """What the arguments of a list cost, where they cost anything."""
    if "where" in definition.args:
        yield "where", NARROWED
    if "orderBy" in definition.args:
        noun = get_named_type(definition.args["orderBy"].type).name.removesuffix("Order")
        yield "orderBy", KEPT_IN_ORDER if name.startswith("Query.") and noun in IN_ORDER else SORTED


def assumed_of(definition: GraphQLField, slicing: tuple[str, ...]) -> int:
    """How many things a field is taken to give where its arguments do not say; one where it is no list."""
    if not slicing and not is_list_type(get_nullable_type(definition.type)):
        return 1
    usual = definition.args["first"].default_value if "first" in slicing else None
    return usual if isinstance(usual, int) else DEFAULT_SIZE


def prices_of(schema: GraphQLSchema) -> Mapping[str, Price]:
    """What the fields of a schema cost that do not cost one point for each object."""
    priced = ((name, price_of(name, definition)) for name, definition in published(schema))
    return {name: price for name, price in priced if price is not None}


def publish(schema: GraphQLSchema, prices: Mapping[str, Price]) -> None:
    """Attach the directives to the definitions from which the schema is printed."""
    for name, definition in published(schema):
        price = prices.get(name)
        if price is None:
            continue
        field: Any = definition.extensions["strawberry-definition"]
        field.directives = list(directives_of(price))  # set, not added: types share what they inherit
        for argument in field.arguments:
            points = price.arguments.get("orderBy" if argument.python_name == "order_by" else argument.python_name)
            if points:
                argument.directives = [Cost(weight=str(points))]


def directives_of(price: Price) -> Iterator[Any]:
    """A price as directives."""
    if price.weight != 1:
        yield Cost(weight=str(price.weight))
    if price.slicing or price.assumed != 1:
        slicing: Any = list(price.slicing) or strawberry.UNSET
        sized: Any = list(price.sized) or strawberry.UNSET
        yield ListSize(assumed_size=price.assumed, slicing_arguments=slicing, sized_fields=sized)

"""
What an operation costs, in points, reckoned from its document and variables before it runs.

The model is that of IBM's GraphQL Cost Directives draft (`@cost`, `@listSize`): a field that gives an object costs one
point, a leaf nothing, and what stands below a list counts once for each of its things. Selections of several fragments
add up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    is_leaf_type,
)

from api.document.introspection import POINTS, ROOTS, Met, Walk

Fields = Mapping[str, "Price"]
"""Prices by `Type.field`."""


@dataclass(frozen=True, slots=True)
class Price:
    """
    What a field costs: itself, and each of its arguments that is given.

    It is a list of as many things as the largest of the `slicing` arguments says, or as many as `assumed`; of a
    connection, the list is in the `sized` fields.
    """

    weight: int = 1
    arguments: Mapping[str, int] = field(default_factory=dict)
    slicing: tuple[str, ...] = ()
    sized: tuple[str, ...] = ()
    assumed: int = 1


ONE = Price()


@dataclass(frozen=True, slots=True)
class Spent:
    """What an operation might have cost, and what it did."""

    requested: int
    actual: int


@dataclass(frozen=True, slots=True)
class Cost:
    """
    What an operation may cost, and what of that does not depend on how much it finds.

    `fixed` is what its fields and arguments cost beyond the objects that they give, once each.
    """

    requested: int
    fixed: int

    def actual(self, objects: int) -> int:
        """What it did cost: the fixed part, and a point for each object in its answer but the outermost."""
        return max(1, min(self.requested, self.fixed + objects - 1))

    def spent(self, objects: int) -> Spent:
        """Both, once it is known how many objects there are in the answer."""
        return Spent(self.requested, self.actual(objects))


def objects(data: Any) -> int:
    """How many objects there are in an answer, the outermost among them."""
    count, left = 0, [data]
    for each in left:  # grows while it is walked: a third of the time that recursion takes
        kind = type(each)
        if kind is dict:
            count += 1
            left += each.values()
        elif kind is list:
            left += each
    return count


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The reckoning of one operation."""

    schema: GraphQLSchema
    prices: Fields
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    fixed: list[int] = field(default_factory=list)
    met: Met = field(default_factory=dict)
    """What is known of the schema, for all of the introspection in the operation."""

    def selection(self, selections: SelectionSetNode, parent: Any, sizes: Mapping[str, int]) -> int:
        """The cost of a selection set once; `sizes` are those of its fields that a connection around it knows."""
        return sum(self.field(each, on, sizes) for each, on in self.fields(selections, parent))

    def fields(self, selections: SelectionSetNode, parent: Any) -> Iterator[tuple[FieldNode, Any]]:
        """The fields of a selection set through its fragments, each with the type that it stands on."""
        for each in selections.selections:
            if isinstance(each, FieldNode):
                yield each, parent
                continue
            inner: Any = self.fragments[each.name.value] if isinstance(each, FragmentSpreadNode) else each
            condition = inner.type_condition
            yield from self.fields(
                inner.selection_set, self.schema.type_map[condition.name.value] if condition else parent
            )

    def field(self, node: FieldNode, parent: Any, sizes: Mapping[str, int]) -> int:
        """The cost of a field with all that is below it."""
        name = node.name.value
        if name in ROOTS:
            found = Walk(self.schema, self.fields, self.met).objects(node)
            self.fixed.append((POINTS - 1) * found)
            return POINTS * found
        if name.startswith("__") or not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            return 0 if name == "__typename" else 1
        price = self.prices.get(f"{parent.name}.{name}", ONE)
        below = get_named_type(parent.fields[name].type)
        if is_leaf_type(below):
            self.fixed.append(0 if price is ONE else price.weight)
            return self.fixed[-1]
        given = {each.name.value: each.value for each in node.arguments or ()}
        size = self.size(price, given)
        used = [each for each, value in given.items() if value_of(value, self.variables) is not None]
        own = price.weight + sum(price.arguments.get(each, 0) for each in used)
        self.fixed.append(own - 1)
        assert node.selection_set is not None  # noqa: S101 # validated: what is no leaf has one
        known = dict.fromkeys(price.sized, size)
        times = sizes.get(name, 1 if price.sized else size)
        return times * (own + self.selection(node.selection_set, below, known))

    def size(self, price: Price, given: Mapping[str, ValueNode]) -> int:
        """How many things a list may hold."""
        said = [whole(value_of(given[name], self.variables)) for name in price.slicing if name in given]
        counted = [len(each) if isinstance(each, list) else each for each in said if isinstance(each, int | list)]
        return max([0, *counted]) if counted else price.assumed


def whole(value: Any) -> Any:
    """A number as the schema takes it for `Int`: `100.0` is 100 (GraphQL specification, section 3.5.1)."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def value_of(node: ValueNode, variables: Mapping[str, Any]) -> Any:
    """The value of an argument, as far as a size is concerned: a number, a list, something else, or none."""
    match node:
        case VariableNode():
            return variables.get(node.name.value)
        case IntValueNode():
            return int(node.value)
        case ListValueNode():
            return list(node.values or ())
        case NullValueNode():
            return None
        case _:
            return ""


def defaults(operation: OperationDefinitionNode) -> dict[str, Any]:
    """The values that an operation gives its variables itself, as far as a size is concerned."""
    return {
        each.variable.name.value: value_of(each.default_value, {})
        for each in operation.variable_definitions or ()
        if each.default_value
    }


def sizes_of(operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> str:
    """All that a cost depends on of the values of variables: which are given, numbers, and how long lists are."""
    names = [each.variable.name.value for each in operation.variable_definitions or ()]
    return str({name: size_told(variables[name]) for name in names if name in variables})


def size_told(value: Any) -> Any:
    """What a value says of a size."""
    value = whole(value)
    if value is None or isinstance(value, int):
        return value
    return [len(value)] if isinstance(value, list) else ""


def cost_of(
    schema: GraphQLSchema,
    prices: Fields,
    fragments: Mapping[str, FragmentDefinitionNode],
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
) -> Cost:
    """What an operation of a valid document may cost, with these variables."""
    reckoning = Reckoning(schema, prices, fragments, {**defaults(operation), **variables})
    requested = reckoning.selection(operation.selection_set, schema.query_type, {})
    return Cost(max(1, requested), sum(reckoning.fixed))

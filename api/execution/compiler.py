"""From an operation to its plan, with graphql-core's own collection of fields."""

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any, cast

import strawberry
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLObjectType,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from graphql.execution.collect_fields import (
    CollectedFields,
    FieldDetails,
    FragmentDetails,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues, get_argument_values
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from api.edge import Paged, Read
from api.execution import rows
from api.execution.aside import Aside, Reason
from api.execution.plan import Called, Child, Field, Function, Given, Listing, Lists, Node, Things, Way
from api.page import Arguments

MOST_NODES = 500
TYPENAME = "__typename"


def has_variables(value: ValueNode) -> bool:
    """Whether a variable stands in a value."""
    if isinstance(value, ListValueNode):
        return any(map(has_variables, value.values or ()))
    if isinstance(value, ObjectValueNode):
        return any(has_variables(each.value) for each in value.fields or ())
    return isinstance(value, VariableNode)


def varying(node: FieldNode) -> set[str]:
    """The arguments of a field in which there are variables: the others are always the same."""
    return {each.name.value for each in node.arguments or () if has_variables(each.value)}


def function_of(field: StrawberryField, given: Given, read: Read | None = None) -> Function:
    """The resolver of a field as a function of its record, whether it takes that or not."""
    resolver: Any = field.base_resolver
    plain, info = resolver.wrapped_func, resolver.info_parameter
    takes_record = resolver.self_parameter or resolver.parent_parameter or resolver.root_parameter
    call = plain if takes_record else lambda _, **arguments: plain(**arguments)
    return Function(call, given, info.name if info else None, read)


class Compiler:
    """Compiles one operation, with the values of the variables that steer it."""

    def __init__(
        self,
        schema: strawberry.Schema,
        fragments: Mapping[str, FragmentDefinitionNode],
        operation: OperationDefinitionNode,
        steering: VariableValues,
    ) -> None:
        self.library = schema
        self.schema = schema._schema  # what documents are validated by
        self.fragments = {name: FragmentDetails(each) for name, each in fragments.items()}
        self.operation = operation
        self.steering = steering
        self.nodes = 0

    def root(self) -> Node:
        """What is asked of the root."""
        query = self.schema.query_type
        assert query is not None  # noqa: S101 # every schema has one
        return self.node(query, collect_fields(self.schema, self.fragments, self.steering, query, self.operation))

    def node(self, of: GraphQLObjectType, collected: CollectedFields) -> Node:
        """What is asked of records of a type."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise Aside(Reason.SIZE)
        if collected.new_defer_usages:
            raise Aside(Reason.KIND)
        found = [self.field(of, key, details) for key, details in collected.grouped_field_set.items()]
        return Node(tuple(field for _, field in found if field), rows.builder([cell for cell, _ in found]))

    def field(self, of: GraphQLObjectType, key: str, details: list[FieldDetails]) -> tuple[rows.Cell, Field | None]:
        """A field, as a value of a row; if that is made of a column, the field that fills it."""
        node = details[0].node
        name = node.name.value
        if name == TYPENAME:
            return rows.Cell(key, "given{0}", given=of.name), None
        if name not in of.fields:
            raise Aside(Reason.INTROSPECTION)
        definition = of.fields[name]
        kind, field = definition.type, definition.extensions["strawberry-definition"]
        is_leaf = is_leaf_type(get_named_type(kind))
        if is_leaf and field.is_basic_field:
            assert field.python_name.isidentifier()  # noqa: S101 # it stands in the code
            return rows.leaf(key, kind, f"record.{field.python_name}"), None
        way = self.way(definition, field, node)
        if not is_leaf:
            return rows.Cell(key), Field(way, self.child(kind, details))
        match way:
            case Function(call, info=None, read=None) if not definition.args:
                return rows.leaf(key, kind, "given{0}(record)", call), None
            case _:
                return rows.leaf(key, kind), Field(way, None)

    def way(self, definition: GraphQLField, field: StrawberryField, node: FieldNode) -> Way:
        """Where the values of a field come from."""
        given = self.given(definition, field, node)
        if field.is_basic_field:
            return Function(attrgetter(field.python_name), given)
        match field.extensions:
            case [] if not field.is_async:
                return function_of(field, given)
            case [Read() as read]:
                return function_of(field, given, read)
            case [Paged() as paged] if len(field.arguments) == len(paged.arguments):
                return Listing(function_of(field, given).call, paged, self.asked(paged, given, node))
            case extensions if field.is_async or not all(each.supports_sync for each in extensions):
                resolve: Any = definition.resolve
                return Called(resolve, lambda variables: get_argument_values(definition, node, variables), "info")
        raise Aside(Reason.KIND)

    def asked(self, paged: Paged, given: Given, node: FieldNode) -> Callable[[VariableValues], Arguments]:
        """What is asked of a list; it is worked out now, unless variables tell."""
        if varying(node):
            return lambda variables: paged.asked(given(variables))
        known = paged.asked(given(self.steering))
        return lambda _: known

    def given(self, definition: GraphQLField, field: StrawberryField, node: FieldNode) -> Given:
        """The arguments of a field as its resolver takes them; those without variables are converted now."""
        registry, config = self.library.schema_converter.scalar_registry, self.library.config

        def converted(names: Iterable[str]) -> Given:
            part = GraphQLField(definition.type, {name: definition.args[name] for name in names})
            return lambda variables: convert_arguments(
                get_argument_values(part, node, variables), field.arguments, registry, config
            )

        later = varying(node)
        known, rest = converted(definition.args.keys() - later)(self.steering), converted(later)
        return lambda variables: {**known, **(rest(variables) if later else {})}

    def child(self, kind: Any, details: list[FieldDetails]) -> Child:
        """What is asked of the objects of a field, or of those in its lists."""
        inner, nullable = get_nullable_type(kind), not is_non_null_type(kind)
        if is_list_type(inner):
            return Lists(nullable, self.child(inner.of_type, details))

        def node_of(value: Any) -> Node:
            of = self.described(inner, value)
            collected = collect_subfields(self.schema, self.fragments, self.steering, self.operation, of, details)
            return self.node(of, collected)

        return Things(nullable, node_of)

    def described(self, named: Any, value: Any) -> Any:
        """The type that describes a value."""
        of, info = named, cast("Any", None)  # nothing in it tells a type from another
        if is_abstract_type(of):
            of = self.schema.get_type(named.resolve_type(value, info, named))
            if of not in self.schema.get_possible_types(named):
                raise Aside(Reason.VALUE)
        if of.is_type_of and of.is_type_of(value, info) is not True:
            raise Aside(Reason.VALUE)
        return of

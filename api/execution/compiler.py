"""From an operation to its plan, with graphql-core's own collection of fields."""

from collections.abc import Mapping
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
from api.execution.plan import (
    Attribute,
    Called,
    Child,
    Computed,
    Field,
    Function,
    Given,
    Listing,
    Loaded,
    Node,
    Way,
)

MOST_NODES = 500
TYPENAME = "__typename"


def has_variables(value: ValueNode) -> bool:
    """Whether a variable stands in a value."""
    if isinstance(value, ListValueNode):
        return any(map(has_variables, value.values or ()))
    if isinstance(value, ObjectValueNode):
        return any(has_variables(each.value) for each in value.fields or ())
    return isinstance(value, VariableNode)


def function_of(field: StrawberryField) -> Function | None:
    """The resolver of a field as an ordinary function; none where it is not one of its record."""
    resolver = field.base_resolver
    if resolver is None or resolver.is_async or not callable(resolver.wrapped_func):
        return None
    named = [each for each in (resolver.self_parameter, resolver.parent_parameter, resolver.root_parameter) if each]
    first = next(iter(resolver.signature.parameters), None)
    if any(each.name != first for each in named):
        return None
    info = resolver.info_parameter
    return Function(resolver.wrapped_func, bool(named), info.name if info else None)


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
        collected = collect_fields(self.schema, self.fragments, self.steering, query, self.operation)
        return self.node(query, collected)

    def node(self, of: GraphQLObjectType, collected: CollectedFields) -> Node:
        """What is asked of records of a type."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise Aside(Reason.SIZE)
        if collected.new_defer_usages or collected.forbidden_directive_instances:
            raise Aside(Reason.KIND)
        found = [self.field(of, key, details) for key, details in collected.grouped_field_set.items()]
        return Node(tuple(field for _, field in found if field), rows.builder([cell for cell, _ in found]))

    def field(self, of: GraphQLObjectType, key: str, details: list[FieldDetails]) -> tuple[rows.Cell, Field | None]:
        """A field, as a value of a row; if that is made of a column, the field that fills it."""
        node = details[0].node
        name = node.name.value
        if name == TYPENAME:
            return rows.constant(key, of.name), None
        if name not in of.fields:
            raise Aside(Reason.INTROSPECTION)
        definition = of.fields[name]
        way, kind = self.way(definition, node), definition.type
        if not self.is_leaf(kind):
            return rows.column(key), Field(way, self.child(kind, details))
        match way:
            case Attribute(attribute):
                return rows.leaf(key, kind, rows.From.ATTRIBUTE, attribute), None
            case Computed(Function(call, of_record=True, info=None)) if not definition.args:
                return rows.leaf(key, kind, rows.From.FUNCTION, function=call), None
            case _:
                return rows.leaf(key, kind, rows.From.COLUMN), Field(way, None)

    def is_leaf(self, kind: Any) -> bool:
        """Whether values of a type are leaves, or lists of them."""
        inner = get_nullable_type(kind)
        return self.is_leaf(inner.of_type) if is_list_type(inner) else is_leaf_type(inner)

    def way(self, definition: GraphQLField, node: FieldNode) -> Way:
        """Where the values of a field come from."""
        field = definition.extensions.get("strawberry-definition")
        if not isinstance(field, StrawberryField) or definition.resolve is None:
            raise Aside(Reason.KIND)
        if field.is_basic_field:
            return Attribute(field.python_name)
        given, function = self.given(definition, field, node), function_of(field)
        match field.extensions:
            case [] if function:
                return Computed(function, given)
            case [Read() as read] if function:
                return Loaded(function, given, read)
            case [Paged() as paged] if function:
                return Listing(function, given, paged)
            case _:
                return Called(definition.resolve, given)

    def given(self, definition: GraphQLField, field: StrawberryField, node: FieldNode) -> Given:
        """The arguments of a field; those without variables in them are coerced now."""
        registry, config = self.library.schema_converter.scalar_registry, self.library.config
        varying = {each.name.value for each in node.arguments or () if has_variables(each.value)}
        now, later = (
            GraphQLField(definition.type, {name: definition.args[name] for name in names})
            for names in (definition.args.keys() - varying, varying)
        )

        def convert(values: dict[str, Any]) -> dict[str, Any]:
            return convert_arguments(values, field.arguments, registry, config)

        def coerced(variables: VariableValues) -> dict[str, Any]:
            return {**values, **get_argument_values(later, node, variables)}

        def converted(variables: VariableValues) -> dict[str, Any]:
            return {**arguments, **(convert(get_argument_values(later, node, variables)) if varying else {})}

        values = get_argument_values(now, node, self.steering)
        arguments = convert(values)
        return Given(coerced, converted, bool(varying))

    def child(self, kind: Any, details: list[FieldDetails]) -> Child:
        """What is asked of the objects of a field."""
        inner = get_nullable_type(kind)
        many = is_list_type(inner)
        item = inner.of_type if many else kind
        named = get_nullable_type(item)
        if is_list_type(named):
            raise Aside(Reason.KIND)
        made: dict[str, Node] = {}

        def node_of(value: Any) -> Node:
            of = self.described(named, value)
            if of.name not in made:
                collected = collect_subfields(self.schema, self.fragments, self.steering, self.operation, of, details)
                made[of.name] = self.node(of, collected)
            return made[of.name]

        return Child(many, not is_non_null_type(kind), not is_non_null_type(item), node_of)

    def described(self, named: Any, value: Any) -> Any:
        """The type that describes a value."""
        of, info = named, cast("Any", None)  # nothing in it tells a type from another
        if is_abstract_type(named):
            name = named.resolve_type(value, info, named) if named.resolve_type else None
            of = self.schema.type_map.get(name) if isinstance(name, str) else None
            if not isinstance(of, GraphQLObjectType) or not self.schema.is_sub_type(named, of):
                raise Aside(Reason.VALUE)
        if of.is_type_of and of.is_type_of(value, info) is not True:
            raise Aside(Reason.VALUE)
        return of

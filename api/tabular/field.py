"""
What an operation asks for, as a tree of response keys.

Fragments are opened, `@skip` and `@include` followed, and what several selections ask for under one key is one field,
whatever type it stands on. The document must be valid: then all that share a key have one shape.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_operation_ast,
    is_composite_type,
)

Selected = tuple[SelectionSetNode, GraphQLCompositeType]
"""What is selected, and the type that it is selected on."""

Placed = tuple[FieldNode, GraphQLCompositeType]
"""A field of the document, and the type that it stands on."""

SKIPPING = {"skip": True, "include": False}
"""Of each directive, the value of `if` that leaves out what it stands on."""


@dataclass(frozen=True, slots=True)
class Field:
    """What stands under one response key; `of` is the name of its type, and a leaf has no `fields`."""

    key: str
    of: str
    many: bool = False
    paged: bool = False
    """Whether it is a connection: an object around one page of a list."""
    fields: tuple["Field", ...] = ()

    @property
    def things(self) -> bool:
        """Whether it is a list of things, not of plain values."""
        return self.many and bool(self.fields)


def is_list(of: Any) -> bool:
    """Whether a type is a list, whatever of."""
    return isinstance(of.of_type if isinstance(of, GraphQLNonNull) else of, GraphQLList)


def is_page(of: Any) -> bool:
    """Whether a type is a connection."""
    return "pageInfo" in getattr(of, "fields", ())


def values_of(operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The values of variables that decide what is left out: those given, else the operation's own."""
    defaults = {
        each.variable.name.value: each.default_value.value
        for each in operation.variable_definitions or ()
        if isinstance(each.default_value, BooleanValueNode)
    }
    return {**defaults, **variables}


class Reader:
    """Reads the fields of one operation."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, values: Mapping[str, Any]) -> None:
        self.schema = schema
        self.values = values
        self.fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }

    def holds(self, directive: DirectiveNode) -> bool:
        """What the `if` of a directive says."""
        said = next(argument.value for argument in directive.arguments or ())
        if isinstance(said, VariableNode):
            return self.values.get(said.name.value) is True
        return isinstance(said, BooleanValueNode) and said.value

    def is_left_out(self, selection: SelectionNode) -> bool:
        """Whether a directive leaves a selection out."""
        return any(
            self.holds(each) is SKIPPING[each.name.value]
            for each in selection.directives or ()
            if each.name.value in SKIPPING
        )

    def placed(self, selection_set: SelectionSetNode, on: GraphQLCompositeType, seen: set[str]) -> Iterator[Placed]:
        """The fields of a selection, those in fragments with them; each named fragment once, as in execution."""
        for selection in selection_set.selections:
            if self.is_left_out(selection):
                continue
            if isinstance(selection, FieldNode):
                yield selection, on
                continue
            inner: Any = selection
            if isinstance(selection, FragmentSpreadNode):
                if selection.name.value in seen:
                    continue
                seen.add(selection.name.value)
                inner = self.fragments[selection.name.value]
            condition: Any = self.schema.get_type(inner.type_condition.name.value) if inner.type_condition else on
            yield from self.placed(inner.selection_set, condition, seen)

    def fields(self, selected: Iterable[Selected]) -> tuple[Field, ...]:
        """What selections on one thing ask for together, in the order of the document."""
        seen: set[str] = set()
        placed: dict[str, list[Placed]] = {}
        for selection_set, on in selected:
            for node, type_ in self.placed(selection_set, on, seen):
                placed.setdefault((node.alias or node.name).value, []).append((node, type_))
        return tuple(field for key, each in placed.items() if (field := self.field(key, each)))

    def type_of(self, node: FieldNode, on: GraphQLCompositeType) -> Any:
        """The type of a field."""
        field: Any = self.schema.get_field(on, node.name.value)
        return field.type

    def field(self, key: str, placed: list[Placed]) -> Field | None:
        """What is asked for under a key; none where all of a thing's fields are left out."""
        types = [self.type_of(*each) for each in placed]
        named = get_named_type(types[0])
        fields = self.fields(
            (node.selection_set, get_named_type(of))
            for (node, _), of in zip(placed, types, strict=True)
            if node.selection_set
        )
        if is_composite_type(named) and not fields:
            return None
        return Field(key, named.name, is_list(types[0]), is_page(named), fields)


def fields_of(
    schema: GraphQLSchema, document: DocumentNode, operation_name: str | None, variables: Mapping[str, Any] | None
) -> tuple[Field, ...]:
    """What an operation of a valid document asks for."""
    operation = get_operation_ast(document, operation_name)
    if operation is None:
        return ()
    root: Any = schema.get_root_type(operation.operation)
    return Reader(schema, document, values_of(operation, variables or {})).fields([(operation.selection_set, root)])

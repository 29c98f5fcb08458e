"""
What the directives of an operation name.

They are plain graphql-core, read from the document before anything runs: directives of the library's own would wrap
every field of every operation.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import IntValueNode, OperationDefinitionNode, StringValueNode, ValueNode, VariableNode


def default_of(operation: OperationDefinitionNode, name: str) -> ValueNode | None:
    """The value that an operation gives a variable of which the request says nothing."""
    definitions = operation.variable_definitions or ()
    return next((each.default_value for each in definitions if each.variable.name.value == name), None)


def values_of(operation: OperationDefinitionNode, variables: Mapping[str, Any], name: str) -> Iterator[Any]:
    """What a directive with one argument names; nothing where validation will say what is wrong with it."""
    for directive in operation.directives or ():
        for argument in (directive.arguments or ()) if directive.name.value == name else ():
            node: ValueNode | None = argument.value
            if isinstance(node, VariableNode):
                variable = node.name.value
                if variable in variables:
                    yield variables[variable]
                    continue
                node = default_of(operation, variable)
            if isinstance(node, StringValueNode | IntValueNode):
                yield node.value

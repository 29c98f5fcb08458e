"""
Inputs that are made of what a client gives.

The library looks at each field that an input has, and at its type: of a filter of one condition, at seventy, which took
half of the time of an answer whose rows are known.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from strawberry.schema.name_converter import NameConverter
from strawberry.types.arguments import InputContext
from strawberry.types.base import StrawberryObjectDefinition


def made_of_given(kind: type, given: Mapping[str, Any], context: InputContext) -> Any:
    """An input of which all fields are null where they are not given: the hook `from_input` of its definition."""
    fields = fields_of(kind, context.config.name_converter)
    values = {}
    for name, value in given.items():
        if value is not None:
            attribute, of = fields[name]
            values[attribute] = context.convert(value, of, name)
    return kind(**values)


@lru_cache(None)
def fields_of(kind: Any, names: NameConverter) -> dict[str, tuple[str, Any]]:
    """The fields of an input by the names that clients give them: the attribute, and the type."""
    definition: StrawberryObjectDefinition = kind.__strawberry_definition__
    return {
        names.from_field(each): (each.python_name, each.resolve_type(type_definition=definition))
        for each in definition.fields
    }

"""
What an introspection costs: it is reckoned by walking the schema, of which each thing is looked at once a selection.

graphql-core makes the answer in one go, some fifty microseconds an object, and nobody else has a turn meanwhile: no
deadline ends it. Types lead to types without end, so that a short text can ask for everything many times over.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from graphql import (
    FieldNode,
    GraphQLObjectType,
    GraphQLSchema,
    SelectionSetNode,
    StringValueNode,
    get_named_type,
    get_nullable_type,
    introspection_types,
    is_leaf_type,
    is_list_type,
)

POINTS = 5
"""Points of an object of the introspection: so much longer than others it takes."""

SCHEMA, _ = ROOTS = ("__schema", "__type")

MOST = 25_000
"""Things that are looked at for one operation, twice as many as for all of the schema once."""

TOO_MANY = 10**9
"""What is said to stand below whatever else there is: more than any operation may cost."""

DEPRECATED = {"includeDeprecated": True}
"""The only argument that fields of the introspection have, where one is given."""


Fields = Callable[[SelectionSetNode, Any], Iterable[tuple[FieldNode, Any]]]
"""The fields of a selection set on a type, through its fragments, each with the type that it stands on."""

Met = dict[tuple[int, int], int]
"""How many objects stand below a thing in a selection set; both by their identity."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk of the schema; what others of the same operation have `met` is not walked again."""

    schema: GraphQLSchema
    fields: Fields
    met: Met

    def objects(self, root: FieldNode) -> int:
        """How many objects a root field of the introspection gives at most."""
        if root.name.value == SCHEMA:
            return 1 + self.below(root.selection_set, introspection_types["__Schema"], self.schema)
        return 1 + max(
            (self.below(root.selection_set, introspection_types["__Type"], each) for each in self.named(root)),
            default=0,
        )

    def named(self, root: FieldNode) -> list[Any]:
        """The type that is asked for by its name; all of them where a variable names it."""
        names = [each.value.value for each in root.arguments or () if isinstance(each.value, StringValueNode)]
        if len(names) < len(root.arguments or ()):
            return list(self.schema.type_map.values())
        return [each for name in names if (each := self.schema.get_type(name))]

    def below(self, selections: SelectionSetNode | None, kind: Any, thing: Any) -> int:
        """How many objects stand below a thing."""
        place = id(selections), id(thing[1] if isinstance(thing, tuple) else thing)  # those with names are made anew
        if selections is None:
            return 0
        if len(self.met) > MOST:
            return TOO_MANY
        if place not in self.met:
            self.met[place] = 0
            self.met[place] = sum(self.of(each, on, thing) for each, on in self.fields(selections, kind))
        return self.met[place]

    def of(self, field: FieldNode, kind: GraphQLObjectType, thing: Any) -> int:
        """How many objects a field gives, with all that stands below them."""
        definition = kind.fields.get(field.name.value)
        if definition is None or definition.resolve is None:
            return 0
        inner = get_named_type(definition.type)
        if is_leaf_type(inner):
            return 0
        info: Any = SimpleNamespace(schema=self.schema)
        found = definition.resolve(thing, info, **(DEPRECATED if field.arguments else {}))
        several = found if is_list_type(get_nullable_type(definition.type)) else [found]
        return sum(1 + self.below(field.selection_set, inner, each) for each in several or () if each is not None)

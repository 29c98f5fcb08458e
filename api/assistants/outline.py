"""The schema in pieces that an assistant can read: what can be asked at the root, and single types in full."""

from difflib import get_close_matches

from graphql import GraphQLField, GraphQLNamedType, GraphQLSchema, is_introspection_type, print_type

from api.document.introspection import POINTS
from api.errors import UserError

OUTLINE = (
    "Without `types`: the fields at the root, a line each, and the names of all types. With `types`: these types in"
    " full, with what each field means. Call it before you write a query."
)
MOST_TYPES = 10
LONGEST_NAME = 100
"""Characters; no type has a name of so many, and to look for one that is near takes long."""


def line_of(name: str, field: GraphQLField) -> str:
    """A field at the root, in a line."""
    taken = ", ".join(f"{each}: {arg.type}" for each, arg in field.args.items())
    about = (field.description or "").partition(". ")[0].rstrip(".")
    return f"{name}{f'({taken})' if taken else ''}: {field.type}  # {about}"


def outline(schema: GraphQLSchema) -> str:
    """What can be asked at the root, and which types there are."""
    assert schema.query_type is not None  # noqa: S101 # a schema has a root
    fields = "\n".join(line_of(name, field) for name, field in schema.query_type.fields.items())
    names = ", ".join(sorted(name for name, each in schema.type_map.items() if not is_introspection_type(each)))
    return f"Fields at the root:\n{fields}\n\nTypes: {names}\n"


def named(schema: GraphQLSchema, names: list[str]) -> list[GraphQLNamedType]:
    """Types by their names, each once; raises `UserError` for one that is none."""
    if len(names) > MOST_TYPES:
        raise UserError(f"{len(names)} types are too many: ask for {MOST_TYPES} at once")
    for name in names:
        if len(name) > LONGEST_NAME:
            raise UserError(f"{len(name)} characters are no name of a type: see `schema` without `types`")
        if name not in schema.type_map:
            near = ", ".join(get_close_matches(name, schema.type_map, n=3)) or "see `schema` without `types`"
            raise UserError(f"there is no type {name[:80]!r}: {near}")
    return [schema.type_map[name] for name in dict.fromkeys(names)]


def objects(kind: GraphQLNamedType) -> int:
    """What a type is to the introspection: itself, its fields, their arguments, and its values."""
    fields, values = getattr(kind, "fields", {}), getattr(kind, "values", {})
    return 1 + len(values) + sum(1 + len(getattr(each, "args", ())) for each in fields.values())


def price(schema: GraphQLSchema, names: list[str]) -> int:
    """The points that `read` costs, as the same does by introspection; raises `UserError`."""
    assert schema.query_type is not None  # noqa: S101 # a schema has a root
    if names:
        return POINTS * sum(map(objects, named(schema, names)))
    return POINTS * (len(schema.type_map) + objects(schema.query_type))


def read(schema: GraphQLSchema, names: list[str]) -> str:
    """The types named, or the outline where none is; raises `UserError`."""
    return "\n\n".join(map(print_type, named(schema, names))) + "\n" if names else outline(schema)

"""The schema in pieces that an assistant can read: what can be asked at the root, and single types in full."""

from difflib import get_close_matches

from graphql import GraphQLField, GraphQLSchema, is_introspection_type, print_type

from api.errors import UserError

OUTLINE = (
    "Without `types`: the fields at the root, a line each, and the names of all types. With `types`: these types in"
    " full, with what each field means. Call it before you write a query."
)
MOST_TYPES = 10


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


def in_full(schema: GraphQLSchema, names: list[str]) -> str:
    """Types in full; raises `UserError` for one that is none."""
    if len(names) > MOST_TYPES:
        raise UserError(f"{len(names)} types are too many: ask for {MOST_TYPES} at once")
    for name in names:
        if name not in schema.type_map:
            near = ", ".join(get_close_matches(name, schema.type_map, n=3)) or "see `schema` without `types`"
            raise UserError(f"there is no type {name[:80]!r}: {near}")
    return "\n\n".join(print_type(schema.type_map[name]) for name in names) + "\n"


def read(schema: GraphQLSchema, names: list[str]) -> str:
    """The types named, or the outline where none is; raises `UserError`."""
    return in_full(schema, names) if names else outline(schema)

"""The fields of a schema."""

from collections.abc import Iterator

from graphql import GraphQLField, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema


def fields_of(schema: GraphQLSchema) -> Iterator[tuple[str, str, GraphQLField]]:
    """All fields of objects and interfaces, those of the introspection too: type, name, and definition."""
    for kind, each in schema.type_map.items():
        if isinstance(each, GraphQLObjectType | GraphQLInterfaceType):
            yield from ((kind, name, definition) for name, definition in each.fields.items())

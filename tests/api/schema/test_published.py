"""What introspection says of directives can be read by clients that know the published standard only."""

from graphql import DirectiveLocation, GraphQLDeprecatedDirective, GraphQLIncludeDirective, introspection_from_schema

from api.schema.published import published
from api.schema.root import SCHEMA

OCTOBER_2021 = {
    *("QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"),
    *("VARIABLE_DEFINITION", "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE"),
    *("UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION"),
}


def test_every_directive_stands_where_the_published_standard_has_a_place() -> None:
    directives = introspection_from_schema(SCHEMA._schema)["__schema"]["directives"]

    assert {location for each in directives for location in each["locations"]} - OCTOBER_2021 == set()
    own = ["asOf", "release"]
    assert [each["name"] for each in directives] == ["include", "skip", "deprecated", "specifiedBy", "oneOf", *own]


def test_a_directive_keeps_all_but_the_drafts_places() -> None:
    known = published(GraphQLDeprecatedDirective)

    assert DirectiveLocation.DIRECTIVE_DEFINITION in GraphQLDeprecatedDirective.locations
    assert {**known.to_kwargs(), "locations": None} == {**GraphQLDeprecatedDirective.to_kwargs(), "locations": None}
    assert set(GraphQLDeprecatedDirective.locations) - set(known.locations) == {DirectiveLocation.DIRECTIVE_DEFINITION}


def test_a_directive_that_is_published_is_left_as_it_is() -> None:
    assert published(GraphQLIncludeDirective) is GraphQLIncludeDirective

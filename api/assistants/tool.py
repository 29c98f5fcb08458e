"""
The tools, whatever protocol offers them: an example operation each, `search`, `query` and `schema`.

What a tool takes follows from the variables of its operation, so that it cannot take anything else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    GraphQLType,
    OperationDefinitionNode,
    VariableDefinitionNode,
    parse,
    type_from_ast,
    value_from_ast_untyped,
)

from api.assistants.outline import OUTLINE
from api.example import Example

Parameters = dict[str, Any]
"""What a tool takes, as JSON Schema."""

SEARCH = """query Search($text: String!, $kinds: [SearchKind!], $first: Int! = 10) {
  search(text: $text, kinds: $kinds, first: $first) {
    totalCount
    edges { score matchedName node { __typename id ... on Named { name { th en } } } }
  }
}"""
QUESTIONS = (SEARCH,)

WORDS = {"String": "string", "ID": "string", "Int": "integer", "Float": "number", "Boolean": "boolean"}
"""What JSON Schema calls the scalars of GraphQL."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its name, what it is for, what it takes, and the document that it asks, if that is always the same."""

    name: str
    title: str
    about: str
    parameters: Parameters
    document: str | None = None


def schema_of(kind: GraphQLType) -> Parameters:
    """What a value of a type is, as JSON Schema."""
    if isinstance(kind, GraphQLNonNull):
        return schema_of(kind.of_type)
    if isinstance(kind, GraphQLList):
        return {"type": "array", "items": schema_of(kind.of_type)}
    if isinstance(kind, GraphQLEnumType):
        return {"type": "string", "enum": list(kind.values)}
    if isinstance(kind, GraphQLInputObjectType):
        return {"type": "object", "description": f"{kind.name} of the schema: see the tool `schema`"}
    return {"type": WORDS[str(kind)]}


def parameter(node: VariableDefinitionNode, schema: GraphQLSchema) -> tuple[str, Parameters, bool]:
    """A variable: its name, what it takes, and whether it must be given."""
    kind = type_from_ast(schema, node.type)
    assert kind is not None  # noqa: S101 # the document is valid
    said = schema_of(kind)
    if node.default_value is not None:
        said["default"] = value_from_ast_untyped(node.default_value)
    return node.variable.name.value, said, isinstance(kind, GraphQLNonNull) and node.default_value is None


def taken(document: str, schema: GraphQLSchema) -> Parameters:
    """What the operation of a document takes."""
    (operation,) = (each for each in parse(document).definitions if isinstance(each, OperationDefinitionNode))
    found = [parameter(each, schema) for each in operation.variable_definitions or ()]
    return closed({name: said for name, said, _ in found}, [name for name, _, must in found if must])


def closed(properties: Parameters, required: Iterable[str] = ()) -> Parameters:
    """An object with these properties and no others."""
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def own(schema: GraphQLSchema) -> Iterator[Tool]:
    """The tools that are no examples."""
    yield Tool(
        "search",
        "Find things by their names",
        "Finds cities, provinces, agencies, rounds, documents and all else by name: in Thai, English or any"
        " romanisation, with typing mistakes. Gives ids, by which other tools take things. (ค้นหาด้วยชื่อ)",
        taken(SEARCH, schema),
        SEARCH,
    )
    yield Tool(
        "schema",
        "Read the schema",
        OUTLINE,
        closed({"types": {"type": "array", "items": {"type": "string"}, "description": "Names of types, as `City`."}}),
    )


def query() -> Tool:
    """The tool that takes any document."""
    takes = {
        "query": {"type": "string", "description": "A GraphQL document; see the tool `schema` for what there is."},
        "variables": {"type": "object", "description": "Values of its variables."},
        "operationName": {"type": "string", "description": "Which of its operations to run, if it has several."},
    }
    about = (
        "Answers any GraphQL query over Thailand's Smart City programme. Ask for `sources { title url }` of facts, and"
        " for `knowledge` of lists: an empty list that is UNKNOWN does not mean that there is nothing."
    )
    return Tool("query", "Ask any GraphQL query", about, closed(takes, ["query"]))


def tools(examples: Iterable[Example], schema: GraphQLSchema, *, trusted_only: bool) -> dict[str, Tool]:
    """Every tool by its name; where only known documents are answered, `query` is none."""
    found = [*own(schema), *(() if trusted_only else (query(),))]
    found += [
        Tool(
            each.name,
            each.title.en,
            f"{each.title.en} ({each.title.th})",
            taken(each.operation, schema),
            each.operation,
        )
        for each in examples
    ]
    return {each.name: each for each in found}

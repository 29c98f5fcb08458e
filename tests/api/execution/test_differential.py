"""
A plan answers as graphql-core does: drawn operations over the whole schema, on clean records and on odd ones.

`MUEANG_EXAMPLES` says how many operations are drawn; `tests/long` draws thousands.
"""

import os
from itertools import cycle

import pytest
from graphql import GraphQLObjectType, get_named_type, is_leaf_type, is_object_type
from strawberry.types.field import StrawberryField

from api.edge import Follow
from api.example import Example, examples
from api.execution.aside import Reason
from api.loader import OneLine, queries_of
from api.schema.root import SCHEMA
from graph import seed
from tests import readme
from tests.api.execution.compared import asked, both, check, compare
from tests.api.execution.made import ODD, MadeUpGraph

pytestmark = [
    pytest.mark.anyio,
    # where an error travels up, graphql-core leaves siblings behind that nobody awaits
    pytest.mark.filterwarnings("ignore:coroutine (?!.Loader).* was never awaited:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

DRAWN = int(os.environ.get("MUEANG_EXAMPLES", "100"))
AT_ONCE = 20
ODDS = (0, 4, 30)
"""How many of a thousand values and reads are odd."""


@pytest.mark.parametrize("start", range(0, DRAWN, AT_ONCE))
async def test_drawn_operations_are_answered_alike(start: int) -> None:
    for number in range(start, min(start + AT_ONCE, DRAWN)):
        await compare(number, ODDS)


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
async def test_no_plan_of_an_example_steps_aside(example: Example) -> None:
    question = asked(example.operation)
    assert question is not None

    found = await both(question, MadeUpGraph)

    check(question, found, clean=True)
    assert not {Reason.KIND, Reason.SIZE, Reason.INTROSPECTION, Reason.VARIABLES} & set(found.asides)


@pytest.mark.parametrize("query", [each.query for each in readme.examples()])
async def test_no_plan_of_a_query_of_the_readme_steps_aside(query: str) -> None:
    question = asked(query)
    assert question is not None

    found = await both(question, MadeUpGraph)

    check(question, found, clean=True)
    assert not {Reason.KIND, Reason.SIZE, Reason.VARIABLES} & set(found.asides)


def leaves() -> dict[str, tuple[str, str]]:
    """A field of every type of leaf that is on a record: the noun and the field, by the type."""
    found: dict[str, tuple[str, str]] = {}
    for noun, record in seed.NOUNS.items():
        described = SCHEMA.plain.type_map[record.__name__]
        assert isinstance(described, GraphQLObjectType)
        for name, each in described.fields.items():
            field: StrawberryField = each.extensions["strawberry-definition"]
            inner = getattr(each.type, "of_type", each.type)
            if field.is_basic_field and is_leaf_type(getattr(inner, "of_type", inner)):
                found.setdefault(str(each.type), (noun, name))
    return found


@pytest.mark.parametrize("kind", leaves())
async def test_every_odd_value_of_a_leaf_is_answered_alike(kind: str) -> None:
    noun, name = leaves()[kind]
    record = seed.NOUNS[noun].__name__
    question = asked(f'{{ node(id: "{noun}:1") {{ __typename ... on {record} {{ {name} }} }} }}')
    assert question is not None
    said = SCHEMA.plain.type_map[record]
    assert isinstance(said, GraphQLObjectType)
    field: StrawberryField = said.fields[name].extensions["strawberry-definition"]

    for value in ODD:
        found = await both(question, lambda: MadeUpGraph(fixed={field.python_name: value}))  # noqa: B023 # called at once
        check(question, found)


async def test_one_key_beside_several_is_answered_alike() -> None:
    question = asked('{ nodes(ids: ["city:1", "city:2"]) { ... on City { sources { id } } } }')
    assert question is not None

    def graph() -> MadeUpGraph:
        return MadeUpGraph(fixed={"sources": cycle([("source:1",), ""]).__next__})

    found = await both(question, graph)

    check(question, found)
    assert "errors" in found.reference


def followed() -> dict[str, frozenset[str]]:
    """The fields of things that are read and give objects, by type and name: the names of their reads."""
    found: dict[str, frozenset[str]] = {}
    for noun in seed.NOUNS.values():
        described = SCHEMA.plain.type_map[noun.__name__]
        assert isinstance(described, GraphQLObjectType)
        for name, each in described.fields.items():
            for way in each.extensions["strawberry-definition"].extensions:
                line = way.line if isinstance(way, Follow) and is_object_type(get_named_type(each.type)) else None
                if isinstance(line, OneLine):
                    found[f"{noun.__name__}.{name}"] = frozenset(query.name for query in queries_of(line.choice))
    return found


@pytest.mark.parametrize("field", followed())
async def test_a_read_that_fails_is_an_error_whatever_is_asked_of_what_it_brings(field: str) -> None:
    kind, name = field.split(".")
    word = next(word for word, noun in seed.NOUNS.items() if noun.__name__ == kind)
    question = asked(f'{{ node(id: "{word}:1") {{ ... on {kind} {{ {name} {{ __typename }} }} }} }}')
    assert question is not None

    found = await both(question, lambda: MadeUpGraph(failing=followed()[field]))

    check(question, found)
    assert "errors" in found.reference

"""
A plan answers as graphql-core does: drawn operations over the whole schema, on clean records and on odd ones.

Where null travels up past siblings, which errors are listed depends on what was ready first, in graphql-core itself: so
where a plan steps aside, that there are errors is compared, and all of the data. `MUEANG_EXAMPLES` says how many
operations are drawn.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from graphql import GraphQLObjectType, is_leaf_type
from strawberry.types.field import StrawberryField

from api.answering import Answer, executed
from api.example import Example, examples
from api.execution.aside import Reason
from api.execution.executor import Executor
from api.schema.root import DOCUMENTS, SCHEMA
from graph import seed
from graph.memory import Memory
from tests import readme
from tests.api.execution.compared import Asked, as_bytes, asked, drawn
from tests.api.execution.made import ODD, MadeUpGraph

pytestmark = [
    pytest.mark.anyio,
    # where an error travels up, graphql-core leaves siblings behind that nobody awaits
    pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

DRAWN = int(os.environ.get("MUEANG_EXAMPLES", "100"))
AT_ONCE = 20
ODDS = (0, 4, 30)
"""How many of a thousand values and reads are odd."""


@dataclass(frozen=True, slots=True)
class Both:
    """One operation executed in both ways, each over a graph of its own."""

    reference: Answer
    compiled: Answer
    reads: tuple[list[Any], list[Any]]
    asides: list[Reason]


async def both(question: Asked, graph: Callable[[], MadeUpGraph]) -> Both:
    """An operation executed in both ways; by its plan twice: what was read is known when it is asked again."""
    one, two, memory = graph(), graph(), Memory(1_000_000)
    executor = Executor(SCHEMA)
    reference = await executed(DOCUMENTS, question.over(one))
    compiled = await executor(DOCUMENTS, question.over(two, memory))
    if not executor.asides:
        asked_once = looked_up(two)
        again = await executor(DOCUMENTS, question.over(two, memory))
        assert as_bytes(again) == as_bytes(compiled)
        assert looked_up(two) == asked_once
    return Both(reference, compiled, (looked_up(one), looked_up(two)), list(executor.asides))


def looked_up(graph: MadeUpGraph) -> list[Any]:
    """What loaders have read; a search without a shelf makes its index for itself."""
    return [read for read in graph.reads if not read[0].endswith(".wording")]


def check(question: Asked, found: Both, *, clean: bool = False) -> None:
    """See that both ways came to the same, that nothing was read twice, and that no plan stepped aside for nothing."""
    assert len(set(found.reads[1])) == len(found.reads[1]), question.text
    assert ("errors" in found.compiled) == ("errors" in found.reference), question.text
    assert as_bytes(found.compiled["data"]) == as_bytes(found.reference["data"]), (question.text, question.values)
    if not found.asides:
        assert "errors" not in found.reference
        assert set(found.reads[0]) == set(found.reads[1]), question.text
    if clean and "errors" not in found.reference:
        assert found.asides == [], question.text


@pytest.mark.parametrize("start", range(0, DRAWN, AT_ONCE))
async def test_drawn_operations_are_answered_alike(start: int) -> None:
    for number in range(start, min(start + AT_ONCE, DRAWN)):
        question = drawn(number, careful=number % 5 > 0)
        if question is None:
            continue
        for odd in ODDS:
            found = await both(question, lambda: MadeUpGraph(number, odd))  # noqa: B023 # called at once
            check(question, found, clean=not odd)


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

"""Each example operation gives the answer that is kept of it, on both engines, in no more reads than it needs."""

import asyncio

import pytest

from api.context import context_of
from api.endpoint import Operation, answered
from api.example import Example, examples
from api.schema.root import SCHEMA
from graph import seeding
from graph.client import Address, Neo4jGraph
from tests.examples import ANSWERS, DAY, answer_file, expected
from tests.live.conftest import PATIENCE
from tests.live.recording import RecordingGraph
from tests.readme import TOP

pytestmark = pytest.mark.live

EXAMPLES = examples()

MOST_READS: dict[str, int] = {}
"""
How many reads each example may need.

One a noun and level; where two branches of a query reach the same noun at different times, it is read for each.
"""


@pytest.fixture(scope="module")
def loaded(engine: Address) -> Address:
    """Each engine in turn, with the data of the seed files."""

    async def load() -> None:
        async with Neo4jGraph(engine, deadline=PATIENCE) as graph:
            await seeding.seed(graph, TOP / "seeds")

    asyncio.run(load())
    return engine


def test_every_answer_is_of_an_example() -> None:
    assert sorted(ANSWERS.glob("*.json")) == sorted(answer_file(example) for example in EXAMPLES)
    assert set(MOST_READS) == {example.name for example in EXAMPLES}


@pytest.mark.parametrize("example", EXAMPLES, ids=[each.name for each in EXAMPLES])
def test_an_example_gives_the_answer_that_is_kept(loaded: Address, example: Example) -> None:
    async def ask() -> tuple[dict[str, object], list[str]]:
        async with Neo4jGraph(loaded, deadline=PATIENCE) as graph:
            await graph.refresh()
            recording = RecordingGraph(graph)
            context = context_of(recording, DAY)
            return await answered(SCHEMA, context, Operation(example.operation, None, None)), recording.reads

    answer, asked = asyncio.run(ask())

    assert "errors" not in answer
    assert answer == expected(example)
    assert len(asked) <= MOST_READS[example.name], asked

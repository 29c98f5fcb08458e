"""Each example gives the answer that is kept of it, on both engines and by both executors, in few reads."""

import asyncio
from itertools import pairwise

import orjson
import pytest

from api.answering import Execute, Operation, Prepared, executed, prepared, run
from api.context import context_of
from api.example import Example, examples
from api.execution.executor import Executor
from api.schema.root import DOCUMENTS, SCHEMA
from graph import seeding
from graph.address import Address
from graph.client import Neo4jGraph
from tests.examples import ANSWERS, DAY, answer_file, expected
from tests.live.conftest import PATIENCE
from tests.live.recording import RecordingGraph
from tests.readme import TOP

pytestmark = pytest.mark.live

EXAMPLES = examples()

MOST_READS: dict[str, int] = {
    "a-plan-by-its-dimensions": 5,
    "all-about-one-area": 16,
    "apply-in-the-middle-of-2023": 16,
    "approvals-with-evidence": 7,
    "areas-by-dimension": 3,
    "areas-by-region": 5,
    "areas-for-energy-and-mobility": 6,
    "areas-in-force": 7,
    "areas-page-by-page": 3,
    "areas-that-may-not-apply-yet": 15,
    "areas-without-known-operator": 6,
    "awards-and-winners": 5,
    "conditions-and-who-approves": 5,
    "counts-at-the-end-of-2022": 9,
    "decisions-by-body-and-kind": 4,
    "dimensions-second-hand": 5,
    "documents-on-boi-rules": 4,
    "emblems-and-their-state": 5,
    "emblems-past-two-years": 8,
    "events-by-year": 4,
    "figures-by-metric-and-unit": 1,
    "find-a-meeting-by-number": 28,
    "find-korat-however-written": 25,
    "from-a-university-to-a-minister": 14,
    "kinds-of-operators": 4,
    "may-a-project-apply": 14,
    "measures-adopted-by-2019": 5,
    "measures-and-their-successors": 5,
    "measures-one-by-one": 15,
    "money-that-was-named": 12,
    "near-equal-names": 8,
    "obstacles-in-order": 2,
    "official-totals-over-time": 4,
    "progress-of-plans": 7,
    "provinces-on-a-map": 4,
    "ranking-of-2023": 8,
    "regions-and-kinds-of-area": 3,
    "renewed-emblems": 7,
    "reported-against-named": 17,
    "the-fifteen-by-name": 9,
    "things-by-their-ids": 7,
    "three-counts-by-province": 9,
    "training-and-platforms": 4,
    "verdicts-of-renewed-areas": 17,
    "what-is-not-on-record": 13,
    "what-rests-on-a-document": 7,
    "what-stands-beside-an-area": 10,
    "where-documents-disagree": 10,
    "where-one-area-stands": 16,
    "who-chaired-which-meeting": 6,
    "who-operates-what": 6,
    "years-of-exemption": 7,
}
"""
How many reads each example may need.

One a noun and level; where two branches of a query reach the same noun at different times, it is read for each. The
two that search make the index first, which a server has made already.
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


def in_turn(reads: list[str]) -> list[str]:
    """The reads that wait for each other: what meets each part of a condition is read at the same time, as one."""
    return [name for before, name in pairwise(["", *reads]) if before != name or not name.endswith(".places")]


@pytest.mark.parametrize("example", EXAMPLES, ids=[each.name for each in EXAMPLES])
def test_an_example_gives_the_answer_that_is_kept(loaded: Address, example: Example) -> None:
    executor = Executor(SCHEMA)

    async def ask(execute: Execute) -> tuple[bytes, list[str]]:
        async with Neo4jGraph(loaded, deadline=PATIENCE) as graph:
            await graph.refresh()
            recording = RecordingGraph(graph)
            ready = prepared(DOCUMENTS, context_of(recording, DAY), Operation(example.operation, None, None), DAY)
            assert isinstance(ready, Prepared)
            return orjson.dumps(await run(DOCUMENTS, ready, execute=execute)), recording.reads

    reference, asked = asyncio.run(ask(executed))
    compiled, asked_by_plan = asyncio.run(ask(executor))

    assert orjson.loads(compiled) == expected(example)
    assert compiled == reference
    assert executor.asides == {}
    assert len(in_turn(asked)) <= MOST_READS[example.name], asked
    assert len(in_turn(asked_by_plan)) <= MOST_READS[example.name], asked_by_plan

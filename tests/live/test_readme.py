"""Each example of the README and the docs gives the answer printed under it, on both engines, in few reads."""

import asyncio
from collections import Counter

import pytest

from api.answering import Operation, answered
from api.context import context_of
from api.schema.root import DOCUMENTS
from graph import seeding
from graph.address import Address
from graph.client import Neo4jGraph
from graph.queries.wording import WORDINGS
from tests import readme
from tests.live.conftest import PATIENCE
from tests.live.recording import RecordingGraph

pytestmark = pytest.mark.live

EXAMPLES = tuple(readme.examples())

READS: tuple[tuple[str, ...], ...] = (
    ("city.by_id", "city.operators.extent", "source.by_id"),
    ("province.list", "province.cities", "city.operators"),
    ("agency.widest_operators", "agency.provinces", "agency.provinces.extent"),
    (
        "city.by_id",
        "city.rounds",
        "city.emblems",
        "approval_round.committee",
        "decision.by_id",
        "source.by_id",
        "source.by_id",
    ),
    ("observation.furthest_along", "observation.about", "source.by_id", "city.by_id", "city.operators"),
    (
        "approval_round.by_id",
        "approval_round.committee",
        "approval_round.chair",
        "approval_round.decisions",
        "decision.cities",
        "source.by_id",
        "city.province",
    ),
    ("dimension.by_id", "dimension.cities", "dimension.cities.extent", "dimension.unknown_cities.extent"),
    ("programme.counts", "region.list", "region.counts"),
    (
        "source.by_id",
        "source.supports",
        "source.supports.extent",
        "alias.by_id",
        "city.by_id",
        "dimension.by_id",
        "emblem.by_id",
        "observation.by_id",
    ),
    ("privilege.list", "privilege.criteria", "privilege.incentives", "privilege.superseded_by", "source.by_id"),
    (
        "observation.by_id",
        "observation.disagreements",
        "source.by_id",
        "disagreement.statements",
        "source.by_id",
    ),
    ("city.groups", "city.list"),
    (
        "agency.steps",
        "privilege.steps",
        "city.steps",
        "agency.by_id",
        "city.by_id",
        "dimension.by_id",
        "privilege.by_id",
        "agency.links",
        "city.links",
        "dimension.links",
        "source.by_id",
    ),
    (
        "privilege.terms",
        "criterion.terms",
        "incentive.terms",
        "city.by_id",
        "city.dimensions",
        "city.dimensions.extent",
        "city.rulings",
        "city.emblems",
        "city.possibly_same_as",
        "privilege.by_id",
        "dimension.by_id",
        "decision.by_id",
        "approval_round.by_id",
        "committee.by_id",
        "emblem.by_id",
        "gap.by_id",
        "observation.by_id",
    ),
    (
        "programme.counts",
        "city.by_id",
        "city.status",
        "city.handed_over",
        "city.in_force",
        "city.emblem",
        "decision.by_id",
        "event.by_id",
        "emblem.state",
    ),
    (
        "observation.by_id",
        "observation.reported_total",
        "observation.named_provinces",
        "observation.named_provinces.extent",
        "observation.disagreements",
    ),
    (*(query.name for query in WORDINGS.values()), "province.by_id", "agency.by_id"),
)
"""
The reads of each example, in the order of the page.

A read stands twice where two branches of a query reach the same noun: when they reach it at once, it is one read.
"""


@pytest.fixture(scope="module")
def loaded(engine: Address) -> Address:
    """Each engine in turn, with the data of the seed files."""

    async def load() -> None:
        async with Neo4jGraph(engine, deadline=PATIENCE) as graph:
            await seeding.seed(graph, readme.TOP / "seeds")

    asyncio.run(load())
    return engine


@pytest.mark.parametrize(
    ("example", "reads"), list(zip(EXAMPLES, READS, strict=True)), ids=[each.name for each in EXAMPLES]
)
def test_an_example_gives_the_answer_printed_under_it(
    loaded: Address, example: readme.Example, reads: tuple[str, ...]
) -> None:
    async def ask() -> tuple[object, list[str]]:
        async with Neo4jGraph(loaded, deadline=PATIENCE) as graph:
            await graph.refresh()
            recording = RecordingGraph(graph)
            context = context_of(recording, readme.DAY)
            return await answered(DOCUMENTS, context, Operation(example.query, None, None)), recording.reads

    answer, asked = asyncio.run(ask())

    assert answer == example.answer
    assert Counter(asked) <= Counter(reads)
    assert set(asked) == set(reads)


IN_DOCS = {page.name: tuple(readme.examples(page)) for page in readme.DOCS}


def test_the_docs_have_examples_with_answers() -> None:
    assert {page: len(found) for page, found in IN_DOCS.items() if found} == {
        "concepts.md": 3,
        "errors.md": 1,
        "first-query.md": 1,
        "limits.md": 1,
    }


@pytest.mark.parametrize("page", [page for page, found in IN_DOCS.items() if found])
def test_an_example_of_the_docs_gives_the_answer_printed_under_it(loaded: Address, page: str) -> None:
    async def ask() -> list[object]:
        async with Neo4jGraph(loaded, deadline=PATIENCE) as graph:
            await graph.refresh()
            return [await readme.answer(graph, each.query) for each in IN_DOCS[page]]

    assert asyncio.run(ask()) == [each.answer for each in IN_DOCS[page]]

"""
`python -m tests.bench.execution` prints what executing takes: by graphql-core, by plans, and by plans that know it all.

Process time, in milliseconds, of operations whose document is there, without a database: reads are answered from a
dictionary. The variants take turns in one run. Compare ratios: the figures themselves are those of a machine and its
mood. `--rounds` says how often.
"""

import argparse
import asyncio
import platform
import statistics
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

import orjson
from graphql import parse, validate

from api.answering import Operation, Prepared, executed
from api.context import context_of
from api.document.documents import Document
from api.execution.executor import Executor
from api.schema.root import DOCUMENTS, SCHEMA
from graph import model
from graph.memory import Memory
from graph.model import Record, Release
from graph.query import EVERYTHING, Query, Window
from graph.selection import Order
from tests.fakes import RELEASE, TODAY, by_id
from tests.things import SOURCES, agency, city, edge_of, fact_of, province

CITIES = 1_000
PROJECTS = 5
AGENCIES = 333
ROOM = 1_000_000

QUESTIONS = {
    "flat, 100 cities": "{ cities(first: 100) { nodes { id name { th en } } } }",
    "hop, with province": "{ cities(first: 100) { nodes { id name { en } province { id name { en } } } } }",
    "deep, 100 x 5 x operator": """{ cities(first: 100) { nodes { id name { en } projects(first: 5) { nodes {
        id name { th } operators(first: 1) { nodes { id name { en } } } } } } } }""",
    "one by id": "query($id: ID!) { city(id: $id) { id name { th en } extent } }",
    "traverse": """{ provinces(first: 10) { nodes { id cities(first: 13) { nodes { id operators(first: 1) { nodes {
        id cities(first: 3) { nodes { id } } } } } } } } }""",
    "page of 20, counted": "{ cities { nodes { id name { en } } pageInfo { hasNextPage endCursor } totalCount } }",
    "1,000 x 8 fields": """{ provinces(first: 10) { nodes { cities(first: 100) { nodes {
        id extent districtTh note synthetic confidence __typename name { en } } } } } }""",
}


def rows() -> dict[tuple[str, str], list[Record]]:
    """What is on record: cities in provinces, with projects, and agencies that operate both."""
    cities = [city(f"number-{n}", extent=model.Extent.DISTRICT, district_th="เมือง", note="x") for n in range(CITIES)]
    agencies = [agency(f"number-{n}") for n in range(AGENCIES)]
    provinces = [province(f"TH-{10 + n}") for n in range(10)]
    found: dict[tuple[str, str], list[Record]] = {
        **by_id(*cities),
        ("city.list", ""): [edge_of(each) for each in cities],
        ("province.list", ""): [edge_of(each) for each in provinces],
    }
    for n, each in enumerate(provinces):
        found["province.cities", each.id] = [fact_of(one) for one in cities[n * 100 : n * 100 + 100]]
    for n, company in enumerate(agencies):
        found["agency.cities", company.id] = [fact_of(one) for one in cities[n * 3 : n * 3 + 3]]
    for n, place in enumerate(cities):
        found["city.province", place.id] = [provinces[n // 100]]
        found["city.operators", place.id] = [fact_of(agencies[n // 3 % AGENCIES])]
        kind = model.ProjectKind.SERVICE
        made = [model.Project(id=f"project:{n}-{m}", name_th="x", sources=SOURCES, kind=kind) for m in range(PROJECTS)]
        found["city.projects", place.id] = [fact_of(one) for one in made]
        for m, one in enumerate(made):
            found["project.operators", one.id] = [fact_of(agencies[(n * PROJECTS + m) % AGENCIES])]
    return found


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A graph that answers at once."""

    rows: dict[tuple[str, str], list[Any]]
    release: Release = RELEASE
    as_of: date = TODAY
    plans: bool = False

    @property
    def releases(self) -> Mapping[str, Release]:
        """One release."""
        return {self.release.id: self.release}

    def at(self, release: Release, as_of: date) -> "Dictionary":  # noqa: ARG002 # one for all
        """The same, as a view."""
        return self

    def posts(self, label: str) -> Sequence[str]:  # noqa: ARG002 # part of the promise
        """No list is long."""
        return ()

    async def there(self, label: str, order: tuple[Order, ...], day: date) -> Sequence[int]:  # noqa: ARG002 # likewise
        """Nothing is kept in an order."""
        return ()

    async def fetch(self, query: Query[Any], keys: Sequence[str], window: Window = EVERYTHING) -> dict[str, list[Any]]:
        """The rows that are there."""
        found = {key: self.rows[query.name, key] for key in keys if (query.name, key) in self.rows}
        return {key: each[: window.limit] for key, each in found.items()} if window.limit else found


@dataclass(frozen=True, slots=True)
class Question:
    """An operation that is asked again and again, of another city each time if it asks for one."""

    text: str
    document: Document
    numbers: "count[int]"

    def over(self, graph: Dictionary, memory: Memory) -> Prepared:
        """A request."""
        chosen = self.document.chosen(None)
        assert chosen is not None  # one operation each
        values = {"id": f"city:number-{next(self.numbers) * 7 % CITIES}"} if "$id" in self.text else {}
        return Prepared(
            self.document, chosen, Operation(self.text, values, None), context_of(graph, TODAY, memory=memory)
        )


async def timed(run: Callable[[], Awaitable[Any]]) -> float:
    """How many milliseconds of the processor something takes."""
    began = time.process_time()
    await run()
    return 1_000 * (time.process_time() - began)


async def measured(text: str, graph: Dictionary, rounds: int) -> list[float]:
    """The medians of an operation: by graphql-core, by a plan, by one that knows all, and with a plan that is made."""
    node = parse(text)
    assert validate(SCHEMA.plain, node) == []  # a question of this schema
    question, executor = Question(text, Document(node), count()), Executor(SCHEMA)
    empty, full = Memory(0), Memory(ROOM)

    async def made() -> None:
        question.document.notes.clear()
        await executor(DOCUMENTS, question.over(graph, full))

    variants: list[Callable[[], Awaitable[Any]]] = [
        lambda: executed(DOCUMENTS, question.over(graph, empty)),
        lambda: executor(DOCUMENTS, question.over(graph, empty)),
        lambda: executor(DOCUMENTS, question.over(graph, full)),
        made,
    ]
    for each in variants:
        await each()
    found = [[await timed(each) for each in variants] for _ in range(rounds)]
    assert executor.asides == {}  # or what was measured is not what is claimed
    return [statistics.median(column) for column in zip(*found, strict=True)]


async def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=100)
    arguments = parser.parse_args()
    graph = Dictionary(rows())
    print(f"Python {platform.python_version()}, {platform.machine()}, {arguments.rounds} rounds, ms of process time\n")
    print(f"{'':26}{'graphql-core':>13}{'plan':>9}{'known':>9}{'ratio':>8}{'ratio':>8}{'planning':>10}{'bytes':>9}")
    for name, text in QUESTIONS.items():
        reference, plan, known, made = await measured(text, graph, arguments.rounds)
        question = Question(text, Document(parse(text)), count())
        size = len(orjson.dumps(await executed(DOCUMENTS, question.over(graph, Memory(0)))))
        ratios = f"{reference / plan:8.1f}{reference / known:8.1f}"
        print(f"{name:26}{reference:13.2f}{plan:9.3f}{known:9.3f}{ratios}{made - known:10.3f}{size:9,}")


if __name__ == "__main__":
    asyncio.run(main())

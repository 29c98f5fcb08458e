"""
One operation, executed in two ways over the same made-up graph.

Where null travels up past siblings, which errors are listed depends on what was ready first, in graphql-core itself: so
where a plan steps aside, that there are errors is compared, and all of the data.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import orjson
from graphql import OperationDefinitionNode, parse, validate

from api.answering import Answer, Operation, Prepared, executed
from api.context import context_of
from api.document.cost import objects
from api.document.documents import Document
from api.execution.aside import Reason
from api.execution.executor import Executor
from api.schema.root import DOCUMENTS, SCHEMA
from graph.memory import Memory
from tests.api.execution.drawn import Drawing
from tests.api.execution.made import MadeUpGraph
from tests.fakes import TODAY


@dataclass(frozen=True, slots=True)
class Asked:
    """A document that is valid, and the values of its variables."""

    text: str
    document: Document
    values: dict[str, Any] = field(default_factory=dict)
    name: str | None = None

    def named(self, name: str) -> "Asked":
        """The same, for the operation of a name."""
        return replace(self, name=name)

    @property
    def chosen(self) -> OperationDefinitionNode:
        """The operation that is asked."""
        chosen = self.document.chosen(self.name)
        assert chosen is not None
        return chosen

    def over(self, graph: MadeUpGraph, memory: Memory | None = None) -> Prepared:
        """The operation in a context of its own."""
        context = context_of(graph, TODAY, memory=memory)
        operation = Operation(self.text, self.values, self.name)
        return Prepared(self.document, self.chosen, operation, context)


def asked(text: str, values: dict[str, Any] | None = None) -> Asked | None:
    """A document, if it is valid."""
    node = parse(text)
    return None if validate(SCHEMA.plain, node) else Asked(text, Document(node), values or {})


def drawn(number: int, *, careful: bool = True) -> Asked | None:
    """The drawn operation of a number; none where chance has put together what does not fit."""
    chance = Random(number)  # noqa: S311 # chance that can be repeated
    return asked(*Drawing(SCHEMA.plain, chance, careful).document())


def as_bytes(answer: Any) -> bytes:
    """An answer as clients get it; what JSON cannot say stands as its name."""
    return orjson.dumps(answer, default=repr)


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
        assert (as_bytes(again), again.objects) == (as_bytes(compiled), compiled.objects)
        assert looked_up(two) == asked_once
    return Both(reference, compiled, (looked_up(one), looked_up(two)), list(executor.asides))


def looked_up(graph: MadeUpGraph) -> list[Any]:
    """What loaders have read; a search without a shelf makes its index for itself."""
    return [read for read in graph.reads if not read[0].endswith(".wording")]


def check(question: Asked, found: Both, *, clean: bool = False) -> None:
    """See that both ways came to the same, in as many objects, read nothing twice, and stepped aside for a reason."""
    assert len(set(found.reads[1])) == len(found.reads[1]), question.text
    assert ("errors" in found.compiled) == ("errors" in found.reference), question.text
    assert as_bytes(found.compiled["data"]) == as_bytes(found.reference["data"]), (question.text, question.values)
    assert found.compiled.objects == objects(found.compiled["data"]), question.text
    if not found.asides:
        assert "errors" not in found.reference
        assert set(found.reads[0]) == set(found.reads[1]), question.text
    if clean and "errors" not in found.reference:
        assert found.asides == [], question.text


async def compare(number: int, odds: Iterable[int]) -> None:
    """See that the drawn operation of a number is answered alike, over graphs so odd; every fifth is not careful."""
    question = drawn(number, careful=number % 5 > 0)
    if question is None:
        return
    for odd in odds:
        found = await both(question, lambda: MadeUpGraph(number, odd))  # noqa: B023 # called at once
        check(question, found, clean=not odd)

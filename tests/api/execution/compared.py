"""One operation, executed in two ways over the same made-up graph."""

from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import orjson
from graphql import OperationDefinitionNode, parse, validate

from api.answering import Operation, Prepared
from api.context import context_of
from api.document.documents import Document
from api.schema.root import SCHEMA
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

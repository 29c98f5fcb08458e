"""Executes operations by their plans, and by graphql-core where a plan steps aside."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import strawberry
from graphql import SelectionSetNode, VariableNode
from graphql.execution.values import VariableValues, get_variable_values

from api.answering import Answer, Prepared, executed
from api.bounded import Bounded
from api.document.documents import Document, Documents
from api.execution.aside import Aside, Reason
from api.execution.compiler import Compiler
from api.execution.levels import Run
from api.execution.plan import Node, RawInfo, Request

MOST_PLANS = 8
"""Plans of one document: as many as there are values of the variables that steer it, up to here."""

STEERING = frozenset({"skip", "include"})


def conditions(selections: SelectionSetNode) -> Iterator[str]:
    """The variables in the conditions of a selection set, as deep as it goes."""
    for each in selections.selections:
        for directive in each.directives or ():
            for argument in directive.arguments or ():
                if directive.name.value in STEERING and isinstance(argument.value, VariableNode):
                    yield argument.value.name.value
        inner = getattr(each, "selection_set", None)
        if isinstance(inner, SelectionSetNode):
            yield from conditions(inner)


def steering(document: Document) -> frozenset[str]:
    """The variables of a document that steer what is asked."""
    sets = [*document.operations, *document.fragments.values()]
    return frozenset(name for each in sets for name in conditions(each.selection_set))


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans of a document, by operation and by what steers it: the values of the variables in conditions."""

    steering: frozenset[str]
    kept: Bounded[Node]

    @classmethod
    def of(cls, document: Document) -> "Plans":
        """Those that are kept with a document."""
        if cls not in document.notes:
            document.notes[cls] = Plans(steering(document), Bounded(MOST_PLANS))
        plans: Plans = document.notes[cls]
        return plans


class Executor:
    """
    Executes operations on a schema.

    `compiled` counts those that a plan answered, `asides` the others; `hits` and `misses` the plans that were there,
    and those that were made.
    """

    def __init__(self, schema: strawberry.Schema) -> None:
        self.schema = schema
        self.compiled = self.hits = self.misses = 0
        self.asides: Counter[Reason] = Counter()

    async def __call__(self, documents: Documents, ready: Prepared) -> Answer:
        """What comes of an operation."""
        try:
            answer = await self.answer(ready)
        except Aside as aside:
            self.asides[aside.reason] += 1
            return await executed(documents, ready)
        self.compiled += 1
        return answer

    async def answer(self, ready: Prepared) -> Answer:
        """What a plan makes of an operation."""
        try:
            request = self.request(ready)
            run = Run(self.plan(ready, request.variables), request)
            answer = Answer(data=await run.data())
            answer.objects = run.objects
            return answer
        except Aside:
            raise
        except Exception as error:
            raise Aside(Reason.FAILURE) from error

    def request(self, ready: Prepared) -> Request:
        """The run of an operation."""
        definitions = ready.chosen.variable_definitions or ()
        variables = get_variable_values(self.schema._schema, definitions, ready.variables)
        if isinstance(variables, list):
            raise Aside(Reason.VARIABLES)
        raw: Any = RawInfo(ready.context)
        return Request(ready.context, raw, strawberry.Info(raw, None), variables)  # type: ignore[arg-type] # of no field

    def plan(self, ready: Prepared, variables: VariableValues) -> Node:
        """The plan of an operation, made where there is none."""
        plans = Plans.of(ready.document)
        steers = VariableValues(
            {name: source for name, source in variables.sources.items() if name in plans.steering},
            {name: value for name, value in variables.coerced.items() if name in plans.steering},
        )
        name = f"{ready.operation.name or ''} {sorted(steers.coerced.items()) if steers.coerced else ''}"
        plan = plans.kept.find(name)
        if plan is None:
            self.misses += 1
            began = perf_counter()
            plan = Compiler(self.schema, ready.document.fragments, ready.chosen, steers).root()
            ready.context.timing.plan += perf_counter() - began
            plans.kept.keep(name, plan)
        else:
            self.hits += 1
        return plan

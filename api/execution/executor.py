"""Executes operations by their plans, and by graphql-core where a plan steps aside."""

from collections import Counter
from time import perf_counter

import strawberry
from graphql.execution.values import VariableValues, get_variable_values

from api.answering import Answer, Prepared, executed
from api.bounded import Bounded
from api.document.documents import Document, Documents
from api.execution.aside import Aside, Reason
from api.execution.compiler import Compiler
from api.execution.levels import Run
from api.execution.plan import Node, Request

MOST_PLANS = 8
"""Plans of one document: as many as there are values of the variables that steer it, up to here."""


def plans_of(document: Document) -> Bounded[Node]:
    """The plans that are kept with a document, by operation and by what steers it."""
    if Executor not in document.notes:
        document.notes[Executor] = Bounded(MOST_PLANS)
    plans: Bounded[Node] = document.notes[Executor]
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
        except Exception as error:
            self.asides[error.reason if isinstance(error, Aside) else Reason.FAILURE] += 1
        else:
            self.compiled += 1
            return answer
        return await executed(documents, ready)

    async def answer(self, ready: Prepared) -> Answer:
        """What a plan makes of an operation."""
        definitions = ready.chosen.variable_definitions or ()
        variables = get_variable_values(self.schema._schema, definitions, ready.variables)
        if isinstance(variables, list):
            raise Aside(Reason.VARIABLES)
        run = Run(self.plan(ready, variables), Request(ready.context, variables))
        answer = Answer(data=await run.data())
        answer.objects = run.objects
        return answer

    def plan(self, ready: Prepared, variables: VariableValues) -> Node:
        """The plan of an operation, made where there is none."""
        # any variable that is true or false may stand in a condition; no other can
        steering = {name: value for name, value in variables.coerced.items() if isinstance(value, bool)}
        plans, name = plans_of(ready.document), f"{ready.operation.name} {steering}"
        plan = plans.find(name)
        if plan is None:
            self.misses += 1
            began = perf_counter()
            fragments = ready.document.fragments
            plan = Compiler(self.schema, fragments, ready.chosen, VariableValues({}, steering)).root()
            ready.context.timing.plan += perf_counter() - began
            plans.keep(name, plan)
        else:
            self.hits += 1
        return plan

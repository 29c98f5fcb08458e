"""From an operation to its answer: what was asked, whether it may run, and what came of it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from time import perf_counter
from typing import Any

import orjson
from graphql import ExecutionResult, GraphQLError, OperationDefinitionNode, OperationType, execute

from api.context import Context, today
from api.document.cost import Cost, Spent, objects
from api.document.documents import Document, Documents
from api.document.limits import check_values
from api.eager import watched
from api.errors import TIMEOUT, UserError, code_and_message, failure
from api.schema.as_of import day_asked
from api.schema.pin import release_asked
from graph.errors import GraphError

LOG = logging.getLogger("mueang.answering")

INVALID = "GRAPHQL_VALIDATION_FAILED"
SEVERAL_OPERATIONS = "the document has several operations: name one of them as `operationName`"
NO_OPERATION = "the document has no operation: send a query, as in `{ release { id } }`"

Admit = Callable[[Cost], Awaitable[None]]
"""Lets an operation run, or raises `UserError`."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What a client asks: a document, its variables, and which of its operations to run."""

    query: str
    variables: dict[str, Any] | None
    name: str | None


class Answer(dict[str, Any]):
    """What a client gets: `data` and `errors`; without `data`, nothing was executed; `cost` is known of what was."""

    cost: Spent | None = None

    @cached_property
    def json(self) -> bytes:
        """It as JSON, written once: when it is remembered or sent; nothing is added to it after that."""
        return bytes(memoryview(orjson.dumps(self)))  # a copy: what the library gives holds room for more

    @cached_property
    def objects(self) -> int:
        """How many objects there are in its data; whoever has counted them says so."""
        return objects(self["data"])

    @property
    def executed(self) -> bool:
        """Whether the operation ran; what was wrong with the request is told by `errors` alone."""
        return "data" in self


def failed(code: str, message: str) -> Answer:
    """An answer that is one error."""
    return Answer(failure(code, message))


def error_of(error: GraphQLError) -> dict[str, Any]:
    """An error as clients see it: those of the request as they are, those of ours with a code and no more."""
    shown: dict[str, Any] = {**error.formatted}
    original = error.original_error
    if original is None or isinstance(original, GraphQLError):
        shown.setdefault("extensions", {}).setdefault("code", INVALID)
        return shown
    code, message = code_and_message(original)
    if not isinstance(original, UserError | GraphError):
        LOG.error("a resolver failed", exc_info=original)
    elif not isinstance(original, UserError):
        LOG.warning("%s: %s", type(original).__name__, original)
    return {**shown, "message": message, "extensions": {"code": code}}


def answer_of(result: ExecutionResult) -> Answer:
    """The answer to an operation; `data` is left out where nothing was executed."""
    answer = Answer()
    if result.errors:
        answer["errors"] = [error_of(error) for error in result.errors]
    if result.data is not None or any(error.path for error in result.errors or ()):
        answer["data"] = result.data
    return answer


@dataclass(frozen=True, slots=True)
class Prepared:
    """An operation that may run: its document is valid, and it is on its day."""

    document: Document
    chosen: OperationDefinitionNode
    operation: Operation
    context: Context

    @property
    def variables(self) -> dict[str, Any]:
        """The variables, of which there may be none."""
        return self.operation.variables or {}


def chosen_of(document: Document, name: str | None) -> OperationDefinitionNode | Answer:
    """The operation of a document that is to run, or why none is."""
    if document.node is None:
        return Answer(errors=[error_of(error) for error in document.errors])
    if name is None and len(document.operations) > 1:
        return failed(INVALID, SEVERAL_OPERATIONS)
    chosen = document.chosen(name)
    if chosen is None:
        message = f"the document has no operation {name!r}: name one of its own as `operationName`"
        return failed(INVALID, message if name else NO_OPERATION)
    if chosen.operation is not OperationType.QUERY:
        return failed(INVALID, f"`{chosen.operation.value}` is not served: the data are only read; send a `query`")
    return Answer(errors=[error_of(error) for error in document.errors]) if document.errors else chosen


def prepared(documents: Documents, context: Context, operation: Operation, today: date) -> Prepared | Answer:
    """What may run of an operation, of the release and on the day that it names itself. Raises `UserError`."""
    began = perf_counter()
    variables = operation.variables or {}
    check_values(variables, documents.limits)
    document = documents.of(operation.query)
    context.timing.validate += perf_counter() - began
    chosen = chosen_of(document, operation.name)
    if isinstance(chosen, Answer):
        return chosen
    pinned = release_asked(chosen, variables, context.graph.releases, context.dumps)
    release = pinned or context.view.release
    day = day_asked(chosen, variables, today, release.days)
    if pinned or day:
        context = context.at(release, day or context.day)
    return Prepared(document, chosen, operation, context)


async def executed(documents: Documents, ready: Prepared) -> Answer:
    """What comes of an operation."""
    assert ready.document.node is not None  # noqa: S101 # otherwise it was refused
    result = execute(
        documents.schema,
        ready.document.node,
        context_value=ready.context,
        variable_values=ready.operation.variables,
        operation_name=ready.operation.name,
    )
    return answer_of(result if isinstance(result, ExecutionResult) else await result)


Execute = Callable[[Documents, Prepared], Coroutine[Any, Any, Answer]]
"""What executes operations that may run: `executed`, or what does the same."""


async def anyone(_: Cost) -> None:
    """Lets every operation run."""


async def run(
    documents: Documents,
    ready: Prepared,
    admit: Admit = anyone,
    deadline: float | None = None,
    execute: Execute = executed,
) -> Answer:
    """The answer to an operation that may run, once it is admitted; raises `UserError` where it is not."""
    timing, began = ready.context.timing, perf_counter()
    cost = documents.cost(ready.document, ready.chosen, ready.variables)
    timing.validate += perf_counter() - began
    await admit(cost)
    began = perf_counter()
    try:
        answer = await watched(execute(documents, ready), lambda: asyncio.timeout(deadline))
    except TimeoutError:
        return failed(*TIMEOUT)
    finally:
        ready.context.loaders.end()
        timing.executed += perf_counter() - began
    answer.cost = cost.spent(answer.objects) if answer.executed else None
    return answer


async def answered(
    documents: Documents, context: Context, operation: Operation, today: Callable[[], date] = today
) -> Answer:
    """The answer to an operation, in a context; where it names a day itself, on that day."""
    try:
        ready = prepared(documents, context, operation, today())
        return await run(documents, ready) if isinstance(ready, Prepared) else ready
    except UserError as error:
        return failed(*code_and_message(error))

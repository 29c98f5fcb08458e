"""From an operation to its answer: what was asked, whether it may run, and what came of it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphql import ExecutionResult, GraphQLError, OperationDefinitionNode, OperationType, execute

from api.context import Context, today
from api.document.cost import Cost
from api.document.documents import Document, Documents
from api.errors import TIMEOUT, UserError, code_and_message
from api.log import REQUEST
from api.schema.as_of import day_asked
from graph.errors import GraphError

LOG = logging.getLogger("mueang.answering")

INVALID = "GRAPHQL_VALIDATION_FAILED"
SEVERAL_OPERATIONS = "the document has several operations: name one of them as `operationName`"
NO_OPERATION = "the document has no operation: send a query, as in `{ release { id } }`"

Admit = Callable[[Cost], Awaitable[None]]
"""Lets an operation run, or raises `UserError`."""

DEADLINE = 20.0
"""Seconds for a whole operation, however many reads it takes."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What a client asks: a document, its variables, and which of its operations to run."""

    query: str
    variables: dict[str, Any] | None
    name: str | None


class Answer(dict[str, Any]):
    """What a client gets: `data` and `errors`; without `data`, nothing was executed; `cost` is known of what was."""

    cost: Cost | None = None

    @property
    def executed(self) -> bool:
        """Whether the operation ran; what was wrong with the request is told by `errors` alone."""
        return "data" in self


def failed(code: str, message: str) -> Answer:
    """An answer that is one error."""
    return Answer(errors=[{"message": message, "extensions": {"code": code}}])


def error_of(error: GraphQLError) -> dict[str, Any]:
    """An error as clients see it: those of the request as they are, those of ours with a code and no more."""
    shown: dict[str, Any] = {**error.formatted}
    original = error.original_error
    if original is None or isinstance(original, GraphQLError):
        shown.setdefault("extensions", {}).setdefault("code", INVALID)
        return shown
    code, message = code_and_message(original)
    if not isinstance(original, UserError | GraphError):
        LOG.error("%s a resolver failed", REQUEST.get(), exc_info=original)
    elif not isinstance(original, UserError):
        LOG.warning("%s %s: %s", REQUEST.get(), type(original).__name__, original)
    return {**shown, "message": message, "extensions": {"code": code}}


def answer_of(result: ExecutionResult) -> Answer:
    """The answer to an operation; `data` is left out where nothing was executed."""
    answer = Answer()
    if result.errors:
        answer["errors"] = [error_of(error) for error in result.errors]
    if result.data is not None or any(error.path for error in result.errors or ()):
        answer["data"] = result.data
    return answer


def refused(document: Document, name: str | None) -> Answer | None:
    """Why an operation is not executed, if it is not."""
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
    return Answer(errors=[error_of(error) for error in document.errors]) if document.errors else None


async def executed(documents: Documents, document: Document, context: Context, operation: Operation) -> Answer:
    """What comes of an operation that may run."""
    assert document.node is not None  # noqa: S101 # otherwise it was refused
    result = execute(
        documents.schema,
        document.node,
        context_value=context,
        variable_values=operation.variables,
        operation_name=operation.name,
    )
    return answer_of(result if isinstance(result, ExecutionResult) else await result)


def on_its_day(context: Context, chosen: OperationDefinitionNode, variables: dict[str, Any], today: date) -> Context:
    """The context on the day that the operation names, if it names one; raises `UserError`."""
    day = day_asked(chosen, variables, today, context.view.release.days)
    return context if day is None else context.on(day)


async def anyone(cost: Cost) -> None:  # the name by which it is called
    """Lets every operation run."""


async def answered(
    documents: Documents,
    context: Context,
    operation: Operation,
    today: Callable[[], date] = today,
    admit: Admit = anyone,
) -> Answer:
    """The answer to an operation, in a context; where it names a day itself, on that day."""
    try:
        document = documents.of(operation.query)
        refusal = refused(document, operation.name)
        chosen = document.chosen(operation.name)
        if refusal is not None or chosen is None:
            return refusal or failed(INVALID, NO_OPERATION)
        variables = operation.variables or {}
        context = on_its_day(context, chosen, variables, today())
        cost = documents.cost(document, chosen, variables)
        await admit(cost)
        async with asyncio.timeout(DEADLINE):
            answer = await executed(documents, document, context, operation)
            answer.cost = cost if answer.executed else None
            return answer
    except UserError as error:
        return failed(*code_and_message(error))
    except TimeoutError:
        return failed(*TIMEOUT)

"""
GraphQL over HTTP: one request, one Context.

POST with a JSON body, or GET with `query`, `variables` (JSON) and `operationName`; the answer is JSON. What is
no GraphQL request at all gets 400, a database that does not answer gets a GraphQL error with `extensions.code`.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from graphql import GraphQLError, GraphQLSyntaxError, OperationDefinitionNode, parse
from starlette.requests import Request
from starlette.responses import Response
from strawberry import Schema
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from api.context import Context, context_of, today
from api.errors import UserError, code_and_message
from api.log import REQUEST
from api.schema.as_of import AS_OF, day_asked
from graph.errors import GraphError
from graph.query import Graph
from graph.search.shelf import Shelf

LOG = logging.getLogger("mueang.endpoint")

MEDIA_TYPE = "application/json; charset=utf-8"
READS = (OperationType.QUERY,)
SEVERAL_OPERATIONS = "the document has several operations: name one of them as `operationName`"
NO_OPERATION = "the document has no operation: send a query, as in `{ release { id } }`"


@dataclass(frozen=True, slots=True)
class Operation:
    """What a client asks: a document, its variables, and which of its operations to run."""

    query: str
    variables: dict[str, Any] | None
    name: str | None


class RequestError(Exception):
    """A request that is no GraphQL request: the message shows what is wrong, and the cure."""


def parsed(text: bytes | str, what: str) -> Any:
    """JSON, or a clear error."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise RequestError(f"{what} is not JSON ({error}): send JSON") from error


def operation_of(fields: dict[str, Any]) -> Operation:
    """The operation that the fields of a request describe."""
    query, variables, name = (fields.get(field) for field in ("query", "variables", "operationName"))
    if not isinstance(query, str) or not query:
        raise RequestError('the request has no `query`: send {"query": "{ release { id } }"}')
    if variables is not None and not isinstance(variables, dict):
        raise RequestError(f"`variables` is {type(variables).__name__}: send an object of values by name")
    if name is not None and not isinstance(name, str):
        raise RequestError(f"`operationName` is {type(name).__name__}: send the name of an operation in `query`")
    return Operation(query, variables, name or None)


async def asked(request: Request) -> Operation:
    """What a request asks."""
    if request.method != "POST":
        fields: dict[str, Any] = dict(request.query_params)
        if "variables" in fields:
            fields["variables"] = parsed(fields["variables"], "`variables`")
        return operation_of(fields)
    body = parsed(await request.body(), "the body")
    if not isinstance(body, dict):
        raise RequestError(f"the body is {type(body).__name__}: send one object")
    return operation_of(body)


def error_of(error: GraphQLError) -> dict[str, Any]:
    """An error as clients see it: those of the request as they are, those of ours with a code and no more."""
    shown: dict[str, Any] = {**error.formatted}
    original = error.original_error
    if original is None or isinstance(original, GraphQLError):
        shown.setdefault("extensions", {}).setdefault("code", "GRAPHQL_VALIDATION_FAILED")
        return shown
    code, message = code_and_message(original)
    if not isinstance(original, UserError | GraphError):
        LOG.error("%s a resolver failed", REQUEST.get(), exc_info=original)
    elif not isinstance(original, UserError):
        LOG.warning("%s %s: %s", REQUEST.get(), type(original).__name__, original)
    return {**shown, "message": message, "extensions": {"code": code}}


def answer_of(result: Any) -> dict[str, Any]:
    """The answer to an operation; `data` is left out where nothing was executed."""
    answer: dict[str, Any] = {}
    if result.errors:
        answer["errors"] = [error_of(error) for error in result.errors]
    if isinstance(result, ExecutionResult) and (result.data is not None or not result.errors):
        answer["data"] = result.data
    elif result.errors and any(error.path for error in result.errors):
        answer["data"] = None
    return answer


def failed(code: str, message: str) -> dict[str, Any]:
    """An answer that is one error."""
    return {"errors": [{"message": message, "extensions": {"code": code}}]}


def operations_in(query: str) -> list[OperationDefinitionNode]:
    """The operations of a document; one that cannot be parsed has none."""
    try:
        definitions = parse(query).definitions
    except GraphQLSyntaxError:
        return []
    return [each for each in definitions if isinstance(each, OperationDefinitionNode)]


def on_its_day(
    context: Context, operation: Operation, chosen: Iterable[OperationDefinitionNode], today: date
) -> Context:
    """The context on the day that the operation names, if it names one; raises `UserError`."""
    for node in chosen:
        day = day_asked(node, operation.variables or {}, today, context.view.release.days)
        if day is not None:
            return context.on(day)
    return context


async def answered(
    schema: Schema, context: Context, operation: Operation, today: Callable[[], date] = today
) -> dict[str, Any]:
    """The answer to an operation, in a context; where it names a day itself, on that day."""
    if operation.name is None or AS_OF.name in operation.query:
        operations = operations_in(operation.query)
        if operation.name is None and len(operations) > 1:
            return failed("GRAPHQL_VALIDATION_FAILED", SEVERAL_OPERATIONS)
        chosen = [each for each in operations if operation.name in {None, each.name and each.name.value}]
        try:
            context = on_its_day(context, operation, chosen, today())
        except UserError as error:
            return failed(*code_and_message(error))
    try:
        result = await schema.execute(
            operation.query,
            variable_values=operation.variables,
            context_value=context,
            operation_name=operation.name,
            allowed_operation_types=READS,
        )
    except InvalidOperationTypeError as error:
        message = f"`{error.operation_type.value}` is not served: the data are only read; send a `query`"
        return failed("GRAPHQL_VALIDATION_FAILED", message)
    except CannotGetOperationTypeError:
        message = f"the document has no operation {operation.name!r}: name one of its own as `operationName`"
        return failed("GRAPHQL_VALIDATION_FAILED", message if operation.name else NO_OPERATION)
    return answer_of(result)


def rendered(answer: dict[str, Any], status: int = 200) -> Response:
    """An answer as JSON."""
    return Response(orjson.dumps(answer), status, media_type=MEDIA_TYPE)


class Endpoint:
    """Answers `/graphql`."""

    def __init__(self, schema: Schema, graph: Graph, today: Callable[[], date], shelf: Shelf) -> None:
        self.schema = schema
        self.graph = graph
        self.today = today
        self.shelf = shelf

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        try:
            operation = await asked(request)
            context = context_of(self.graph, self.today(), self.shelf)
        except RequestError as error:
            return rendered(failed("BAD_REQUEST", str(error)), 400)
        except GraphError as error:
            return rendered(failed(*code_and_message(error)), 503)
        return rendered(await answered(self.schema, context, operation, self.today))

"""
GraphQL over HTTP: one request, one Context.

POST with a JSON body, or GET with `query` or `documentId`, `variables` (JSON) and `operationName`. What is no GraphQL
request gets 400, a database that does not answer 503; see `api.media` for the status of what is one.
"""

from collections.abc import Callable
from datetime import date

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.answering import Answer, Operation, answered, failed
from api.context import context_of
from api.document.documents import Documents
from api.errors import UserError, code_and_message
from api.media import ANSWERS, HTML, JSON, chosen, status_of
from api.persisted import Persisted
from api.request import Asked, RequestError, asked
from api.welcome import page
from graph.errors import GraphError
from graph.query import Graph
from graph.search.shelf import Shelf

AT_ONCE = 64
"""So many operations one process works on; more would wait for each other, and all of them in vain."""

VARY = {"vary": "Accept"}
PARAMETERS = ("query", "documentId", "extensions")


class Endpoint:
    """Answers `/graphql`."""

    def __init__(
        self, documents: Documents, persisted: Persisted, graph: Graph, today: Callable[[], date], shelf: Shelf
    ) -> None:
        self.documents = documents
        self.persisted = persisted
        self.graph = graph
        self.today = today
        self.shelf = shelf
        self.running = 0

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        accept = request.headers.get("accept", "")
        if wants_page(request, accept):
            return HTMLResponse(page(str(request.url.replace(query=""))), headers=VARY)
        media = chosen(accept, ANSWERS)
        if media is None:
            message = f"`accept: {accept[:100]}` leaves no answer: accept {' or '.join(ANSWERS)}"
            return rendered(failed("NOT_ACCEPTABLE", message), JSON, 406)
        try:
            return rendered(await self.answer(await asked(request)), media)
        except RequestError as error:
            return rendered(failed("BAD_REQUEST", str(error)), media, error.status)

    async def answer(self, wanted: Asked) -> Answer:
        """The answer to what is asked, unless too much is going on."""
        if self.running >= AT_ONCE:
            return failed("OVERLOADED", f"{AT_ONCE} operations are running here: try again in a second")
        self.running += 1
        try:
            operation = Operation(self.persisted.text(wanted), wanted.variables, wanted.name)
            context = context_of(self.graph, self.today(), self.shelf)
            return await answered(self.documents, context, operation, self.today)
        except (UserError, GraphError) as error:
            return failed(*code_and_message(error))
        finally:
            self.running -= 1


def wants_page(request: Request, accept: str) -> bool:
    """Whether a browser has come without a question."""
    asks = request.method == "POST" or any(name in request.query_params for name in PARAMETERS)
    return not asks and chosen(accept, (HTML, *ANSWERS)) == HTML


def rendered(answer: Answer, media: str, status: int | None = None) -> Response:
    """An answer as JSON."""
    status = status or status_of(answer, media)
    headers = VARY | ({"retry-after": "1"} if status == 503 else {})  # noqa: PLR2004 # service unavailable
    return Response(orjson.dumps(answer), status, headers, f"{media}; charset=utf-8")

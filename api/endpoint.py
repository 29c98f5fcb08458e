"""
GraphQL over HTTP: one request, one Context.

POST with a JSON body, or GET with `query` or `documentId`, `variables` (JSON) and `operationName`. What is no GraphQL
request gets 400, a database that does not answer 503; see `api.media` for the status of what is one.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.answering import Answer, Operation, answered, failed
from api.context import Context
from api.document.cost import Cost
from api.document.documents import Documents
from api.errors import UserError, code_and_message
from api.media import ANSWERS, HTML, JSON, chosen, status_of
from api.persisted import Persisted
from api.rates import Client, Meter, Rates
from api.request import Asked, RequestError, asked
from api.welcome import page
from graph.errors import GraphError

AT_ONCE = 64
"""So many operations one process works on; more would wait for each other, and all of them in vain."""

Begin = Callable[[Meter], Context]
"""The context of a request that begins now; raises `GraphUnavailableError` while no release is loaded."""

VARY = {"vary": "Accept"}
RATE_LIMITED = 429
RETRY = (RATE_LIMITED, 503)
"""Statuses that pass."""

PARAMETERS = ("query", "documentId", "extensions")


class Endpoint:
    """Answers `/graphql`."""

    def __init__(
        self, documents: Documents, persisted: Persisted, rates: Rates, begin: Begin, today: Callable[[], date]
    ) -> None:
        self.documents = documents
        self.persisted = persisted
        self.rates = rates
        self.begin = begin
        self.today = today
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
            client = self.rates.client(address_of(request), request.headers.get("x-api-key"))
            answer = await self.answer(await asked(request), client)
            return rendered(answer, media, meter=await self.rates.meter(client))
        except RequestError as error:
            return rendered(failed("BAD_REQUEST", str(error)), media, error.status)
        except UserError as error:
            return rendered(failed(*code_and_message(error)), media)

    async def answer(self, wanted: Asked, client: Client) -> Answer:
        """The answer to what is asked, unless too much is going on."""
        if self.running >= AT_ONCE:
            return failed("OVERLOADED", f"{AT_ONCE} operations are running here: try again in a second")
        self.running += 1
        try:
            return await self.metered(wanted, client)
        except (UserError, GraphError) as error:
            return failed(*code_and_message(error))
        finally:
            self.running -= 1

    async def metered(self, wanted: Asked, client: Client) -> Answer:
        """The answer to what is asked, taken off the client's points: what has no answer costs what it might have."""
        operation = Operation(self.persisted.text(wanted), wanted.variables, wanted.name)
        context = self.begin(await self.rates.meter(client))
        charged = 0

        async def admit(cost: Cost) -> None:
            nonlocal charged
            await self.rates.check(client, cost.requested)
            charged = cost.requested

        answer = await answered(self.documents, context, operation, self.today, admit)
        if answer.cost:
            charged = answer.cost.actual(answer["data"])
        if charged:
            await self.rates.charge(client, charged)
        return answer


def address_of(request: Request) -> str:
    """The address of a client, as the server has it: forwarded ones count only from proxies that it trusts."""
    return request.client.host if request.client else "unknown"


def wants_page(request: Request, accept: str) -> bool:
    """Whether a browser has come without a question."""
    asks = request.method == "POST" or any(name in request.query_params for name in PARAMETERS)
    return not asks and chosen(accept, (HTML, *ANSWERS)) == HTML


def rendered(answer: Answer, media: str, status: int | None = None, meter: Meter | None = None) -> Response:
    """An answer as JSON."""
    status = status or status_of(answer, media)
    headers = VARY | (meter.headers if meter else {})
    if status in RETRY:
        headers["retry-after"] = str(max(1, meter.seconds) if meter and status == RATE_LIMITED else 1)
    return Response(
        orjson.dumps({**answer, **extensions_of(answer, meter)}), status, headers, f"{media}; charset=utf-8"
    )


def extensions_of(answer: Answer, meter: Meter | None) -> dict[str, Any]:
    """What is said beside an answer: what it cost, and what it might have."""
    if answer.cost is None:
        return {}
    cost = {"requested": answer.cost.requested, "actual": answer.cost.actual(answer["data"])}
    return {"extensions": {"cost": cost | ({"limit": meter.limit} if meter else {})}}

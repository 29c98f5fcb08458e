"""
GraphQL over HTTP: one request, one answer, as long as somebody waits for it.

POST with a JSON body, or GET with `query` or `documentId`, `variables` (JSON) and `operationName`. What is no GraphQL
request gets 400, a database that does not answer 503; see `api.rendering` for the status of what is one.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.errors import UserError, code_and_message
from api.media import HTML, JSON, NAMED, OFFERED, TABLES, chosen
from api.rates import Client
from api.rendering import VARY, Form, Known, refusal, rendered
from api.request import RequestError, asked
from api.service import Service
from api.welcome import page

T = TypeVar("T")

NOT_ACCEPTABLE = 406

GONE = 499
"""In the log, of a request whose client did not wait for the answer; nobody gets to see it."""

CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
"""The page loads nothing, and has its style with it."""

PARAMETERS = ("query", "documentId", "extensions")


UNATTENDED_SECONDS = 0.01
"""For so long nobody looks whether a client has gone."""


class GoneError(Exception):
    """The client does not wait for its answer any more."""


def welcome(request: Request) -> Response:
    """What a browser sees here where no pages are built."""
    return HTMLResponse(page(str(request.url.replace(query=""))), headers=VARY | {"content-security-policy": CSP})


class Endpoint:
    """Answers `/graphql`; a browser that asks nothing gets a page."""

    def __init__(self, service: Service, page: Callable[[Request], Response] = welcome) -> None:
        self.service = service
        self.page = page

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        if wants_page(request):
            return self.page(request)
        media = JSON
        try:
            media = media_of(request)
            form = Form(media, request.query_params.get("bom") == "true")
            client = client_of(self.service, request)
            known = Known(request.headers.get("if-none-match", ""), form)
            tabular = media in TABLES
            work = self.service.serve(await asked(request), client, tabular=tabular, parsed=tabular, known=known)
            return rendered(await awaited(work, request), form)
        except GoneError:
            return Response(status_code=GONE)
        except RequestError as error:
            return refusal(error.code, str(error), media, error.status)
        except UserError as error:
            return refusal(*code_and_message(error), media)


async def awaited(work: Coroutine[None, None, T], request: Request) -> T:
    """What comes of work; raises `GoneError` when the client goes away, and then the work has ended."""
    with Attended(request):
        return await work


async def departure(request: Request) -> None:
    """Returns when the client goes away."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


class Attended:
    """
    While this lasts, what is done in it ends when the client goes away; it raises `GoneError` then.

    Nobody looks for that in the first moments: most answers are there by then, and to look takes as long as they do.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self.left = self.over = False

    def __enter__(self) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 # whoever awaits is one
        self.task = task
        self.gone: asyncio.Task[None] | None = None
        self.soon = asyncio.get_running_loop().call_later(UNATTENDED_SECONDS, self.look)

    def look(self) -> None:
        """Begin to look whether the client is there."""
        self.gone = asyncio.create_task(departure(self.request), name="a client that may go away")
        self.gone.add_done_callback(self.leave)

    def leave(self, gone: asyncio.Task[None]) -> None:
        """End what is done: the client has gone."""
        if not (self.over or gone.cancelled()):
            self.left = True
            self.task.cancel()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.over = True
        self.soon.cancel()
        if self.gone is not None:
            self.gone.cancel()
        if self.left and self.task.uncancel() == 0 and kind is asyncio.CancelledError:
            raise GoneError


def media_of(request: Request) -> str:
    """The media type of the answer to a request; raises `RequestError`."""
    named = request.query_params.get("format")
    if named is not None:
        if named not in NAMED:
            raise RequestError(f"`format={named[:40]}` is not known: ask for {', '.join(NAMED)}")
        return NAMED[named]
    accept = request.headers.get("accept", "")
    media = chosen(accept)
    if media is None:
        message = f"`accept: {accept[:100]}` leaves no answer: accept {', '.join(OFFERED)}"
        raise RequestError(message, NOT_ACCEPTABLE, "NOT_ACCEPTABLE")
    return media


def address_of(request: Request) -> str:
    """The address of a client, as the server has it: forwarded ones count only from proxies that it trusts."""
    return request.client.host if request.client else "unknown"


def client_of(service: Service, request: Request) -> Client:
    """Who asks; raises `UserError` for a key that nobody has."""
    return service.rates.client(address_of(request), request.headers.get("x-api-key"))


def wants_page(request: Request) -> bool:
    """Whether a browser has come without a question."""
    asks = request.method == "POST" or any(name in request.query_params for name in PARAMETERS)
    return not asks and chosen(request.headers.get("accept", ""), (HTML, *OFFERED)) == HTML

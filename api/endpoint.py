"""
GraphQL over HTTP: one request, one answer, as long as somebody waits for it.

POST with a JSON body, or GET with `query` or `documentId`, `variables` (JSON) and `operationName`. What is no GraphQL
request gets 400, a database that does not answer 503; see `api.rendering` for the status of what is one.
"""

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.attending import GONE, GoneError, awaited
from api.errors import UserError, code_and_message
from api.media import HTML, JSON, NAMED, OFFERED, TABLES, chosen
from api.rates import Client
from api.rendering import VARY, Form, Known, refusal, rendered
from api.request import RequestError, asked
from api.service import Service
from api.welcome import page

NOT_ACCEPTABLE = 406

CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
"""The page loads nothing, and has its style with it."""

PARAMETERS = ("query", "documentId", "extensions")


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
            form = Form(media, parameters_of(request).get("bom") == "true")
            client = client_of(self.service, request)
            known = Known(request.headers.get("if-none-match", ""), form)
            tabular = media in TABLES
            work = self.service.serve(await asked(request), client, tabular=tabular, parsed=tabular, known=known)
            # What a POST brings is nothing that stands at the address: only tags of answers are looked at there.
            return rendered(await awaited(work, request), form, known=known.anything and request.method != "POST")
        except GoneError:
            return Response(status_code=GONE)
        except RequestError as error:
            return refusal(error.code, str(error), media, error.status)
        except UserError as error:
            return refusal(*code_and_message(error), media)


def parameters_of(request: Request) -> Mapping[str, str]:
    """The parameters in the address of a request; most have none."""
    return request.query_params if request.scope["query_string"] else {}


def media_of(request: Request) -> str:
    """The media type of the answer to a request; raises `RequestError`."""
    named = parameters_of(request).get("format")
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
    key = request.headers.get("x-api-key")  # of which the library takes each byte for a letter
    return service.rates.client(address_of(request), key and key.encode("latin-1").decode(errors="replace"))


def wants_page(request: Request) -> bool:
    """Whether a browser has come without a question."""
    asks = request.method == "POST" or any(name in parameters_of(request) for name in PARAMETERS)
    return not asks and chosen(request.headers.get("accept", ""), (HTML, *OFFERED)) == HTML

"""
GraphQL over HTTP: one request, one answer, as long as somebody waits for it.

POST with a JSON body, or GET with `query` or `documentId`, `variables` (JSON) and `operationName`. What is no GraphQL
request gets 400, a database that does not answer 503; see `api.rendering` for the status of what is one.
"""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.errors import UserError, code_and_message
from api.media import HTML, JSON, NAMED, OFFERED, TABLES, chosen
from api.rendering import VARY, Form, Known, refusal, rendered
from api.request import RequestError, asked
from api.service import Service
from api.waiting import GONE, GoneError, address_of, awaited
from api.welcome import page

NOT_ACCEPTABLE = 406

CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
"""The page loads nothing, and has its style with it."""

PARAMETERS = ("query", "documentId", "extensions")


class Endpoint:
    """Answers `/graphql`."""

    def __init__(self, service: Service) -> None:
        self.service = service

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        if wants_page(request):
            return HTMLResponse(
                page(str(request.url.replace(query=""))), headers=VARY | {"content-security-policy": CSP}
            )
        media = JSON
        try:
            media = media_of(request)
            form = Form(media, request.query_params.get("bom") == "true")
            client = self.service.rates.client(address_of(request), request.headers.get("x-api-key"))
            known = Known(request.headers.get("if-none-match", ""), form)
            work = self.service.serve(await asked(request), client, tabular=media in TABLES, known=known)
            return rendered(await awaited(work, request), form)
        except GoneError:
            return Response(status_code=GONE)
        except RequestError as error:
            return refusal(error.code, str(error), media, error.status)
        except UserError as error:
            return refusal(*code_and_message(error), media)


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


def wants_page(request: Request) -> bool:
    """Whether a browser has come without a question."""
    asks = request.method == "POST" or any(name in request.query_params for name in PARAMETERS)
    return not asks and chosen(request.headers.get("accept", ""), (HTML, *OFFERED)) == HTML

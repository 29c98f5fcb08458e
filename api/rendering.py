"""Answers as HTTP responses: as JSON, or as a table, each with the status that its media type gives it."""

from dataclasses import dataclass

import orjson
from starlette.responses import Response, StreamingResponse

from api.answering import Answer, failed
from api.errors import INTERNAL
from api.media import JSON, TABLES
from api.service import Served
from api.tabular.row import rows
from api.tabular.writer import CSV, csv_of
from api.tag import ANY, matches
from api.timing import Timing

VARY = {"vary": "Accept"}
NO_STORE = {"cache-control": "no-store"}
VARY_OF_KNOWN = {"vary": "Accept, Accept-Encoding"}
"""An answer that is sent may be too short to be compressed; one that is not sent is not known to be."""

STATUS = {
    "BAD_REQUEST": 400,
    "BACKEND_UNAVAILABLE": 503,
    "OVERLOADED": 503,
    "TIMEOUT": 504,
    "RATE_LIMITED": 429,
}
"""Statuses of answers that are one error, whatever their media type."""

RATE_LIMITED = STATUS["RATE_LIMITED"]
RETRY = (RATE_LIMITED, STATUS["OVERLOADED"])
"""Statuses that pass."""

MAX_AGE = 60
"""Seconds for which others may keep an answer: so long may they serve the release before."""


def status_of(answer: Answer, media: str) -> int:
    """The status of an answer: 200 where the operation ran or, as JSON, where it was at least a GraphQL request."""
    if answer.executed:
        return 200
    code = answer["errors"][0]["extensions"]["code"]
    return STATUS.get(code, 200 if media == JSON else 400)


def status_instead(answer: Answer) -> int:
    """The status of errors in place of what was to be made of the data: what ran, but not whole, is none either."""
    code = answer["errors"][0]["extensions"]["code"]
    return STATUS.get(code, 500 if code == INTERNAL[0] else 400)


def instead(served: Served, headers: dict[str, str]) -> Response:
    """Errors in place of what was to be made of the data, such as a table."""
    return as_json(body_of(served), JSON, status_instead(served.answer), headers, served.meter.seconds)


@dataclass(frozen=True, slots=True)
class Form:
    """In which form an answer is wanted: its media type and, of CSV, whether it begins with a byte order mark."""

    media: str
    bom: bool = False

    def tag(self, name: str) -> str:
        """The entity tag of the answer of a name; a weak one, since compression keeps it."""
        return f'W/"{name[:32]}-{self.media.rpartition("/")[2]}{"-bom" if self.bom else ""}"'


@dataclass(frozen=True, slots=True)
class Known:
    """The answers that a client has, as it says in `If-None-Match`."""

    tags: str
    form: Form

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and not self.anything and matches(self.tags, self.form.tag(name))

    @property
    def anything(self) -> bool:
        """Whether the client has whatever there is: whether there is any, is known only when it is there."""
        return self.tags.strip() == ANY


def rendered(served: Served, form: Form, *, known: bool = False) -> Response:
    """An answer in its form, unless the client has it: by its name, or since it is `known` whatever it is."""
    answer, format_ = served.answer, TABLES.get(form.media)
    headers = VARY | served.meter.headers | cache_headers(served, form) | timing_header(served.timing)
    if served.known or (known and "etag" in headers):
        return Response(status_code=304, headers=headers | VARY_OF_KNOWN)
    if format_ is None:
        return as_json(body_of(served), form.media, status_of(answer, form.media), headers, served.meter.seconds)
    if "errors" in answer or served.table is None:
        return instead(served, headers)
    lines = rows(served.table, answer["data"])
    content = csv_of(served.table, lines, bom=form.bom) if format_ is CSV else format_.write(served.table, lines)
    return StreamingResponse(content, headers=headers | {"content-type": format_.content_type})


def cache_headers(served: Served, form: Form) -> dict[str, str]:
    """For how long an answer may be kept, and by which tag it is known; errors are not kept at all."""
    if served.name is None or "errors" in served.answer:
        return NO_STORE
    return {"cache-control": f"public, max-age={MAX_AGE}", "etag": form.tag(served.name)}


def timing_header(timing: Timing) -> dict[str, str]:
    """How long the steps took, if any was taken."""
    header = timing.header
    return {"server-timing": header} if header else {}


def as_json(body: bytes, media: str, status: int, headers: dict[str, str], window: int = 0) -> Response:
    """JSON of a media type; what passes says in how many seconds: those of a `window` where the points are spent."""
    if status in RETRY:
        seconds = max(1, window) if status == RATE_LIMITED else 1
        headers = headers | {"retry-after": str(seconds)}
    return Response(body, status, headers, f"{media}; charset=utf-8")


def body_of(served: Served) -> bytes:
    """An answer with what is said beside it: what it cost. The answer itself is not written anew for that."""
    answer = served.answer
    if answer.cost is None:
        return answer.json
    cost = {"requested": answer.cost.requested, "actual": answer.cost.actual, "limit": served.most}
    return answer.json.removesuffix(b"}") + b"," + orjson.dumps({"extensions": {"cost": cost}}).removeprefix(b"{")


def refusal(code: str, message: str, media: str, status: int | None = None) -> Response:
    """The answer to a request that nothing was asked by."""
    answer = failed(code, message)
    media = JSON if media in TABLES else media
    return as_json(answer.json, media, status or status_of(answer, media), VARY | NO_STORE)


def refusal_instead(code: str, message: str) -> Response:
    """The same where no GraphQL request was made: the status says what it is."""
    answer = failed(code, message)
    return as_json(answer.json, JSON, status_instead(answer), NO_STORE)

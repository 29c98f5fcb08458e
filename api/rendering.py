"""Answers as HTTP responses: as JSON, or as a table, each with the status that its media type gives it."""

from typing import Any

import orjson
from starlette.responses import Response, StreamingResponse

from api.answering import Answer
from api.media import GRAPHQL, JSON, TABLES
from api.rates import Meter
from api.service import Served
from api.tabular.row import rows
from api.tabular.writer import CSV, csv_of

VARY = {"vary": "Accept"}

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


def status_of(answer: Answer, media: str) -> int:
    """The status of an answer: 200 where the operation ran or, as JSON, where it was at least a GraphQL request."""
    if answer.executed:
        return 200
    code = answer["errors"][0]["extensions"]["code"]
    return STATUS.get(code, 200 if media == JSON else 400)


def table_status(answer: Answer) -> int:
    """The status of errors that stand in place of a table: what ran, but not whole, is none either."""
    code = answer["errors"][0]["extensions"]["code"]
    return STATUS.get(code, 500 if code == "INTERNAL_SERVER_ERROR" else 400)


def rendered(served: Served, media: str, *, bom: bool = False) -> Response:
    """An answer in its media type."""
    answer, format_ = served.answer, TABLES.get(media)
    if format_ is None:
        return as_json(answer, media, status_of(answer, media), served.meter)
    if "errors" in answer or served.table is None:
        return as_json(answer, JSON, table_status(answer), served.meter)
    lines = rows(served.table, answer["data"])
    content = csv_of(served.table, lines, bom=bom) if format_ is CSV else format_.write(served.table, lines)
    headers = {**VARY, **served.meter.headers, "content-type": format_.content_type}
    return StreamingResponse(content, headers=headers)


def as_json(answer: Answer, media: str, status: int, meter: Meter | None = None) -> Response:
    """An answer as JSON."""
    headers = VARY | (meter.headers if meter else {})
    if status in RETRY:
        headers["retry-after"] = str(max(1, meter.seconds) if meter and status == RATE_LIMITED else 1)
    body = orjson.dumps({**answer, **extensions_of(answer, meter)})
    kind = media if media == GRAPHQL else JSON
    return Response(body, status, headers, f"{kind}; charset=utf-8")


def extensions_of(answer: Answer, meter: Meter | None) -> dict[str, Any]:
    """What is said beside an answer: what it cost, and what it might have."""
    if answer.cost is None:
        return {}
    cost = {"requested": answer.cost.requested, "actual": answer.cost.actual(answer["data"])}
    return {"extensions": {"cost": cost | ({"limit": meter.limit} if meter else {})}}

"""
Which media type an answer has: what the client accepts of what there is.

GraphQL over HTTP names two for answers: `application/json`, and `application/graphql-response+json`, with which the
status says whether the operation ran.
"""

import mimeparse

from api.answering import Answer

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
HTML = "text/html"
CSV = "text/csv"
NDJSON = "application/x-ndjson"

ANSWERS = (GRAPHQL, JSON)
"""The last one wins where a client accepts several alike, as with `*/*`."""


def chosen(accept: str, offered: tuple[str, ...]) -> str | None:
    """The media type that a client likes best; none where it accepts none of those offered."""
    try:
        return mimeparse.best_match(offered, accept or "*/*") or None
    except mimeparse.MimeTypeParseException:
        return None


def status_of(answer: Answer, media: str) -> int:
    """The status of an answer: 200 where the operation ran or, as JSON, where it was at least a GraphQL request."""
    if answer.executed:
        return 200
    code = answer["errors"][0]["extensions"]["code"]
    if code in STATUS:
        return STATUS[code]
    return 400 if media == GRAPHQL else 200


STATUS = {
    "BAD_REQUEST": 400,
    "BACKEND_UNAVAILABLE": 503,
    "OVERLOADED": 503,
    "TIMEOUT": 504,
    "RATE_LIMITED": 429,
}
"""Statuses of answers that are one error, whatever their media type."""

"""What an HTTP request asks: the parameters of GraphQL over HTTP, from a body of JSON or from the address."""

from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.requests import Request

JSON = "application/json"
MEDIA_TYPE = "`content-type: application/json`"


class RequestError(Exception):
    """A request that is no GraphQL request: the message shows what is wrong, and the cure."""

    def __init__(self, message: str, status: int = 400, code: str = "BAD_REQUEST") -> None:
        super().__init__(message)
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a request; a document may be named instead of sent."""

    query: str | None
    variables: dict[str, Any] | None = None
    name: str | None = None
    extensions: dict[str, Any] = field(default_factory=dict)
    document_id: str | None = None


def parsed(text: bytes | str, what: str) -> Any:
    """JSON, or a clear error."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise RequestError(f"{what} is not JSON ({error}): send JSON") from error


def text_of(fields: dict[str, Any], name: str, cure: str) -> str | None:
    """A parameter that is text; empty text is none."""
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise RequestError(f"`{name}` is {type(value).__name__}: {cure}")
    return value or None


def object_of(fields: dict[str, Any], name: str, cure: str) -> dict[str, Any] | None:
    """A parameter that is an object."""
    value = fields.get(name)
    if value is not None and not isinstance(value, dict):
        raise RequestError(f"`{name}` is {type(value).__name__}: {cure}")
    return value


def asked_by(fields: dict[str, Any]) -> Asked:
    """What the parameters of a request ask."""
    return Asked(
        text_of(fields, "query", "send a document as text"),
        object_of(fields, "variables", "send an object of values by name"),
        text_of(fields, "operationName", "send the name of an operation in `query`"),
        object_of(fields, "extensions", "send an object") or {},
        text_of(fields, "documentId", "send the id of a document, as text"),
    )


def is_json(content_type: str) -> bool:
    """Whether a body is declared as JSON in UTF-8."""
    media, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = [part.removeprefix("charset=").strip('"') for part in parameters if part.startswith("charset=")]
    return media == JSON and all(each in {"utf-8", "utf8"} for each in charsets)


async def asked(request: Request) -> Asked:
    """What a request asks; raises `RequestError`."""
    if request.method != "POST":
        fields: dict[str, Any] = dict(request.query_params)
        for name in ("variables", "extensions"):
            if name in fields:
                fields[name] = parsed(fields[name], f"`{name}`")
        return asked_by(fields)
    content_type = request.headers.get("content-type", "")
    if not is_json(content_type):
        raise RequestError(f"the body is declared as {content_type!r}: send JSON in UTF-8 with {MEDIA_TYPE}", 415)
    body = parsed(await request.body(), "the body")
    if not isinstance(body, dict):
        raise RequestError(f"the body is {type(body).__name__}: send one object")
    return asked_by(body)

"""
What is logged: an event a line, with the id of its request; not what the libraries say about the same thing.

Of a request, its line holds no more than `told`: nothing about who asks, and nothing of what is asked but its name.
"""

import logging
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from api.passage import OK, REQUEST, Passage

LOG = logging.getLogger("mueang")

QUIET = ("neo4j", "strawberry.execution")
"""The driver's retries and the executor's errors are told once by whoever handles them."""

TROUBLES_ALONE = ("mcp",)
"""The library of assistants tells of each request that it begins and ends."""

RESERVED = {*vars(logging.makeLogRecord({})), "asctime", "color_message", "message"}
"""What a record of any logger has; whatever else is on one was told with it."""

LONGEST = 200
"""Characters of a path or a name that are told: both are the client's words."""


class Form(StrEnum):
    """In which form lines are written."""

    TEXT = "text"
    JSON = "json"


def told(passage: Passage) -> dict[str, Any]:
    """What the line of a request holds."""
    fields: dict[str, Any] = {
        "method": passage.method,
        "path": passage.path[:LONGEST],
        "status": passage.status,
        "seconds": round(passage.seconds, 6),
    }
    if passage.trace:
        fields["trace"] = passage.trace
    operation = passage.operation
    if operation is None:
        return fields
    named = {"operation": operation.name and operation.name[:LONGEST], "cost": operation.cost}
    code = None if operation.outcome == OK else operation.outcome
    return fields | {name: value for name, value in {**named, "code": code}.items() if value is not None}


class OfRequest(logging.Filter):
    """Adds the id of the request that is being answered; lets everything pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = REQUEST.get()
        if request.id != "-":
            record.request = request.id
        return True


def shown(value: object) -> str:
    """A value as one word: what would end the line, or look like another field, is quoted."""
    text = str(value)
    return text if text.isprintable() and not set(text) & {" ", '"', "="} else repr(text)


class Text(logging.Formatter):
    """For people at a terminal: the message, and then what was told with it."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 # the library's name
        told: Mapping[str, Any] = record.__dict__
        fields = [f"{name}={shown(value)}" for name, value in told.items() if name not in RESERVED]
        return " ".join([super().formatMessage(record), *fields])


def formatter(form: Form) -> logging.Formatter:
    """What writes lines in a form."""
    if form is Form.TEXT:
        return Text()
    from api.jsonlines import Json  # noqa: PLC0415 # takes a while that a start without it has not got

    return Json()


def begin(level: str, form: Form = Form.TEXT) -> None:
    """Log from a severity on, to stderr; where logging has begun, as in the processes of the server, its form stays."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(form))
    handler.addFilter(OfRequest())
    logging.basicConfig(handlers=[handler])
    logging.getLogger().setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    for name in TROUBLES_ALONE:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))


def say(form: Form, text: str) -> None:
    """Say on stderr what goes on: in plain words, or in a line of the log where machines read it."""
    if form is Form.JSON:
        LOG.info(text)
    else:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

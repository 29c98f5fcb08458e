"""
What a client is told when something goes wrong.

* UserError   the request asks for what it may not: the message shows the value and the cure

Errors of the graph keep their own tree (`graph.errors`); `code_of` names each by the code that clients see in
`extensions.code`. Whatever has no code here is our bug: clients learn that it happened, and no more.
"""

from typing import Any

from graph.errors import GraphTimeoutError, GraphUnavailableError


class UserError(Exception):
    """A request that cannot be answered as asked."""

    def __init__(self, message: str, code: str = "BAD_USER_INPUT") -> None:
        super().__init__(message)
        self.code = code


INTERNAL = ("INTERNAL_SERVER_ERROR", "Something went wrong on our side; the error is logged with the request's id.")
UNAVAILABLE = ("BACKEND_UNAVAILABLE", "The database does not answer, or holds no data yet; try again in a few seconds.")
TIMEOUT = ("TIMEOUT", "The database did not answer in time; ask for less, or try again.")


def failure(code: str, message: str) -> dict[str, Any]:
    """The body of an answer that is one error."""
    return {"errors": [{"message": message, "extensions": {"code": code}}]}


def late(seconds: float) -> tuple[str, str]:
    """The code and the message of a request that was not whole in time."""
    return "REQUEST_TIMEOUT", f"the request was not whole after {seconds:g} s: send it at once"


def code_and_message(error: BaseException) -> tuple[str, str]:
    """The code and the message that a client may see; never a stack trace, Cypher or an address."""
    if isinstance(error, UserError):
        return error.code, str(error)
    if isinstance(error, GraphUnavailableError):
        return UNAVAILABLE
    if isinstance(error, GraphTimeoutError):
        return TIMEOUT
    return INTERNAL

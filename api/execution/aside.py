"""The one way out of a plan: it steps aside, and says why in fixed words, by which it is counted."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a plan stepped aside."""

    INTROSPECTION = "introspection"
    VARIABLES = "variables that do not fit"
    KIND = "a field of a kind that is not compiled"
    SIZE = "too many places"
    VALUE = "a value that is not as promised"
    FAILURE = "a resolver or a read that failed"


class Aside(Exception):  # noqa: N818 # not an error
    """A plan steps aside."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason

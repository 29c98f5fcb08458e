"""What a client is told when something goes wrong."""

import pytest

from api.errors import INTERNAL, TIMEOUT, UNAVAILABLE, UserError, code_and_message
from graph.errors import GraphMismatchError, GraphTimeoutError, GraphUnavailableError, LoadLockedError


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (UserError("ask for less"), ("BAD_USER_INPUT", "ask for less")),
        (UserError("no cursor", "INVALID_CURSOR"), ("INVALID_CURSOR", "no cursor")),
        (GraphUnavailableError("bolt://secret"), UNAVAILABLE),
        (GraphTimeoutError("MATCH (secret)"), TIMEOUT),
        (GraphMismatchError("MATCH (secret)"), INTERNAL),
        (LoadLockedError("secret"), INTERNAL),
        (KeyError("secret"), INTERNAL),
    ],
)
def test_an_error_has_a_code_and_says_no_more_than_it_may(error: Exception, told: tuple[str, str]) -> None:
    assert code_and_message(error) == told

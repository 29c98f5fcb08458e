"""What is logged: our own words with the request's id, not the libraries' about the same thing."""

import logging
from contextvars import ContextVar

REQUEST: ContextVar[str] = ContextVar("request", default="-")
"""The id of the request that is being answered."""

QUIET = ("neo4j", "strawberry.execution")
"""The driver's retries and the executor's errors are told once by whoever handles them."""


def begin(level: str) -> None:
    """Log from a severity on, to stderr."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)

"""
What tests need of a machine.

Without it they are skipped, and say so; where the checks are run for everybody, they fail.
"""

import os
import shutil
from typing import NoReturn

import pytest

from graph.embedded import EngineMissingError, Wheel
from tests.live import neo4j_server


def untested(what: str, reason: str) -> NoReturn:
    """End a test that lacks something."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} must be tested here: {reason}", pytrace=False)
    pytest.skip(f"{what} WAS NOT TESTED: {reason}")


def wheel() -> Wheel:
    """Where pip has put its engine."""
    try:
        return Wheel.found()
    except EngineMissingError as error:
        untested("THE EMBEDDED ENGINE", str(error))


def neo4j() -> None:
    """All that Neo4j is started with."""
    reason = neo4j_server.missing()
    if reason is not None:
        untested("NEO4J", reason)


def program(name: str, what: str) -> str:
    """Where a program is that tests something need."""
    found = shutil.which(name)
    if found is None:
        untested(what, f"there is no {name} on the PATH")
    return found

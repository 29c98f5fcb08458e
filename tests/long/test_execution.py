"""Twenty thousand comparisons of plans with graphql-core: drawn operations, on clean records and on odd ones."""

import os

import pytest

from tests.api.execution.compared import compare
from tests.api.execution.conftest import cleared

__all__ = ["cleared"]

pytestmark = [
    pytest.mark.long,
    pytest.mark.anyio,
    # where an error travels up, graphql-core leaves siblings behind that nobody awaits
    pytest.mark.filterwarnings("ignore:coroutine (?!.Loader).* was never awaited:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

DRAWN = int(os.environ.get("MUEANG_EXAMPLES", "5000"))
AT_ONCE = 50
FROM = 100_000
"""Numbers of other operations than those that the quick tests draw."""

ODDS = (0, 2, 10, 100)


@pytest.mark.parametrize("start", range(0, DRAWN, AT_ONCE))
async def test_drawn_operations_are_answered_alike(start: int) -> None:
    for number in range(start, min(start + AT_ONCE, DRAWN)):
        await compare(FROM + number, ODDS)

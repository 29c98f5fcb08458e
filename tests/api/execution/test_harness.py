"""What the differential tests stand on: drawn operations are valid, and made-up graphs answer alike twice."""

import pytest

from api.answering import executed
from api.schema.root import DOCUMENTS
from tests.api.execution.compared import as_bytes, drawn
from tests.api.execution.made import MadeUpGraph

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.filterwarnings("ignore:coroutine (?!.Loader).* was never awaited:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_nearly_all_drawn_operations_are_valid() -> None:
    invalid = [number for number in range(60) if drawn(number) is None]

    assert len(invalid) < 6


async def test_the_same_question_to_the_same_made_up_graph_has_the_same_answer() -> None:
    asked = drawn(3)
    assert asked is not None

    first, second = [as_bytes(await executed(DOCUMENTS, asked.over(MadeUpGraph(3)))) for _ in range(2)]

    assert first == second


async def test_most_answers_have_no_errors_until_what_they_rest_on_is_odd() -> None:
    found = [asked for number in range(12) if (asked := drawn(number)) is not None]

    clean = [await executed(DOCUMENTS, asked.over(MadeUpGraph(0))) for asked in found]
    odd = [await executed(DOCUMENTS, asked.over(MadeUpGraph(0, odd=50))) for asked in found]

    assert sum("errors" not in answer for answer in clean) > len(found) / 2
    assert sum("errors" in answer for answer in odd) > len(found) / 3

"""The answers that the example operations give: `tests/examples/<name>.json`, as of the README's day."""

import json
from pathlib import Path
from typing import Any

from api.example import Example
from tests.readme import DAY, printed

ANSWERS = Path(__file__).parent

__all__ = ["ANSWERS", "DAY", "answer_file", "expected", "printed"]


def answer_file(example: Example) -> Path:
    """Where the answer to an example is kept."""
    return ANSWERS / f"{example.name}.json"


def expected(example: Example) -> Any:
    """The answer that is kept."""
    return json.loads(answer_file(example).read_text(encoding="utf-8"))

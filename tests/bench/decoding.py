"""
`python -m tests.bench.decoding` prints what a row takes to become a record: by pydantic, and by generated code.

Microseconds a row, the least of many runs, by turns: rows of a list of projects as the driver gives them.
"""

import time
from collections.abc import Callable

from graph import model
from graph.decoding import decoder, present
from graph.queries import city

ROWS = 500
RUNS = 40


def row() -> dict[str, object]:
    """A project of a city, with the documents that say so."""
    link = dict.fromkeys(model.Link.model_fields) | {"sources": ["source:synthetic"], "confidence": "high"}
    node = dict.fromkeys(model.Project.model_fields) | {
        "id": "project:synthetic-000001-1",
        "name_th": "โครงการจำลอง 1-1",
        "name_en": "Synthetic Project 1-1",
        "name_en_kind": "descriptive",
        "kind": "synthetic",
        "date": "2021",
        "sources": ["source:synthetic"],
        "confidence": "high",
    }
    return {"node": node, "link": link, "cursor": "2021|project:synthetic-000001-1"}


def least(make: Callable[[dict[str, object]], object], rows: list[dict[str, object]]) -> float:
    """Microseconds a row, in the best of many runs."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        for each in rows:
            make(each)
        taken.append(time.perf_counter() - start)
    return min(taken) / len(rows) * 1e6


def main() -> None:
    """Print both."""
    record = city.PROJECTS.page.record
    rows = [row() for _ in range(ROWS)]
    by_pydantic = least(lambda each: record.model_validate(present(each)), rows)
    by_code = least(decoder(record), rows)
    print(f"pydantic {by_pydantic:.1f} µs, code {by_code:.1f} µs a row: {by_pydantic / by_code:.1f} times")


if __name__ == "__main__":
    main()

"""Where all cities stand on a day: what the API says, and what plain Python says."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from api.answering import Operation, answered
from api.context import context_of
from api.schema.root import DOCUMENTS
from tests.live.programme import World

END = date(2100, 1, 1)
"""The day that it is in these tests: all others have come."""

CITIES = """query($day: String!) @asOf(date: $day) {
    cities(first: 100) { nodes { id status { value } approved { answer } handedOver { answer } inForce { answer } } }
    counts { approved handedOver inForce }
}"""


async def asked(graph: Any, query: str, **variables: Any) -> Any:
    """The data of an answer without errors."""
    operation = Operation(query, variables, None)
    answer = await answered(DOCUMENTS, context_of(graph, END), operation, lambda: END)
    assert "errors" not in answer, answer
    return answer["data"]


def expected(seeds: World, day: date) -> dict[str, tuple[str, ...]]:
    """What plain Python finds for each city."""
    rules = (seeds.status, seeds.approved, seeds.handed_over, seeds.in_force)
    return {city: tuple(rule(city, day).upper() for rule in rules) for city in seeds.cities}


def found(data: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What an answer says of each city."""
    for city in data["cities"]["nodes"]:
        findings = (city[name]["answer"] for name in ("approved", "handedOver", "inForce"))
        yield city["id"], (city["status"]["value"], *findings)


def sums_of(data: Any) -> list[int]:
    """How many cities are approved, handed over and in force, by their fields."""
    return [Counter(row[place] for _, row in found(data))["YES"] for place in (1, 2, 3)]

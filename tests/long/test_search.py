"""
Search among a hundred thousand made-up cities and their five hundred thousand projects.

`make long` runs it. It prints what it measured, and asserts limits that a busy machine keeps too.
"""

import random
import re
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from graph.client import Neo4jGraph
from graph.search.finding import Ranking
from graph.search.index import Choice, Index
from graph.search.shelf import Shelf
from tests.long.conftest import CITIES

pytestmark = [pytest.mark.long, pytest.mark.live, pytest.mark.anyio]

SEARCHES = 40
MOST_MEDIAN_MILLISECONDS = 15
MOST_INDEX_MEGABYTES = 200

RANDOM = random.Random(1)  # noqa: S311 # which cities are looked for is no secret


def city() -> int:
    """The number of a city."""
    return RANDOM.randrange(1, CITIES)


ASKED: dict[str, Callable[[], str]] = {
    "a city": lambda: f"Synthetic City {city()}",
    "a city in Thai": lambda: f"เมืองจำลอง {city()}",
    "a project in Thai": lambda: f"โครงการจำลอง {city()}-3",
    "a project mistyped": lambda: f"Sinthetic Proect {city()}-2",
    "an id": lambda: f"city:synthetic-{city():06d}",
    "a province": lambda: RANDOM.choice(("Phuket", "Chiengmai", "ขอนแก่น", "นครราชสีมา")),
    "the wrong layout": lambda: "4^gdH9",
    "a word in everything": lambda: RANDOM.choice(("synthetic", "จำลอง")),
    "nonsense": lambda: "asdf qwer zxcv",
    "200 characters": lambda: " ".join(str(city()) for _ in range(40))[:200],
}
CHOICES = {"": Choice(), " on a day": Choice(day=20211231), " of a noun": Choice(frozenset({"City"}))}


def milliseconds(index: Index, text: str, choice: Choice) -> float:
    """How long a search takes; of the processor's time, which does not depend on who else uses the machine."""
    began = time.process_time()
    Ranking(index, text, choice).best()
    return (time.process_time() - began) * 1000


def megabytes_of(directory: Path) -> float:
    """The size of the files in a directory."""
    return sum(file.stat().st_size for file in directory.rglob("*") if file.is_file()) / 1e6


def figures(taken: list[float]) -> str:
    """The middle and the end of some times."""
    return f"median {statistics.median(taken):5.1f} ms, p99 {sorted(taken)[int(len(taken) * 0.99)]:6.1f} ms"


def most_megabytes() -> int:
    """The most memory that this process has ever had."""
    status = Path("/proc/self/status")
    matched = re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="ascii")) if status.exists() else None
    return int(matched[1]) // 1024 if matched else 0


@pytest.mark.parametrize("loaded", ["embedded"], indirect=True)  # an index does not depend on who was read
async def test_searching_a_hundred_thousand_cities(
    graph: Neo4jGraph, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began, memory = time.monotonic(), most_megabytes()
    index = await Shelf(tmp_path).index(graph.at(graph.release, date.max))
    built = time.monotonic() - began
    again = time.monotonic()
    await Shelf(tmp_path).index(graph.at(graph.release, date.max))
    reopened = time.monotonic() - again

    size = megabytes_of(tmp_path)
    every: list[float] = []
    with capsys.disabled():
        print(f"\n{index.size} things: {size:.0f} MB, built in {built:.0f} s, opened in {reopened:.2f} s")  # noqa: T201
        print(f"memory {memory} MB before, at most {most_megabytes()} MB")  # noqa: T201
        for condition, choice in CHOICES.items():
            for name, text in ASKED.items():
                taken = [milliseconds(index, text(), choice) for _ in range(SEARCHES)]
                every += taken
                print(f"{name + condition:32} {figures(taken)}")  # noqa: T201
        print(f"{'all':32} {figures(every)}")  # noqa: T201

    number = city()
    for name, wanted in (
        (f"Synthetic City {number}", f"city:synthetic-{number:06d}"),
        (f"โครงการจำลอง {number}-3", f"project:synthetic-{number:06d}-3"),
        ("Chiengmai", "province:TH-50"),
    ):
        assert [match.id for match in Ranking(index, name, Choice()).best(1)] == [wanted]
    assert index.size > 600_000
    assert statistics.median(every) < MOST_MEDIAN_MILLISECONDS
    assert size < MOST_INDEX_MEGABYTES

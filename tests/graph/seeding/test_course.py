"""How things rank by what turns from day to day, of what a load reads of them a part at a time."""

from bisect import bisect_right
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.ranking import turned
from graph.seeding.course import Coded, Course
from graph.stretch import RANKED

DAYS = ["", "2021-05-01", "2023-05-01", "2024-02-29"]
VALUES = st.sampled_from(["", "approved", "returned"])
COURSES = st.lists(st.dictionaries(st.sampled_from(DAYS[1:]), VALUES), max_size=12)
"""Of each thing, its value from each of some days on; before them, that of nothing."""


def told(courses: list[dict[str, str]], apart: int) -> Course:
    """The course of things that are told of so many at a time, in no order."""
    found = Coded()
    for first in range(0, len(courses), apart):
        part = [
            (number, day, value)
            for number, each in enumerate(courses[first : first + apart])
            for day, value in ({"": ""} | each).items()
        ]
        found.add(sorted(part, reverse=True))
    return found.ranked()


@given(COURSES, st.integers(1, 5), st.sampled_from([date.min, *map(date.fromisoformat, DAYS[1:]), date.max]))
def test_things_rank_by_what_is_so_on_a_day(courses: list[dict[str, str]], apart: int, day: date) -> None:
    rows: list[dict[str, Any]] = [
        {"at": None, "days": None, "to": None} | row for row in told(courses, apart).parts(RANKED)
    ]

    ranks = turned(rows, day)

    def value(course: dict[str, str]) -> str:
        days = sorted({"": ""} | course)
        return ({"": ""} | course)[days[bisect_right(days, day.isoformat()) - 1]]

    ever = sorted({each for course in courses for each in course.values()} - {""})
    assert ranks == [ever.index(found) if (found := value(each)) else -1 for each in courses]


def test_what_stays_as_it_is_does_not_turn() -> None:
    course = told([{"2021-05-01": "", "2023-05-01": "approved", "2024-02-29": "approved"}], 1)

    assert list(course.parts(RANKED)) == [
        {"ranks": [-1], "at": [0], "days": [date(2023, 5, 1).toordinal()], "to": [0]},
    ]


def test_turns_are_noted_beside_the_ranks_of_their_things() -> None:
    turning = {"2021-05-01": "approved"}
    course = told([turning, {}, turning, {}, {}, turning], 4)

    assert [(row["ranks"], row["at"], row["to"]) for row in course.parts(2)] == [
        ([-1, -1], [0], [0]),
        ([-1, -1], [0], [0]),
        ([-1, -1], [1], [0]),
    ]


def test_of_what_never_turns_ranks_alone_are_noted() -> None:
    assert list(told([{}, {}], 1).parts(RANKED)) == [{"ranks": [-1, -1]}]

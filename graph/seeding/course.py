"""How the things of a list rank by a property, and how that turns from day to day."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from operator import itemgetter

from graph.seeding.rows import Row

MISSING = ""

Turn = tuple[int, str, str]
"""Which thing has which value from which day on; an empty text is before all days, and a value that is missing."""


def numbers() -> "array[int]":
    """No numbers yet."""
    return array("i")


@dataclass(frozen=True, slots=True)
class Course:
    """
    How the things of a list rank, in their own order: equals alike, from zero; those of which it is missing -1.

    That is so before all days. Of each turn since, in the order of things and days: which thing `at`, on which of the
    `days` (the first of January of the year 1 is day 1), and `to` which rank.
    """

    ranks: "array[int]"
    at: "array[int]" = field(default_factory=numbers)
    days: "array[int]" = field(default_factory=numbers)
    to: "array[int]" = field(default_factory=numbers)

    def parts(self, apart: int) -> Iterator[Row]:
        """What is noted of so many things each; in each, things are counted from its first."""
        end = 0
        for first in range(0, len(self.ranks), apart):
            begin, end = end, bisect_left(self.at, first + apart, end)
            row: Row = {"ranks": self.ranks[first : first + apart].tolist()}
            if self.at:
                row["at"] = [each - first for each in self.at[begin:end]]
                row |= {"days": self.days[begin:end].tolist(), "to": self.to[begin:end].tolist()}
            yield row


class Coded:
    """The course of a list whose things are told of a part at a time, with numbers for values as they come."""

    def __init__(self) -> None:
        self.codes: dict[str, int] = {}
        self.course = Course(numbers())

    def add(self, turns: Iterable[Turn]) -> None:
        """Take in the next part, which counts its things from zero."""
        first, course = len(self.course.ranks), self.course
        for number, of_one in groupby(sorted(turns), key=itemgetter(0)):
            before = None
            for _, day, value in of_one:
                code = self.codes.setdefault(value, len(self.codes))
                if before is None:
                    course.ranks.append(code)
                elif code != before:
                    course.at.append(first + number)
                    course.days.append(date.fromisoformat(day).toordinal())
                    course.to.append(code)
                before = code

    def ranked(self) -> Course:
        """The course, with how the values rank."""
        known = sorted(value for value in self.codes if value != MISSING)
        rank_of = {self.codes[value]: rank for rank, value in enumerate(known)} | {self.codes.get(MISSING): -1}
        ranks, to = (array("i", map(rank_of.__getitem__, each)) for each in (self.course.ranks, self.course.to))
        return replace(self.course, ranks=ranks, to=to)

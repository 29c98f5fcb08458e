"""Dates at the precision of the document, in both eras."""

from datetime import date
from enum import Enum

import strawberry

from graph.model import BUDDHIST_ERA, last_day

MONTHS_TH = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip


@strawberry.enum(description="How exactly a date is known.")
class Precision(Enum):
    YEAR = strawberry.enum_value("year", description="Only the year.")
    MONTH = strawberry.enum_value("month", description="Year and month.")
    DAY = strawberry.enum_value("day", description="The day.")


PRECISIONS = (Precision.YEAR, Precision.MONTH, Precision.DAY)


def thai(iso: str) -> str:
    """A date as it is written in Thai, in the Buddhist era: `6 พฤษภาคม 2564`."""
    year, *rest = (int(part) for part in iso.split("-"))
    words = [str(year + BUDDHIST_ERA)]
    if rest:
        words.insert(0, MONTHS_TH[rest[0] - 1])
    if rest[1:]:
        words.insert(0, str(rest[1]))
    return " ".join(words)


def come(partial: str | None, day: date) -> str | None:
    """A date that has surely come by a day; none before, as for all that has not happened."""
    return partial if partial and last_day(partial) <= day.isoformat() else None


@strawberry.type(description="A date at the precision of the document that gives it.")
class Date:
    @strawberry.field(description="ISO 8601, Common Era, as exact as it is known: `2021`, `2021-09` or `2021-09-23`.")
    def iso(root: strawberry.Parent[str]) -> str:
        return root

    @strawberry.field(description="How exactly it is known.")
    def precision(root: strawberry.Parent[str]) -> Precision:
        return PRECISIONS[root.count("-")]

    @strawberry.field(description="Year of the Common Era.")
    def year(root: strawberry.Parent[str]) -> int:
        return int(root[:4])

    @strawberry.field(description="Year of the Buddhist era (พ.ศ.): the Common Era's and 543.")
    def buddhist_year(root: strawberry.Parent[str]) -> int:
        return int(root[:4]) + BUDDHIST_ERA

    @strawberry.field(description="As written in Thai, in the Buddhist era: `6 พฤษภาคม 2564`.")
    def thai(root: strawberry.Parent[str]) -> str:
        return thai(root)

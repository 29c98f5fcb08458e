"""As of which day a page is: what its address says, or the nearest day that makes sense, and then a notice."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from api.errors import UserError
from api.schema.as_of import past_day
from graph.model import BUDDHIST_ERA, FIRST_BUDDHIST_YEAR

PARAMETER = "asOf"
LONGEST_SHOWN = 40

PARTS = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2}))?(?:-(?P<day>[0-9]{1,2}))?")
"""A day, or as much of one as somebody remembers."""

DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Notice:
    """What a page says before all else, in both languages."""

    en: str
    th: str


@dataclass(frozen=True, slots=True)
class Day:
    """The day of a page, none for today; and what to say if the address names another."""

    asked: date | None = None
    notice: Notice | None = None

    @property
    def iso(self) -> str | None:
        """The day as the schema takes it."""
        return self.asked.isoformat() if self.asked else None


def nearest(text: str) -> date | None:
    """The day that a text means: the last of a month or a year, and the Common Era's for one of the Buddhist era."""
    found = PARTS.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = int(found["year"]), int(found["month"] or DECEMBER), int(found["day"] or 0)
    year -= BUDDHIST_ERA if year >= FIRST_BUDDHIST_YEAR else 0
    if not (year >= 1 and 1 <= month <= DECEMBER):
        return None
    last = monthrange(year, month)[1]
    return date(year, month, min(day or last, last))


def day_of(text: str | None, first: date | None, today: date) -> Day:
    """The day that an address names, between the first on which anything is on record and today."""
    if not text:
        return Day()
    try:
        meant: date | None = past_day(text, today)
        exact = True
    except UserError:
        meant, exact = nearest(text), False
    if meant is None or meant > today:
        return Day(None, told(text, "today", "วันนี้"))
    if first and meant < first:
        return Day(first, told(text, f"{first}, the first day on record", f"{first} ซึ่งเป็นวันแรกที่มีบันทึก"))
    return Day(meant, None if exact else told(text, str(meant), str(meant)))


def told(text: str, en: str, th: str) -> Notice:
    """The notice that a page is of another day than its address names."""
    shown = text[:LONGEST_SHOWN]
    return Notice(
        f"The address names the day “{shown}”, which cannot be shown. This page is as of {en}.",
        f"ที่อยู่ระบุวันที่ “{shown}” ซึ่งแสดงไม่ได้ หน้านี้แสดงข้อมูล ณ {th}",
    )

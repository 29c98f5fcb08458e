"""Values with a form of their own: text, ids, numbers, and dates as exact as the document has them."""

import calendar
import math
import re
import unicodedata
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

BUDDHIST_ERA = 543
"""Years by which the Buddhist era (พุทธศักราช) runs ahead of the Common Era."""

FIRST_BUDDHIST_YEAR = 2400
"""No document of the programme is dated later in the Common Era, nor earlier in the Buddhist era."""

FULL_DATE = len("2021-05-06")
PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
ID = re.compile(r"[a-z]+(-[a-z]+)*:[A-Za-z0-9]+(-[A-Za-z0-9]+)*(/[a-z_]+/[0-9]+)?")
PROVINCE_CODE = re.compile(r"TH-[1-9][0-9]")


def checked_text(text: str) -> str:
    """Text without control characters, trimmed, in Unicode form NFC."""
    for character in () if text.isprintable() else text:
        if unicodedata.category(character) in {"Cc", "Cs"}:
            raise ValueError(f"control character U+{ord(character):04X} in {text!r}: delete it")
    if not text or text != text.strip():
        raise ValueError(f"{text!r} is empty or has spaces around it: trim it")
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError(f"{text!r} is not in Unicode form NFC: normalise it")
    return text


def checked_date(text: str) -> str:
    """ISO date, month or year of the Common Era that exists in the calendar."""
    if not PARTIAL_DATE.fullmatch(text):
        raise ValueError(f"{text!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD, in quotes")
    year = int(text[:4])
    if year >= FIRST_BUDDHIST_YEAR:
        raise ValueError(f"{text!r} is a Buddhist-era year: write {year - BUDDHIST_ERA}{text[4:]}")
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < len("YYYY-MM-DD") else text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not in the calendar ({error}): write a day that is") from error
    return text


def checked_id(text: str) -> str:
    """`noun:name`, as in `city:phuket`; parts of a thing follow it, as in `agency:egat/aliases/1`."""
    if not ID.fullmatch(text):
        raise ValueError(f"{text!r} is not an id: write noun:name, as in city:phuket")
    return text


def checked_number(number: float) -> float:
    """A number that is one: neither NaN nor infinite."""
    if not math.isfinite(number):
        raise ValueError(f"{number!r} is not a number: write what the document says, or leave it out")
    return number


def last_day(partial: str) -> str:
    """The last day that a partial date can mean: only then is it sure that it has come."""
    if len(partial) == FULL_DATE:
        return partial
    year, *rest = (int(part) for part in partial.split("-"))
    month = rest[0] if rest else 12
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def first_day(partial: str) -> str:
    """The first day that a partial date can mean: before it, it is sure that it has not come."""
    return partial + "-01-01"[len(partial) - len("2021") :]


Text = Annotated[str, AfterValidator(checked_text)]
PartialDate = Annotated[str, AfterValidator(checked_date)]
"""ISO text at the precision of the document: `2021`, `2021-09` or `2021-09-23`; Common Era."""
ThingId = Annotated[str, AfterValidator(checked_id)]
Number = Annotated[float, AfterValidator(checked_number)]
Count = Annotated[int, Field(ge=0)]

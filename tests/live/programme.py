"""
The programme as seed files have it, evaluated in plain Python: nothing of the program under test is used.

Every date is an interval, from the first day that it can mean to the last.
"""

import calendar
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from tests.readme import TOP

Record = dict[str, Any]

FOREVER = date.max
WAY = ("proposed", "screened", "agreed_in_principle", "returned")
KINDS = {
    "proposed": "proposed",
    "considered": "proposed",
    "passed_screening": "screened",
    "agreed_in_principle": "agreed_in_principle",
    "returned": "returned",
}


def interval(text: str) -> tuple[date, date]:
    """The first and the last day that a partial date can mean."""
    year, *rest = map(int, text.split("-"))
    if len(rest) > 1:
        return date(year, *rest), date(year, *rest)
    months = rest or [1, 12]
    return date(year, months[0], 1), date(year, months[-1], calendar.monthrange(year, months[-1])[1])


def after(day: date, years: int) -> date:
    """The same date, years later."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


@dataclass(frozen=True)
class World:
    """The seed files, by name."""

    files: dict[str, list[Record]]

    def date_of(self, decision: Record) -> str | None:
        """The date of a decision: its own, or its round's."""
        rounds = {each["id"]: each for each in self.files["rounds"]}
        date_of: str | None = decision.get("date") or rounds[decision["round"]].get("date")
        return date_of

    def decisions(self, city: str) -> list[tuple[str, tuple[date, date]]]:
        """The kinds of the decisions on a city, with their days."""
        return [
            (each["kind"], interval(text) if (text := self.date_of(each)) else (date.min, date.min))
            for each in self.files["decisions"]
            if city in each.get("things", ()) and each["confidence"] != "low"
        ]

    def emblems(self, city: str) -> list[Record]:
        """The emblems of a city."""
        return [each for each in self.files["emblems"] if each["city"] == city and each["confidence"] != "low"]

    def status(self, city: str, day: date) -> str:
        """Approved, or what was decided last."""
        taken = [(last, kind) for kind, (_, last) in self.decisions(city) if last <= day]
        if any(kind == "approved" for _, kind in taken):
            return "approved"
        steps = [(last, WAY.index(KINDS[kind])) for last, kind in taken if kind in KINDS]
        return WAY[max(steps)[1]] if steps else "unknown"

    def came(self, days: list[tuple[date, date]], day: date) -> str:
        """Whether something has come that is known to have been on one of several days; none is on record at all."""
        if not days:
            return "unknown"
        if any(last <= day for _, last in days):
            return "yes"
        return "unknown" if any(first <= day for first, _ in days) else "no"

    def approved(self, city: str, day: date) -> str:
        """Whether it was approved."""
        return self.came([days for kind, days in self.decisions(city) if kind == "approved"], day)

    def handed_over(self, city: str, day: date) -> str:
        """Whether it was handed its emblem."""
        return self.came([interval(each["handed_over"]) for each in self.emblems(city) if "handed_over" in each], day)

    def left_open(self, city: str, day: date, start: date) -> bool:
        """Whether a renewal after a start counts more cities than it names, and does not name this one."""
        return any(
            (each["kind"], each["confidence"] != "low") == ("renewed", True)
            and each.get("reported_count", 0) > len(each.get("things", ()))
            and city not in each.get("things", ())
            and start < interval(self.date_of(each) or "9999-12-31")[1] <= day
            for each in self.files["decisions"]
        )

    def in_force(self, city: str, day: date) -> str:
        """Whether one of its emblems is in force."""
        found = {self.emblem_in_force(each, day) for each in self.emblems(city)}
        for answer in ("yes", "unknown"):
            if answer in found:
                return answer
        if "lapsed" in found:
            return "no"
        certified = [each for each in self.emblems(city) if each["kind"] == "first" and "certified" in each]
        if certified or self.approved(city, day) == "no":
            return "no"
        return "unknown"

    def emblem_in_force(self, emblem: Record, day: date) -> str:
        """Whether an emblem is in force."""
        start = emblem.get("certified") or emblem.get("handed_over")
        if start is None:
            return "unknown"
        first, last = interval(start)
        years = emblem.get("validity_years")
        if last <= day <= after(first, years or 2):
            return "yes"
        if first <= day <= (after(last, years) if years else FOREVER):
            return "unknown"
        if day < first:
            return "not yet"
        return "unknown" if self.left_open(emblem["city"], day, last) else "lapsed"

    def provinces(self, cities: set[str]) -> set[str]:
        """The provinces of cities."""
        return {each["province"]["id"] for each in self.files["cities"] if each["id"] in cities}

    def given_at(self, event: str) -> set[str]:
        """The cities whose emblem was certified or handed over at an event."""
        return {each["city"] for each in self.files["emblems"] if event in each.get("events", ())}

    @property
    def cities(self) -> list[str]:
        """The ids of all cities."""
        return [each["id"] for each in self.files["cities"]]

    @property
    def days(self) -> list[date]:
        """Every day on which a decision or an emblem can change anything."""
        texts = [text for each in self.files["decisions"] if (text := self.date_of(each))]
        texts += [each[name] for each in self.files["emblems"] for name in ("certified", "handed_over") if name in each]
        edges = {day for text in texts for day in interval(text)}
        lengths = {2, *(each["validity_years"] for each in self.files["emblems"] if "validity_years" in each)}
        return sorted(edges | {after(day, years) + timedelta(days=1) for day in edges for years in lengths})


def drawn_date(dice: random.Random) -> str | None:
    """A date of some precision, or none."""
    day = date(2019, 1, 1) + timedelta(days=dice.randrange(4 * 365))
    return dice.choice([day.isoformat(), day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], None])


def without_none(record: Record) -> Record:
    """A record without the fields that say nothing."""
    return {name: value for name, value in record.items() if value is not None}


def drawn(number: int, cities: int) -> dict[str, list[Record]]:
    """Seed files of a programme that is made up by throwing dice, in which everything happens that can."""
    dice = random.Random(number)  # noqa: S311 # no secret
    names = [f"city:c{place}" for place in range(cities)]
    fact = {"sources": ["source:a"], "confidence": "high"}

    def sure() -> Record:
        return {**fact, "confidence": dice.choice(["high", "medium", "high", "low"])}

    rounds = [
        {"id": f"round:r{place}", **fact, "committee": "committee:a", "date": drawn_date(dice)} for place in range(15)
    ]
    decisions = [
        {
            "id": f"decision:d{place}", **sure(), "text": "t", "reported_count": dice.choice([None, 1, 3]),
            "kind": dice.choice([*KINDS, *KINDS, "approved", "approved", "renewed", "passed"]),
            "round": dice.choice(rounds)["id"], "things": dice.sample(names, dice.randrange(4)),
        }
        for place in range(cities)
    ]  # fmt: skip
    emblems = [
        {
            "id": f"emblem:e{place}", **sure(), "kind": dice.choice(["first", "first", "renewal"]),
            "certified": drawn_date(dice), "handed_over": drawn_date(dice), "validity_years": dice.choice([None, 1, 2]),
            "city": dice.choice(names),
        }
        for place in range(cities)
    ]  # fmt: skip
    located = {"id": "province:TH-83", **fact}
    files: dict[str, list[Record]] = {
        "sources": [{"id": "source:a"}],
        "regions": [{"id": "region:south", **fact, "name_th": "ภาคใต้"}],
        "provinces": [{"id": "province:TH-83", **fact, "name_th": "ภูเก็ต", "code": "TH-83", "latitude": 7.9,
                       "longitude": 98.4, "geoname": 1, "region": "region:south"}],
        "committees": [{"id": "committee:a", **fact, "name_th": "คณะ", "kind": "committee"}],
        "cities": [{"id": name, **fact, "name_th": "เมือง", "province": located} for name in names],
        "rounds": rounds,
        "decisions": decisions,
        "emblems": emblems,
    }  # fmt: skip
    return {name: [without_none(record) for record in records] for name, records in files.items()}


def world(directory: Path = TOP / "seeds") -> World:
    """The seed files of a directory."""
    names = ("rounds", "decisions", "emblems", "cities", "observations", "events")
    return World({name: yaml.safe_load((directory / f"{name}.yaml").read_text(encoding="utf-8")) for name in names})

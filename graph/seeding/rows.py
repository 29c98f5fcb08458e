"""
From checked records to the rows that make nodes and relationships.

What is derived when the data are loaded is derived here: the day from which a thing is there, its place in the order of
its noun, the date of a decision, the days on which an emblem is valid or may be, and which documents support what.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from graph import model, seed
from graph.model import FULL_DATE, Confidence, first_day, last_day
from graph.seeding import totals
from graph.seeding.relations import Target, label_of, label_of_id, parts, plain_fields, targets

Row = dict[str, Any]

LAST = "9999"
"""Sorts behind every date."""

USUAL_YEARS = 2
"""How long an emblem is valid (`criterion:emblem-validity`); of a renewal nobody says so: after that, it is unknown."""

OCCASIONS = (seed.ApprovalRound, seed.Event, seed.Decision)
"""What lends its date to what is about it."""

TURNING = (model.Decision, model.Emblem)
"""What other things change by on some days, which a load then asks for (`graph.seeding.ranking`)."""

SURENESS = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}

LINK_FIELDS = tuple(model.Link.model_fields)


class Shape(NamedTuple):
    """The kind of a relationship: the labels at its ends, and its type."""

    start: str
    type: str
    end: str

    def __str__(self) -> str:
        return f"{self.start}-{self.type}-{self.end}"


class Related(NamedTuple):
    """A relationship to be made."""

    shape: Shape
    start: str
    end: str
    properties: Row


@dataclass(slots=True)
class Claims:
    """What one document supports of one thing: the thing as a whole, and relations of it."""

    whole: bool = False
    relations: list[tuple[str, str, Confidence]] = field(default_factory=list)
    confidence: Confidence = Confidence.LOW

    def add(self, confidence: Confidence) -> None:
        """The surest of the claims is the sureness of all."""
        if SURENESS[confidence] > SURENESS[self.confidence]:
            self.confidence = confidence


def years_later(day: str, years: int) -> str:
    """The last day of a validity of so many years that begins on a day: the same date, years later."""
    start = date.fromisoformat(day)
    try:
        return start.replace(year=start.year + years).isoformat()
    except ValueError:  # the 29th of February
        return start.replace(year=start.year + years, day=28).isoformat()


def next_day(day: str) -> str:
    """The day after."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def plain(value: Any) -> Any:
    """A value as the driver takes it."""
    if type(value) is str:
        return value
    if type(value) is tuple:
        return [plain(each) for each in value]
    return str(value) if isinstance(value, StrEnum) else value


def properties(record: model.Record, names: tuple[str, ...]) -> Row:
    """The fields of a record that say something."""
    values = record.__dict__
    return {name: plain(value) for name in names if (value := values[name]) is not None and value != ()}


@cache
def has(noun: type[model.Record], name: str) -> bool:
    """Whether the records of a noun have a field; pydantic looks for it anew each time."""
    return name in noun.model_fields


def order_of(record: model.Record, row: Row) -> str:
    """The place of a thing among those of its noun; total, since it ends in the id."""
    thing_id: str = row["id"]
    if "/" in thing_id:
        parent, _, place = thing_id.rpartition("/")
        return f"{parent}/{int(place):04d}"
    if has(type(record), "order"):
        return f"{row.get('order', 9999):04d}|{thing_id}"
    if isinstance(record, model.Emblem):
        return f"{row.get('valid_from', LAST)}|{thing_id}"
    if has(type(record), "date"):
        return f"{row.get('date', LAST)}|{thing_id}"
    return thing_id


def begins(record: model.Record, row: Row) -> str | None:
    """The partial date from which a thing is there."""
    if isinstance(record, model.Emblem):
        return row.get("valid_from")
    return row.get("approved") if isinstance(record, model.Privilege) else row.get("date")


def changes(record: model.Record, row: Row) -> Iterator[str]:
    """The days on which anything changes by a row."""
    if "day" in row:
        yield row["day"]
    if isinstance(record, model.Decision) and "date" in row:
        yield first_day(row["date"])
    if isinstance(record, model.Emblem):
        yield from (first_day(row[name]) for name in ("certified", "handed_over") if name in row)
        yield from (last_day(row[name]) for name in ("certified", "handed_over") if name in row)
        yield from (next_day(row[name]) for name in ("kept", "ends") if name in row)
        if "reopens" in row:
            yield row["reopens"]


def own(record: model.Record) -> Row:
    """The properties of a relation that rests on the same documents as a record."""
    values = record.__dict__
    return {name: plain(values[name]) for name in ("sources", "confidence") if name in values}


def valid(record: model.Emblem) -> Row:
    """The days on which an emblem is valid, as far as they follow from what is on record."""
    start = record.certified or record.handed_over
    if start is None:
        return {}
    if record.validity_years is None or len(start) != FULL_DATE:
        return {"valid_from": start}
    return {"valid_from": start, "valid_until": years_later(start, record.validity_years)}


def lasting(record: model.Emblem) -> Row:
    """
    The days of an emblem that reads compare, beside the day on which it has surely begun.

    `handed` is the one on which it has surely been handed over, `begins` the first on which it can be valid, `kept` the
    last on which it surely is, `ends` the last on which it can be: there is none where nobody says how long that is.
    """
    start = record.certified or record.handed_over
    if start is None:
        return {}
    first, last = first_day(start), last_day(start)
    row = {"handed": last_day(record.handed_over)} if record.handed_over else {}
    row |= {"begins": first, "kept": years_later(first, record.validity_years or USUAL_YEARS)}
    return row | ({"ends": years_later(last, record.validity_years)} if record.validity_years else {})


@dataclass(frozen=True, slots=True)
class OpenRenewal:
    """A decision that renewed more emblems than it names cities."""

    id: str
    day: str
    named: tuple[str, ...]


def open_renewal(record: seed.Decision, row: Row) -> OpenRenewal | None:
    """The renewal that a decision leaves open, if it does."""
    if record.kind is not model.DecisionKind.RENEWED or record.confidence is Confidence.LOW or "date" not in row:
        return None
    if (record.reported_count or 0) <= len(record.things):
        return None
    return OpenRenewal(record.id, last_day(row["date"]), record.things)


class Rows:
    """
    Makes the rows of one release.

    It remembers the dates of occasions, the renewals that name fewer cities than they count, and every day on which
    anything changes.
    """

    def __init__(self, release: str) -> None:
        self.release = release
        self.days: set[str] = set()
        self.dates: dict[str, str] = {}
        self.open: list[OpenRenewal] = []

    def key(self, thing_id: str) -> str:
        """The unique key of a thing."""
        return f"{self.release}|{thing_id}"

    def nodes(self, record: model.Record) -> Iterator[tuple[str, Row]]:
        """The node of a record, and those of its parts, each with its label."""
        label = label_of(type(record))
        row = properties(record, plain_fields(type(record)))
        if isinstance(record, seed.Decision) and record.round in self.dates:
            row.setdefault("date", self.dates[record.round])
        if isinstance(record, OCCASIONS) and "date" in row:
            self.dates[row["id"]] = row["date"]
        if isinstance(record, seed.Decision) and (renewal := open_renewal(record, row)):
            self.open.append(renewal)
        if isinstance(record, seed.Emblem):
            row |= valid(record) | lasting(record) | self.reopened(record)
        if totals.reports(record):
            row |= self.total(record)
        complete = [each.list for each in record.__dict__.get("complete", ())]
        yield label, self.finished(record, row | ({"complete": complete} if complete else {}))
        for each, part in parts(record):
            yield each.relation.labels[0], self.finished(part, properties(part, plain_fields(type(part))))

    def total(self, record: model.Record) -> Row:
        """
        What reads need to know of an official total: its place among them, its days, and what can be counted beside it.
        """
        date = totals.date_of(record, self.dates)
        place = self.key(f"{date or LAST}|{record.id}")  # type: ignore[attr-defined] # whatever reports has one
        row: Row = {"total": place, "basis": totals.basis_of(record, date).value}
        return row | ({"dated": date, "counted_from": first_day(date), "counted": last_day(date)} if date else {})

    def reopened(self, record: seed.Emblem) -> Row:
        """From which day an emblem whose years are over may have been renewed all the same, and by which decision."""
        start = record.certified or record.handed_over
        later = [each for each in self.open if start and each.day > last_day(start) and record.city not in each.named]
        if not later:
            return {}
        earliest = min(later, key=lambda each: (each.day, each.id))
        return {"reopens": earliest.day, "reopened_by": earliest.id}

    def finished(self, record: model.Record, row: Row) -> Row:
        """A row with its key, its place and its day."""
        row["key"] = self.key(row["id"])
        row["sort"] = self.key(order_of(record, row))
        start = begins(record, row)
        if start:
            row["day"] = last_day(start)
        days = set(changes(record, row))
        self.days |= days
        if isinstance(record, TURNING):
            row["changes"] = sorted(days)
        return row

    def relationships(self, record: model.Record) -> Iterator[Related]:
        """The relationships of a record."""
        thing_id: str = record.id  # type: ignore[attr-defined] # every noun has one
        label = label_of(type(record))
        key = self.key(thing_id)
        found = tuple(targets(record))
        for target in found:
            relation = target.field.relation
            other, row = label_of_id(target.id) or "", self.link(target.link) if target.link else own(record)
            if relation.outward:
                yield Related(Shape(label, relation.type, other), key, self.key(target.id), row)
            else:
                yield Related(Shape(other, relation.type, label), self.key(target.id), key, row)
        for each, part in parts(record):
            yield Related(Shape(each.relation.labels[0], each.relation.type, label), self.key(part.id), key, {})
        yield from self.supports(record, found, label, thing_id)

    def link(self, link: seed.LinkTo) -> Row:
        """The properties of a relation that documents state."""
        row = properties(link, LINK_FIELDS)
        if link.since:
            row["day"] = last_day(link.since)
            self.days.add(row["day"])
        if link.until:
            row["end"] = last_day(link.until)
            self.days.add(next_day(row["end"]))
        return row

    def supports(self, record: model.Record, found: tuple[Target, ...], label: str, thing_id: str) -> Iterator[Related]:
        """One relationship from each document that supports anything of this record, or of a part of it."""
        yield from self.supported(label, thing_id, claims_of(record, found))
        for each, part in parts(record):
            claims = {source: Claims(whole=True, confidence=part.confidence) for source in part.sources}
            yield from self.supported(each.relation.labels[0], part.id, claims)

    def supported(self, label: str, thing_id: str, claims: dict[str, Claims]) -> Iterator[Related]:
        """The relationships from documents to one thing."""
        for source, claim in claims.items():
            row: Row = {"sort": self.key(thing_id), "whole": claim.whole, "confidence": claim.confidence.value}
            if claim.relations:
                row["relations"] = [kind for kind, _, _ in claim.relations]
                row["others"] = [other for _, other, _ in claim.relations]
                row["confidences"] = [confidence.value for _, _, confidence in claim.relations]
            yield Related(Shape("Source", "SUPPORTS", label), self.key(source), self.key(thing_id), row)


def claims_of(record: model.Record, found: tuple[Target, ...]) -> dict[str, Claims]:
    """What each document supports of a record and of what it is related to, by the id of the document."""
    claims: dict[str, Claims] = {}
    for source in record.__dict__.get("sources", ()):
        claim = claims.setdefault(source, Claims())
        claim.whole = True
        claim.add(record.confidence)  # type: ignore[attr-defined] # whatever has sources has it
    for target in found:
        if target.link:
            stated(claims, target.field.relation.type, target.id, target.link)
    for each in record.__dict__.get("complete", ()):
        stated(claims, "COMPLETE", each.list, each)
    return claims


def stated(claims: dict[str, Claims], kind: str, other: str, fact: model.Sourced) -> None:
    """Add a relation to what its documents support."""
    for source in fact.sources:
        claim = claims.setdefault(source, Claims())
        claim.relations.append((kind, other, fact.confidence))
        claim.add(fact.confidence)

"""
Made-up data of the real ones' shape, marked as synthetic, in any number.

Regions, provinces, kinds of areas and dimensions are the real ones, with their sources; all else is made up, one thing
at a time, each a function of its number alone: nothing is remembered, so a million cities need no more memory than one.
Every record is validated as if it came from a file (measured: that is faster than pydantic's way around it).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from graph import model, seed
from graph.model import AgencyKind, Basis, Confidence, Extent, Metric, NameKind, Unit
from graph.seeding import read

VERSION = 1
"""Of the shape of what is made up: another version of the same numbers is another release."""

GROUND = (seed.Region, seed.Province, seed.AreaKind, seed.Dimension)
"""What is taken from the seed files as it is."""

CITIES_A_ROUND = 10
CITIES_AN_AGENCY = 10
ROUNDS_A_PERSON = 100
PROJECTS_A_CITY = 5

FIRST_YEAR = 2019
YEARS = 7

SOURCE = "source:synthetic"
SOURCES = (SOURCE,)
COMMITTEE = "committee:synthetic-committee"
SUBCOMMITTEE = "committee:synthetic-subcommittee"

KINDS = (AgencyKind.CITY_MUNICIPALITY, AgencyKind.PROVINCE, AgencyKind.UNIVERSITY, AgencyKind.COMPANY)
EXTENTS = (*Extent, *[None] * 3 * len(Extent))
"""Three cities in four do not say how large they are."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many of what, and the ids of the real things that the made-up ones lead to."""

    cities: int
    number: int
    provinces: tuple[str, ...]
    kinds: tuple[str, ...]
    dimensions: tuple[str, ...]

    @property
    def agencies(self) -> int:
        """How many agencies there are."""
        return -(-self.cities // CITIES_AN_AGENCY)

    @property
    def rounds(self) -> int:
        """How many rounds there are."""
        return -(-self.cities // CITIES_A_ROUND)

    @property
    def people(self) -> int:
        """How many people there are."""
        return -(-self.rounds // ROUNDS_A_PERSON)

    def draw(self, what: str, place: int, sides: int) -> int:
        """A throw of a die with so many sides, from zero; the same for the same question."""
        question = f"{self.number} {what} {place}".encode()
        return int.from_bytes(hashlib.blake2b(question, digest_size=8).digest()) % sides

    def sat(self, place: int) -> tuple[date, str]:
        """The day of a round, and its number within the Buddhist-era year; rounds are spread over the weeks."""
        a_year = -(-self.rounds // YEARS)
        year, of_year = divmod(place - 1, a_year)
        day = date(FIRST_YEAR + year, 1, 1) + timedelta(weeks=of_year * 52 // a_year)
        return day, f"{of_year + 1}/{day.year + model.BUDDHIST_ERA}"


def name(noun: str, place: int | str) -> str:
    """The id of a made-up thing."""
    return f"{noun}:synthetic-{place:06d}" if isinstance(place, int) else f"{noun}:synthetic-{place}"


@lru_cache(maxsize=1_000)
def link(thing_id: str, confidence: Confidence = Confidence.HIGH, role: model.Role | None = None) -> seed.LinkTo:
    """A relation that the made-up source states."""
    return seed.LinkTo(id=thing_id, sources=SOURCES, confidence=confidence, role=role, basis=Basis.STATED)


def places(count: int) -> range:
    """The numbers of so many things, from one."""
    return range(1, count + 1)


def cities_of_round(plan: Plan, place: int) -> range:
    """The numbers of the cities that a round decides on."""
    return range((place - 1) * CITIES_A_ROUND + 1, min(place * CITIES_A_ROUND, plan.cities) + 1)


def operator(plan: Plan, city: int) -> seed.LinkTo:
    """Who runs a city, and its projects; surely in nine of ten."""
    sure = Confidence.HIGH if plan.draw("sure", city, 10) else Confidence.LOW
    return link(name("agency", 1 + plan.draw("operator", city, plan.agencies)), sure, model.Role.OPERATOR)


def agencies(plan: Plan) -> Iterator[seed.Agency]:
    """The agencies that operate cities and projects."""
    for place in places(plan.agencies):
        yield seed.Agency(
            id=name("agency", place),
            sources=SOURCES,
            name_th=f"หน่วยงานจำลอง {place}",
            name_en=f"Synthetic Agency {place}",
            name_en_kind=NameKind.DESCRIPTIVE,
            kind=KINDS[place % len(KINDS)],
        )


def committees(_: Plan) -> Iterator[seed.Committee]:
    """A committee, and the subcommittee whose rounds these are."""
    yield seed.Committee(
        id=COMMITTEE,
        sources=SOURCES,
        name_th="คณะกรรมการจำลอง",
        name_en="Synthetic Committee",
        name_en_kind=NameKind.DESCRIPTIVE,
        kind=model.CommitteeKind.COMMITTEE,
    )
    yield seed.Committee(
        id=SUBCOMMITTEE,
        sources=SOURCES,
        name_th="คณะอนุกรรมการจำลอง",
        name_en="Synthetic Subcommittee",
        name_en_kind=NameKind.DESCRIPTIVE,
        kind=model.CommitteeKind.SUBCOMMITTEE,
        part_of=link(COMMITTEE),
    )


def people(plan: Plan) -> Iterator[seed.Person]:
    """Those who chair the rounds."""
    for place in places(plan.people):
        yield seed.Person(
            id=name("person", place),
            sources=SOURCES,
            name_th=f"บุคคลจำลอง {place}",
            name_en=f"Synthetic Person {place}",
            name_en_kind=NameKind.DESCRIPTIVE,
        )


def covered(plan: Plan, city: int) -> tuple[tuple[seed.LinkTo, ...], tuple[seed.Complete, ...]]:
    """
    What a city covers, as the real list has it.

    A sixth has all dimensions on record and is called complete, half has some by a source of low confidence, and of
    the rest nothing is known.
    """
    luck = plan.draw("dimensions", city, 12)
    if luck < 2:  # noqa: PLR2004 # twelfths
        complete = seed.Complete(list="dimensions", sources=SOURCES, confidence=Confidence.MEDIUM)
        return tuple(link(each, Confidence.MEDIUM) for each in plan.dimensions), (complete,)
    if luck < 8:  # noqa: PLR2004 # twelfths
        first, count = plan.draw("first", city, len(plan.dimensions)), 3 + luck % 3
        some = (plan.dimensions * 2)[first : first + count]
        return tuple(link(each, Confidence.LOW) for each in some), ()
    return (), ()


def cities(plan: Plan) -> Iterator[seed.City]:
    """The cities."""
    for place in places(plan.cities):
        dimensions, complete = covered(plan, place)
        kind = plan.draw("kind", place, len(plan.kinds) * 3)
        yield seed.City(
            id=name("city", place),
            sources=SOURCES,
            name_th=f"เมืองจำลอง {place}",
            name_en=f"Synthetic City {place}",
            name_en_kind=NameKind.DESCRIPTIVE,
            extent=EXTENTS[plan.draw("extent", place, len(EXTENTS))],
            synthetic=True,
            province=link(plan.provinces[plan.draw("province", place, len(plan.provinces))], Confidence.MEDIUM),
            kind=link(plan.kinds[kind]) if kind < len(plan.kinds) else None,
            dimensions=dimensions,
            operators=(operator(plan, place),),
            complete=complete,
        )


def rounds(plan: Plan) -> Iterator[seed.ApprovalRound]:
    """The rounds, in the order in which they sat."""
    for place in places(plan.rounds):
        day, number = plan.sat(place)
        yield seed.ApprovalRound(
            id=name("round", place),
            sources=SOURCES,
            number=number,
            date=day.isoformat(),
            proposals=len(cities_of_round(plan, place)),
            note="synthetic",
            committee=SUBCOMMITTEE,
            chair=link(name("person", 1 + plan.draw("chair", place, plan.people)), role=model.Role.CHAIR),
        )


def projects(plan: Plan) -> Iterator[seed.Project]:
    """The projects of each city, under the agency that runs it."""
    for city in places(plan.cities):
        developed, operators = (link(name("city", city)),), (operator(plan, city),)
        for place in places(PROJECTS_A_CITY):
            yield seed.Project(
                id=name("project", f"{city:06d}-{place}"),
                sources=SOURCES,
                name_th=f"โครงการจำลอง {city}-{place}",
                name_en=f"Synthetic Project {city}-{place}",
                name_en_kind=NameKind.DESCRIPTIVE,
                kind=model.ProjectKind.SYNTHETIC,
                date=str(FIRST_YEAR + plan.draw("begun", city * PROJECTS_A_CITY + place, YEARS)),
                cities=developed,
                operators=operators,
            )


def decisions(plan: Plan) -> Iterator[seed.Decision]:
    """What each round decided: its cities are approved."""
    for place in places(plan.rounds):
        on = cities_of_round(plan, place)
        yield seed.Decision(
            id=name("decision", place),
            sources=SOURCES,
            kind=model.DecisionKind.APPROVED,
            text=f"synthetic: {len(on)} cities approved",
            reported_count=len(on),
            note="synthetic",
            round=name("round", place),
            things=tuple(name("city", city) for city in on),
        )


def emblems(plan: Plan) -> Iterator[seed.Emblem]:
    """The emblems: three cities in four have got theirs, in the year after their round."""
    for place in places(plan.rounds):
        day, _ = plan.sat(place)
        for city in cities_of_round(plan, place):
            if plan.draw("emblem", city, 4):
                yield seed.Emblem(
                    id=name("emblem", city),
                    sources=SOURCES,
                    kind=model.EmblemKind.FIRST,
                    handed_over=(day + timedelta(weeks=4 * (1 + plan.draw("ceremony", city, 12)))).isoformat(),
                    validity_years=2,
                    note="synthetic",
                    city=name("city", city),
                    decisions=(name("decision", place),),
                )


def observations(plan: Plan) -> Iterator[seed.Observation]:
    """How far a quarter of the cities have come, and what was invested there."""
    for city in places(plan.cities):
        if plan.draw("observed", city, 4):
            continue
        for metric, unit, value in (
            (Metric.PROGRESS, Unit.PERCENT, plan.draw("progress", city, 101)),
            (Metric.INVESTMENT, Unit.THB, 1_000_000 * plan.draw("investment", city, 1_000)),
        ):
            yield seed.Observation(
                id=name("observation", f"{city:06d}-{metric.value}"),
                sources=SOURCES,
                metric=metric,
                label=f"synthetic: {metric.value} of Synthetic City {city}",
                value=value,
                unit=unit,
                date=str(FIRST_YEAR + YEARS - 1),
                about=(name("city", city),),
            )


MAKERS = (agencies, committees, people, cities, rounds, projects, decisions, emblems, observations)
"""In the order of `seed.NOUNS`."""


class Synthetic:
    """The records of a made-up release: the same cities, number and ground make the same records, and the same id."""

    synthetic = True

    def __init__(self, cities: int, number: int, directory: Path) -> None:
        real = read(directory)
        made_of = f"{real.id} synthetic {VERSION} {cities} {number}"
        self.id = hashlib.sha256(made_of.encode()).hexdigest()[:16]
        self.sources = tuple(record for record in real if isinstance(record, seed.Source))
        self.ground = tuple(record for record in real if isinstance(record, GROUND))
        self.plan = Plan(
            cities,
            number,
            provinces=tuple(record.id for record in self.ground if isinstance(record, seed.Province)),
            kinds=tuple(record.id for record in self.ground if isinstance(record, seed.AreaKind)),
            dimensions=tuple(record.id for record in self.ground if isinstance(record, seed.Dimension)),
        )

    def __iter__(self) -> Iterator[model.Record]:
        yield from self.sources
        yield seed.Source(id=SOURCE, title="Synthetic data: made up, no document", publisher="Mueang")
        yield from self.ground
        for maker in MAKERS:
            yield from maker(self.plan)

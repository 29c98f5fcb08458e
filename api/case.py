"""Gathers what an assessment goes by, through a request's loaders: one read a kind of fact, for all cases at once."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.loader import Pages, Part
from api.loaders import Loaders
from api.page import Scope
from graph.assessment.finding import Assessment, Verdict
from graph.assessment.measure import Measure, Measures, measures_of
from graph.assessment.record import Case, Ruling, Told
from graph.assessment.verdict import assess
from graph.model import ThingId
from graph.query import Place, Window

LISTED = 100
"""More than any thing has dimensions, emblems, or cities that it may be the same as."""

CHUNK = 250
SCANNED = 1_000
"""Cities looked at together, and at most for one page: a page that finds no more by then ends early."""


@dataclass(frozen=True, slots=True)
class Assessor:
    """Assesses cases by the measures of a day; `low` lets facts of low confidence count."""

    loaders: Loaders
    measures: Measures
    told: Told
    day: str
    low: bool

    def assessment(self, measure: Measure, case: Case) -> Assessment:
        """The assessment of one case."""
        return assess(self.measures, measure, case, self.told, self.day)

    async def page(self, lists: Pages, of: ThingId, *, low: bool = False) -> list[Any]:
        """A short list, whole."""
        rows: list[Any] = await lists.page.load(Part(of, Window(LISTED, low=self.low or low)))
        return rows

    async def rulings(self, loader: Any, of: Sequence[ThingId]) -> list[Ruling]:
        """The decisions on things."""
        rows = await loader.load_many([Part(each, Window(0, low=self.low)) for each in of])
        return [ruling for answer in rows for ruling in answer]

    async def city(self, city: ThingId) -> Case:
        """
        What is on record about a city.

        That it is possibly the same as another is a doubt, not a fact: it counts however little sure it is.
        """
        dimensions, extent, rulings, emblems, same = await asyncio.gather(
            self.page(self.loaders.city_dimensions, city),
            self.loaders.city_dimensions.extent.load(Part(city, Window(0, low=self.low))),
            self.rulings(self.loaders.city_rulings, [city]),
            self.page(self.loaders.city_emblems, city),
            self.page(self.loaders.city_possibly_same_as, city, low=True),
        )
        return Case(
            city=city,
            dimensions=tuple(dimensions),
            complete=any(each.complete for each in extent),
            rulings=tuple(rulings),
            emblems=tuple(edge.node for edge in emblems),
            doubts=tuple(await self.rulings(self.loaders.city_rulings, [edge.node.id for edge in same])),
        )

    async def project(self, project: ThingId) -> Case:
        """What is on record about a project; what was decided on the cities that it develops is not decided on it."""
        dimensions, extent, rulings, cities = await asyncio.gather(
            self.page(self.loaders.project_dimensions, project),
            self.loaders.project_dimensions.extent.load(Part(project, Window(0, low=self.low))),
            self.rulings(self.loaders.project_rulings, [project]),
            self.page(self.loaders.project_cities, project),
        )
        return Case(
            project=project,
            dimensions=tuple(dimensions),
            complete=any(each.complete for each in extent),
            rulings=tuple(rulings),
            doubts=tuple(await self.rulings(self.loaders.city_rulings, [edge.node.id for edge in cities])),
        )


async def assessor(loaders: Loaders, told: Told, day: str, *, low: bool) -> Assessor:
    """Whoever assesses, with the measures of the day."""
    whole = Part("", Window(0, low=low))
    privileges, criteria, incentives = await asyncio.gather(
        loaders.privilege_terms.load(whole), loaders.criterion_terms.load(whole), loaders.incentive_terms.load(whole)
    )
    return Assessor(loaders, measures_of(privileges, criteria, incentives), told, day, low)


@dataclass(frozen=True, slots=True)
class Area:
    """A city that was assessed, and its place in the list of cities."""

    node: Assessment
    cursor: Place


@dataclass(frozen=True, slots=True)
class Areas:
    """A page of areas, whether there may be more, and the place up to which cities were looked at."""

    shown: tuple[Area, ...]
    scope: Scope
    after: Place
    more: bool
    end: Place


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which areas a client asks for: those of these verdicts, so many after a place, in a list with its scope."""

    verdicts: frozenset[Verdict]
    first: int
    after: Place
    scope: Scope


async def areas(by: Assessor, measure: Measure, wanted: Wanted) -> Areas:
    """The areas that a client asks for, by id; where none are left out, no more are looked at than are shown."""
    found: list[Area] = []
    first, place, left = wanted.first, wanted.after, SCANNED
    size = min(CHUNK, first + 1) if wanted.verdicts == set(Verdict) else CHUNK

    def page(more: bool, end: Place) -> Areas:
        return Areas(tuple(found[:first]), wanted.scope, wanted.after, more, end)

    while left > 0:
        window = Window(size, after=place, low=by.low, selection=wanted.scope.selection)
        rows = await by.loaders.cities.page.load(Part("", window))
        cases = await asyncio.gather(*(by.city(row.node.id) for row in rows))
        assessed = [Area(by.assessment(measure, case), row.cursor) for row, case in zip(rows, cases, strict=True)]
        found += [area for area in assessed if area.node.verdict in wanted.verdicts]
        if len(found) > first:
            return page(True, found[first - 1].cursor if first else wanted.after)
        place, left = rows[-1].cursor if rows else place, left - len(rows)
        if len(rows) < size:
            return page(False, found[-1].cursor if found else "")
        size = CHUNK
    return page(True, place)

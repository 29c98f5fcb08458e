"""The nouns whose lists can be grouped, and the reads that do it."""

from typing import Any

from graph.queries import agency, city, decision, event, observation, project
from graph.queries.grouping import groups, measures, spans
from graph.query import Query, Traversal


def grouped(traversal: Traversal[Any]) -> Query[Any]:
    """The read that counts a list by groups."""
    assert traversal.page.pattern is not None  # noqa: S101 # every list of a noun has one
    return groups(f"{traversal.name.partition('.')[0]}.groups", traversal.page.pattern)


def measured(traversal: Traversal[Any]) -> Query[Any]:
    """The read that measures a list by groups."""
    assert traversal.page.pattern is not None  # noqa: S101 # every list of a noun has one
    return measures(f"{traversal.name.partition('.')[0]}.measures", traversal.page.pattern)


def spanned(traversal: Traversal[Any]) -> Query[Any]:
    """The read that says between which dates the things of each group lie."""
    assert traversal.page.pattern is not None  # noqa: S101 # every list of a noun has one
    return spans(f"{traversal.name.partition('.')[0]}.spans", traversal.page.pattern)


AGENCIES = grouped(agency.LIST)
CITIES = grouped(city.LIST)
DECISIONS = grouped(decision.LIST)
EVENTS = grouped(event.LIST)
OBSERVATIONS = grouped(observation.LIST)
PROJECTS = grouped(project.LIST)

CITIES_MEASURED = measured(city.LIST)
PROJECTS_MEASURED = measured(project.LIST)

CITIES_SPANNED = spanned(city.LIST)
DECISIONS_SPANNED = spanned(decision.LIST)
EVENTS_SPANNED = spanned(event.LIST)
OBSERVATIONS_SPANNED = spanned(observation.LIST)

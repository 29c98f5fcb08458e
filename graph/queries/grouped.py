"""The nouns whose lists can be grouped, and the reads that do it."""

from collections.abc import Callable
from typing import Any

from graph.pattern import Pattern
from graph.queries import agency, city, decision, event, observation, project
from graph.queries.grouping import groups, measures, spans
from graph.query import Query, Traversal


def grouped(traversal: Traversal[Any], name: str, make: Callable[[str, Pattern], Query[Any]]) -> Query[Any]:
    """A read of the groups of a list, by the part of its name after the noun."""
    assert traversal.page.pattern is not None  # noqa: S101 # every list of a noun has one
    return make(f"{traversal.name.partition('.')[0]}.{name}", traversal.page.pattern)


AGENCIES = grouped(agency.LIST, "groups", groups)
CITIES = grouped(city.LIST, "groups", groups)
DECISIONS = grouped(decision.LIST, "groups", groups)
EVENTS = grouped(event.LIST, "groups", groups)
OBSERVATIONS = grouped(observation.LIST, "groups", groups)
PROJECTS = grouped(project.LIST, "groups", groups)

CITIES_MEASURED = grouped(city.LIST, "measures", measures)
PROJECTS_MEASURED = grouped(project.LIST, "measures", measures)

CITIES_SPANNED = grouped(city.LIST, "spans", spans)
DECISIONS_SPANNED = grouped(decision.LIST, "spans", spans)
EVENTS_SPANNED = grouped(event.LIST, "spans", spans)
OBSERVATIONS_SPANNED = grouped(observation.LIST, "spans", spans)

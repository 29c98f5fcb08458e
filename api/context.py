"""What a resolver can reach: this request's view of the graph, and its loaders."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from api.document.limits import Limits
from api.loaders import Loaders
from api.rates import Meter
from api.reporting import Reports
from api.timing import Timing
from graph.memory import Memory
from graph.model import Release
from graph.query import Graph, GraphView
from graph.search.shelf import Shelf

BANGKOK = ZoneInfo("Asia/Bangkok")

Today = Callable[[], date]
"""Says what day it is for a request that does not name one."""


def today() -> date:
    """The day in Thailand."""
    return datetime.now(BANGKOK).date()


@dataclass(frozen=True, slots=True)
class Context:
    """One request: pinned to one release, on one day."""

    graph: Graph
    view: GraphView
    day: date
    loaders: Loaders
    shelf: Shelf
    meter: Meter | None = None
    dumps: Path | None = None
    """The directory of the dumps, if there is one."""
    reports: Reports | None = None
    """Where errors are reported, if anywhere."""
    limits: Limits = field(default_factory=Limits)
    """What the server is held to."""

    def at(self, release: Release, day: date) -> "Context":
        """The same request of another release, or on another day."""
        view = self.graph.at(release, day)
        return replace(self, view=view, day=day, loaders=Loaders(view, self.loaders.view.memory, self.timing))

    @property
    def timing(self) -> Timing:
        """How long the steps of the request take."""
        return self.loaders.reading.timing


def context_of(  # noqa: PLR0913 # what a request can reach
    graph: Graph,
    day: date,
    shelf: Shelf | None = None,
    meter: Meter | None = None,
    dumps: Path | None = None,
    *,
    memory: Memory | None = None,
    reports: Reports | None = None,
    limits: Limits | None = None,
) -> Context:
    """
    The context of a request that begins now; raises `GraphUnavailableError` while no release is loaded.

    Without a shelf, an index for this request alone is made when it searches; without a memory, all is read anew.
    """
    view = graph.at(graph.release, day)
    loaders = Loaders(view, memory)
    return Context(graph, view, day, loaders, shelf or Shelf(), meter, dumps, reports, limits or Limits())

"""What a resolver can reach: this request's view of the graph, and its loaders."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from api.loaders import Loaders
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

    view: GraphView
    day: date
    loaders: Loaders
    shelf: Shelf


def context_of(graph: Graph, day: date, shelf: Shelf | None = None) -> Context:
    """
    The context of a request that begins now; raises `GraphUnavailableError` while no release is loaded.

    Without a shelf, an index for this request alone is made when it searches.
    """
    view = graph.at(graph.release, day)
    return Context(view, day, Loaders(view), shelf or Shelf())

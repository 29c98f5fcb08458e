"""What stands around the API in its tests: a graph below it that is made of dictionaries, and a client above it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self, TypeVar

import httpx

from api.app import create_app
from api.front import Front
from api.page import Scope
from api.settings import Settings, Terms
from graph.errors import GraphMismatchError, GraphUnavailableError
from graph.model import Confidence, ListExtent, Neighbours, Record, Release, Steps
from graph.query import EVERYTHING, Connections, Place, Prepare, Query, Window, nothing
from graph.selection import EVERY_THING, Order

R = TypeVar("R", bound=Record)

Rows = Mapping[tuple[str, str], Sequence[Record]]
"""What a graph answers, by the name of a read and a key."""

JSON = {"content-type": "application/json"}
"""The header of a request whose body is a question."""

EXTENT = ".extent"
TODAY = date(2025, 12, 31)

RELEASE = Release(
    id="release-1",
    loaded="2026-01-02T03:04:05Z",
    layout=1,
    synthetic=False,
    days=("2021-05-06", "2023-05-06"),
    counts={"Province": 77, "City": 37},
)


def cursor_in(line: str, of: str, place: Place) -> str:
    """A cursor of a whole list in its own order, as a client of the fake graph sees it."""
    return Scope(RELEASE.id, RELEASE.days[-1], line, of, low=False, selection=EVERY_THING).opaque(place)


def is_low(row: Any) -> bool:
    """Whether a row, the thing on it or the relation to it is of low confidence."""
    parts = (row, getattr(row, "node", None), getattr(row, "link", None))
    return any(getattr(each, "confidence", None) is Confidence.LOW for each in parts)


def cut(row: Neighbours | Steps, window: Window) -> Neighbours | Steps:
    """What a window leaves of a row that says what stands beside a thing."""
    if isinstance(row, Neighbours):
        return row.model_copy(update={"ids": row.ids[: window.limit]})
    return row if row.count < window.limit else Steps(count=window.limit, steps=())


def seen(query: Query[Any], rows: Sequence[Any], window: Window) -> list[Any]:
    """The rows that a window lets through, as far as the text of the read asks for it."""
    if query.record in {Neighbours, Steps}:
        return [cut(row, window) for row in rows]
    shown = [row for row in rows if window.low or "$low" not in query.text or not is_low(row)]
    if query.backward:
        before = window.before or "\U0010ffff"
        shown = [row for row in shown if window.after < row.cursor < before]
    if window.backward:
        shown.reverse()
    return shown[: window.limit] if "$limit" in query.text else shown


class FakeGraph:
    """
    Keeps the promise of `graph.query.ServedGraph` with dictionaries.

    It remembers every read as (name, sorted keys) in `reads`, and its window in `windows`. A list is as long as its
    rows unless its extent has rows of its own; `beside` are the releases kept beside the one served, `complete` are
    the lists that documents state as complete, and `failing` are the reads that fail, with their errors.
    """

    def __init__(
        self,
        rows: Rows | None = None,
        *,
        release: Release | None = RELEASE,
        beside: Sequence[Release] = (),
        complete: Sequence[tuple[str, str]] = (),
        failing: Mapping[str, Exception] | None = None,
    ) -> None:
        self.rows = rows or {}
        self.complete = complete
        self.failing = failing or {}
        self.known = release
        self.beside = beside
        self.reachable = True
        self.engine: str | None = None
        self.connections = Connections()
        self.watching = False
        self.days: list[date] = []
        self.reads: list[tuple[str, list[str]]] = []
        self.windows: list[Window] = []
        self.fences: dict[str, Sequence[str]] = {}
        self.there: Sequence[int] = ()
        self.plans = False

    @property
    def release(self) -> Release:
        """The release served now."""
        if self.known is None:
            raise GraphUnavailableError("no release is loaded: run `mueang seed`")
        return self.known

    @property
    def releases(self) -> Mapping[str, Release]:
        """The release served, and those that are kept beside it."""
        return {each.id: each for each in (*self.beside, *([self.known] if self.known else ()))}

    def at(self, release: Release, as_of: date) -> "FakeView":
        """A view, on the last day on which anything changed."""
        self.days.append(as_of)
        days = [day for day in release.days if day <= as_of.isoformat()]
        return FakeView(self, release, date.fromisoformat(days[-1]) if days else date.min)

    @contextlib.asynccontextmanager
    async def watched(self, prepare: Prepare = nothing) -> AsyncIterator[Self]:
        """Somebody watches while this lasts; what is served is prepared."""
        self.watching = True
        if self.known:
            await prepare(self.at(self.known, date.max))
        yield self
        self.watching = False

    async def pause(self) -> None:
        """Let others go on, as every read does."""
        await asyncio.sleep(0)

    def answer(self, query: Query[R], key: str, window: Window) -> list[R]:
        """The rows of one key."""
        stored = self.rows.get((query.name, key))
        if stored is None and query.name.endswith(EXTENT):
            return [self.counted(query, key, window)]  # type: ignore[list-item] # an extent is what it asks for
        rows = seen(query, stored or (), window)
        if not all(isinstance(row, query.record) for row in rows):
            raise GraphMismatchError(f"{query.name} promises {query.record.__name__}: {rows}")
        return rows

    def counted(self, query: Query[Any], key: str, window: Window) -> ListExtent:
        """How long a list is."""
        name = query.name.removesuffix(EXTENT)
        rows = [row for row in self.rows.get((name, key), ()) if window.low or not is_low(row)]
        return ListExtent(total=len(rows), complete=(name, key) in self.complete)


class HangingGraph(FakeGraph):
    """A graph that never answers a read; it says when one hangs, and counts those that were given up."""

    def __init__(self) -> None:
        super().__init__()
        self.hanging = asyncio.Event()
        self.given_up = 0

    async def pause(self) -> None:
        """Hang."""
        self.hanging.set()
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            self.given_up += 1


@dataclass(frozen=True, slots=True)
class FakeView:
    """The graph at one release, on one day."""

    graph: FakeGraph
    release: Release
    as_of: date

    @property
    def plans(self) -> bool:
        """Whether new texts are said to take long."""
        return self.graph.plans

    def posts(self, label: str) -> Sequence[str]:
        """The fences that a test has put up."""
        return self.graph.fences.get(label, ())

    async def there(self, label: str, order: tuple[Order, ...], day: date) -> Sequence[int]:  # noqa: ARG002 # promised
        """The numbers that a test has given."""
        self.graph.reads.append((f"{label} there", []))
        return self.graph.there

    async def fetch(self, query: Query[R], keys: Sequence[str], window: Window = EVERYTHING) -> dict[str, list[R]]:
        """Answer every key at once; a key that matched nothing is absent."""
        self.graph.reads.append((query.name, sorted(keys)))
        self.graph.windows.append(window)
        await self.graph.pause()
        if query.name in self.graph.failing:
            raise self.graph.failing[query.name]
        answers = {key: self.graph.answer(query, key, window) for key in keys}
        return {key: rows for key, rows in answers.items() if rows}


def by_id(*records: Record) -> dict[tuple[str, str], list[Record]]:
    """What a graph answers when things are looked up by id."""
    words = {"round": "approval_round", "area-kind": "area_kind", "zone": "promotion_zone"}
    words |= {"aliases": "alias", "attestations": "attestation", "incentives": "incentive", "statements": "statement"}
    answers: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        thing_id: str = record.id  # type: ignore[attr-defined] # whatever is looked up by id has one
        noun, _, rest = thing_id.partition(":")
        word = rest.split("/")[1] if "/" in rest else noun
        answers[f"{words.get(word, word)}.by_id", thing_id] = [record]
    return answers


@contextlib.asynccontextmanager
async def client_of(
    graph: FakeGraph, terms: Terms | None = None, built: Path | None = None, front: Front | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    """
    A client of the application over a graph, in process; what the application does not catch, it answers with.

    `built` is a directory of built pages (`tests.make.built`): without one, there are none. `front` says how the server
    shows itself.
    """
    terms = terms or Terms(compiled=Settings().mueang_compiled)
    app = create_app(graph, lambda: TODAY, terms=terms, built=built, front=front)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://mueang.test") as client:
        yield client


def uncosted(response: httpx.Response) -> Any:
    """An answer without what it cost, which stands beside it."""
    return {name: value for name, value in response.json().items() if name != "extensions"}


async def ask(graph: FakeGraph, query: str, **variables: Any) -> Any:
    """The answer to a query, asked over HTTP, without what it cost."""
    async with client_of(graph) as client:
        return uncosted(await client.post("/graphql", json={"query": query, "variables": variables}))


async def told(graph: FakeGraph, query: str, **variables: Any) -> Any:
    """The data of an answer that has no errors."""
    answer = await ask(graph, query, **variables)
    assert "errors" not in answer, answer
    return answer["data"]

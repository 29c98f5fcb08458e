"""The application: routes, middleware, lifespan. Composition, no logic."""

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from api import log
from api.answering import executed
from api.assistants import tool
from api.attending import attended
from api.build import Build
from api.compression import Compression
from api.context import Context, Today, context_of, today
from api.data import Data
from api.database import address_in
from api.document.documents import Documents
from api.doors import feed, things
from api.doors.routes import Doors
from api.endpoint import Endpoint
from api.example import Example, examples
from api.execution.executor import Executor
from api.front import Front
from api.health import Health
from api.middleware import AccessLog, BodyCap, HeadCap, Preflight, Traffic, TurnCap
from api.pages import docs, explorer, lookup, totals
from api.pages.assets import STATIC, Assets
from api.pages.building import BUILT
from api.pages.operation import documents_of, operations, tables_of
from api.pages.playground import listed, playground
from api.pages.site import site
from api.pages.static import FOR_AN_HOUR, Static
from api.pages.templating import Pages
from api.passage import LIVE, PROBES, READY
from api.persisted import Persisted
from api.protocol import ARRIVED, LIMITS
from api.rates import Meter, Rates, storage_at
from api.remembering import Memory as Answers
from api.schema.root import SCHEMA
from api.service import Service, unheard
from api.settings import SHELF, Settings, Terms
from api.slash import Slash
from graph.client import Neo4jGraph
from graph.errors import GraphError
from graph.joining import Joining
from graph.memory import Memory
from graph.query import GraphOver, GraphView, Prepare, ServedGraph
from graph.search.shelf import Shelf

if TYPE_CHECKING:
    from api.assistants.door import Door
    from api.metrics.worker import Metrics
    from api.tracing import Tracing

LOG = logging.getLogger("mueang.app")

COMPRESSED = [Middleware(Compression)]
"""Dumps are sent as they are: tags and ranges are of files."""

OWN_QUESTIONS = (explorer.OPERATION, *feed.QUESTIONS, *things.QUESTIONS, *tool.QUESTIONS)
"""What this server asks itself, as its clients do; where only known documents are answered, these are."""

ROWS_A_MATCH = 10
"""For ten rows that may be remembered, a thing that a search found may be too: it takes a hundredth of their room."""

STANDING = ("/", *docs.PATHS)
"""Pages that are of no thing."""

BUILT_STANDING = (lookup.PATH, totals.PATH)
"""Those among them that are there where pages are built, as are all that are of things."""

WELCOME = """Mueang: Thailand's Smart City programme as a graph.

Send GraphQL to /graphql, by POST as JSON or by GET:

    curl -s localhost:8000/graphql -H 'content-type: application/json' \\
        -d '{"query": "{ city(slug: \\"phuket\\") { name { th en } sources { title url } } }"}'

The schema is at /schema.graphql. Data: CC BY 4.0; every fact names its sources.
"""


async def welcome(_: Request) -> Response:
    """What this is, and how to ask it."""
    return PlainTextResponse(WELCOME, headers={"vary": "Accept"})  # where pages are built, browsers get one here


async def icon(_: Request) -> Response:
    """Where browsers and feed readers look for it that no page has told of it."""
    return RedirectResponse(f"{STATIC}icon.svg", 308, {"cache-control": FOR_AN_HOUR})


async def end_with(parent: int) -> None:
    """End this worker when its parent is gone: nobody else would, if the supervisor was killed."""
    while os.getppid() == parent:
        await asyncio.sleep(1)
    signal.raise_signal(signal.SIGTERM)


def shelved(shelf: Shelf) -> Prepare:
    """Makes a release searchable before it is served; served it is in any case, unless the graph failed."""

    async def prepare(view: GraphView) -> None:
        try:
            await shelf.index(view)
        except GraphError:
            raise
        except Exception:
            LOG.exception("release %s is served without search", view.release.id)

    return prepare


def door_for_assistants(service: Service, known: Sequence[Example]) -> "Door":
    """The door at `/mcp`, which needs an extra of the program."""
    try:
        from api.assistants.door import Door  # noqa: PLC0415 # an extra, and it takes a while
    except ModuleNotFoundError as error:
        raise RuntimeError("MUEANG_MCP is set: `pip install 'mueang[mcp]'`, or leave it out") from error
    return Door(service, known)


def measuring() -> "Metrics":
    """The metrics of this worker, which tell the operations that came with the program by their names."""
    from api.metrics.worker import Metrics, names_in  # noqa: PLC0415 # takes a while that others have not got

    named = [*(each.operation for each in examples()), *documents_of(operations()).values()]
    return Metrics(names_in([*named, *OWN_QUESTIONS, *Assets(BUILT).documents]))


def tracing_of(settings: Settings) -> "Tracing":
    """The traces of this worker, which need an extra of the program."""
    try:
        from api.tracing import exporting  # noqa: PLC0415 # an extra, and it takes a while
    except ModuleNotFoundError as error:
        message = "OTEL_EXPORTER_OTLP_ENDPOINT is set: `pip install 'mueang[otel]'`, or leave it out"
        raise RuntimeError(message) from error
    return exporting(settings.build, documents=settings.mueang_trace_documents)


def create_app(  # noqa: PLR0913 # what a server is made of
    graph: ServedGraph,
    today: Today = today,
    *,
    leashed: bool = False,
    shelf: Shelf | None = None,
    terms: Terms | None = None,
    data: Path | None = None,
    front: Front | None = None,
    built: Path | None = None,
    build: Build | None = None,
    metrics: "Metrics | None" = None,
    tracing: "Tracing | None" = None,
) -> Starlette:
    """
    The application over a graph.

    `today` says which day it is for a request that names none; `leashed` ends this process with its parent; `shelf`
    keeps the indexes of search, in memory by default; on which `terms` clients are answered; `data` is the directory of
    the dumps, if there is one, and `built` that of the built pages; `front` says how the server shows itself, and
    `build` what was installed. What happens is told to `metrics` and `tracing`.
    """
    terms = terms or Terms()
    joining = Joining()
    if terms.joined:
        graph = GraphOver(graph, joining.view)
    for watching in (metrics, tracing):
        graph = GraphOver(graph, watching.view) if watching else graph
    health = Health(graph, build or Build.here(None), today)
    traffic = Traffic([metrics.request] if metrics else [])
    shelf = shelf or Shelf()
    documents = Documents(SCHEMA.plain, SCHEMA.prices, terms.limits)
    front = front or Front()
    known = examples()
    drawn = operations()
    named = {each.name: each.operation for each in known} | documents_of(drawn) | feed.DOCUMENTS
    linked = tables_of(drawn) if terms.trusted_only else ()  # which takes a while that others have not got
    assets = Assets(built or Path())
    persisted = Persisted(named, trusted_only=terms.trusted_only, own=(*OWN_QUESTIONS, *assets.documents, *linked))
    storage = storage_at(terms.redis_url) if terms.redis_url else None
    rates = Rates(terms.points, terms.window, terms.keys, storage)

    memory = Memory(terms.rows)

    def begin(meter: Meter | None) -> Context:
        return context_of(graph, today(), shelf, meter, data, memory=memory, reports=terms.reports, limits=terms.limits)

    executor = Executor(SCHEMA) if terms.compiled else None
    answers = Answers(terms.answers)
    pages = Pages(assets, lambda: graph.known, today, front.site)
    service = Service(
        documents, persisted, rates, begin, today, execute=executor or executed, memory=answers,
        hear=metrics.operation if metrics else unheard,
    )  # fmt: skip
    standing = (*STANDING, *(BUILT_STANDING if assets.entries else ()))
    walks = things.Walks(service, things.NOUNS if assets.entries else ())
    doors = Doors(front, service, graph, known, walks, standing=standing, dumps=data is not None)
    endpoint = Endpoint(service, playground(pages)) if assets.entries else Endpoint(service)
    front_page = explorer.Explorer(pages, service, welcome)
    looks = [
        Route("/", attended(front_page.page), middleware=COMPRESSED),
        Route("/embed", front_page.embedded, middleware=COMPRESSED),
    ]

    assistants = door_for_assistants(service, known) if front.mcp else None

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Any]]:
        leash = asyncio.create_task(end_with(os.getppid())) if leashed else None
        async with contextlib.AsyncExitStack() as stack:
            if tracing:
                stack.push_async_callback(tracing.close)
            stack.push_async_callback(rates.close)
            await stack.enter_async_context(graph.watched(shelved(shelf)))
            if metrics:
                from api.metrics.look import Sources  # noqa: PLC0415 # as in `measuring`

                sources = Sources(
                    graph, traffic, service, rates, documents.kept, answers.kept, memory, joining, executor
                )
                await stack.enter_async_context(metrics.looking(sources))
            if assistants:
                await stack.enter_async_context(assistants.open())
            yield {LIMITS: terms.limits}
        if leash:
            leash.cancel()

    app = Starlette(
        routes=[
            Route("/graphql", endpoint.__call__, methods=["GET", "POST"], middleware=COMPRESSED),
            *(looks if assets.entries else [Route("/", welcome)]),
            *doors.routes,
            *([assistants.route] if assistants else []),
            *docs.Docs(pages, front).routes,
            Route("/favicon.ico", icon),
            Route("/examples.json", listed(known), middleware=COMPRESSED),
            *([Route("/static/{path:path}", Static(built).file)] if built else []),
            *(
                Route(path, page, middleware=COMPRESSED)
                for path, page in (site(pages, service, drawn) if assets.entries else ())
            ),
            Route("/data/{path:path}", Data(data).file),
            Route(LIVE, health.live),
            Route(READY, health.ready),
            Route("/version", health.version),
        ],
        middleware=[
            Middleware(AccessLog, traffic),
            *([tracing.middleware] if tracing else []),
            Middleware(Preflight),
            Middleware(TurnCap, terms.limits.wait, ARRIVED, PROBES),
            Middleware(HeadCap, terms.limits.head, terms.limits.headers),
            Middleware(BodyCap, terms.limits.body, terms.limits.arrival),
        ],
        lifespan=lifespan,
    )
    app.router.default = Slash(app.router)
    return app


def from_environment() -> Starlette:
    """What is served as the environment says."""
    settings = Settings()
    log.begin(settings.mueang_log, settings.mueang_logs)
    graph = Neo4jGraph(address_in(settings), settings.mueang_deadline, settings.mueang_poll)
    return create_app(
        graph,
        leashed=settings.mueang_leashed,
        shelf=Shelf(settings.mueang_cache / SHELF, settings.mueang_rows // ROWS_A_MATCH),
        terms=settings.terms,
        data=settings.mueang_data,
        front=settings.front,
        built=BUILT if BUILT.is_dir() else None,
        build=settings.build,
        metrics=measuring() if settings.metrics else None,
        tracing=tracing_of(settings) if settings.traced else None,
    )

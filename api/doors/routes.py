"""Which door stands where."""

from collections.abc import Awaitable, Callable
from functools import cache

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.attending import attended
from api.compression import Compression
from api.data import refused
from api.doors import feed, linkset, llms, robots, security
from api.doors.sitemap import Sitemap
from api.doors.things import Walks
from api.endpoint import client_of
from api.errors import UserError, code_and_message
from api.example import Example
from api.front import Front
from api.rendering import NO_STORE, instead, refusal_instead
from api.schema.root import SCHEMA
from api.service import Service, UnansweredError
from api.settings import shipped
from api.sheet import Sheet
from api.site import site_of
from graph.errors import GraphError
from graph.query import ServedGraph

Door = Callable[[Request], Awaitable[Response]]

PLAIN = "text/plain; charset=utf-8"

NOBODY = "nobody is named here: whoever runs this server sets MUEANG_SECURITY"


@cache
def schema() -> Sheet:
    """The schema, printed once."""
    return Sheet(SCHEMA.as_str() + "\n", PLAIN)


@cache
def citation() -> Sheet:
    """How to cite the data."""
    return Sheet(shipped("CITATION.cff").read_text(encoding="utf-8"), "application/yaml")


def answered(door: Door) -> Door:
    """A door that says what came between it and the data, as the endpoint does, as long as somebody waits there."""

    async def opened(request: Request) -> Response:
        try:
            return await door(request)
        except UnansweredError as error:
            return instead(error.served, error.served.meter.headers | NO_STORE)
        except (UserError, GraphError) as error:
            return refusal_instead(*code_and_message(error))

    return attended(opened)


class Doors:
    """All doors of one server."""

    def __init__(  # noqa: PLR0913 # what they tell of
        self,
        front: Front,
        service: Service,
        graph: ServedGraph,
        examples: tuple[Example, ...],
        walks: Walks,
        *,
        standing: tuple[str, ...],
        dumps: bool,
    ) -> None:
        self.front = front
        self.service = service
        self.graph = graph
        self.examples = examples
        self.standing = standing
        self.dumps = dumps
        self.walks = walks

    @property
    def routes(self) -> list[Route]:
        """Where each stands."""
        doors: dict[str, Door] = {
            "/schema.graphql": self.schema,
            "/CITATION.cff": self.citation,
            "/robots.txt": self.robots,
            "/llms.txt": self.llms,
            linkset.PATH: self.linkset,
            security.PATH: self.security,
            feed.PATH: answered(self.feed),
            "/sitemap.xml": answered(self.sitemap),
        }
        return [Route(path, door, middleware=[Middleware(Compression)]) for path, door in doors.items()]

    def site(self, request: Request) -> str:
        """What addresses begin with."""
        return site_of(request, self.front.site)

    async def schema(self, request: Request) -> Response:
        """The schema, as text."""
        return schema().answer(request)

    async def citation(self, request: Request) -> Response:
        """How to cite the data."""
        return citation().answer(request)

    async def robots(self, request: Request) -> Response:
        """What crawlers may read."""
        return robots.sheet(self.site(request)).answer(request)

    async def llms(self, request: Request) -> Response:
        """What language models should know."""
        limits, rates = self.service.documents.limits, self.service.rates
        return llms.sheet(self.site(request), limits, rates, self.examples, mcp=self.front.mcp).answer(request)

    async def linkset(self, request: Request) -> Response:
        """Which interfaces there are."""
        return linkset.sheet(self.site(request), dumps=self.dumps, mcp=self.front.mcp).answer(request)

    async def security(self, request: Request) -> Response:
        """Whom to tell of a hole; nobody is made up."""
        if self.front.security is None:
            return refused("NOT_FOUND", NOBODY)
        return security.sheet(self.site(request), self.front.security, self.service.today()).answer(request)

    async def feed(self, request: Request) -> Response:
        """What releases changed."""
        client = client_of(self.service, request)
        kept = {self.graph.release.id, *self.graph.releases}
        found = await feed.entries(self.service, client, kept)
        return Sheet(feed.feed(self.site(request), found), feed.MEDIA).answer(request)

    async def sitemap(self, request: Request) -> Response:
        """Where all pages are."""
        things = await self.walks.things(client_of(self.service, request))
        return Sitemap(self.site(request), things, self.standing).answer(request)

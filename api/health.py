"""/livez, /readyz and /version: whether the process runs, whether it can answer, and what it is."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.build import Build
from api.context import Today
from graph.query import ServedGraph

FRESH = {"cache-control": "no-store"}
"""What holds now is kept by nobody between."""


class Health:
    """Answers the probes of whoever runs the server; none of them asks the graph."""

    def __init__(self, graph: ServedGraph, build: Build, today: Today) -> None:
        self.graph = graph
        self.build = build
        self.today = today

    async def live(self, _: Request) -> Response:
        """200 as long as the process answers at all."""
        return JSONResponse({"live": True}, headers=FRESH)

    async def ready(self, _: Request) -> Response:
        """200 while the graph answers and a release is served, else 503."""
        release = self.graph.known.id if self.graph.known else None
        ready = self.graph.reachable and release is not None
        body = {"ready": ready, "reachable": self.graph.reachable, "release": release}
        return JSONResponse(body, 200 if ready else 503, FRESH)

    async def version(self, _: Request) -> Response:
        """What runs here, over what, and which data it serves: no address, and nothing secret; unknown is null."""
        build = {"version": self.build.version, "commit": self.build.commit, "python": self.build.python}
        return JSONResponse(build | {"engine": self.graph.engine, "release": self.release()}, headers=FRESH)

    def release(self) -> dict[str, Any] | None:
        """The release that is served, and the last day up to now on which anything in it changed."""
        release = self.graph.known
        if release is None:
            return None
        as_of = self.graph.at(release, self.today()).as_of
        return {
            "id": release.id,
            "loaded": release.loaded,
            "synthetic": release.synthetic,
            "as_of": as_of.isoformat(),
        }

"""/livez and /readyz: whether the process runs, and whether it can answer."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graph.query import ServedGraph


class Health:
    """Answers the probes of whoever runs the server."""

    def __init__(self, graph: ServedGraph) -> None:
        self.graph = graph

    async def live(self, _: Request) -> Response:
        """200 as long as the process answers at all."""
        return JSONResponse({"live": True})

    async def ready(self, _: Request) -> Response:
        """200 while the graph answers and a release is served, else 503."""
        release = self.graph.known.id if self.graph.known else None
        ready = self.graph.reachable and release is not None
        body = {"ready": ready, "reachable": self.graph.reachable, "release": release}
        return JSONResponse(body, 200 if ready else 503)

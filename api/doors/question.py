"""
What doors ask of the schema: as any client does, within its points, limits and turns, and never beside them.

A question that was not answered is `UnansweredError`, which holds the answer that the client gets instead.
"""

from typing import Any

from starlette.responses import Response

from api.rates import Client
from api.rendering import instead
from api.request import Asked
from api.service import Served, Service


class UnansweredError(Exception):
    """The schema gave errors: `response` says so to the client."""

    def __init__(self, served: Served) -> None:
        super().__init__(served.answer["errors"][0]["message"])
        self.codes = [error["extensions"]["code"] for error in served.answer["errors"]]
        self.served = served

    @property
    def response(self) -> Response:
        """The errors, with the status that they have over HTTP."""
        return instead(self.served, self.served.meter.headers | {"cache-control": "no-store"})


async def told(service: Service, client: Client, query: str, **variables: Any) -> dict[str, Any]:
    """The data of an answer without errors; raises `UnansweredError`."""
    served = await service.serve(Asked(query, variables, None, {}, None), client, tabular=False)
    if "errors" in served.answer:
        raise UnansweredError(served)
    data: dict[str, Any] = served.answer["data"]
    return data

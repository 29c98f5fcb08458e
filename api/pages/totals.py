"""Official totals beside what the graph can name."""

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response

from api.pages.drawing import Drawing, Endpoint

PATH = "/totals"


class Totals:
    """Draws the page of totals."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing

    def pages(self) -> Iterator[tuple[str, Endpoint]]:
        """Its address."""
        yield PATH, self.drawing.endpoint(self.page)

    async def page(self, request: Request) -> Response:
        """All totals on record by the day."""
        drawn = await self.drawing.drawn(request, "totals", {})
        return self.drawing.page(request, "totals.html", drawn, csv="reportedTotals")

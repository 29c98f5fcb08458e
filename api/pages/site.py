"""The pages that are drawn from operations: their addresses."""

from collections.abc import Iterator, Mapping

from api.pages.drawing import Drawing, Endpoint
from api.pages.lookup import Lookup
from api.pages.operation import Operation
from api.pages.question import Questions
from api.pages.templating import Pages
from api.pages.thing import Things
from api.pages.totals import Totals
from api.service import Service


def site(pages: Pages, service: Service, operations: Mapping[str, Operation]) -> Iterator[tuple[str, Endpoint]]:
    """Every page that operations draw, by its address."""
    drawing = Drawing(pages, Questions(service), operations)
    for each in (Things, Lookup, Totals):
        yield from each(drawing).pages()

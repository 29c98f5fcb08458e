"""The playground, where a browser asks: GraphiQL, and the example operations as JSON."""

from collections.abc import Awaitable, Callable, Sequence

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.example import Example
from api.pages.policy import PLAYGROUND
from api.pages.templating import Pages


def playground(pages: Pages) -> Callable[[Request], Response]:
    """Answers with the playground; which query stands in it is in the fragment, which no server sees."""

    def page(request: Request) -> Response:
        return pages.page(request, "playground.html", entries=("playground",), policy=PLAYGROUND)

    return page


def listed(examples: Sequence[Example]) -> Callable[[Request], Awaitable[Response]]:
    """Answers with the example operations: name, titles, for whom, and the operation."""
    body = orjson.dumps(
        [
            {
                "name": each.name,
                "title": {"th": each.title.th, "en": each.title.en},
                "visitor": each.visitor.value,
                "operation": each.operation,
            }
            for each in examples
        ]
    )

    async def answer(_: Request) -> Response:
        return Response(body, media_type="application/json", headers={"cache-control": "public, max-age=3600"})

    return answer

"""From a request to a page: what is asked, what comes of it, and what is shown where nothing does."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.attending import attended
from api.pages.day import PARAMETER, Day, Notice, day_of
from api.pages.language import language_of, named_by
from api.pages.operation import Operation
from api.pages.question import Question, Questions, UndrawnError
from api.pages.templating import Pages
from api.pages.view import View

Endpoint = Callable[[Request], Awaitable[Response]]
"""Answers the requests for an address."""

NO_RELEASE = "none"
TROUBLE = "trouble.html"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page is drawn from: its view, the data, and what there is to say first."""

    view: View
    data: Mapping[str, Any]
    notices: list[Notice] = field(default_factory=list)


class Drawing:
    """Draws the pages whose operations are given."""

    def __init__(self, pages: Pages, questions: Questions, operations: Mapping[str, Operation]) -> None:
        self.pages = pages
        self.questions = questions
        self.operations = operations

    def day(self, request: Request) -> Day:
        """As of which day a page is."""
        release = self.pages.known()
        first = date.fromisoformat(release.days[0]) if release and release.days else None
        return day_of(request.query_params.get(PARAMETER), first, self.pages.today())

    async def drawn(self, request: Request, name: str, variables: Mapping[str, Any]) -> Drawn:
        """What the operation of a page is answered with; raises `UndrawnError`."""
        day = self.day(request)
        question = Question(self.operations[name], variables, day.iso)
        data = await self.questions.data(request, question)
        return Drawn(self.view(request, question, data["release"]["id"]), data, [day.notice] if day.notice else [])

    def view(self, request: Request, question: Question, release: str) -> View:
        """What a template asks of its page."""
        return View(language_of(request), named_by(request), question, release)

    def page(  # what a page may differ in
        self, request: Request, template: str, drawn: Drawn, *, status: int = 200, name: str = "", **values: Any
    ) -> HTMLResponse:
        """A page of what was drawn."""
        day = drawn.view.question.day
        parameters = [(key, value) for key, value in request.query_params.multi_items() if key != PARAMETER and value]
        stands = day or self.pages.today().isoformat()
        return self.pages.page(
            request,
            template,
            status=status,
            as_of=date.fromisoformat(day) if day else None,
            v=drawn.view,
            data=drawn.data,
            notices=drawn.notices,
            parameters=parameters,
            today=self.pages.today().isoformat(),
            stands=stands,
            cited=name or request.url.path,
            dated_link=f"{request.url.path}?{urlencode([*parameters, (PARAMETER, stands)])}",
            **values,
        )

    def trouble(self, request: Request, error: UndrawnError) -> Response:
        """The page that says why there is none, and when to come again."""
        question = Question(Operation("", ""), {}, self.day(request).iso)
        view = self.view(request, question, NO_RELEASE)
        retry = {"retry-after": str(error.seconds)} if error.status in {429, 503} else {}
        own = {"cache-control": "no-store", **retry}
        return self.pages.page(request, TROUBLE, status=error.status, headers=own, v=view, error=error)

    def endpoint(self, page: Callable[[Request], Coroutine[None, None, Response]]) -> Endpoint:
        """Answers with a page, or with the one that says why there is none, as long as somebody waits for it."""

        async def answer(request: Request) -> Response:
            try:
                return await page(request)
            except UndrawnError as error:
                return self.trouble(request, error)

        return attended(answer)

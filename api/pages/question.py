"""What pages ask: through the same door as everybody, on the same terms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from api.endpoint import address_of
from api.pages.operation import Operation
from api.rendering import RATE_LIMITED, status_instead
from api.service import Served, Service, UnansweredError

REFUSED = 400
RETRY = 5
"""Seconds after which a page that found the database busy or down may be asked for again."""

LATE = 504
UNAVAILABLE = 503


class UndrawnError(Exception):
    """A page could not be drawn: the status and the code say why, `seconds` when to come again."""

    def __init__(self, code: str, status: int, seconds: int) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Question:
    """An operation, its variables, and the day as of which it is asked; none for today."""

    operation: Operation
    variables: Mapping[str, Any]
    day: str | None = None

    @property
    def text(self) -> str:
        """The document that is sent."""
        return self.on_its_day(self.operation.text, self.operation.dated)

    @property
    def given(self) -> dict[str, Any]:
        """The variables that are sent."""
        return {**self.variables, **({"asOf": self.day} if self.day else {})}

    def on_its_day(self, today: str, dated: str) -> str:
        """One of two texts."""
        return dated if self.day else today


class Questions:
    """Asks the service for what a page shows."""

    def __init__(self, service: Service) -> None:
        self.service = service

    async def data(self, request: Request, question: Question) -> dict[str, Any]:
        """What a question is answered with, all of it; raises `UndrawnError`."""
        client = self.service.rates.client(address_of(request), None)
        try:
            return await self.service.data(question.text, question.given, client)
        except UnansweredError as error:
            raise undrawn(error.served) from error


def undrawn(served: Served) -> UndrawnError:
    """Why there is no whole answer; a page does not tell one that came too late from one that did not come."""
    code = served.answer["errors"][0]["extensions"]["code"]
    status = status_instead(served.answer)
    seconds = max(1, served.meter.seconds) if status == RATE_LIMITED else RETRY
    return UndrawnError(code, UNAVAILABLE if status == LATE else status, seconds)

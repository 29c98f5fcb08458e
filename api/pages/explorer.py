"""
The explorer, at `/` and, for pages of others, at `/embed`.

What moves is drawn in the browser (`api/web/src/explorer/`). The server lays out what there is without it: what this
is, where to go, and the cities by province, through the same schema and on the same terms as everybody.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.endpoint import address_of
from api.media import HTML, chosen
from api.pages.language import Language, language_of
from api.pages.policy import EMBED, SITE
from api.pages.templating import Pages
from api.service import Service, UnansweredError

TEXT = "text/plain"

OPERATION = """query ExplorerWithoutScript($asOf: String!) @asOf(date: $asOf) {
  counts { approved handedOver inForce }
  provinces(first: 100) {
    nodes { id code name { th en } cities(first: 20) { totalCount nodes { id name { th en } } } }
  }
}"""
"""What is laid out without a script."""

WORDS = {
    Language.TH: {
        "title": "เมืองอัจฉริยะของไทย",
        "lead": "สำรวจว่าเมืองใดได้รับอนุมัติ โดยใคร เมื่อใด และใครดำเนินการ ทุกข้อเท็จจริงมีแหล่งที่มา และทุกมุมมองคือคำถามที่คุณนำไปใช้ต่อได้",
        "script": "แผนที่ ลำดับเวลา และเครือข่ายต้องใช้ JavaScript ตารางด้านล่างและหน้าของแต่ละเมืองไม่ต้องใช้",
        "caption": "เมืองตามจังหวัด",
        "province": "จังหวัด",
        "cities": "เมือง",
        "approved": "อนุมัติแล้ว",
        "handed_over": "รับมอบตราแล้ว",
        "in_force": "ตรายังมีผล",
        "more": "อีก {n} แห่ง",
        "no_data": "ยังอ่านข้อมูลไม่ได้ในขณะนี้ โปรดลองใหม่ในอีกสักครู่",
    },
    Language.EN: {
        "title": "Thailand's smart cities",
        "lead": "See which cities were approved, by whom, when, and who runs them. Every fact has its sources, and"
        " every view is a query that you can take with you.",
        "script": "Map, timeline and network need JavaScript; the table below and the pages of the cities do not.",
        "caption": "Cities by province",
        "province": "Province",
        "cities": "Cities",
        "approved": "approved",
        "handed_over": "handed over",
        "in_force": "emblem in force",
        "more": "{n} more",
        "no_data": "The data cannot be read just now: try again in a moment.",
    },
}


@dataclass(frozen=True, slots=True)
class Explorer:
    """Answers with the explorer; who wants no page gets `welcome`."""

    pages: Pages
    service: Service
    welcome: Callable[[Request], Awaitable[Response]]

    async def page(self, request: Request) -> Response:
        """The explorer as a page of its own."""
        if chosen(request.headers.get("accept", ""), (HTML, TEXT)) != HTML:
            return await self.welcome(request)
        day = self.day(request)
        return self.laid_out(request, day, policy=SITE, data=await self.data(request, day))

    async def embedded(self, request: Request) -> Response:
        """The explorer within a page of somebody else: one view, without what surrounds it."""
        return self.laid_out(request, self.day(request), policy=EMBED, data=None)

    def laid_out(self, request: Request, day: date, *, policy: str, data: Mapping[str, Any] | None) -> Response:
        """The page, with the data that it has without a script."""
        return self.pages.page(
            request,
            "explorer.html",
            entries=("explorer",),
            policy=policy,
            as_of=day,
            said=WORDS[language_of(request)],
            embedded=policy == EMBED,
            whole=str(request.url.replace(scheme="", netloc="", path="/")),
            data=data,
        )

    def day(self, request: Request) -> date:
        """The day that the address names; today, where it names none that is over."""
        today = self.pages.today()
        try:
            return min(date.fromisoformat(request.query_params.get("asOf", "")), today)
        except ValueError:
            return today

    async def data(self, request: Request, day: date) -> Mapping[str, Any] | None:
        """What is laid out without a script; nothing where there is no answer: the script asks again."""
        client = self.service.rates.client(address_of(request), None)
        try:
            return await self.service.data(OPERATION, {"asOf": day.isoformat()}, client)
        except UnansweredError:
            return None

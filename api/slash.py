"""
Addresses with a slash too many at their end, or one too few: whoever comes to one is led to the address that there is.

The library does so too, but to an address under whatever name the request gives the server.
"""

from starlette.datastructures import URL
from starlette.responses import RedirectResponse
from starlette.routing import Match, Router
from starlette.types import Receive, Scope, Send

from api.site import inside


class Slash:
    """Answers where a router finds nothing."""

    def __init__(self, router: Router) -> None:
        router.redirect_slashes = False
        self.router = router

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        meant = {**scope, "path": path.rstrip("/") if path.endswith("/") else f"{path}/"}
        if scope["type"] == "http" and any(each.matches(meant)[0] is not Match.NONE for each in self.router.routes):
            await RedirectResponse(inside(URL(scope=meant)))(scope, receive, send)
        else:
            await self.router.not_found(scope, receive, send)

"""Under which address the server is known: as the settings say, or else as the request does."""

import re

from starlette.datastructures import URL
from starlette.requests import Request

HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?", re.IGNORECASE)
"""A host as it may stand in an address (RFC 3986, 3.2.2), with its port."""


def site_of(request: Request, known: str | None) -> str:
    """
    The beginning of every address of this server, without a slash at its end.

    A request says it by its `Host`, and the scheme as trusted proxies forward it; who asks for a host that is none gets
    where the server listens.
    """
    if known is not None:
        return known
    host = request.headers.get("host", "")
    if HOST.fullmatch(host) is None:
        name, port = request.scope.get("server") or ("localhost", None)
        host = f"[{name}]" if ":" in name else name
        host += f":{port}" if port else ""
    return f"{request.url.scheme}://{host}"


def inside(url: URL) -> str:
    """An address as links inside the site name it; two slashes at its beginning would name another site."""
    return "/" + url.path.lstrip("/") + (f"?{url.query}" if url.query else "")

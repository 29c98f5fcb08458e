"""`/.well-known/api-catalog`: the interfaces there are, and what describes them, as a linkset (RFC 9727, RFC 9264)."""

from typing import Any

import orjson

from api.sheet import Sheet
from graph.dumping.release import LICENCE

PATH = "/.well-known/api-catalog"
MEDIA = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'

GRAPHQL = "/graphql"
DATA = "/data/"
MCP = "/mcp"


def links(site: str, **by_relation: tuple[str, str]) -> dict[str, Any]:
    """Where an interface leads, by relation: a path and its media type each."""
    return {
        relation.replace("_", "-"): [{"href": site + path, "type": media}]
        for relation, (path, media) in by_relation.items()
    }


def linkset(site: str, *, dumps: bool, mcp: bool) -> dict[str, Any]:
    """The interfaces of a server: GraphQL, the files if any are kept, and the door for assistants if it is open."""
    licence = {"license": [{"href": LICENCE}]}
    described = {
        GRAPHQL: links(
            site,
            service_desc=("/schema.graphql", "text/plain"),
            service_doc=("/docs", "text/html"),
            status=("/readyz", "application/json"),
        )
    }
    if dumps:
        described[DATA] = links(
            site, service_meta=("/data/catalog.jsonld", "application/ld+json"), service_doc=("/docs/dumps", "text/html")
        )
    if mcp:
        described[MCP] = links(site, service_doc=("/docs/machines", "text/html"))
    items = {"anchor": site + PATH, "item": [{"href": site + path} for path in described]}
    return {"linkset": [items, *({"anchor": site + path, **said, **licence} for path, said in described.items())]}


def sheet(site: str, *, dumps: bool, mcp: bool) -> Sheet:
    """The catalogue as it is sent."""
    text = orjson.dumps(linkset(site, dumps=dumps, mcp=mcp), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    return Sheet(text.decode(), MEDIA, f'<{PATH}>; rel="api-catalog"')

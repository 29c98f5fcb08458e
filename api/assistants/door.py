"""
`/mcp`: the tools over the Model Context Protocol, each request by itself, answered as JSON.

What asks the data asks the service as any client does: within the same limits, at the same price, off the same points.
The library is asked for by this module only, and this module only where the door is to be open.
"""

import logging
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from importlib.metadata import PackageNotFoundError, version
from typing import Any, cast

import orjson
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPASGIApp, StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as Offered
from starlette.requests import Request
from starlette.routing import Route

from api.assistants.outline import price, read
from api.assistants.tool import Tool, tools
from api.attending import GoneError, awaited
from api.endpoint import client_of
from api.errors import INTERNAL, UserError, failure
from api.example import Example
from api.rendering import body_of
from api.request import Asked, RequestError, asked_by
from api.service import Service

LOG = logging.getLogger("mueang.assistants")

PATH = "/mcp"

INSTRUCTIONS = (
    "Thailand's Smart City programme as a graph: cities, provinces, agencies, approval rounds, emblems, BOI privileges."
    " Every fact names its sources: pass them on. What is not on record is UNKNOWN: never guess it. The BOI alone"
    " decides on privileges. Begin with `search` or with an example; `schema` and `query` do everything else."
)

Call = ServerRequestContext[Any, Any]


def said(text: str, *, failed: bool = False) -> CallToolResult:
    """What a tool gives."""
    return CallToolResult(content=[TextContent(text=text)], is_error=failed)


def complaint(code: str, message: str) -> CallToolResult:
    """What a tool gives where it gives nothing else."""
    return said(orjson.dumps(failure(code, message)).decode(), failed=True)


def release() -> str:
    """The version of the program; a checkout has none."""
    try:
        return version("mueang")
    except PackageNotFoundError:
        return ""


class Door:
    """Answers `/mcp`."""

    def __init__(self, service: Service, examples: Sequence[Example]) -> None:
        self.service = service
        self.schema = service.documents.schema
        self.tools = tools(examples, self.schema, trusted_only=service.persisted.trusted_only)
        server: Server[Any] = Server(
            "mueang",
            version=release(),
            title="Mueang เมือง",
            instructions=INSTRUCTIONS,
            on_list_tools=self.listed,
            on_call_tool=self.called,
        )
        self.sessions = StreamableHTTPSessionManager(
            server,
            json_response=True,
            stateless=True,
            # Anyone may ask, from any page, under any name of the server: there is nothing to protect by these.
            security_settings=TransportSecuritySettings(enable_dns_rebinding_protection=False),
            max_request_body_size=service.documents.limits.body,
        )

    @property
    def route(self) -> Route:
        """Where it stands; a stream of what nobody asked for, which GET would open, is not offered."""
        return Route(PATH, StreamableHTTPASGIApp(self.sessions), methods=["POST"])

    def open(self) -> AbstractAsyncContextManager[None]:
        """It is open while this lasts."""
        return self.sessions.run()

    async def listed(self, _: Call, __: PaginatedRequestParams | None) -> ListToolsResult:
        """Every tool: none changes anything, and all know only this server's data."""
        hints = ToolAnnotations(read_only_hint=True, open_world_hint=False)
        return ListToolsResult(
            tools=[
                Offered(
                    name=each.name,
                    title=each.title,
                    description=each.about,
                    input_schema=each.parameters,
                    annotations=hints,
                )
                for each in self.tools.values()
            ]
        )

    async def called(self, call: Call, params: CallToolRequestParams) -> CallToolResult:
        """What a tool gives for what it is given; errors are for the assistant to read, and to do better."""
        try:
            return await self.given(cast(Request, call.request), params.name, params.arguments or {})
        except (UserError, RequestError) as error:
            return complaint(error.code, str(error))
        except GoneError:
            return said("", failed=True)  # to nobody
        except Exception:  # the library would tell the client what it says
            LOG.exception("a tool failed")
            return complaint(*INTERNAL)

    async def given(self, request: Request, name: str, given: dict[str, Any]) -> CallToolResult:
        """What a tool gives; raises `UserError` and `RequestError`."""
        tool = self.tools.get(name)
        if tool is None:
            raise UserError(f"there is no tool {name[:80]!r}: list them all")
        check(tool, given)
        client = client_of(self.service, request)
        if tool.name == "schema":
            names = given.get("types") or []
            await self.service.rates.spend(client, price(self.schema, names))
            return said(read(self.schema, names))
        asked = asked_by(given) if tool.document is None else Asked(tool.document, given)
        served = await awaited(self.service.serve(asked, client, tabular=False), request)
        return said(body_of(served).decode(), failed="errors" in served.answer)


def check(tool: Tool, given: dict[str, Any]) -> None:
    """
    See that a tool is given nothing that it does not take; raises `UserError`.

    Values of variables are checked where they are used, as far as JSON has them: the library reads more than that.
    """
    try:
        orjson.dumps(given)
    except orjson.JSONEncodeError as error:
        message = f"what is given cannot be written as JSON ({error}): send numbers of 64 bits, and text of Unicode"
        raise UserError(message) from error
    known = tool.parameters["properties"]
    unknown = sorted(given.keys() - known.keys())
    if unknown:
        takes = ", ".join(f"`{each}`" for each in known) or "nothing"
        raise UserError(f"`{tool.name}` does not take {unknown[0][:80]!r}: it takes {takes}")
    types = given.get("types", [])
    if not isinstance(types, list) or not all(isinstance(each, str) for each in types):
        raise UserError('`types` is a list of names, as in ["City"]')

"""A page for every thing of the kinds that have pages: one operation, one template and one address for each kind."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.pages import linked
from api.pages.address import PATHS
from api.pages.drawing import Drawing, Drawn, Endpoint
from api.pages.question import REFUSED, UndrawnError
from api.pages.words import Wording
from api.site import inside

LONGEST_SLUG = 100

CODE = re.compile(r"th-[0-9]{2}")
"""The code of a province in small letters, which is not its address."""

NOT_FOUND = 404

NOTHING = "-"
"""Finds nothing."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of things: what its ids begin with, what it is called, and what search engines are told of one."""

    noun: str
    one: Wording
    many: Wording
    searched: str
    table: str
    """The list of its page that is most wanted as a table."""
    described: Callable[[Mapping[str, Any], str], dict[str, Any]]


KINDS = (
    Kind(
        "city",
        ("Smart-city area", "พื้นที่เมืองอัจฉริยะ"),
        ("Smart-city areas", "พื้นที่เมืองอัจฉริยะ"),
        "CITY",
        "decisions",
        linked.city,
    ),
    Kind("province", ("Province", "จังหวัด"), ("Provinces", "จังหวัด"), "PROVINCE", "cities", linked.province),
    Kind("agency", ("Agency", "หน่วยงาน"), ("Agencies", "หน่วยงาน"), "AGENCY", "cities", linked.agency),
    Kind("project", ("Project", "โครงการ"), ("Projects", "โครงการ"), "PROJECT", "observations", linked.project),
    Kind(
        "round",
        ("Approval round", "การประชุมพิจารณา"),
        ("Approval rounds", "การประชุมพิจารณา"),
        "APPROVAL_ROUND",
        "decisions",
        linked.sitting,
    ),
    Kind(
        "privilege",
        ("BOI measure", "มาตรการบีโอไอ"),
        ("BOI measures", "มาตรการบีโอไอ"),
        "PRIVILEGE",
        "criteria",
        linked.privilege,
    ),
    Kind("source", ("Document", "เอกสาร"), ("Documents", "เอกสาร"), "SOURCE", "supports", linked.source),
)


class Things:
    """Draws the pages of things."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing

    def pages(self) -> Iterator[tuple[str, Endpoint]]:
        """One address for each kind."""
        for each in KINDS:
            yield f"{PATHS[each.noun]}/{{slug}}", self.drawing.endpoint(partial(self.page, kind=each))

    async def page(self, request: Request, kind: Kind) -> Response:
        """The page of one thing, or of what is called nearly so."""
        slug = request.path_params["slug"]
        if kind.noun == "province" and CODE.fullmatch(slug):
            return RedirectResponse(inside(request.url.replace(path=f"{PATHS[kind.noun]}/{slug.upper()}")), 308)
        drawn = await self.drawing.drawn(request, kind.noun, {"slug": slug})
        thing = drawn.data["thing"]
        if thing is None:
            return await self.missing(request, kind, slug)
        values = {
            "kind": kind,
            "thing": thing,
            "report": thing["report"],
            "csv": kind.table,
            "linked": self.linked(request, kind, drawn),
        }
        return self.drawing.page(request, f"{kind.noun}.html", drawn, name=thing["id"], **values)

    def linked(self, request: Request, kind: Kind, drawn: Drawn) -> str:
        """What search engines are told."""
        base, thing = self.drawing.pages.base(request), drawn.data["thing"]
        url = base + request.url.path
        return linked.document(kind.described(thing, base), thing["id"], url, base, drawn.data["release"])

    async def missing(self, request: Request, kind: Kind, slug: str) -> Response:
        """404, with what is called nearly so."""
        text = slug.replace("-", " ").strip()[:LONGEST_SLUG]
        drawn = await self.near(request, {"text": text, "kinds": [kind.searched]})
        return self.drawing.page(request, "missing.html", drawn, status=NOT_FOUND, kind=kind, slug=slug)

    async def near(self, request: Request, variables: Mapping[str, Any]) -> Drawn:
        """What a search finds; a text that cannot be searched for finds nothing."""
        try:
            return await self.drawing.drawn(request, "near", variables)
        except UndrawnError as error:
            if error.status != REFUSED:
                raise
            return await self.drawing.drawn(request, "near", {**variables, "text": NOTHING})

"""
The lookup of privileges: a form whose address holds what was asked, and the verdict of the schema below it.

What makes no sense in an address is left out, and said; the form then shows what was taken.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from api.pages.day import LONGEST_SHOWN, Notice
from api.pages.drawing import Drawing, Drawn, Endpoint
from api.pages.words import Wording

PATH = "/privileges"

FACTS: dict[str, Wording] = {
    "approved": ("A body in charge of smart cities has approved it", "ได้รับอนุมัติจากหน่วยงานที่ดูแลเมืองอัจฉริยะแล้ว"),
    "emblemInForce": ("The emblem is in force", "ตราสัญลักษณ์ยังมีผล"),
    "communicationInfrastructure": ("There is communication infrastructure", "มีโครงสร้างพื้นฐานการสื่อสาร"),
    "openDataPlatform": ("There is an open data platform", "มีแพลตฟอร์มข้อมูลเปิด"),
    "industrialEstate": ("It is an industrial estate or zone", "เป็นนิคมหรือเขตอุตสาหกรรม"),
    "inEec": ("It lies in the Eastern Economic Corridor", "อยู่ในเขตอีอีซี"),
    "forEightYearArea": ("It serves an area with the eight-year exemption", "สร้างให้พื้นที่ที่ได้ยกเว้นภาษีแปดปี"),
}
"""What an asker may say, by the names that the schema has for it."""

PERCENT = "thaiShareholdingPercent"
SAID = {"yes": True, "no": False}
HUNDRED = 100


@dataclass
class Form:
    """What an address asks for, as far as it makes sense."""

    subject: dict[str, str] = field(default_factory=dict)
    """The id of a city or of a project, by its noun."""
    dimensions: list[str] = field(default_factory=list)
    privilege: str | None = None
    facts: dict[str, bool | float] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    @property
    def asks(self) -> bool:
        """Whether there is something to assess."""
        return bool(self.subject or self.dimensions)

    @property
    def percent(self) -> str:
        """The percentage, as it was asked: one that is rounded may lie on the other side of what a measure requires."""
        return str(self.facts.get(PERCENT, "")).removesuffix(".0")

    @property
    def variables(self) -> dict[str, Any]:
        """The variables of the operations that assess; dimensions of a thing on record are facts about it."""
        told: dict[str, Any] = dict(self.facts)
        own = {"dimensions": self.dimensions} if self.dimensions else {}
        if self.subject and own:
            told, own = told | own, {}
        privilege = {"privilege": self.privilege} if self.privilege else {}
        return {**self.subject, **own, **privilege, **({"facts": told} if told else {})}


def ids(nodes: list[Mapping[str, Any]]) -> set[str]:
    """The ids of things."""
    return {each["id"] for each in nodes}


def named(noun: str, text: str) -> str:
    """An id, of which the noun may be left out."""
    return text if text.startswith(f"{noun}:") else f"{noun}:{text}"


def unknown(name: str, text: str) -> Notice:
    """The notice that something was left out."""
    shown = text[:LONGEST_SHOWN]
    return Notice(
        f"“{shown}” (in the address as {name}) is not on record or makes no sense here; it was left out.",
        f"“{shown}” (ในที่อยู่: {name}) ไม่มีในบันทึกหรือใช้ไม่ได้ จึงไม่ได้นำมาใช้",
    )


def unlisted(name: str, text: str, listed: int) -> Notice:
    """The notice that something was left out which may be on record, since not all that is can be chosen here."""
    shown = text[:LONGEST_SHOWN]
    return Notice(
        f"“{shown}” (in the address as {name}) is not among the first {listed}, of which one can be chosen here; it was"
        " left out. Of others, ask the API: privilegeAssessments.",
        f"“{shown}” (ในที่อยู่: {name}) ไม่อยู่ใน {listed} รายการแรกที่เลือกได้ที่นี่ จึงไม่ได้นำมาใช้"
        " รายการอื่นถามได้จาก API: privilegeAssessments",
    )


def form_of(given: QueryParams, choices: Mapping[str, Any]) -> Form:
    """What an address asks for, of what there is to choose from."""
    form = Form()
    for noun, many in MANY.items():
        listed = choices[many]
        there, cut = ids(listed["nodes"]), listed.get("pageInfo", {}).get("hasNextPage", False)
        for text in filter(None, given.getlist(noun)):
            thing_id = named(noun, text)
            if cut and thing_id not in there:
                form.notices.append(unlisted(noun, thing_id, len(there)))
            else:
                take(form, noun, thing_id, there)
    form.facts.update(facts_in(given, form.notices))
    return form


MANY = {"city": "cities", "project": "projects", "dimension": "dimensions", "privilege": "privileges"}
"""What there is to choose from, by what the address calls one of it."""


def take(form: Form, noun: str, thing_id: str, known: set[str]) -> None:
    """Take a choice into a form; of areas and projects there is one."""
    if thing_id not in known or (noun in {"city", "project"} and form.subject):
        form.notices.append(unknown(noun, thing_id))
    elif noun == "dimension":
        form.dimensions += [] if thing_id in form.dimensions else [thing_id]
    elif noun == "privilege":
        form.privilege = thing_id
    else:
        form.subject[noun] = thing_id


def facts_in(given: QueryParams, notices: list[Notice]) -> Iterator[tuple[str, bool | float]]:
    """What the asker says; what nobody can say is told."""
    for name in FACTS:
        text = given.get(name)
        if text in SAID:
            yield name, SAID[text]
        elif text:
            notices.append(unknown(name, text))
    text = given.get(PERCENT)
    percent = percent_of(text) if text else None
    if percent is not None:
        yield PERCENT, percent
    elif text:
        notices.append(unknown(PERCENT, text))


def percent_of(text: str) -> float | None:
    """A percentage, if a text is one."""
    try:
        percent = float(text)
    except ValueError:
        return None
    return percent if 0 <= percent <= HUNDRED else None


class Lookup:
    """Draws the lookup."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing

    def pages(self) -> Iterator[tuple[str, Endpoint]]:
        """Its address."""
        yield PATH, self.drawing.endpoint(self.page)

    async def page(self, request: Request) -> Response:
        """The form, and what comes of it."""
        chosen = await self.drawing.drawn(request, "choices", {})
        form = form_of(request.query_params, chosen.data)
        drawn = await self.assessed(request, form) if form.asks else chosen
        drawn.notices.extend(form.notices)
        values: dict[str, Any] = {"form": form, "facts": FACTS, "percent": PERCENT, "choices": chosen.data}
        table = next(iter(drawn.view.question.operation.lists), None) if form.asks else None
        return self.drawing.page(request, "lookup.html", drawn, csv=table, **values)

    async def assessed(self, request: Request, form: Form) -> Drawn:
        """What the schema says of one measure, or of all in force."""
        return await self.drawing.drawn(request, "assessment" if form.privilege else "assessments", form.variables)

"""
In which language a page speaks, and the words of its layout.

The address decides (`?lang=th` or `?lang=en`), and links keep what it says. Else the browser does: whoever reads Thai
or English gets the one that is liked better, whoever names other languages only gets English. Who names none gets
Thai: the programme is Thai, and so are most who come.
"""

from datetime import date
from enum import Enum

from starlette.requests import Request

from api.schema.date import thai

PARAMETER = "lang"


class Language(Enum):
    """A language that pages speak."""

    TH = "th"
    EN = "en"

    @property
    def other(self) -> "Language":
        """The one that the switch leads to."""
        return Language.EN if self is Language.TH else Language.TH


def named_by(request: Request) -> Language | None:
    """The language that an address names."""
    word = request.query_params.get(PARAMETER, "").lower()
    return next((each for each in Language if each.value == word), None)


def language_of(request: Request) -> Language:
    """The language of the page for a request."""
    return named_by(request) or liked_by(request.headers.get("accept-language", ""))


def liked_by(accept: str) -> Language:
    """The language that a browser likes best, by `Accept-Language`."""
    likings = {tag: liking for tag, liking in map(liking_of, accept.split(",")) if tag.isalpha() and liking > 0}
    spoken = {each: likings[each.value] for each in Language if each.value in likings}
    if spoken:
        return max(spoken, key=lambda each: spoken[each])
    return Language.EN if likings else Language.TH


def liking_of(part: str) -> tuple[str, float]:
    """A language without its region, and how much it is liked; what cannot be read is not liked."""
    tag, _, quality = part.replace(" ", "").lower().partition(";q=")
    try:
        return tag.partition("-")[0], float(quality or 1)
    except ValueError:
        return tag, 0.0


WORDS = {
    Language.TH: {
        "skip": "ข้ามไปยังเนื้อหา",
        "navigation": "ส่วนต่าง ๆ ของเว็บไซต์",
        "explorer": "สำรวจข้อมูล",
        "privileges": "สิทธิประโยชน์ BOI",
        "docs": "คู่มือ",
        "playground": "ทดลองถาม",
        "languages": "ภาษา",
        "release": "ชุดข้อมูล",
        "no_release": "ยังไม่มีชุดข้อมูล",
        "as_of": "ณ วันที่",
        "licence": "สัญญาอนุญาต",
        "notices": "ซอฟต์แวร์ที่ใช้",
        "api": "ที่อยู่ของ API",
        "no_script": "หน้านี้ต้องใช้ JavaScript ถ้าไม่มี ให้ส่งคำถาม GraphQL มาที่ที่อยู่เดียวกันนี้",
    },
    Language.EN: {
        "skip": "Skip to the content",
        "navigation": "Parts of this site",
        "explorer": "Explorer",
        "privileges": "BOI privileges",
        "docs": "Docs",
        "playground": "Playground",
        "languages": "Language",
        "release": "Release",
        "no_release": "no release is loaded yet",
        "as_of": "as of",
        "licence": "Licence",
        "notices": "Software used",
        "api": "API",
        "no_script": "This page needs JavaScript. Without it, send GraphQL to this same address.",
    },
}
"""The words of the layout."""

NAMES = {Language.TH: "ไทย", Language.EN: "English"}
"""What each language calls itself."""

ENGLISH = ("%Y", "%B %Y", "%-d %B %Y")
"""How a year, a month and a day are written in English."""


def dated(iso: str, language: Language) -> str:
    """A date as exact as it is known, as the language writes it: in Thai, in the Buddhist era."""
    if language is Language.TH:
        return thai(iso)
    year, month, day = (*map(int, iso.split("-")), 1, 1)[:3]
    return date(year, month, day).strftime(ENGLISH[iso.count("-")])

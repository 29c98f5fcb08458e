"""What templates ask of the page that they write: its words, its links, and the documents that it has cited so far."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from api.pages import address
from api.pages.day import PARAMETER as AS_OF
from api.pages.language import PARAMETER as LANG
from api.pages.language import Language, dated
from api.pages.question import Question
from api.pages.words import RELATIONS, Wording, word

Node = Mapping[str, Any]

THAI = re.compile(r"[\u0e00-\u0e7f]")
LEADING_VOWEL = re.compile(r"([เ-ไ])([ก-ฮ])")
WORD_IN_NAME = re.compile(r"(?<=[a-z])(?=[A-Z])")
LETTER = re.compile(r"[^\W\d_]")

PAIRS = (
    ("nameTh", "nameEn"),
    ("nameTh", "awardEn"),
    ("titleTh", "titleEn"),
    ("textTh", "textEn"),
    ("obstacleTh", "obstacleEn"),
)
"""Under which names things have what they are called in Thai and in English, beside `name`."""

TEXTS = ("text", "title", "label", "subject", "gap", "statement", "caution", "condition", "alias")
"""Under which names things have what they are called in one language only."""


def tongue(text: str) -> Language:
    """The language that most letters of a text are of."""
    letters = len(LETTER.findall(text))
    return Language.TH if letters and len(THAI.findall(text)) * 2 > letters else Language.EN


@dataclass
class View:
    """One page that is being written, in a language, as of a day."""

    language: Language
    named: Language | None
    """The language, if the address names it: then links do, too."""
    question: Question
    release: str
    documents: dict[str, Node] = field(default_factory=dict)

    def t(self, en: str, th: str) -> str:
        """The one of two wordings that is in the language of the page."""
        return th if self.language is Language.TH else en

    def of(self, wording: Wording) -> str:
        """A wording in the language of the page."""
        return self.t(*wording)

    def word(self, enum: str, value: str | None) -> str:
        """A value of an enum, in words."""
        return self.of(word(enum, value)) if value else ""

    def relation(self, name: str) -> str:
        """A relation of the graph, in words."""
        return self.of(RELATIONS.get(name, (name, name)))

    def said(self, text: str | None) -> str:
        """A text as it stands, marked if it is in the other language."""
        if not text:
            return ""
        spoken = tongue(text)
        return text if spoken is self.language else Markup('<span lang="{}">{}</span>').format(spoken.value, text)

    def one(self, th: str | None, en: str | None) -> str:
        """The text in the language of the page, or in the other if it has none."""
        return self.said((th or en) if self.language is Language.TH else (en or th))

    def other(self, th: str | None, en: str | None) -> str:
        """The text in the other language, if it has both."""
        return self.said(en if self.language is Language.TH else th) if th and en else ""

    def label(self, node: Node) -> str:
        """What a thing is called."""
        if "number" in node:
            return self.sitting(node)
        if "measure" in node or "measureTitle" in node:
            return self.said(node.get("title") or node.get("measureTitle"))
        if "city" in node:
            return Markup("{} {}").format(self.t("Emblem of", "ตราสัญลักษณ์ของ"), self.label(node["city"]))
        name = node.get("name") or {}
        pairs = [(name.get("th"), name.get("en")), *((node.get(th), node.get(en)) for th, en in PAIRS)]
        for th, en in pairs:
            if th or en:
                return self.one(th, en)
        text = next((node[each] for each in TEXTS if node.get(each)), None)
        return self.said(text) if text else str(node["id"])

    def kind(self, node: Node) -> str:
        """What kind of thing it is."""
        return self.word("NodeKind", WORD_IN_NAME.sub("_", node["__typename"]).upper())

    def plain(self, node: Node) -> str:
        """What a thing is called, without marks: for titles and choices."""
        label = self.label(node)
        return label.striptags() if isinstance(label, Markup) else label

    def ordered(self, nodes: Sequence[Node]) -> list[Node]:
        """Things by what they are called; in Thai, a vowel that is written before its consonant counts after it."""
        return sorted(nodes, key=lambda each: LEADING_VOWEL.sub(r"\2\1", self.plain(each)).casefold())

    def sitting(self, node: Node) -> str:
        """A round by its number and its committee."""
        committee = self.label(node["committee"])
        number = node["number"] or self.t("(number not on record)", "(ไม่มีบันทึกครั้งที่)")
        return Markup("{} {}").format(committee, self.t(f"round {number}", f"ครั้งที่ {number}"))

    def day(self, when: Node | None) -> str:
        """A date, as exact as it is known; in Thai of the Buddhist era."""
        if not when:
            return Markup('<span class="unknown">{}</span>').format(self.t("not on record", "ไม่มีบันทึก"))
        return Markup('<time datetime="{}">{}</time>').format(when["iso"], dated(when["iso"], self.language))

    def number(self, value: float | None, unit: str | None = None) -> str:
        """A number with its unit."""
        if value is None:
            return ""
        shown = f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
        if unit == "RANK":
            return self.t(f"No. {shown}", f"อันดับ {shown}")
        return f"{shown} {self.word('Unit', unit)}".replace(" %", "%").strip()

    def path(self, thing_id: str) -> str | None:
        """The page of a thing, in the language and as of the day of this one."""
        path = address.path_of(thing_id)
        return self.to(path) if path else None

    @staticmethod
    def legible(url: str) -> str:
        """An address as people read it."""
        return address.legible(url)

    def canonical(self, path: str) -> str:
        """The address of what a page shows, whatever the day: the same in each language."""
        return address.extended(path, {LANG: self.lang})

    def to(self, path: str, **parameters: str | None) -> str:
        """An address that keeps the language and the day of this page."""
        return address.extended(path, {AS_OF: self.question.day, LANG: self.lang, **parameters})

    @property
    def lang(self) -> str | None:
        """The language that the address names."""
        return self.named.value if self.named else None

    def cited(self, sources: Sequence[Node]) -> list[tuple[int, Node]]:
        """Documents with the numbers that they have on this page."""
        for each in sources:
            self.documents.setdefault(each["id"], each)
        numbers = {thing_id: number for number, thing_id in enumerate(self.documents, 1)}
        return [(numbers[each["id"]], each) for each in sources]

    @property
    def playground(self) -> str:
        """Where the operation that drew this page can be tried out."""
        return address.playground(self.question.text, self.question.given)

    def table(self, name: str) -> str:
        """Where a list of this page is to be had as CSV."""
        operation = self.question.operation
        return address.table(
            self.question.on_its_day(operation.lists[name], operation.dated_lists[name]), self.question.given
        )

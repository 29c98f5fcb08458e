"""The chapters of the docs: their order, what each is called and about in both languages, and the words around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from api.pages.language import Language


@dataclass(frozen=True, slots=True)
class Chapter:
    """
    One chapter: its address below `/docs/`, its files by the language, its title, and what it is about.

    Every chapter is written in English, and most in Thai too.
    """

    slug: str
    files: Mapping[Language, str]
    title: Mapping[Language, str]
    about: Mapping[Language, str]

    def written_for(self, language: Language) -> Language:
        """The language that it is read in by whoever wants this one."""
        return language if language in self.files else Language.EN


def chapter(slug: str, title: tuple[str, str], about: tuple[str, str], file: str | None = None) -> Chapter:
    """
    A chapter; what it is called and about in Thai, and in English.

    By default it is that of its name in `docs/th/`, and in `docs/`; one with a file of its own is in English alone.
    """
    files = {Language.EN: file} if file else {Language.TH: f"docs/th/{slug}.md", Language.EN: f"docs/{slug}.md"}
    spoken = [MappingProxyType(dict(zip(Language, each, strict=True))) for each in (title, about)]
    return Chapter(slug, MappingProxyType(files), *spoken)


CHAPTERS = (
    chapter(
        "first-query",
        ("คำถามแรก", "A first query"),
        (
            "ถามจากเบราว์เซอร์หรือโปรแกรม ค้นหาด้วยชื่อ และไล่ตามความสัมพันธ์ โดยไม่ต้องสมัคร",
            "Ask from a browser or a program, search by name, follow relations; nothing to sign up for.",
        ),
    ),
    chapter(
        "concepts",
        ("แนวคิด", "Concepts"),
        (
            "แหล่งที่มา ความเชื่อมั่น สิ่งที่ยังไม่ทราบ ข้อมูล ณ วันหนึ่ง ๆ และชุดข้อมูล ควรอ่านก่อนนำตัวเลขไปเผยแพร่",
            "Sources, confidence, unknown, as of a day, releases. Read this before you publish a number.",
        ),
    ),
    chapter(
        "limits",
        ("ขีดจำกัดและคะแนน", "Limits, and what a question costs"),
        (
            "คำถามหนึ่งข้อใหญ่ได้เท่าใด ใช้กี่คะแนน และแต่ละคนมีคะแนนเท่าใดต่อนาที",
            "How large a question may be, how many points it costs, and how many there are a minute.",
        ),
    ),
    chapter(
        "errors",
        ("ข้อผิดพลาด", "Errors"),
        ("รหัสข้อผิดพลาดแต่ละรหัสหมายถึงอะไร และควรทำอย่างไร", "What each code means, and what a program should do."),
    ),
    chapter(
        "spreadsheets",
        ("คำตอบเป็นตาราง", "Answers as tables"),
        (
            "CSV ใน Google Sheets, Excel, pandas, R และ Observable",
            "CSV in Google Sheets, Excel, pandas, R and Observable.",
        ),
    ),
    chapter(
        "clients",
        ("ไลบรารีสำหรับโปรแกรม", "Clients"),
        (
            "Apollo, Relay, gql และการสร้างโค้ดที่มีชนิดข้อมูลจากสคีมา",
            "Apollo, Relay, gql, and typed clients that are generated from the schema.",
        ),
    ),
    chapter(
        "dumps",
        ("ไฟล์ข้อมูลทั้งชุด", "Files, and what changed"),
        (
            "ดาวน์โหลดข้อมูลทั้งชุด และดูว่าอะไรเปลี่ยนไปจากชุดก่อน",
            "Each release whole, in open formats, and what changed since the one before.",
        ),
    ),
    chapter(
        "machines",
        ("ช่องทางสำหรับโปรแกรม", "Doors for machines"),
        (
            "แผนผังเว็บไซต์ ฟีด แคตตาล็อก API และ MCP สำหรับผู้ช่วย AI",
            "Sitemap, feed, API catalogue, and MCP for assistants.",
        ),
    ),
    chapter(
        "corrections",
        ("แจ้งข้อผิดพลาดและการแก้ไข", "Errors in the data"),
        ("แจ้งข้อมูลที่ผิดได้อย่างไร และแก้ไขแล้วอย่างไร", "How to report one, and what became of those reported."),
    ),
    chapter(
        "data",
        ("ที่มาและรูปแบบของข้อมูล", "How the data are kept"),
        (
            "ไฟล์ข้อมูลที่คนอ่านและแก้ไขได้ พร้อมที่มาและสัญญาอนุญาต",
            "The files that people read and correct, what was taken from where, and their licence.",
        ),
        "seeds/README.md",
    ),
    chapter(
        "faults",
        ("เมื่อระบบขัดข้อง", "Faults"),
        (
            "เมื่อฐานข้อมูล เครือข่าย หรือเครื่องมีปัญหา ผู้ใช้จะเห็นอะไร และระบบกลับมาเองเมื่อใด",
            "What clients see when the database, the network or the machine fails, and how it comes back by itself.",
        ),
        "docs/faults.md",
    ),
    chapter(
        "contract",
        ("สิ่งที่วางใจได้", "What you can rely on"),
        (
            "อะไรจะไม่เปลี่ยน อะไรอาจเปลี่ยน และจะแจ้งล่วงหน้าอย่างไร",
            "What stays, what may change, and how you learn of it before it does.",
        ),
    ),
    chapter(
        "observability",
        ("ดูแลเซิร์ฟเวอร์", "How the server feels"),
        (
            "ตัวชี้วัด บันทึก การติดตาม และการแจ้งเตือน สำหรับผู้ดูแลเซิร์ฟเวอร์",
            "Probes, metrics, logs, traces and alerts, for whoever runs a server.",
        ),
        "docs/observability.md",
    ),
    chapter(
        "changelog",
        ("บันทึกการเปลี่ยนแปลง", "Changelog"),
        ("มีอะไรใหม่ในแต่ละรุ่นของโปรแกรม", "What is new in each version of the program."),
        "CHANGELOG.md",
    ),
)

WORDS = {
    Language.TH: {
        "feed": "ชุดข้อมูลแต่ละรุ่น",
        "chapters": "บทอื่น",
        "on_this_page": "ในหน้านี้",
        "in_english": "เนื้อหาเป็นภาษาอังกฤษ",
        "no_chapter": "ไม่มีบทที่ชื่อ",
        "did_you_mean": "หรือหมายถึง",
        "playground": "เปิดใน GraphiQL",
        "answer": "ดูคำตอบเป็น JSON",
    },
    Language.EN: {
        "feed": "Releases of the data",
        "chapters": "Other chapters",
        "on_this_page": "On this page",
        "no_chapter": "There is no chapter called",
        "did_you_mean": "Did you mean",
        "playground": "Open in the playground",
        "answer": "See the answer as JSON",
    },
}
"""What stands around the chapters."""

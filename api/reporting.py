"""
Where an error can be reported: an address that says by itself which fact, release and day are meant.

Whoever runs the server names it; nothing is collected here, and the address holds nothing about who asks.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

SCHEMES = ("https://", "http://", "mailto:")
PLACE = re.compile(r"\{(\w*)\}")
PLACES = ("fact", "release", "day", "title", "text")
MAIL = "?subject={title}&body={text}"
"""What follows an address of mail that says nothing else."""

TITLE = "Error in {fact} · แจ้งข้อผิดพลาด"
TEXT = """What is wrong (ข้อมูลที่ผิด):

What is right (ข้อมูลที่ถูกต้อง):

By which document (อ้างอิงเอกสาร):

--
{fact}
release {release}, as of {day}
"""


def encoded(text: str) -> str:
    """A text as it may stand in any part of an address; lines end as in mail (RFC 6068)."""
    return quote(text.replace("\n", "\r\n"), safe="")


def checked(template: str) -> str:
    """A template that leads somewhere and says which fact is meant; raises `ValueError`."""
    if not template.startswith(SCHEMES):
        raise ValueError(f"begins with none of {', '.join(SCHEMES)}")
    if template.startswith("mailto:") and "?" not in template:
        template += MAIL
    unknown = [name for name in PLACE.findall(template) if name not in PLACES]
    if unknown:
        raise ValueError(f"has {{{unknown[0]}}}, which is none of {', '.join(f'{{{each}}}' for each in PLACES)}")
    if not {"fact", "title", "text"} & set(PLACE.findall(template)):
        raise ValueError("does not say which fact is meant: write {fact}, {title} or {text} where that goes")
    return template


@dataclass(frozen=True, slots=True)
class Reports:
    """Where errors are reported: an address with places for what is reported."""

    template: str

    def address(self, fact: str, release: str, day: str) -> str:
        """The address for one fact, as it was in a release on a day."""
        said = {"fact": fact, "release": release, "day": day}
        said |= {"title": TITLE.format(**said), "text": TEXT.format(**said)}
        return PLACE.sub(lambda place: encoded(said[place[1]]), self.template)

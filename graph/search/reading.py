"""In which ways a text that was typed can be meant, each with how much it counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.model import BUDDHIST_ERA
from graph.search.folding import bones, compact, fold, sound
from graph.search.keyboard import switched

GRAM = 3
START, END = "^^", "$"

YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20\d\d|25\d\d)(?!\d)")
LEAST_BONES = 4
LEAST_FORM = 2
"""A single letter is what is meant only where it is what was typed."""

LATEST = 2100
"""Years beyond are of the Buddhist era."""

SMART_CITY = re.compile(r"smart\s*city|สม(?:า|้า)ร์?[ทต]์?\s*ซิตี้?", re.IGNORECASE)
SMART_CITY_TH = "เมืองอัจฉริยะ"
ANY_SMART_CITY = re.compile(f"{SMART_CITY.pattern}|{SMART_CITY_TH}", re.IGNORECASE)
TITLE = re.compile(
    r"^\s*(?:นายกรัฐมนตรี|นายกฯ?|นางสาว|นาง|นาย|น\.ส\.|พล\.?\s?[ตอร]\.?\s?[อทต]?\.?|พลเอก|พลโท|พลตรี|พลอากาศเอก|พลตำรวจเอก|ดร\.?|ผศ\.?|รศ\.?"
    r"|mrs?\.?|ms\.?|dr\.?|gen(?:eral)?\.?|จ\.|จังหวัด|คุณ)\s*(?=\S{3})",
    re.IGNORECASE,
)  # fmt: skip


def grams(form: str) -> list[str]:
    """The pieces of a form, its beginning and its end among them; each once."""
    marked = f"{START}{form}{END}"
    return list(dict.fromkeys(marked[place : place + GRAM] for place in range(len(marked) - GRAM + 1)))


@dataclass(frozen=True)
class Reading:
    """One way to read a text: what it counts beside the text as it was typed, and of which noun alone, if of one."""

    text: str
    weight: float
    label: str = ""

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def compacted(self) -> str:
        return compact(self.folded)

    @cached_property
    def form(self) -> str:
        """What is compared with the forms of names."""
        return sound(self.compacted)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The forms of its words, if it has several."""
        words = self.folded.split()
        return tuple(sound(word) for word in words) if len(words) > 1 else ()

    @cached_property
    def grams(self) -> list[str]:
        return grams(self.form)

    @cached_property
    def numbers(self) -> frozenset[str]:
        return numbers_in(self.folded)


def numbers_in(folded: str) -> frozenset[str]:
    """The numbers that a folded text has."""
    return frozenset(re.findall(r"\d+", folded))


def other_era(text: str) -> str:
    """The text with its years in the other era."""

    def other(match: re.Match[str]) -> str:
        year = int(match[0])
        return str(year - BUDDHIST_ERA if year > LATEST else year + BUDDHIST_ERA)

    return YEAR.sub(other, text)


def variants(text: str) -> Iterator[Reading]:
    """Texts that somebody may have meant."""
    typed = Reading(text, 1.0)
    yield typed
    if YEAR.search(typed.folded):
        yield Reading(other_era(typed.folded), 0.99)
    yield Reading(SMART_CITY.sub(SMART_CITY_TH, text), 0.98)
    yield Reading(text.replace(SMART_CITY_TH, "สมาร์ทซิตี้"), 0.98)
    yield Reading(TITLE.sub("", text), 0.97)
    yield Reading(ANY_SMART_CITY.sub(" ", text), 0.94, "City")  # not every city has the words in its name
    meant = switched(text)
    if meant is not None:
        yield Reading(meant, 0.9)


def readings(text: str) -> list[Reading]:
    """The ways to read a text that differ, the likeliest first."""
    made: dict[str, Reading] = {}
    texts: set[str] = set()
    for reading in variants(text):
        if reading.text not in texts and len(reading.form) >= (LEAST_FORM if made else 1):
            made.setdefault(reading.form, reading)
        texts.add(reading.text)
    return list(made.values())


def bones_of(text: str) -> str:
    """The consonants of a text, where there are enough of them to mean anything."""
    found = bones(text)
    return found if len(compact(found)) >= LEAST_BONES else ""

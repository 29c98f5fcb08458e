"""What a thing is called, in the forms that search compares."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from graph.model import Confidence, Wording
from graph.search.exonyms import EXONYMS
from graph.search.folding import compact, fold, is_thai, sound
from graph.search.reading import YEAR, bones_of

PROPER = {"City", "Province", "Region", "Agency", "Committee", "Person", "Project", "PromotionZone"}
LONGEST_BONES = 60
"""Names of other nouns, and longer ones, are phrases: their consonants are found in anything."""

LONGEST = 400
"""So much of a name is searched."""


class Use(IntEnum):
    """What a wording is to its thing."""

    NAME = 0
    DESCRIPTION = 1
    ID = 2
    DOUBTFUL = 3


@dataclass(frozen=True, slots=True)
class Name:
    """One wording of a thing, and the form that it is compared in; `bones` where only consonants can tell it."""

    text: str
    use: Use
    form: str
    bones: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found."""

    id: str
    label: str
    day: int
    low: bool
    names: tuple[Name, ...]


def day_number(day: str) -> int:
    """A day as a number that sorts like it; zero for what was always there."""
    return int(day.replace("-", "")) if day else 0


def dated(wording: Wording) -> Iterator[str]:
    """Names together with the year, where they have none: how people ask for one of several."""
    if not wording.date:
        return
    for name in wording.names:
        if not YEAR.search(fold(name)):
            yield f"{name} {wording.date[:4]}"


def wordings(label: str, wording: Wording) -> Iterator[tuple[str, Use]]:
    """Everything that a thing is called, each with its use; the plainest first."""
    for name in (*wording.names, *wording.aliases, *EXONYMS.get(wording.id, ())):
        yield name, Use.NAME
    for text in wording.descriptions:
        yield text, Use.DESCRIPTION
    if label in {"Event", "Award", "PromotionZone"}:
        for text in dated(wording):
            yield text, Use.DESCRIPTION
    yield wording.id, Use.ID
    for name in wording.doubtful:
        yield name, Use.DOUBTFUL


def entry_of(label: str, wording: Wording) -> Entry:
    """The entry of a thing of a noun."""
    scripts = {is_thai(name) for name in (*wording.names, *wording.aliases)}
    made: dict[str, Name] = {}
    for text, use in wordings(label, wording):
        form = sound(compact(fold(text[:LONGEST])))
        if form and form not in made:
            alone = label in PROPER and len(scripts) == 1 and use is Use.NAME and len(text) <= LONGEST_BONES
            made[form] = Name(text, use, form, bones_of(text) if alone else "")
    return Entry(wording.id, label, day_number(wording.day), wording.confidence is Confidence.LOW, tuple(made.values()))

"""
How well a name answers a text: from 0 to 1, where 1 is the very name.

Two measures are mixed. `likeness` compares letters, forgiving mistakes and missing words; `told` says how much of what
is rare in the text the name has, so that the words every name has (เมืองอัจฉริยะ, Smart City) count little.

To compare letters takes longest, so what a name can have at most is told before: it rarely must be compared.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz

from graph.queries.wording import CALLED
from graph.search.entry import Entry, Name, Use
from graph.search.folding import compact, fold, is_thai, sound
from graph.search.reading import END, START, Reading, numbers_in

LEAST = 0.6
"""What answers worse is not found."""

ROUNDED = 0.0002
"""Scores have four digits: what lacks less than this may still be as good."""

LEAST_TOLD = 0.2
"""A name that has less of what the text tells is not compared letter by letter."""

# These and the weights below were chosen by the searches of tests/search/golden.yaml that are not held out.
LIKENESS, TOLD = 0.6, 0.4
GOOD_PART = 0.8
"""How alike a piece of a name must be to count as the text."""

PIECE, COVERED, BEGINNING = 0.70, 0.24, 0.04
"""How alike a name is of which the text is a piece: so much, more the more of it that is, and more at its beginning."""

INNER = 0.85
OTHER_NUMBER = 0.75
OTHER_SPELLING = 0.02
ONLY_BONES = 0.8

SHORT = 5
IN_A_WORD = 0.75

WORTH = {Use.NAME: 1.0, Use.DESCRIPTION: 0.96, Use.ID: 0.9, Use.DOUBTFUL: 0.85}
RANK = {label: 1 - 0.003 * place for place, label in enumerate(CALLED)}
"""What of two equals comes first: the nouns in their order."""


@dataclass(frozen=True, slots=True)
class Match:
    """A thing that answers a text: how well, and by which of its names, read in which way."""

    id: str
    score: float
    name: str
    reading: Reading


def contained(text: str, form: str) -> float:
    """How well one is a piece of the other; a name that is a small piece of a long text says little."""
    shorter, longer = (text, form) if len(text) <= len(form) else (form, text)
    part = fuzz.partial_ratio(shorter, longer) / 100
    if part < GOOD_PART:
        return 0.0
    cover = len(shorter) / len(longer)
    if len(text) > len(form):
        return part * (0.35 + 0.6 * cover)
    start = BEGINNING if form.startswith(text) else 0.0
    return part * (PIECE + COVERED * cover) + start


def worded(reading: Reading, form: str, least: float) -> float:
    """How well the words of a text are pieces of a name, in any order; nothing where that is `least` at most."""
    if not reading.words:
        return 0.0
    total = sum([len(word) for word in reading.words])
    most = 0.68 + 0.24 * min(1.0, total / len(form))
    if most <= least:
        return 0.0
    parts = [(len(word), fuzz.partial_ratio(word, form) / 100) for word in reading.words if len(word) <= len(form)]
    return most * sum([length * part for length, part in parts if part >= GOOD_PART]) / total


def within_a_word(reading: Reading, name: Name) -> bool:
    """Whether a short Latin text stands in the middle of a word of a name, as `nan` in Governance."""
    if len(reading.form) > SHORT or not reading.form.isascii():
        return False
    return not any(sound(word).startswith(reading.form) for word in fold(name.text).split())


def likeness(reading: Reading, name: Name) -> float:
    """How alike the letters are."""
    if reading.form == name.form:
        return 1.0
    piece = contained(reading.form, name.form)
    if piece and reading.form in name.form and within_a_word(reading, name):
        piece *= IN_A_WORD
    alike = max(fuzz.ratio(reading.form, name.form) / 100, piece)
    return max(alike, worded(reading, name.form, alike))


def runs(words: str) -> set[str]:
    """Words that follow each other, joined."""
    each = words.split()
    return {"".join(each[start:end]) for start in range(len(each)) for end in range(start + 1, len(each) + 1)}


class Way(Protocol):
    """A way in which names answer a text."""

    reading: Reading

    def most(self, name: Name, label: str) -> float:
        """How well a name of a noun can answer at most; nothing where it cannot answer."""

    def answered(self, name: Name) -> float:
        """How well a name answers of which `most` was told."""


class Letters:
    """By the letters of one reading; `tells` says how much each of its pieces tells, those at its ends apart."""

    def __init__(self, reading: Reading, tells: Mapping[str, float]) -> None:
        self.reading = reading
        pieces = [(gram, tells[gram]) for gram in reading.grams]
        self.within = [each for each in pieces if START[0] not in each[0] and END not in each[0]]
        self.ends = [each for each in pieces if each not in self.within]
        self.within_mass = sum([weight for _, weight in self.within])
        self.mass = self.within_mass + sum([weight for _, weight in self.ends])
        self.told_by: dict[str, float] = {}

    def told(self, form: str) -> float:
        """How much of what the text tells a name has; in the middle of a name nothing begins or ends."""
        marked = f"{START}{form}{END}"
        within = sum([weight for gram, weight in self.within if gram in marked])
        ends = sum([weight for gram, weight in self.ends if gram in marked])
        inner = INNER * within / self.within_mass if self.within_mass else 0.0
        return max((within + ends) / self.mass, inner)

    def most(self, name: Name, label: str) -> float:
        """Nothing for a name of another noun or script, or that has little of what the text tells."""
        reading = self.reading
        if reading.label not in {"", label} or (name.use is Use.ID and reading.weight < 1):
            return 0.0
        if name.form.isascii() and not reading.form.isascii():
            return 0.0
        told = self.told_by[name.form] = self.told(name.form)
        return (LIKENESS + TOLD * told) * self.numbered(name) * reading.weight if told >= LEAST_TOLD else 0.0

    def numbered(self, name: Name) -> float:
        """Whether a name has the numbers of the text: what has not counts less."""
        numbers = self.reading.numbers
        return 1.0 if not numbers or numbers <= numbers_in(name.form) else OTHER_NUMBER

    def answered(self, name: Name) -> float:
        """What is told and how alike the letters are."""
        reading = self.reading
        score = (LIKENESS * likeness(reading, name) + TOLD * self.told_by[name.form]) * self.numbered(name)
        if reading.form == name.form and reading.compacted != compact(fold(name.text)):
            score -= OTHER_SPELLING
        return score * reading.weight


class Bones:
    """By the consonants, where text and name are in different scripts."""

    def __init__(self, reading: Reading, bones: str) -> None:
        self.reading = reading
        self.bones = bones
        self.thai = is_thai(reading.text)

    def most(self, name: Name, label: str) -> float:  # noqa: ARG002 # whatever the noun
        """Just how well it answers."""
        return self.answered(name) if name.bones and self.thai != is_thai(name.text) else 0.0

    def answered(self, name: Name) -> float:
        """How alike the consonants are."""
        whole = compact(name.bones)
        if self.bones in runs(name.bones):
            return ONLY_BONES * (0.85 + 0.15 * len(self.bones) / len(whole))
        return ONLY_BONES * fuzz.ratio(self.bones, whole) / 100


def nearly(readings: Iterable[Reading], labels: Collection[str] = ()) -> float:
    """
    How well at most a thing of some nouns, or of any, answers by a name that is none of the readings.

    The most alike has a letter more than the longest of them.
    """
    longest = max(len(reading.form) for reading in readings)
    alike = max(1 - 1 / (2 * longest + 1), PIECE + COVERED * longest / (longest + 1) + BEGINNING)
    return (LIKENESS * alike + TOLD) * max(RANK[label] for label in labels or RANK) + ROUNDED


@dataclass(frozen=True, slots=True)
class Chance:
    """A name that can answer in one way, `most` so well; the use of a name and its noun count by `worth`."""

    most: float
    worth: float
    name: Name
    way: Way


class Ranker:
    """Ranks names by one text; `tells` says how much each piece of it tells."""

    def __init__(self, readings: Sequence[Reading], bones: str, tells: Mapping[str, float], *, low: bool) -> None:
        self.ways: list[Way] = [Letters(reading, tells) for reading in readings]
        if bones:
            self.ways.append(Bones(readings[0], bones))
        self.low = low

    def chances(self, entry: Entry) -> list[Chance]:
        """Which names of a thing can answer, and in which ways."""
        found = []
        for name in entry.names:
            if name.use is Use.DOUBTFUL and not self.low:
                continue
            worth = WORTH[name.use] * RANK[entry.label]
            for way in self.ways:
                most = way.most(name, entry.label) * worth + ROUNDED
                if most >= LEAST:
                    found.append(Chance(most, worth, name, way))
        return found

    def match(self, entry: Entry, chances: Iterable[Chance]) -> Match | None:
        """The thing by the name that answers best, the first of equals; none where no name answers."""
        best: Match | None = None
        for chance in chances:
            if best is not None and chance.most <= best.score:
                continue
            score = round(chance.way.answered(chance.name) * chance.worth, 4)
            if score >= LEAST and (best is None or score > best.score):
                best = Match(entry.id, score, chance.name.text, chance.way.reading)
        return best

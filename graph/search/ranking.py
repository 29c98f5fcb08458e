"""
How well a name answers a text: from 0 to 1, where 1 is the very name.

Two measures are mixed. `likeness` compares letters, forgiving mistakes and missing words; `told` says how much of what
is rare in the text the name has, so that the words every name has (เมืองอัจฉริยะ, Smart City) count little.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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
    start = 0.04 if form.startswith(text) else 0.0
    return part * (0.70 + 0.24 * cover) + start


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


class Telling:
    """A reading of a text, with how much each of its pieces tells: those within it, and those at its ends."""

    def __init__(self, reading: Reading, tells: Mapping[str, float]) -> None:
        self.reading = reading
        pieces = [(gram, tells[gram]) for gram in reading.grams]
        self.within = [each for each in pieces if START[0] not in each[0] and END not in each[0]]
        self.ends = [each for each in pieces if each not in self.within]
        self.within_mass = sum([weight for _, weight in self.within])
        self.mass = self.within_mass + sum([weight for _, weight in self.ends])

    def told(self, marked: str) -> float:
        """How much of what the text tells a name has; in the middle of a name nothing begins or ends."""
        within = sum([weight for gram, weight in self.within if gram in marked])
        ends = sum([weight for gram, weight in self.ends if gram in marked])
        inner = INNER * within / self.within_mass if self.within_mass else 0.0
        return max((within + ends) / self.mass, inner)

    def can_be(self, name: Name, label: str) -> bool:
        """Whether a name of a noun can answer this reading at all."""
        reading = self.reading
        if reading.label not in {"", label} or (name.use is Use.ID and reading.weight < 1):
            return False
        return not (name.form.isascii() and not reading.form.isascii())

    def answered(self, name: Name, marked: str, least: float) -> float:
        """How well a name answers this reading; nothing where that is less than `least`, whatever its letters."""
        told, reading = self.told(marked), self.reading
        if told < LEAST_TOLD or (LIKENESS + TOLD * told) * reading.weight < least:
            return 0.0
        score = LIKENESS * likeness(reading, name) + TOLD * told
        if reading.numbers and not reading.numbers <= numbers_in(name.form):
            score *= OTHER_NUMBER
        if reading.form == name.form and reading.compacted != compact(fold(name.text)):
            score -= OTHER_SPELLING
        return score * reading.weight


class Ranker:
    """Ranks names by one text; `tells` says how much each piece of it tells."""

    def __init__(self, readings: Sequence[Reading], bones: str, tells: Mapping[str, float]) -> None:
        self.tellings = [Telling(reading, tells) for reading in readings]
        self.bones = bones

    def by_letters(self, name: Name, label: str, least: float) -> tuple[float, Reading]:
        """How well a name of a noun answers, and the reading that it answers best; less than `least` is nothing."""
        marked = f"{START}{name.form}{END}"
        best, reading = 0.0, self.tellings[0].reading
        for telling in self.tellings:
            if telling.can_be(name, label):
                score = telling.answered(name, marked, max(best, least))
                if score > best:
                    best, reading = score, telling.reading
        return best, reading

    def by_bones(self, name: Name) -> float:
        """How well the consonants of a name answer a text in the other script."""
        if not (self.bones and name.bones) or is_thai(self.tellings[0].reading.text) == is_thai(name.text):
            return 0.0
        whole = compact(name.bones)
        if self.bones in runs(name.bones):
            return ONLY_BONES * (0.85 + 0.15 * len(self.bones) / len(whole))
        return ONLY_BONES * fuzz.ratio(self.bones, whole) / 100

    def match(self, entry: Entry, *, low: bool) -> Match | None:
        """The thing by the name that answers best; none where no name answers."""
        best: Match | None = None
        for name in entry.names:
            if name.use is Use.DOUBTFUL and not low:
                continue
            worth = WORTH[name.use] * RANK[entry.label]
            bones = self.by_bones(name)
            least = 0.0 if bones else (best.score if best else LEAST) / worth - ROUNDED
            letters, reading = self.by_letters(name, entry.label, least)
            score = round(max(letters, bones) * worth, 4)
            if score >= LEAST and (best is None or score > best.score):
                best = Match(entry.id, score, name.text, reading)
        return best

    def ranked(self, entries: Iterable[Entry], *, low: bool) -> list[Match]:
        """The things that answer, the best first; equals by id."""
        found = (self.match(entry, low=low) for entry in entries)
        return sorted((match for match in found if match), key=lambda match: (-match.score, match.id))

"""One search in one index."""

from graph.search.folding import compact
from graph.search.index import Choice, Index
from graph.search.ranking import Match, Ranker
from graph.search.reading import bones_of, grams, readings

CANDIDATES = 100
"""So many things are compared with a text: more are never found."""


def found(index: Index, text: str, choice: Choice) -> list[Match]:
    """The things that answer a text, the best first."""
    ways = readings(text)
    if not ways:
        return []
    bones = compact(bones_of(text))
    pieces = {gram for reading in ways for gram in reading.grams}
    frequencies = index.frequencies(pieces | set(grams(bones) if bones else ()))
    entries = index.candidates(index.worth_it(frequencies), choice, CANDIDATES)
    return Ranker(ways, bones, index.tells(frequencies)).ranked(entries, low=choice.low)

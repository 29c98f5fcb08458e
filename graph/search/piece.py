"""The piece of a name that a text matched: it shows why a thing was found."""

import unicodedata

from rapidfuzz import fuzz

from graph.search.folding import compact, fold, sound
from graph.search.ranking import Match

LEAST_ALIKE = 60
"""Where no piece is more alike, in percent, the whole name is what matched."""


def form_of(text: str) -> str:
    """The form of a part of a name."""
    return sound(compact(fold(text)))


def ends(text: str) -> list[int]:
    """The places in a text at which it can be cut: not before a mark that belongs to the letter before it."""
    marks = {"Mn", "Mc", "Me"}
    return [place for place in range(1, len(text)) if unicodedata.category(text[place]) not in marks] + [len(text)]


def piece_of(match: Match) -> str:
    """The piece of the name."""
    name, asked = match.name, match.reading.form
    form = form_of(name)
    if len(asked) >= len(form):
        return name
    place = fuzz.partial_ratio_alignment(asked, form, score_cutoff=LEAST_ALIKE)
    if place is None:
        return name
    cuts = ends(name)
    # How much of the form each beginning of the name makes; a digraph cut in two may make a letter more.
    made = [len(form_of(name[:cut])) for cut in cuts]
    begin = max((cut for cut, length in zip(cuts, made, strict=True) if length <= place.dest_start), default=0)
    end = min((cut for cut, length in zip(cuts, made, strict=True) if length >= place.dest_end), default=len(name))
    return name[begin:end].strip() or name

"""One search as a client asks for it: what is allowed, which page of what was found, and cursors of its own."""

import asyncio
import base64
import hashlib
from dataclasses import dataclass

from api.context import Context
from api.errors import UserError
from api.page import LONGEST_SHOWN, PageOfList, checked_size
from graph.search.finding import found
from graph.search.index import Choice
from graph.search.ranking import Match

LONGEST = 200
"""Longer texts are no names."""

SEAL_BYTES = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """What a client searches for: a text, among which nouns (none for all), and whether doubtful things too."""

    text: str
    labels: frozenset[str]
    low: bool

    def seal(self, release: str, place: str) -> str:
        """What makes a cursor good for this search of this release, and for no other."""
        parts = (release, self.text, *sorted(self.labels), str(self.low), place)
        return hashlib.blake2b("\0".join(parts).encode(), digest_size=SEAL_BYTES).hexdigest()


@dataclass(frozen=True, slots=True)
class Found:
    """A place in what was found."""

    match: Match
    cursor: str


@dataclass(frozen=True, slots=True)
class Results:
    """A page of what was found, and how much was found in all."""

    page: tuple[Found, ...]
    total: int
    info: PageOfList


def checked_text(text: str) -> str:
    """A text that can be searched for."""
    if len(text) > LONGEST:
        shown = text[:LONGEST_SHOWN]
        message = f"the text has {len(text)} characters ({shown!r}…): search for a name, at most {LONGEST} characters"
        raise UserError(message, "TEXT_TOO_LONG")
    if not text.strip():
        raise UserError(f"`text: {text!r}` is empty: search for a name, or a part of one", "TEXT_EMPTY")
    return text


def place_of(match: Match) -> str:
    """The place of a match in the order of what was found."""
    return f"{match.score:.4f}|{match.id}"


def cursor_of(asked: Asked, release: str, match: Match) -> str:
    """The cursor of a match."""
    place = place_of(match)
    return base64.urlsafe_b64encode(f"{asked.seal(release, place)}|{place}".encode()).decode().rstrip("=")


def behind(asked: Asked, release: str, cursor: str) -> tuple[float, str]:
    """The order that a cursor stands for: what follows sorts behind it."""
    try:
        plain = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
        seal, _, place = plain.partition("|")
        if seal != asked.seal(release, place):
            raise ValueError("sealed otherwise")
        score, _, thing_id = place.partition("|")
        return -float(score), thing_id
    except ValueError as error:
        message = (
            f"{cursor[:LONGEST_SHOWN]!r} is no cursor of this search: take one from `pageInfo` or `edges` of the same"
            " `text`, `kinds` and release, or begin without `after`"
        )
        raise UserError(message, "INVALID_CURSOR") from error


async def matches_of(context: Context, asked: Asked) -> list[Match]:
    """
    All that is found, the best first.

    It is remembered: whoever turns the page asks for the same again.
    """
    index = await context.shelf.index(context.view)
    choice = Choice(asked.labels, int(context.view.as_of.strftime("%Y%m%d")), asked.low)
    memory, place = context.shelf.matches, (context.view.release.id, choice)
    known = memory.find(place, [asked.text])
    if not known:
        known = {asked.text: await asyncio.to_thread(found, index, asked.text, choice)}
        memory.keep(place, known)
    matches: list[Match] = known[asked.text]
    return matches


async def results(context: Context, asked: Asked, first: int, after: str | None) -> Results:
    """The page of a search that follows a cursor."""
    checked_text(asked.text)
    checked_size("first", first)
    release = context.view.release.id
    start = behind(asked, release, after) if after else None
    matches = await matches_of(context, asked)
    rest = [match for match in matches if start is None or (-match.score, match.id) > start]
    page = tuple(Found(match, cursor_of(asked, release, match)) for match in rest[:first])
    info = PageOfList(
        has_next_page=len(rest) > first,
        has_previous_page=len(rest) < len(matches),
        start_cursor=page[0].cursor if page else None,
        end_cursor=page[-1].cursor if page else None,
    )
    return Results(page, len(matches), info)

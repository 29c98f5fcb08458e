"""One search as a client asks for it: what is allowed, which page of what was found, and cursors of its own."""

import asyncio
import base64
import hashlib
from dataclasses import dataclass

from api.context import Context
from api.errors import UserError
from api.page import LONGEST_SHOWN, PageOfList, checked_size
from graph.memory import Place
from graph.search.finding import CANDIDATES, Ranking
from graph.search.index import Choice, Index
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


def checked_text(text: str) -> str:
    """A text that can be searched for."""
    if len(text) > LONGEST:
        shown = text[:LONGEST_SHOWN]
        message = f"the text has {len(text)} characters ({shown!r}…): search for a name, at most {LONGEST} characters"
        raise UserError(message, "TEXT_TOO_LONG")
    if not text.strip():
        raise UserError(f"`text: {text!r}` is empty: search for a name, or a part of one", "TEXT_EMPTY")
    return text


class Search:
    """A search in the release of a request, and what is known of it so far."""

    def __init__(self, context: Context, asked: Asked) -> None:
        self.context = context
        self.asked = asked
        self.choice = Choice(asked.labels, int(context.view.as_of.strftime("%Y%m%d")), asked.low)
        self.ranking: Ranking | None = None
        self.turn = asyncio.Lock()

    async def best(self, most: int = CANDIDATES) -> list[Match]:
        """The best that is found, at most so many things; all of them unless it is said. It is remembered."""
        index = await self.context.shelf.index(self.context.view)
        async with self.turn:
            known = self.known(CANDIDATES)
            if known is None and most != CANDIDATES:
                known = self.known(most)
            if known is None:
                known = await self.ranked(index, most)
                self.keep(known, most if len(known) == most else CANDIDATES)
        return known[:most]

    def known(self, most: int) -> list[Match] | None:
        """The best, as far as they were worked out for pages of a size, if that is remembered."""
        return self.context.shelf.matches.find(self.place(most), [self.asked.text]).get(self.asked.text)

    def keep(self, matches: list[Match], most: int) -> None:
        """Remember the best, for pages of a size."""
        self.context.shelf.matches.keep(self.place(most), {self.asked.text: matches})

    def place(self, most: int) -> Place:
        """Where that is remembered."""
        return self.context.view.release.id, self.choice, most

    async def ranked(self, index: Index, most: int) -> list[Match]:
        """The best of an index; to find the very name takes less time than to ask a thread for it."""
        ranking, self.ranking = self.ranking or Ranking(index, self.asked.text, self.choice), None
        matches = ranking.best(most, named=True)
        if len(matches) < most and ranking.waiting:
            matches = await asyncio.to_thread(ranking.best, most)
        self.ranking = ranking  # only now: one that failed, or that nobody waited for, is not gone on with
        return matches

    def sealed(self, place: str) -> str:
        """What makes the cursor of a place good for this search of this release, and for no other."""
        asked = self.asked
        parts = (self.context.view.release.id, asked.text, *sorted(asked.labels), str(asked.low), place)
        return hashlib.blake2b("\0".join(parts).encode(), digest_size=SEAL_BYTES).hexdigest()

    def cursor_of(self, match: Match) -> str:
        """The cursor of a match: its place in the order of what was found."""
        place = f"{match.score:.4f}|{match.id}"
        return base64.urlsafe_b64encode(f"{self.sealed(place)}|{place}".encode()).decode().rstrip("=")

    def behind(self, cursor: str) -> tuple[float, str]:
        """The order that a cursor stands for: what follows sorts behind it."""
        try:
            plain = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
            seal, _, place = plain.partition("|")
            if seal != self.sealed(place):
                raise ValueError("sealed otherwise")
            score, _, thing_id = place.partition("|")
            return -float(score), thing_id
        except ValueError as error:
            message = (
                f"{cursor[:LONGEST_SHOWN]!r} is no cursor of this search: take one from `pageInfo` or `edges` of the"
                " same `text`, `kinds` and release, or begin without `after`"
            )
            raise UserError(message, "INVALID_CURSOR") from error


@dataclass(frozen=True, slots=True)
class Found:
    """A place in what was found."""

    search: Search
    match: Match

    @property
    def cursor(self) -> str:
        """Its cursor."""
        return self.search.cursor_of(self.match)


@dataclass(frozen=True, slots=True)
class Results:
    """A page of what was found; what lies beyond it is looked for where it is asked for."""

    search: Search
    page: tuple[Found, ...]
    before: int
    """How much was found before it."""

    async def total(self) -> int:
        """How much was found in all."""
        return len(await self.search.best())

    async def info(self) -> PageOfList:
        """Where the page lies."""
        page = self.page
        return PageOfList(
            has_next_page=self.before + len(page) < await self.total(),
            has_previous_page=self.before > 0,
            start_cursor=page[0].cursor if page else None,
            end_cursor=page[-1].cursor if page else None,
        )


async def results(context: Context, asked: Asked, first: int, after: str | None) -> Results:
    """The page of a search that follows a cursor."""
    checked_text(asked.text)
    checked_size("first", first)
    search = Search(context, asked)
    start = search.behind(after) if after else None
    matches = await search.best(first if start is None else CANDIDATES)
    rest = [match for match in matches if start is None or (-match.score, match.id) > start]
    page = tuple(Found(search, match) for match in rest[:first])
    return Results(search, page, before=len(matches) - len(rest))

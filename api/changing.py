"""What changed since an earlier release: a page of the lists that stand beside the dumps, added up."""

import asyncio
from dataclasses import dataclass
from itertools import dropwhile, islice
from pathlib import Path

from api.context import Context
from api.errors import UserError
from api.page import LONGEST_SHOWN, PageOfList, Scope, checked_size
from graph.dumping.chain import UnreachableError, changed
from graph.dumping.changes import Change
from graph.selection import EVERY_THING

SHOWN_RELEASES = 20


@dataclass(frozen=True, slots=True)
class Changes:
    """A page of what changed from one release to another."""

    home: Path | None
    since: str
    release: str
    page: tuple[Change, ...]
    info: PageOfList

    async def total(self) -> int:
        """How long the whole list is."""
        return await asyncio.to_thread(lambda: sum(1 for _ in changed(self.home, self.since, self.release)))


def gone(home: Path | None, since: str, release: str, reach: tuple[str, ...]) -> UserError:
    """The complaint that lists do not reach so far."""
    message = f"what changed since release {since[:LONGEST_SHOWN]!r} cannot be told: "
    if home is None:
        cure = f"no lists of changes are kept here, so ask only since the release served, {release!r}"
    else:
        named = ", ".join(repr(each) for each in reach[:SHOWN_RELEASES])
        cure = f"lists of changes reach back from the release served only to {named}: ask since one of these"
    return UserError(message + cure, "RELEASE_GONE")


def part(home: Path | None, since: str, release: str, after: tuple[object, ...], size: int) -> list[Change]:
    """The changes of a page, and one more if there is one."""
    found = changed(home, since, release)
    return list(islice(dropwhile(lambda each: bool(after) and each.identity <= after, found), size + 1))


async def changes(context: Context, since: str, first: int, after: str | None) -> Changes:
    """What changed since a release; raises `UserError`."""
    home, release = context.dumps, context.view.release.id
    size = checked_size("first", first)
    scope = Scope(release, "", "changes", since, low=False, selection=EVERY_THING)
    place = scope.plain(after)
    try:
        found = await asyncio.to_thread(part, home, since, release, tuple(place), size)
    except UnreachableError as error:
        raise gone(home, since, release, error.reach) from error
    shown = tuple(found[:size])
    ends = [scope.opaque(each.identity) for each in shown]
    info = PageOfList(len(found) > size, bool(after), ends[0] if ends else None, ends[-1] if ends else None)
    return Changes(home, since, release, shown, info)

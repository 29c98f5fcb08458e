"""
Reading a long list a stretch at a time.

An engine may read a whole range of an index before it sorts and cuts it: a page of a hundred things of half a million
then takes half a second. So a load notes the place of every hundredth thing of a long list, its fences, and a page is
read between two of them; where things are left out on the way, the next stretch is twice as long.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.query import Window
from graph.selection import ALWAYS

APART = 100
"""So many things lie between two fences."""

STRETCH = "Stretch"
"""The label of what a load notes of many things of a list together (`graph.seeding.ranking`)."""

DAY = "day"
"""By this name stands, beside the ranks of things, the day from which on each is there, as a number."""

RANKED = 1_000
"""So many things have their ranks in one node; who wants those of some wants those of all."""

NARROWED = 10
"""So many stretches are read first of a list that is narrowed: where much is left out, that is fewer reads."""


def fences(places: list[str]) -> list[str]:
    """The places of every so many things of a list, which may be in any order; a short one has none."""
    return sorted(places)[APART::APART]


def stretches(window: Window, posts: Sequence[str]) -> Iterator[Window]:
    """
    The windows to read one after the other until there are enough rows.

    Cursors name places between which nothing is left out, so a fence stands in the stretch that ends there: the next
    one begins just before it.
    """
    after, before = str(window.after), str(window.before)
    inner = inside(window, posts)
    wide = width(window)
    while len(inner) > wide:
        if window.backward:
            yield replace(window, after=just_before(inner[-wide]), before=before)
            before, inner = inner[-wide], inner[:-wide]
        else:
            yield replace(window, after=after, before=inner[wide - 1])
            after, inner = just_before(inner[wide - 1]), inner[wide:]
        wide *= 2
    yield replace(window, after=after, before=before)


def inside(window: Window, posts: Sequence[str]) -> Sequence[str]:
    """The fences between the cursors of a window."""
    after, before = str(window.after), str(window.before)
    return posts[bisect_right(posts, after) : bisect_left(posts, before) if before else len(posts)]


def between(window: Window, posts: Sequence[str]) -> int:
    """How many things there are at most between the cursors of a window."""
    return APART * (len(inside(window, posts)) + 1)


def width(window: Window) -> int:
    """How many stretches to read first: a page lies in two; of a list that is narrowed, likely in some more."""
    return (2 if window.selection.where == ALWAYS else NARROWED) + window.limit // APART


def own_of(release: str, label: str) -> str:
    """What the places of stretches begin with that say which thing stands where in its list; the number follows."""
    return f"{release}|{label}|"


def ranks_of(release: str, label: str, field: str) -> str:
    """What the places of stretches begin with that say how things rank by a property; the number follows."""
    return f"{release}|{label}.{field}|"


def just_before(place: str) -> str:
    """A place behind all others that come before this one."""
    return place[:-1] + chr(ord(place[-1]) - 1) + "\U0010ffff"

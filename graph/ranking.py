"""
Lists in an order of several keys, out of how their things rank by each (`graph.seeding.ranking`).

No load could keep a list in every order of several keys. So whoever asks for one first has it put together here, of
numbers alone; then it is remembered, and a page of it reads only what it shows.
"""

import asyncio
from array import array
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from graph.errors import GraphUnavailableError
from graph.model import Release
from graph.selection import Order
from graph.stretch import RANKED, STRETCH, ranks_of

MOST = 4_000_000
"""So many positions are remembered in all, of four bytes each; of a list that is longer, one order."""

RANKS = f"""
UNWIND range(0, $last) AS number
MATCH (stretch:{STRETCH} {{sort: $line + toString(number)}})
RETURN stretch.ranks AS ranks ORDER BY number
"""

Read = Callable[[str, Mapping[str, Any]], Awaitable[list[dict[str, Any]]]]


class Ranking:
    """The orders of several keys that were asked for last."""

    def __init__(self, read: Read, most: int = MOST) -> None:
        self.read = read
        self.most = most
        self.kept: OrderedDict[tuple[str, str, tuple[Order, ...]], array[int]] = OrderedDict()

    async def positions(self, release: Release, label: str, order: tuple[Order, ...]) -> "array[int]":
        """
        Where each thing of a list in an order stands in the list in its own order.

        Raises `GraphUnavailableError` where the release is not there any more.
        """
        place = (release.id, label, order)
        if place not in self.kept:
            ranks = [await self.ranks(release, label, each.field) for each in order]
            self.keep(place, await asyncio.to_thread(put_in_order, ranks, [each.descending for each in order]))
        self.kept.move_to_end(place)
        return self.kept[place]

    async def ranks(self, release: Release, label: str, field: str) -> list[int]:
        """How things rank by a property, in their own order: equals alike, from zero; those that miss it below that."""
        last = (release.counts[label] - 1) // RANKED
        rows = await self.read(RANKS, {"line": ranks_of(release.id, label, field), "last": last})
        found = [rank for row in rows for rank in row["ranks"]]
        if len(found) != release.counts[label]:
            raise GraphUnavailableError(f"{label}.{field}: release {release.id} is not there any more")
        return found

    def keep(self, place: tuple[str, str, tuple[Order, ...]], positions: "array[int]") -> None:
        """Remember an order; those that were asked for longest ago go."""
        self.kept[place] = positions
        while len(self.kept) > 1 and sum(map(len, self.kept.values())) > self.most:
            self.kept.popitem(last=False)


def put_in_order(ranks: Sequence[Sequence[int]], descending: Sequence[bool]) -> "array[int]":
    """The positions of things in order of their ranks by each of several keys; equals as they stood."""
    most = len(ranks[0])
    keys = [0] * most
    for each, down in zip(ranks, descending, strict=True):
        keys = [
            key * (most + 1) + (most if rank < 0 else most - 1 - rank if down else rank)
            for key, rank in zip(keys, each, strict=True)
        ]
    return array("I", sorted(range(most), key=keys.__getitem__))

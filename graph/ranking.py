"""
Lists in order, out of how their things rank by each key (`graph.seeding.ranking`).

No load could keep a list in every order of several keys. So whoever asks for an order first has it put together here,
of numbers alone; then it is remembered, and a page of it reads only what it shows.
"""

import asyncio
from array import array
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Hashable, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

from graph.errors import GraphUnavailableError
from graph.model import Release
from graph.selection import Order
from graph.stretch import DAY, RANKED, STRETCH, ranks_of
from graph.together import Together

MOST = 4_000_000
"""So many positions are remembered in all, of four bytes each; of a list that is longer, one order."""

PARTS = 64
"""A list is sorted in so many parts: nothing else happens in a process while one is."""

RANKS = f"""
UNWIND range(0, $last) AS number
MATCH (stretch:{STRETCH} {{sort: $line + toString(number)}})
RETURN stretch.ranks AS ranks, stretch.at AS at, stretch.days AS days, stretch.to AS to ORDER BY number
"""

Read = Callable[[str, Mapping[str, Any]], Awaitable[list[dict[str, Any]]]]
Place = tuple[Hashable, ...]
"""A release, a label, an order, its day and, of what is there in it, on which."""

Make = Callable[[], Coroutine[None, None, "array[int]"]]


class Ranking:
    """The orders of lists that were asked for last."""

    def __init__(self, read: Read, most: int = MOST) -> None:
        self.read = read
        self.most = most
        self.kept: OrderedDict[Place, array[int]] = OrderedDict()
        self.under_way: dict[Place, Together[array[int]]] = {}

    async def positions(self, release: Release, label: str, order: tuple[Order, ...], day: date) -> "array[int]":
        """
        Where each thing of a list in an order, as it is on a day, stands in the list in its own order.

        Raises `GraphUnavailableError` where the release is not there any more.
        """

        async def made() -> "array[int]":
            ranks = [await self.ranks(release, label, each.field, day) for each in order]
            return await asyncio.to_thread(put_in_order, ranks, [each.descending for each in order])

        return await self.once((release.id, label, order, day), made)

    async def there(
        self, release: Release, label: str, order: tuple[Order, ...], day: date, as_of: date
    ) -> "array[int]":
        """
        The numbers, in an order of a day, of the things of a list that are there on another, ascending.

        Raises `GraphUnavailableError` where the release is not there any more.
        """

        async def made() -> "array[int]":
            positions = await self.positions(release, label, order, day)
            days = await self.ranks(release, label, DAY, date.max)
            return await asyncio.to_thread(come, positions, days, as_of)

        return await self.once((release.id, label, order, day, as_of), made)

    async def once(self, place: Place, make: Make) -> "array[int]":
        """What is made once for all who ask for it, and remembered; what was asked for longest ago goes."""
        if place in self.kept:
            self.kept.move_to_end(place)
            return self.kept[place]
        making = self.under_way.get(place)
        if making is None or not making.waiting:  # one that nobody waits for is being given up
            making = self.begun(place, make)
        return await making.result()

    def begun(self, place: Place, make: Make) -> "Together[array[int]]":
        """What is made from now on."""
        making = self.under_way[place] = Together(self.keep(place, make), f"order {place}")

        def ended(_: object) -> None:
            if self.under_way.get(place) is making:
                del self.under_way[place]

        making.task.add_done_callback(ended)
        return making

    async def keep(self, place: Place, make: Make) -> "array[int]":
        """What is made, remembered as long as there is room."""
        self.kept[place] = made = await make()
        while len(self.kept) > 1 and sum(map(len, self.kept.values())) > self.most:
            self.kept.popitem(last=False)
        return made

    async def ranks(self, release: Release, label: str, field: str, day: date) -> list[int]:
        """How things rank by a property on a day, in their own order: equals alike, from 0; those that miss it -1."""
        last = (release.counts[label] - 1) // RANKED
        rows = await self.read(RANKS, {"line": ranks_of(release.id, label, field), "last": last})
        found = await asyncio.to_thread(turned, rows, day)
        if len(found) != release.counts[label]:
            raise GraphUnavailableError(f"{label}.{field}: release {release.id} is not there any more")
        return found


def turned(rows: Iterable[Mapping[str, Any]], day: date) -> list[int]:
    """How things rank on a day, of how they did before all days, and of what turned since; as nodes have noted both."""
    ranks, last = list[int](), day.toordinal()
    for row in rows:
        first = len(ranks)
        ranks += row["ranks"]
        for at, since, rank in zip(row["at"] or (), row["days"] or (), row["to"] or (), strict=True):
            if since <= last:
                ranks[first + at] = rank
    return ranks


def come(positions: Sequence[int], days: Sequence[int], as_of: date) -> "array[int]":
    """The numbers of the things that are there on a day, of where they stand and from which days on they are."""
    last = as_of.toordinal()
    return array("I", (number for number, position in enumerate(positions) if days[position] <= last))


def put_in_order(ranks: Sequence[Sequence[int]], descending: Sequence[bool]) -> "array[int]":
    """The positions of things in order of their ranks by each of some keys; equals as they stood."""
    keys, top = [0] * len(ranks[0]), 1
    for each, down in zip(ranks, descending, strict=True):
        last = max(each)
        top *= last + 2
        keys = [
            key * (last + 2) + (last + 1 if rank < 0 else last - rank if down else rank)
            for key, rank in zip(keys, each, strict=True)
        ]
    parts: list[list[int]] = [[] for _ in range(PARTS)]
    for position, key in enumerate(keys):
        parts[key * PARTS // top].append(position)
    return array("I", chain.from_iterable(sorted(part, key=keys.__getitem__) for part in parts))

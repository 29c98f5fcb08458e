"""
Reads that several requests ask for at the same time, as one.

Of many that come at once, each would be asked, answered and taken apart by itself, and the database would read the same
over and over: under load that is most of what an answer takes whose rows are not remembered.
"""

import asyncio
from asyncio import Task
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeVar

from graph.model import Record
from graph.query import EVERYTHING, GraphView, Query, ViewOver, Window
from graph.together import Together

R = TypeVar("R", bound=Record)

Rows = Mapping[str, list[Any]]

MOST_KEYS = 1_000
"""No more are gathered in one read: a small one should not wait for many large ones."""

GATHERING_SECONDS = 0.005
"""For so long at most a read gathers keys while one before it is under way; if none is, it is sent at once."""

JOINED_SECONDS = 0.5
"""For so long others join a read that was sent: one that goes on for longer may be stuck, and end for all of them."""


@dataclass(eq=False, slots=True)
class Joint:
    """A read of one or several requests: until it is sent, keys may be added to it."""

    keys: dict[str, None]
    coming: Together[Rows] = field(init=False)
    sent: float | None = None
    """When, by the monotonic clock."""

    def takes(self, keys: Sequence[str]) -> bool:
        """Whether somebody waits for it who may be joined for these keys; those that it has not are added."""
        if not self.coming.waiting or (self.sent is not None and monotonic() - self.sent > JOINED_SECONDS):
            return False
        more = [key for key in keys if key not in self.keys]
        if more and (self.sent is not None or len(self.keys) + len(more) > MOST_KEYS):
            return False
        self.keys.update(dict.fromkeys(more))
        return True


class Joining:
    """The reads of a process that are asked for or under way, the last of each text and window."""

    def __init__(self) -> None:
        self.last: dict[Hashable, Joint] = {}
        self.joined = 0
        """How often somebody joined a read that was asked for already."""

    def ended(self, place: Hashable, joint: Joint) -> None:
        """Forget a read that is over, unless another has taken its place."""
        if self.last.get(place) is joint:
            del self.last[place]

    def view(self, view: GraphView) -> "Joined":
        """A view whose reads are joined with those of others."""
        return Joined(view, self)


class Joined(ViewOver):
    """A view that shares the reads of others who ask for the same, or of the same for other keys, at the same time."""

    def __init__(self, view: GraphView, joining: Joining) -> None:
        super().__init__(view)
        self.joining = joining

    async def fetch(self, query: Query[R], keys: Sequence[str], window: Window = EVERYTHING) -> dict[str, list[R]]:
        """What the view below answers."""
        rows = await self.joint(query, keys, window).coming.result()
        return {key: rows[key] for key in keys if key in rows}

    def joint(self, query: Query[Any], keys: Sequence[str], window: Window) -> Joint:
        """The read that answers some keys: the last of its kind, or else a new one."""
        place = (self.release.id, self.as_of, query, window)
        last = self.joining.last.get(place)
        if last is not None and last.takes(keys):
            self.joining.joined += 1
            return last
        joint = self.joining.last[place] = Joint(dict.fromkeys(keys))
        before = last.coming.task if last else None
        joint.coming = Together(self.read(joint, before, query, window), f"read {query.name}")
        joint.coming.task.add_done_callback(lambda _: self.joining.ended(place, joint))
        return joint

    async def read(self, joint: Joint, before: "Task[Rows] | None", query: Query[Any], window: Window) -> Rows:
        """The rows of a read, once it is sent."""
        if before is not None:
            await asyncio.wait((before,), timeout=GATHERING_SECONDS)
        joint.sent, keys = monotonic(), list(joint.keys)
        del joint, before  # or the tracebacks of failures would keep all reads of an outage alive, one the other
        return await super().fetch(query, keys, window)

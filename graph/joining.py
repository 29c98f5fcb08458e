"""
Reads that several requests ask for at the same time, as one.

Of many that come at once, each would be asked, answered and taken apart by itself, and the database would read the same
over and over: under load that is most of what an answer takes whose rows are not remembered.
"""

import asyncio
from asyncio import Task
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from graph.model import Record
from graph.query import EVERYTHING, GraphView, Query, ViewOver, Window

R = TypeVar("R", bound=Record)

Rows = Mapping[str, list[Any]]

MOST_KEYS = 1_000
"""No more are gathered in one read: a small one should not wait for many large ones."""

GATHERING_SECONDS = 0.005
"""For so long at most a read gathers keys while one before it is under way; if none is, it is sent at once."""


@dataclass(eq=False, slots=True)
class Joint:
    """A read of one or several requests: until it is sent, keys may be added to it."""

    keys: dict[str, None]
    task: "Task[Rows]" = field(init=False)
    sent: bool = False
    waiting: int = 0

    def takes(self, keys: Sequence[str]) -> bool:
        """Whether it answers these keys, too; those that it has not are added."""
        more = [key for key in keys if key not in self.keys]
        if more and (self.sent or len(self.keys) + len(more) > MOST_KEYS):
            return False
        self.keys.update(dict.fromkeys(more))
        return True

    async def rows(self) -> Rows:
        """What it brings; when nobody waits for that any longer, the read ends."""
        self.waiting += 1
        try:
            return await asyncio.shield(self.task)
        finally:
            self.waiting -= 1
            if not self.waiting:
                self.task.cancel()


class Joining:
    """The reads of a process that are asked for or under way, the last of each text and window."""

    def __init__(self) -> None:
        self.last: dict[Hashable, Joint] = {}
        self.joined = 0
        """Reads that were answered by one that somebody else had asked for."""

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
        place = (self.release.id, self.as_of, query, window)
        before = self.joining.last.get(place)
        if before is not None and before.waiting and before.takes(keys):
            self.joining.joined += 1
            joint = before
        else:
            joint = Joint(dict.fromkeys(keys))
            joint.task = asyncio.create_task(self.read(joint, before, query, window), name=f"read {query.name}")
            joint.task.add_done_callback(lambda _: self.joining.ended(place, joint))
            self.joining.last[place] = joint
        rows = await joint.rows()
        return {key: rows[key] for key in keys if key in rows}

    async def read(self, joint: Joint, before: Joint | None, query: Query[Any], window: Window) -> Rows:
        """The rows of a read, once it is sent."""
        if before is not None:
            await asyncio.wait((before.task,), timeout=GATHERING_SECONDS)
        joint.sent = True
        return await super().fetch(query, list(joint.keys), window)

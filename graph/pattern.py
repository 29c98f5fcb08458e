"""
What a read follows from one thing to others, and what must hold of everything on the way.

Patterns are literals that name `start`, `node` and, where the relation is a fact of its own, `edge`; short cuts also
name `via`, the things they pass through.
"""

import re
from dataclasses import dataclass

from graph.model import Emblem, Privilege, Record, Reference

HIGHER = "($low OR coalesce({name}.confidence, 'high') <> 'low')"
HAPPENED = "coalesce({name}.day, '') <= $as_of"
HOLDS = "coalesce(edge.day, '') <= $as_of AND coalesce(edge.end, '9999') >= $as_of"
VARIABLE = re.compile(r"\b(start|node|edge|via)\b")


def is_dated(record: type[Record]) -> bool:
    """Whether things of this kind begin on a day, or may: before it, they are not there."""
    return "date" in record.model_fields or record in {Emblem, Privilege, Reference}


@dataclass(frozen=True, slots=True)
class Pattern:
    """
    Where a read goes: from things of a label, or from nowhere, along a path to things of one record.

    `complete` is the condition under which documents say that it leads to everything there is; `also` is one more that
    every thing must meet.
    """

    start: str
    path: str
    record: type[Record]
    complete: str = "false"
    also: str = "true"

    @property
    def names(self) -> tuple[str, ...]:
        """The variables of the path whose confidence counts."""
        return tuple(name for name in ("node", "edge", "via") if re.search(rf"[(\[]{name}[:)]", self.path))

    @property
    def dated(self) -> bool:
        """Whether the answer depends on the day."""
        return is_dated(self.record) or "[edge:" in self.path or "(via:Decision" in self.path

    @property
    def conditions(self) -> str:
        """What must be true of every name in the path."""
        parts = [HIGHER.format(name=name) for name in self.names]
        if is_dated(self.record):
            parts.append(HAPPENED.format(name="node"))
        if "(via:Decision" in self.path:
            parts.append(HAPPENED.format(name="via"))
        if "[edge:" in self.path:
            parts.append(HOLDS)
        if self.also != "true":
            parts.append(self.also)
        return " AND ".join(parts)


def renamed(text: str, start: str, depth: int) -> str:
    """A fragment of a pattern inside another: it begins at `start`, and what it names has names of its own."""
    return VARIABLE.sub(lambda found: start if found[0] == "start" else f"{found[0]}_{depth}", text)

"""
Answers that are the same: what names one, and a memory of those given before.

The data of a release do not change, so an answer follows from the build and its limits, the release and when it was
loaded, the day and the question; its name is known before anything runs. A new release, or a new day, is another name:
nothing is ever out of date here.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import orjson

from api.answering import Answer, Prepared
from api.bounded import ENTRY, Bounded
from api.document.cost import Spent

OF_THE_CLIENT = "rateLimit"
"""A field whose answer depends on who asks: what names it is not remembered."""

PACKAGES = tuple(Path(__file__).parents[1] / name for name in ("api", "graph"))


@cache
def build() -> str:
    """The hash of the program: another build may answer in another way."""
    hashed = sha256()
    for package in PACKAGES:
        for path in sorted(package.rglob("*.py")):
            hashed.update(path.read_bytes())
    return hashed.hexdigest()


def name_of(ready: Prepared) -> str | None:
    """The name of the answer to an operation; none where that depends on who asks."""
    if OF_THE_CLIENT in ready.operation.query:
        return None
    context, operation = ready.context, ready.operation
    place = context.reports.template if context.reports else None
    release = context.view.release
    where = [build(), context.limits, place, release.id, release.loaded, context.day]
    parts = [*where, operation.query, operation.name, ready.variables]
    return sha256(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS)).hexdigest()


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer as JSON, and what it cost."""

    body: bytes
    cost: Spent | None

    def answer(self, *, parsed: bool) -> Answer:
        """The answer anew: nobody shares it. To send it as JSON, nothing of it need be parsed; then `data` is empty."""
        answer = Answer(orjson.loads(self.body) if parsed else {"data": None})
        answer.json, answer.cost = self.body, self.cost
        return answer


class Memory:
    """
    The answers of one process, by name, of `most_bytes` in all, with what each takes beside its body.

    Those with errors are not among them; those asked for longest ago go first.
    """

    def __init__(self, most_bytes: int) -> None:
        self.kept: Bounded[Remembered] = Bounded(most_bytes, lambda remembered: len(remembered.body) + ENTRY)

    @property
    def bytes(self) -> int:
        """How many bytes are remembered."""
        return self.kept.size

    def find(self, name: str | None, *, parsed: bool = True) -> Answer | None:
        """The answer of a name, if it is remembered; `parsed` if somebody will look at its data."""
        found = self.kept.find(name) if name else None
        return found.answer(parsed=parsed) if found else None

    def keep(self, name: str | None, answer: Answer) -> None:
        """Remember an answer; others go if there are too many."""
        if not self.kept.most or name is None or name in self.kept or "errors" in answer:
            return
        self.kept.keep(name, Remembered(answer.json, answer.cost))

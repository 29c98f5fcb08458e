"""A steady stream of questions: so many a second, whatever becomes of them; and what became of each."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx

RATE = 10.0
PATIENCE = 60.0
"""Seconds: whoever waits longer hangs."""

QUESTION = """
{
  release { id }
  cities(first: 30) { nodes { note sources { title } } }
  province(id: "province:TH-83") { cities(first: 30) { nodes { note } } }
}
"""
"""Three levels of reads over a release whose every record has a mark (`tests.make.marked`)."""

RUN = 10
"""So many right answers, one after the other, are a recovery."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one client saw: no status is no answer, and then the code is what became of the connection."""

    began: float
    seconds: float
    status: int
    codes: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    retry: bool = False
    """Whether it was told when to come again."""

    @property
    def right(self) -> bool:
        """Whether it was answered."""
        return self.status == 200 and not self.codes

    @property
    def outcome(self) -> str:
        """Status and codes, in a word."""
        return f"{self.status} {' '.join(sorted(self.codes))}".strip()


def marks_in(value: Any) -> frozenset[str]:
    """The marks of all records of an answer, and the release that it says it is of."""
    if isinstance(value, list):
        return frozenset().union(*map(marks_in, value))
    if not isinstance(value, dict):
        return frozenset()
    own = {str(each) for name, each in value.items() if name in {"note", "title"} and each is not None}
    own |= {str(value["release"]["id"])} if value.get("release") else set()
    return frozenset(own).union(*map(marks_in, value.values()))


def seen_of(began: float, response: httpx.Response) -> Seen:
    """What an answer says."""
    seconds, body = time.monotonic() - began, response.json()
    codes = frozenset(str(error["extensions"]["code"]) for error in body.get("errors", ()))
    return Seen(
        began, seconds, response.status_code, codes, marks_in(body.get("data")), "retry-after" in response.headers
    )


@dataclass
class Asker:
    """Asks, and remembers what came of it."""

    url: str
    rate: float = RATE
    client: httpx.AsyncClient = field(init=False)
    seen: list[Seen] = field(default_factory=list)

    async def ask(self) -> Seen:
        """One question, over a connection of its own."""
        began = time.monotonic()
        try:
            found = seen_of(began, await self.client.post(f"{self.url}/graphql", json={"query": QUESTION}))
        except (httpx.HTTPError, ValueError) as error:
            found = Seen(began, time.monotonic() - began, 0, frozenset({type(error).__name__}))
        self.seen.append(found)
        return found

    async def stream(self, asking: asyncio.TaskGroup) -> None:
        """Ask, for ever; nobody waits for an answer before the next question."""
        next_ = time.monotonic()
        while True:
            asking.create_task(self.ask())
            next_ += 1 / self.rate
            await asyncio.sleep(max(0.0, next_ - time.monotonic()))

    async def until_right(self, since: float | None = None, patience: float = PATIENCE) -> float:
        """Wait for right answers in a row to questions of now or later; in how many seconds the first was asked."""
        since = time.monotonic() if since is None else since
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while True:
                    run = self.last_run(since)
                    if len(run) >= RUN:
                        return max(0.0, run[0].began - since)
                    await asyncio.sleep(0.1)
        raise AssertionError(f"no {RUN} right answers within {patience} s: {self.outcomes}")

    def last_run(self, since: float) -> list[Seen]:
        """The right answers since the last that was none, in the order of their questions."""
        asked = sorted((each for each in self.seen if each.began >= since), key=lambda each: each.began)
        wrong = [place for place, each in enumerate(asked) if not each.right]
        return asked[wrong[-1] + 1 :] if wrong else asked

    @property
    def outcomes(self) -> Counter[str]:
        """How often each outcome was seen."""
        return Counter(each.outcome for each in self.seen)

    @property
    def wrong(self) -> set[str]:
        """The outcomes that are no right answers."""
        return {each.outcome for each in self.seen if not each.right}

    @property
    def slowest(self) -> float:
        """The longest that anybody waited."""
        return max(each.seconds for each in self.seen)


@asynccontextmanager
async def asking(url: str, rate: float = RATE) -> AsyncIterator[Asker]:
    """A stream of questions while this lasts; at the end every one of them has been answered, or given up."""
    asker = Asker(url, rate)
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
    async with httpx.AsyncClient(timeout=PATIENCE, limits=limits) as asker.client, asyncio.TaskGroup() as group:
        stream = asyncio.create_task(asker.stream(group))
        try:
            await asker.until_right()
            yield asker
        finally:
            stream.cancel()

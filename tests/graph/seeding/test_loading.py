"""What a load does with the release that is there already, and what it sweeps, as far as that needs no database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from graph.query import Statement
from graph.seeding import load
from graph.seeding.loading import CREATE_RELEASE, FINISH_RELEASE, FLIP, STATE, Outcome
from graph.seeding.lock import GIVE_BACK, TAKE, Lease
from graph.seeding.sweeping import CALL_REMOVED, RELEASES, REMOVE_RELEASE, sweep
from tests import make

pytestmark = pytest.mark.anyio

Rows = list[dict[str, Any]]


@dataclass
class Database:
    """Releases by their states, the pointer and the lock; `log` has what was done, in words."""

    releases: dict[str, str]
    current: str | None = None
    previous: str | None = None
    stale: bool = False
    """Whether reads come from a follower that knows nothing of what was written."""
    log: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.seen = (dict(self.releases), self.current, self.previous)

    async def read(self, text: str, parameters: Mapping[str, Any]) -> Rows:
        """Rows of a read."""
        now = (self.releases, self.current, self.previous)
        releases, current, previous = self.seen if self.stale else now
        if text == STATE:
            status = releases.get(parameters["id"])
            return [{"status": status, "current": current == parameters["id"]}] if status else []
        if text == RELEASES:
            return [
                {"id": each, "status": status, "current": each == current, "previous": each == previous}
                for each, status in reversed(releases.items())
            ]
        assert "AS held" in text
        return [{"held": 1}]

    async def write(self, text: str, parameters: Mapping[str, Any]) -> Rows:
        """Rows of a write."""
        (rows,) = await self.write_all([(text, parameters)])
        return rows

    async def write_all(self, statements: Sequence[Statement]) -> list[Rows]:
        """Rows of writes."""
        return [self.written(text, parameters) for text, parameters in statements]

    def written(self, text: str, parameters: Mapping[str, Any]) -> Rows:
        """The rows of one."""
        match text:
            case _ if text == TAKE:
                self.log.append("lock")
            case _ if text == GIVE_BACK:
                self.log.append("unlock")
            case _ if text == CREATE_RELEASE:
                self.releases[parameters["id"]] = "loading"
            case _ if text == FINISH_RELEASE:
                self.releases[parameters["id"]] = "ready"
                self.log.append(f"load {parameters['id']}")
            case _ if text == FLIP:
                self.current, self.previous = parameters["id"], self.current
                self.log.append(f"flip {parameters['id']}")
            case _ if text == CALL_REMOVED:
                self.log.append(f"remove {parameters['id']}")
            case _ if text == REMOVE_RELEASE:
                self.releases.pop(parameters["id"])
        if "Lock" in text:
            return [{"owner": "us"}]
        return [{"done": 0 if "DETACH" in text else len(parameters.get("rows", "1"))}]

    async def define(self, texts: Iterable[str]) -> None:
        """Nothing needs to be."""
        list(texts)

    async def finish(self, release: str) -> None:
        """What is done when a release is the current one."""
        self.log.append(f"finish {release}")


async def loaded(database: Database, release: str) -> Outcome:
    return await load(database, make.marked(release, "mark", cities=1), finish=database.finish)


async def test_what_is_served_is_left_as_it_is() -> None:
    database = Database({"new": "ready"}, current="new")

    outcome = await loaded(database, "new")

    assert str(outcome) == "release new is loaded already: nothing to do"
    assert database.log == ["lock", "finish new", "unlock"]


@pytest.mark.parametrize("releases", [{}, {"new": "loading"}, {"new": "removed"}])
async def test_a_pointer_to_a_release_that_is_not_whole_does_not_keep_it_from_being_loaded(
    releases: dict[str, str],
) -> None:
    database = Database(releases, current="new")

    outcome = await loaded(database, "new")

    assert (outcome.loaded, database.releases) == (True, {"new": "ready"})
    assert [each for each in database.log if "remove" not in each] == [
        "lock",
        "load new",
        "flip new",
        "finish new",
        "unlock",
    ]


async def test_a_release_that_is_still_kept_is_said_to_be_served_again() -> None:
    database = Database({"old": "ready", "new": "ready"}, current="new", previous="old")

    outcome = await loaded(database, "old")

    assert str(outcome) == "release old is loaded already: it is the one that is served now"
    assert database.log == ["lock", "flip old", "finish old", "unlock"]


async def test_whether_a_release_is_served_is_looked_at_while_nobody_else_loads() -> None:
    """A load that was under way has flipped before it gives the lock to whoever goes back to the release before."""

    class Locking(Database):
        def written(self, text: str, parameters: Mapping[str, Any]) -> Rows:
            if text == TAKE:
                self.current, self.previous = "new", "old"
            return super().written(text, parameters)

    database = Locking({"old": "ready", "new": "ready"}, current="old")
    await loaded(database, "old")

    assert database.log == ["lock", "flip old", "finish old", "unlock"]


async def test_what_was_just_made_the_current_one_is_never_swept() -> None:
    database = Database({"older": "ready", "old": "ready"}, current="old", previous="older", stale=True)
    database.releases["new"] = database.seen[0]["new"] = "ready"

    await sweep(Lease(database, "us", 60_000), flipped="new")

    assert database.log == ["remove older"]


async def test_the_current_one_the_one_before_and_those_loaded_last_are_kept() -> None:
    database = Database(dict.fromkeys(("a", "b", "c", "d"), "ready") | {"e": "loading"}, current="a", previous="b")

    await sweep(Lease(database, "us", 60_000), keep=3)

    assert database.log == ["remove e", "remove c"]

"""Reads of several requests as one: what they share, and what they do not do to each other."""

import asyncio
import gc
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

import pytest

from graph.errors import GraphUnavailableError
from graph.joining import MOST_KEYS, Joining, Joint
from graph.model import Release
from graph.queries import city, province
from graph.query import EVERYTHING, GraphView, Query, Window
from graph.selection import Order

pytestmark = pytest.mark.anyio

PATIENCE = 30.0
DAY = date(2023, 5, 6)
LATER = date(2024, 5, 6)


def release(name: str) -> Release:
    return Release(id=name, loaded="2026-01-02T03:04:05Z", layout=1, synthetic=False, days=(), counts={})


RELEASE, OTHER = release("r1"), release("r2")


class Held:
    """A graph whose reads are kept until they are let go; of odd keys nothing is there."""

    def __init__(self) -> None:
        self.reads: list[tuple[str, list[str]]] = []
        self.ended: list[list[str]] = []
        self.free = asyncio.Event()
        self.error: Exception | None = None

    def at(self, of: Release = RELEASE, day: date = DAY) -> GraphView:
        return HeldView(self, of, day)


class HeldView:
    """One request's view."""

    def __init__(self, graph: Held, release: Release, as_of: date) -> None:
        self.graph = graph
        self.release = release
        self.as_of = as_of
        self.plans = False

    def posts(self, label: str) -> Sequence[str]:
        return (label,)

    async def there(self, label: str, order: tuple[Order, ...], day: date) -> Sequence[int]:
        raise NotImplementedError

    async def fetch(self, query: Query[Any], keys: Sequence[str], _: Window = EVERYTHING) -> dict[str, list[Any]]:
        self.graph.reads.append((query.name, list(keys)))
        try:
            await self.graph.free.wait()
        except asyncio.CancelledError:
            self.graph.ended.append(list(keys))
            raise
        if self.graph.error:
            raise self.graph.error
        return {key: [key] for key in keys if int(key) % 2 == 0}


class Requests:
    """Requests side by side over one graph."""

    def __init__(self) -> None:
        self.graph = Held()
        self.joining = Joining()

    def ask(
        self, *keys: str, of: GraphView | None = None, query: Query[Any] = city.BY_ID, window: Window = EVERYTHING
    ) -> "asyncio.Task[dict[str, list[Any]]]":
        view = self.joining.view(of or self.graph.at())
        return asyncio.create_task(view.fetch(query, keys, window))

    @property
    def keys(self) -> list[list[str]]:
        return [keys for _, keys in self.graph.reads]

    async def begun(self, number: int) -> None:
        """Wait until so many reads were sent; that they never are is the failure."""
        async with asyncio.timeout(PATIENCE):
            while len(self.keys) < number:
                await asyncio.sleep(0)

    def free(self) -> None:
        self.graph.free.set()


@pytest.fixture
async def requests() -> Requests:
    return Requests()


async def turns(number: int = 5) -> None:
    """Let others go on."""
    for _ in range(number):
        await asyncio.sleep(0)


async def test_what_is_asked_at_one_moment_is_one_read(requests: Requests) -> None:
    asked = [requests.ask("2", "3"), requests.ask("4"), requests.ask("2")]
    await turns()
    requests.free()

    assert await asyncio.gather(*asked) == [{"2": ["2"]}, {"4": ["4"]}, {"2": ["2"]}]
    assert requests.keys == [["2", "3", "4"]]
    assert requests.joining.joined == 2


async def test_what_is_being_read_is_not_read_twice(requests: Requests) -> None:
    first = requests.ask("2", "4")
    await turns()
    second = requests.ask("4")
    await turns()
    requests.free()

    assert (await first, await second) == ({"2": ["2"], "4": ["4"]}, {"4": ["4"]})
    assert requests.keys == [["2", "4"]]


async def test_what_was_read_is_read_anew(requests: Requests) -> None:
    requests.free()

    assert await requests.ask("2") == {"2": ["2"]}
    assert await requests.ask("2") == {"2": ["2"]}
    assert requests.keys == [["2"], ["2"]]
    assert requests.joining.last == {}


async def test_other_keys_are_gathered_while_a_read_is_under_way(
    requests: Requests, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.joining.GATHERING_SECONDS", 60.0)
    asked = [requests.ask("2")]
    await turns()
    asked += [requests.ask("4")]
    await turns()
    asked += [requests.ask("6")]
    await turns()
    before = list(requests.keys)
    requests.free()

    assert await asyncio.gather(*asked) == [{"2": ["2"]}, {"4": ["4"]}, {"6": ["6"]}]
    assert (before, requests.keys) == ([["2"]], [["2"], ["4", "6"]])


async def test_a_read_that_does_not_end_keeps_others_for_a_moment_only(
    requests: Requests, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.joining.GATHERING_SECONDS", 0.0)
    asked = [requests.ask("2")]
    await turns()
    asked += [requests.ask("4")]
    await requests.begun(2)
    requests.free()

    assert await asyncio.gather(*asked) == [{"2": ["2"]}, {"4": ["4"]}]
    assert requests.keys == [["2"], ["4"]]


async def test_only_the_same_is_joined(requests: Requests) -> None:
    asked = [
        requests.ask("2"),
        requests.ask("2", query=province.BY_ID),
        requests.ask("2", window=Window(limit=1)),
        requests.ask("2", of=requests.graph.at(day=LATER)),
        requests.ask("2", of=requests.graph.at(OTHER)),
    ]
    await turns()
    requests.free()

    assert await asyncio.gather(*asked) == [{"2": ["2"]}] * 5
    assert len(requests.keys) == 5
    assert requests.joining.joined == 0


async def test_a_read_gathers_no_more_than_so_many_keys(requests: Requests) -> None:
    many = [str(number) for number in range(MOST_KEYS)]
    asked = [requests.ask(*many), requests.ask("0"), requests.ask(str(MOST_KEYS))]
    await turns()
    requests.free()
    answers = await asyncio.gather(*asked)

    assert requests.keys == [many, [str(MOST_KEYS)]]
    assert answers[1:] == [{"0": ["0"]}, {str(MOST_KEYS): [str(MOST_KEYS)]}]


@pytest.mark.parametrize("gone", [0, 1])
async def test_a_read_goes_on_while_anybody_waits_for_it(requests: Requests, gone: int) -> None:
    asked = [requests.ask("2"), requests.ask("2")]
    await turns()
    left = asked.pop(gone)
    left.cancel()
    await turns()
    requests.free()

    assert await asked[0] == {"2": ["2"]}
    assert left.cancelled()
    assert (requests.keys, requests.graph.ended) == ([["2"]], [])


async def test_a_read_ends_when_nobody_waits_for_it(requests: Requests) -> None:
    asked = [requests.ask("2"), requests.ask("2")]
    await turns()
    for each in asked:
        each.cancel()
    again = requests.ask("2")  # asked for while it is being ended
    await turns()
    requests.free()

    assert await again == {"2": ["2"]}
    assert (requests.keys, requests.graph.ended) == ([["2"], ["2"]], [["2"]])
    assert requests.joining.last == {}


async def test_a_read_that_is_given_up_before_it_is_sent_is_not_sent(
    requests: Requests, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.joining.GATHERING_SECONDS", 60.0)
    asked = requests.ask("2")
    await turns()
    left = requests.ask("4")
    await turns()
    left.cancel()
    await turns()
    requests.free()

    assert await asked == {"2": ["2"]}
    assert (left.cancelled(), requests.keys, requests.joining.last) == (True, [["2"]], {})


async def test_a_failure_is_told_to_all_who_wait_and_to_nobody_else(requests: Requests) -> None:
    requests.graph.error = GraphUnavailableError("city.by_id")
    asked = [requests.ask("2"), requests.ask("2")]
    await turns()
    requests.free()

    assert await asyncio.gather(*asked, return_exceptions=True) == [requests.graph.error] * 2
    requests.graph.error = None
    assert await requests.ask("2") == {"2": ["2"]}
    assert requests.keys == [["2"], ["2"]]


async def test_a_read_that_takes_long_is_joined_by_nobody_any_more(
    requests: Requests, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.joining.JOINED_SECONDS", -1.0)
    monkeypatch.setattr("graph.joining.GATHERING_SECONDS", 0.0)
    asked = [requests.ask("2")]
    await turns()
    asked += [requests.ask("2")]
    await requests.begun(2)
    requests.free()

    assert await asyncio.gather(*asked) == [{"2": ["2"]}] * 2
    assert requests.keys == [["2"], ["2"]]


class Staggered(HeldView):
    """A view whose reads end one by one, in their order."""

    def __init__(self, graph: Held) -> None:
        super().__init__(graph, RELEASE, DAY)
        self.ends: list[asyncio.Future[dict[str, list[Any]]]] = []

    async def fetch(self, query: Query[Any], keys: Sequence[str], _: Window = EVERYTHING) -> dict[str, list[Any]]:
        self.graph.reads.append((query.name, list(keys)))
        self.ends.append(asyncio.get_running_loop().create_future())
        return await self.ends[-1]


async def test_nothing_is_left_of_reads_that_failed_while_others_went_on(
    requests: Requests, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.joining.GATHERING_SECONDS", 0.0)
    view = Staggered(requests.graph)
    gc.collect()
    gc.disable()
    try:
        last = requests.ask("0", of=view)
        await turns()
        for number in range(1, 20):
            asked = requests.ask(str(number), of=view)
            await requests.begun(number + 1)
            view.ends[number - 1].set_exception(GraphUnavailableError("city.by_id"))
            await asyncio.gather(last, return_exceptions=True)
            last = asked
            await turns()
        view.ends = view.ends[-1:]
        await turns()
        left = sum(type(each) is Joint for each in gc.get_objects())
    finally:
        gc.enable()
    last.cancel()

    assert left == 1


async def test_all_else_is_as_it_is_below(requests: Requests) -> None:
    view = requests.joining.view(requests.graph.at())

    assert (view.release, view.as_of, view.posts("City")) == (RELEASE, DAY, ("City",))


@pytest.mark.parametrize("seed", range(20))
async def test_whoever_comes_and_goes_gets_what_was_asked_for(
    requests: Requests, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many requests, some of which are given up; every other has its own rows, and nothing is left."""
    random = Random(seed)  # noqa: S311 # no secret
    monkeypatch.setattr("graph.joining.GATHERING_SECONDS", random.choice([0.0, 60.0]))
    asked = []
    for _ in range(200):
        keys = [str(random.randrange(10)) for _ in range(random.randrange(1, 4))]
        asked.append((keys, requests.ask(*keys)))
        if random.random() < 0.3:
            random.choice(asked)[1].cancel()
        if random.random() < 0.3:
            requests.free()
            await turns(random.randrange(4))
            requests.graph.free.clear()
    requests.free()
    answers = await asyncio.gather(*(task for _, task in asked), return_exceptions=True)

    for (keys, task), answer in zip(asked, answers, strict=True):
        assert task.cancelled() or answer == {key: [key] for key in keys if int(key) % 2 == 0}
    assert not all(task.cancelled() for _, task in asked)
    await turns()
    assert requests.joining.last == {}
    assert len(requests.keys) < len(asked)

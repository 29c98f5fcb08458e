"""Points of clients: what is left, who is told apart, and what is refused."""

import asyncio
import json
import time
from hashlib import sha256

import httpx
import pytest
from limits.aio.storage import Storage

from api.app import create_app
from api.document.limits import Limits
from api.errors import UserError
from api.key import Key
from api.rates import Client, Meter, RateLimitedError, Rates
from api.settings import Terms
from tests.fakes import TODAY, FakeGraph

pytestmark = pytest.mark.anyio

KEYS = {"paper": Key(sha256(b"secret").hexdigest(), 500)}
RELEASE = "{ release { id } rateLimit { limit remaining seconds window } }"


async def test_what_was_spent_is_not_left() -> None:
    rates = Rates(100, 60)
    client = rates.client("192.0.2.1", None)

    await rates.reserve(client, 100)
    await rates.give_back(client, 30)
    meter = await rates.meter(client)

    assert (meter.limit, meter.remaining, meter.window) == (100, 30, 60)
    assert 0 < meter.seconds <= 60
    assert meter.headers["ratelimit-policy"] == '"points";q=100;w=60'
    assert meter.headers["ratelimit"] == f'"points";r=30;t={meter.seconds}'
    with pytest.raises(RateLimitedError, match="may cost 31 points, and 30 of 100 are left: wait"):
        await rates.reserve(client, 31)
    assert (await rates.meter(client)).remaining == 30
    await rates.reserve(rates.client("192.0.2.2", None), 100)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "unknown"),
        ("no:address", "no:address"),
    ],
)
def test_a_client_is_what_has_an_address_to_itself(address: str, name: str) -> None:
    assert Rates(100, 60).client(address, None).name == f"address:{name}"


async def test_operations_side_by_side_do_not_spend_the_same_points() -> None:
    rates = Rates(100, 60)
    client = rates.client("192.0.2.1", None)

    outcomes = await asyncio.gather(*(rates.reserve(client, 40) for _ in range(5)), return_exceptions=True)

    assert [type(each) for each in outcomes].count(RateLimitedError) == 3
    assert (await rates.meter(client)).remaining == 20


async def test_points_of_a_window_that_is_over_are_not_given_to_the_next() -> None:
    rates = Rates(100, 1)
    client = rates.client("192.0.2.1", None)
    await rates.reserve(client, 60)
    await rates.storage.clear(rates.item(client).key_for(client.name))

    await rates.give_back(client, 50)
    await rates.reserve(client, 100)

    with pytest.raises(RateLimitedError):
        await rates.reserve(client, 1)


async def test_who_has_a_key_has_points_of_its_own() -> None:
    rates = Rates(100, 60, KEYS)

    assert rates.client("192.0.2.1", "secret").points == 500
    assert rates.client("192.0.2.1", "secret") == rates.client("192.0.2.2", "secret")
    with pytest.raises(UserError, match="this `X-Api-Key` is not known here"):
        rates.client("192.0.2.1", "guess")


@pytest.mark.parametrize("key", ["กุญแจ", "clé", "key"])
async def test_a_key_may_have_any_letters(key: str) -> None:
    keys = {"name": Key(sha256(key.encode()).hexdigest(), 500)}
    app = create_app(FakeGraph(), lambda: TODAY, terms=Terms(keys=keys))

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://m") as client:
        answers = [
            await client.get("/graphql", params={"query": "{ rateLimit { limit } }"}, headers=[(b"x-api-key", each)])
            for each in (key.encode(), b"\xff")
        ]

    assert answers[0].json()["data"] == {"rateLimit": {"limit": 500}}
    assert answers[1].json()["errors"][0]["extensions"]["code"] == "UNKNOWN_KEY"


async def ask(client: httpx.AsyncClient, query: str, **headers: str) -> httpx.Response:
    return await client.post("/graphql", json={"query": query}, headers=headers)


async def test_answers_say_what_they_cost_and_what_is_left() -> None:
    app = create_app(FakeGraph(), lambda: TODAY, terms=Terms(points=5, keys=KEYS))
    transport = httpx.ASGITransport(app, client=("192.0.2.1", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://mueang.test") as client:
        first = await ask(client, RELEASE)
        second = await ask(client, RELEASE)
        third = await ask(client, RELEASE)
        with_key = await ask(client, RELEASE, **{"x-api-key": "secret"})
        refused = await ask(client, RELEASE, **{"x-api-key": "guess"})
        forwarded = await ask(client, RELEASE, **{"x-forwarded-for": "192.0.2.9"})

    assert first.json()["extensions"] == {"cost": {"requested": 2, "actual": 2, "limit": 250_000}}
    assert first.json()["data"]["rateLimit"] == {"limit": 5, "remaining": 5, "seconds": 0, "window": 60}
    assert [each.headers["ratelimit"].split(";")[1] for each in (first, second, third)] == ["r=3", "r=1", "r=1"]
    assert [each.status_code for each in (first, second, third, with_key, refused, forwarded)] == [
        200, 200, 429, 200, 200, 429,
    ]  # fmt: skip
    assert int(third.headers["retry-after"]) > 0
    assert third.json()["errors"][0]["extensions"] == {"code": "RATE_LIMITED"}
    assert with_key.json()["data"]["rateLimit"]["limit"] == 500
    assert refused.json()["errors"][0]["extensions"] == {"code": "UNKNOWN_KEY"}
    assert "secret" not in json.dumps([dict(each.headers) for each in (first, with_key, refused)])


async def test_what_was_given_up_costs_what_it_might_have() -> None:
    app = create_app(FakeGraph(), lambda: TODAY, terms=Terms(Limits(seconds=0), points=50))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://mueang.test") as client:
        answer = await ask(client, "{ cities(first: 20) { nodes { id } } }")

    assert answer.status_code == 504
    assert answer.headers["ratelimit"].split(";")[1] == "r=29"


async def test_what_is_left_is_asked_once_unless_the_answer_tells_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Counting(Rates):
        async def meter(self, client: Client) -> Meter:
            asked.append(client.name)
            return await super().meter(client)

    monkeypatch.setattr("api.app.Rates", Counting)
    app = create_app(FakeGraph(), lambda: TODAY, terms=Terms(points=2))
    counts = []
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://mueang.test") as client:
        for query in (
            "{ release { id } }",
            "{ release { id } }",
            "{ mars }",
            "{ a: release { id } b: release { id } }",
            "{ rateLimit { remaining } }",
        ):
            answer = await ask(client, query)
            counts.append((len(asked), answer.status_code, answer.headers["ratelimit"].split(";")[1]))
            asked.clear()

    run, remembered, refused, beyond = (1, 200, "r=1"), (1, 200, "r=1"), (1, 200, "r=1"), (2, 429, "r=1")
    assert counts == [run, remembered, refused, beyond, (2, 200, "r=0")]


async def test_operations_side_by_side_are_admitted_up_to_the_quota() -> None:
    app = create_app(FakeGraph(), lambda: TODAY, terms=Terms(points=10))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://mueang.test") as client:
        answers = await asyncio.gather(
            *(ask(client, f"{{ counts {{ approved }} }} # {number}") for number in range(30))
        )

    assert sorted(each.status_code for each in answers) == [200] * 10 + [429] * 20
    assert {each.headers["ratelimit"].split(";")[1] for each in answers if each.status_code == 429} == {"r=0"}


class Away(Storage):
    """A store that does not answer, and counts how often it is asked."""

    def __init__(self) -> None:
        super().__init__(wrap_exceptions=True)
        self.asked = 0
        self.there = False

    @property
    def base_exceptions(self) -> type[Exception]:
        return ConnectionError

    async def get(self, key: str) -> int:  # noqa: ARG002 # the library's words
        self.asked += 1
        if not self.there:
            raise ConnectionError
        return 0

    async def incr(self, key: str, expiry: float, amount: int = 1) -> int:  # noqa: ARG002 # the same
        return await self.get(key) + amount

    async def get_expiry(self, key: str) -> float:
        return await self.get(key)

    async def check(self) -> bool:
        return self.there

    async def reset(self) -> int | None:
        return None

    async def clear(self, key: str) -> None:
        """Nothing is kept."""


async def test_a_store_that_does_not_answer_is_asked_by_one_in_a_while(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    away, now = Away(), 1_000.0
    monkeypatch.setattr("api.rates.time.monotonic", lambda: now)
    rates = Rates(100, 60, storage=away)
    client = rates.client("192.0.2.1", None)

    await asyncio.gather(*(rates.reserve(client, 10) for _ in range(5)))
    asked = [away.asked]
    now += 1.5
    left = (await asyncio.gather(*(rates.meter(client) for _ in range(5))))[-1].remaining
    asked.append(away.asked)
    away.there, now = True, now + 1.5
    again = await asyncio.gather(*(rates.meter(client) for _ in range(5)))

    assert asked == [1, 2]
    assert left == 50
    assert {each.remaining for each in again} == {100}
    assert caplog.messages == ["points are counted in memory: ConnectionError", "points are counted in Redis again"]


@pytest.mark.parametrize("days", [-1, 1], ids=["back", "on"])
async def test_a_clock_that_is_set_locks_nobody_out(days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rates = Rates(100, 60)
    client = rates.client("192.0.2.1", None)
    await rates.reserve(client, 100)
    with pytest.raises(RateLimitedError):
        await rates.reserve(client, 1)

    now = time.time() + days * 86_400
    monkeypatch.setattr(time, "time", lambda: now)
    await rates.reserve(client, 100)
    meter = await rates.meter(client)

    assert (meter.remaining, meter.seconds) == (0, 60)

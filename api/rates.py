"""
How many points a client may spend in a window of time: in memory, or in Redis where several processes share it.

A client is known by its key or, without one, by its address. What an operation may cost is taken off what is left
before it runs, so that operations side by side cannot spend the same points; what it did not cost is given back.
"""

import logging
import math
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv6Address, IPv6Network
from typing import Any, TypeVar

from limits import RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage, RedisStorage, Storage
from limits.aio.strategies import FixedWindowRateLimiter
from limits.errors import StorageError

from api.errors import UserError
from api.key import Key

LOG = logging.getLogger("mueang.rates")

T = TypeVar("T")

PATIENCE = 0.5
"""Seconds that a request waits for Redis."""

AWAY_SECONDS = 1.0
"""A Redis that did not answer is asked again by one request in so long; the others do not wait for it."""

POLICY = "points"
"""The name of the policy in the headers `RateLimit-Policy` and `RateLimit`."""


def network_of(address: str) -> str:
    """The part of an address that one client has to itself: of IPv6 the first 64 bits, behind which all are its own."""
    if ":" not in address:
        return address
    try:
        read = IPv6Address(address)
        return str(read.ipv4_mapped or IPv6Network((int(read), 64), strict=False))
    except ValueError:
        return address


class RateLimitedError(UserError):
    """A client has not enough points left."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "RATE_LIMITED")


@dataclass(frozen=True, slots=True)
class Client:
    """Who asks: a name that stands for it in the store, and how many points it may spend in a window."""

    name: str
    points: int


@dataclass(frozen=True, slots=True)
class Meter:
    """What a client may spend in a window, what is left of it, and in how many seconds the next window begins."""

    limit: int
    remaining: int
    seconds: int
    window: int

    @property
    def headers(self) -> dict[str, str]:
        """The same as headers of the draft `RateLimit header fields for HTTP`."""
        return {
            "ratelimit-policy": f'"{POLICY}";q={self.limit};w={self.window}',
            "ratelimit": f'"{POLICY}";r={self.remaining};t={self.seconds}',
        }


class OwnStorage(MemoryStorage):
    """
    Points in memory, in windows that no clock that is set back prolongs.

    The library knows when a window ends by the clock of the day: one that ends later than a new one is of another day.
    """

    def __init__(self, window: int) -> None:
        super().__init__()
        self.window = window

    async def get(self, key: str) -> int:
        """What was spent."""
        if self.expirations.get(key, 0) > time.time() + self.window:
            await self.clear(key)
        return await super().get(key)


def storage_at(redis_url: str) -> RedisStorage:
    """Where points are kept that several processes share."""
    from redis.asyncio.retry import Retry  # noqa: PLC0415 # an extra
    from redis.backoff import NoBackoff  # noqa: PLC0415
    from redis.exceptions import ConnectionError as LostError  # noqa: PLC0415

    # By itself the client tries ten times, each with the patience of one. A connection that was lost is worth one more.
    options: dict[str, Any] = {
        "socket_connect_timeout": PATIENCE,
        "socket_timeout": PATIENCE,
        "retry": Retry(NoBackoff(), 1, (LostError,)),
    }
    return RedisStorage(
        f"async+{redis_url}", wrap_exceptions=True, implementation="redispy", key_prefix="mueang", **options
    )


class Rates:
    """
    The points of all clients.

    It counts, of this process, the operations `admitted` and `refused`, the points `spent`, and how often the store was
    `missed`, since it did not answer.
    """

    def __init__(
        self, points: int, window: int, keys: Mapping[str, Key] | None = None, storage: Storage | None = None
    ) -> None:
        self.points = points
        self.window = window
        self.keys = keys or {}
        self.storage = storage or OwnStorage(window)
        self.limiter = FixedWindowRateLimiter(self.storage)
        self.spare = FixedWindowRateLimiter(OwnStorage(window))
        self.away = False
        self.again = 0.0
        self.admitted = self.refused = self.spent = self.missed = 0

    async def close(self) -> None:
        """Close the connections to Redis, if there are any: the library leaves that to whoever made it."""
        if isinstance(self.storage, RedisStorage):
            await self.storage.bridge.storage.aclose()  # type: ignore[attr-defined] # the client of redis-py

    def client(self, address: str, secret: str | None) -> Client:
        """Who asks; raises `UserError` for a key that nobody has."""
        if secret is None:
            return Client(f"address:{network_of(address)}", self.points)
        hashed = sha256(secret.encode()).hexdigest()
        for name, key in self.keys.items():
            if key.sha256 == hashed:
                return Client(f"key:{name}", key.points)
        raise UserError("this `X-Api-Key` is not known here: leave it out, or ask for one", "UNKNOWN_KEY")

    def item(self, client: Client) -> RateLimitItemPerSecond:
        """The limit of a client, as the library has it."""
        return RateLimitItemPerSecond(client.points, self.window)

    async def meter(self, client: Client) -> Meter:
        """What a client has left."""
        item = self.item(client)
        stats = await self.counted(lambda limiter: limiter.get_window_stats(item, client.name))
        seconds = max(0, math.ceil(stats.reset_time - time.time()))
        return Meter(client.points, max(0, stats.remaining), min(seconds, self.window), self.window)

    async def reserve(self, client: Client, requested: int) -> None:
        """Take what an operation may cost off what is left; raises `RateLimitedError` where that is not enough."""
        if await self.counted(lambda limiter: self.taken(limiter, client, requested)):
            self.admitted += 1
            return
        self.refused += 1
        meter = await self.meter(client)
        message = (
            f"the operation may cost {requested} points, and {meter.remaining} of {meter.limit} are left:"
            f" wait {meter.seconds} s, or ask for fewer things at once"
        )
        raise RateLimitedError(message)

    async def spend(self, client: Client, points: int) -> None:
        """Take points off what is left for good; raises `RateLimitedError`."""
        await self.reserve(client, points)
        self.spent += points

    async def taken(self, limiter: FixedWindowRateLimiter, client: Client, points: int) -> bool:
        """Whether points could be taken; the library takes them even where they are not left, so it is asked first."""
        item = self.item(client)
        if not await limiter.test(item, client.name, cost=points):
            return False
        if await limiter.hit(item, client.name, cost=points):
            return True
        await self.added(limiter, client, points)
        return False

    async def give_back(self, client: Client, points: int) -> None:
        """Add to what is left what an operation did not cost."""
        if points:
            await self.counted(lambda limiter: self.added(limiter, client, points))

    async def added(self, limiter: FixedWindowRateLimiter, client: Client, points: int) -> None:
        """Add points to what is left: of a window that began since, no more than were spent in it."""
        item = self.item(client)
        storage, key, expiry = limiter.storage, item.key_for(client.name), item.get_expiry()
        spent = await storage.incr(key, expiry, amount=-points)
        if spent < 0:
            await storage.incr(key, expiry, amount=-spent)

    async def counted(self, ask: Callable[[FixedWindowRateLimiter], Awaitable[T]]) -> T:
        """What the store says; while it does not answer, this process counts for itself: nobody is kept waiting."""
        if self.away and time.monotonic() < self.again:
            self.missed += 1
            return await ask(self.spare)
        self.again = time.monotonic() + AWAY_SECONDS
        try:
            found = await ask(self.limiter)
        except StorageError as error:
            if not self.away:
                LOG.warning("points are counted in memory: %s", type(error.__cause__ or error).__name__)
            self.away = True
            self.missed += 1
            return await ask(self.spare)
        if self.away:
            LOG.warning("points are counted in Redis again")
        self.away = False
        return found

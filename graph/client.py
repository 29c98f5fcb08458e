"""The one door to the graph: the only module that imports the driver, but for `graph.bolt` under it."""

import asyncio
import bisect
import contextlib
import logging
import re
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from random import uniform
from time import perf_counter
from typing import Any, NamedTuple, Self, TypeVar

from neo4j import (
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    AsyncResult,
    AsyncTransaction,
    NotificationMinimumSeverity,
    unit_of_work,
)
from neo4j.api import Bookmarks
from neo4j.exceptions import ClientError, DriverError, Neo4jError

from graph import bolt, selection
from graph.address import Address
from graph.decoding import Keyed, Row, decoded
from graph.errors import GraphError, GraphMismatchError, GraphTimeoutError, GraphUnavailableError
from graph.model import Record, Release
from graph.query import EVERYTHING, Connections, Prepare, Query, Statement, Stretch, Window, nothing
from graph.ranking import Ranking
from graph.selection import Order
from graph.stretch import own_of

R = TypeVar("R", bound=Record)

LOG = logging.getLogger("mueang.graph")

NO_BOOKMARKS = Bookmarks.from_raw_values(())

END_OF_TEXT = "\U0010ffff"
"""Sorts behind every cursor."""

RETURNED = re.compile(r"\bRETURN (?=(?:key|\S+ AS key), )")
"""How a read ends: with what it answers."""

END = """
WITH collect([key, row]) AS rows
RETURN rows, EXISTS { MATCH (release:Release {id: $release, status: 'ready'}) } AS whole
"""
"""
What stands behind every read. It makes one row of all of them: of what a read takes, the driver spends most on their
number (measured: 500 rows 46 ms, as one 7 ms). And it says whether the release is there: an engine that began anew, or
a release that was swept, answers with no rows at all, which must not be taken for "there is nothing".

Nothing stands around a read: inside of `CALL`, the embedded engine reads to the end of an index whatever the bound.
"""

TEXTS = 1_024
"""So many reads as they are sent are remembered; making one takes some ten microseconds."""

IMPATIENT_SECONDS = 0.1
"""Between two looks while there is nothing to serve."""

PARTING_SECONDS = 0.2
"""For so long a look under way is let come to its end: a driver that is stopped while it connects logs a traceback."""

RETRY_SECONDS = 0.5
"""For so long a read is tried again: who is away for longer is unavailable, and callers hear so before the deadline."""

DELAY_SECONDS = 1.0
"""Before a second try, and twice as long before each after it; 0.8 to 1.2 times that, so that not all come at once."""

WRITE_SECONDS = 60.0
"""For so long the server may work on one transaction of a load, whose batches nobody waits for as for an answer."""

SERVER_SHARE = 0.8
"""The server's own limit lies below the deadline, so that it stops by itself before we stop listening."""

RELEASE = "release {.id, .loaded, .layout, .synthetic, .days, .labels, .counts, .orders} AS row"

CURRENT = f"""
MATCH (current:Current {{name: 'current'}})
MATCH (release:Release {{status: 'ready'}})
RETURN {RELEASE}, release.id = current.release AS served
"""
"""All releases that are whole, of which the pointer names one; that there are few of them, sweeping sees to."""

KEPT = f"MATCH (release:Release {{id: $id, status: 'ready'}}) RETURN {RELEASE}"

BEFORE = "MATCH (current:Current {name: 'current', release: $id}) RETURN current.previous AS previous"

FENCES = "MATCH (fences:Fences {release: $release}) RETURN fences.label AS label, fences.posts AS posts"

ENDED = """
SHOW TRANSACTIONS YIELD transactionId AS id, clientAddress AS client WHERE client IN $clients
TERMINATE TRANSACTIONS id YIELD message
RETURN message
"""
"""
Ends what the server does for clients. Neo4j does so when the connection is cut; the embedded engine goes on.
"""

END_LOOKS = 3
END_SECONDS = 0.5
"""Between two looks: what was sent just before the cut may begin after the first."""

READS = 16
"""
So many reads of a process run at once. More make each other slower until all come too late, and none was of any use: a
database that was slow for a moment never becomes quick again while as much is asked of it.
"""

WAIT_SHARE = 0.5
"""Of the deadline, for which a read waits for its turn: with less left to run in, it would come too late."""

BARRED_SECONDS = 8.0
"""
A database that does not know our password is left alone for so long: after three wrong ones Neo4j lets nobody in for
five seconds, and whoever tries on and on keeps out even those who could set it right.
"""

WRONG_PASSWORD = ("Neo.ClientError.Security.Unauthorized", "Neo.ClientError.Security.AuthenticationRateLimit")

QUICK_TO_PLAN = "ArcadeDB"
"""
In what the embedded engine calls itself. It plans a new condition of five parts in less time than it takes to read what
meets each of them; Neo4j does not (answers a second, by parts instead of as a whole: 34 instead of 60 by the embedded
one, and 126 instead of 15 by Neo4j).
"""

TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"
"""Both engines' code begins like this; their messages differ, and say nothing."""


def is_timeout(error: BaseException) -> bool:
    """Whether the server says that it stopped because its time was over."""
    return (getattr(error, "code", None) or "").startswith(TIMED_OUT)


async def stopped(task: asyncio.Task[None]) -> None:
    """End a task, and wait until it has."""
    task.cancel()
    await asyncio.wait([task])


@contextlib.contextmanager
def translated(name: str) -> Iterator[None]:
    """Turn the driver's errors into ours; that it gives up its own work is one, unless we are given up."""
    try:
        yield
    except asyncio.CancelledError as error:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        raise GraphUnavailableError(name) from error
    except TimeoutError as error:
        raise GraphTimeoutError(name) from error
    except ClientError as error:
        if is_timeout(error):
            raise GraphTimeoutError(name) from error
        if "Statement" in (error.code or ""):
            raise GraphMismatchError(f"{name}: {error.code}") from error
        raise GraphUnavailableError(f"{name}: {error.code}") from error
    except Neo4jError as error:
        if is_timeout(error):
            raise GraphTimeoutError(name) from error
        raise GraphUnavailableError(f"{name}: {error.code}") from error
    except (DriverError, OSError) as error:
        raise GraphUnavailableError(name) from error


def answers(address: Address) -> bool:
    """Whether a database answers a query there, within a second or so."""

    async def once() -> bool:
        try:
            async with Neo4jGraph(address, deadline=2.0) as graph:
                await graph.ping()
        except GraphError:
            return False
        return True

    return asyncio.run(once())


class Rows(NamedTuple):
    """What came of a read, and what marks the state of the database that it saw."""

    rows: list[Row]
    bookmarks: Bookmarks


class Unshown(list[Any]):
    """
    A list that is sent as any other, and shown by its length.

    The driver makes the representation of all parameters whether it logs them or not: of a batch of a thousand rows,
    that takes as long as to send them.
    """

    def __repr__(self) -> str:
        return f"<{len(self)} values>"


def sent(parameters: Mapping[str, Any]) -> Row:
    """Parameters as they are sent."""
    return {name: Unshown(value) if isinstance(value, list) else value for name, value in parameters.items()}


async def ran(
    transaction: AsyncManagedTransaction | AsyncTransaction, text: str, parameters: Mapping[str, Any]
) -> AsyncResult:
    """Run a text: its result, when all that were run before it in the transaction are there."""
    return await transaction.run(text, sent(parameters))


async def rows_of(result: AsyncResult) -> list[Row]:
    """All rows of a result."""
    return [dict(record) async for record in result]


def release_of(row: Row) -> Release:
    """The release that a row of the pointer describes; raises `GraphMismatchError` for one of another layout."""
    try:
        counts = dict(zip(row.pop("labels"), row.pop("counts"), strict=True))
        lists = {name: tuple(row[name] or ()) for name in ("days", "orders")}
        return Release.model_validate({**row, **lists, "counts": counts})
    except (KeyError, TypeError, ValueError) as error:
        raise GraphMismatchError(f"release.current: {error}") from error


def releases_of(rows: Sequence[Row]) -> tuple[str | None, dict[str, Release]]:
    """The id of the release that the pointer names, and all that can be asked: those of another layout cannot."""
    current = next((row["row"] for row in rows if row["served"]), None)
    if current is None:
        return None, {}
    served, layout = current["id"], current["layout"]
    alike = (release_of(row["row"]) for row in rows if row["row"]["layout"] == layout)
    return served, {release.id: release for release in alike}


class Neo4jGraph:
    """
    Keeps the promise of `graph.query.Graph` over Bolt, on Neo4j and on the embedded engine.

    `watch` keeps the served release, and those that are kept beside it, known; reads are bounded by `deadline` seconds
    in all, retries included. Writing (`write`, `define`) is for loading; the API has no word for it. What fails in
    passing is tried again for `retry` seconds.
    """

    def __init__(
        self, address: Address, deadline: float = 5.0, poll: float = 1.0, retry: float = RETRY_SECONDS
    ) -> None:
        self.address = address
        self.deadline = deadline
        self.poll = poll
        self.retry = retry
        self.bookmarks = NO_BOOKMARKS
        self.written = NO_BOOKMARKS
        """What marks the last write of ours: what is read outside of views is read behind it."""
        self.known: Release | None = None
        self.releases: dict[str, Release] = {}
        self.fences: dict[str, dict[str, list[str]]] = {}
        self.reachable = False
        self.engine: str | None = None
        self.acquired = 0
        self.waited = 0.0
        self.refused = False
        """Whether it was said that the database is there and refuses us."""
        self.prepare: Prepare = nothing
        self.turns = asyncio.Semaphore(READS)
        self.barred = 0.0
        self.refusal: Neo4jError | None = None
        """Why the database is left alone until then."""
        self.ranking = Ranking(self.ranks)
        self.gone: dict[str, int] = {}
        """Clients of the server that are gone, and how often it is still to be looked for what it does for them."""
        self.ending: asyncio.Task[None] | None = None
        self.driver: AsyncDriver = AsyncGraphDatabase.driver(
            address.uri,
            auth=(address.username, address.password),
            connection_acquisition_timeout=deadline,
            connection_timeout=min(deadline, 5.0),
            max_transaction_retry_time=retry,
            disable_auto_commit_retries=True,  # reads are tried again by us, who know on which connection they are
            max_connection_pool_size=100,
            liveness_check_timeout=30.0,
            telemetry_disabled=True,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        try:
            if self.ending:
                await stopped(self.ending)
        finally:
            await self.driver.close()

    @property
    def connections(self) -> Connections:
        """The connections, as they are now."""
        used = bolt.connections(self.driver)
        return Connections(sum(used), len(used) - sum(used), self.acquired, self.waited)

    @property
    def release(self) -> Release:
        """The release served now; raises `GraphUnavailableError` while none is known."""
        if self.known is None:
            raise GraphUnavailableError("no release is loaded: run `mueang seed`")
        return self.known

    def at(self, release: Release, as_of: date) -> "Neo4jView":
        """One request's view, on the last day, up to `as_of`, on which anything changed."""
        place = bisect.bisect_right(release.days, as_of.isoformat())
        day = date.fromisoformat(release.days[place - 1]) if place else date.min
        return Neo4jView(self, release, day, self.bookmarks, self.fences.get(release.id, {}))

    @contextlib.asynccontextmanager
    async def watched(self, prepare: Prepare = nothing) -> AsyncIterator[Self]:
        """
        While this lasts, the served release is looked up every `poll` seconds; then the connections are closed.

        It begins when the first look is done, or at the deadline: preparing a large release takes longer.
        """
        self.prepare = prepare
        looked, over = asyncio.Event(), asyncio.Event()
        task = asyncio.create_task(self.watch(looked, over), name="watch the served release")
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.deadline):
                    await looked.wait()
            yield self
        finally:
            over.set()
            try:
                await asyncio.wait([task], timeout=PARTING_SECONDS)
                await stopped(task)
            finally:
                await self.close()

    async def watch(self, looked: asyncio.Event, over: asyncio.Event) -> None:
        """Look up the served release until it is over; say when the first look is done."""
        broken = False
        while not over.is_set():
            try:
                await self.look()
                broken = False
            except Exception:  # a full disk, a fault of ours: if this ended, nothing new would ever be served
                if not broken:
                    LOG.exception("the served release could not be looked up or prepared: it is tried again")
                broken = True
            looked.set()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.poll if self.known else min(self.poll, IMPATIENT_SECONDS)):
                    await over.wait()

    async def look(self) -> None:
        """Look up the served release once; what was known stays known while nobody answers."""
        try:
            await self.refresh()
        except GraphError as error:
            refused = isinstance(error.__cause__, Neo4jError)  # somebody is there, who may have been told wrong words
            if self.reachable or (refused and not self.refused):
                LOG.warning("the graph does not answer: %s: %s", type(error).__name__, error)
            self.reachable, self.refused = False, refused or self.refused

    async def refresh(self) -> None:
        """Read the pointer, and prepare a release that is new; its bookmark goes with the reads that follow."""
        with self.admitted("release.current"):
            async with asyncio.timeout(self.deadline):
                rows, bookmarks = await self.answered(NO_BOOKMARKS, CURRENT, {})
        await self.served(*releases_of(rows), bookmarks)

    async def served(self, current: str | None, releases: dict[str, Release], bookmarks: Bookmarks) -> None:
        """Know the releases that are there, and which of them the pointer names; that one is prepared first."""
        self.reachable, self.refused = True, False
        if releases == self.releases and current == (self.known.id if self.known else None):
            return
        release = releases.get(current or "")
        fences = {name: self.fences.get(name) or await self.fences_of(name) for name in releases}
        if release is not None and release != self.known:
            await self.prepare(Neo4jView(self, release, date.max, bookmarks, fences[release.id]))
        LOG.info("serving release %s, kept are %s", current, sorted(releases))
        self.known = release
        self.releases = releases
        self.fences = fences
        self.bookmarks = bookmarks

    async def fences_of(self, release: str) -> dict[str, list[str]]:
        """The fences of the long lists of a release, by label."""
        return {row["label"]: row["posts"] for row in await self.read(FENCES, {"release": release})}

    async def answered(self, bookmarks: Bookmarks, text: str, parameters: Mapping[str, Any]) -> Rows:
        """
        The rows of one read; what fails in passing is tried again, which a read may be however often.

        It is a transaction by itself. Those that the driver manages, and tries again, it begins before they are run and
        commits after: the server is asked twice more, and under load answers less (one by id 1.36, a hundred cities
        1.27 times as often without it).
        """
        failed: float | None = None
        delay = DELAY_SECONDS
        while True:
            try:
                return await self.once(bookmarks, text, parameters)
            except (DriverError, Neo4jError) as error:
                now = perf_counter()
                failed = failed or now
                if not error.is_retryable() or now - failed > self.retry:
                    raise
                LOG.info("a read is tried again: %s", type(error).__name__)
            await asyncio.sleep(delay * uniform(0.8, 1.2))  # noqa: S311 # no secret
            delay *= 2

    async def once(self, bookmarks: Bookmarks, text: str, parameters: Mapping[str, Any]) -> Rows:
        """The rows of one read, as long as somebody waits for them."""
        started = perf_counter()
        async with self.connected(bookmarks) as connection:
            self.acquired, self.waited = self.acquired + 1, self.waited + perf_counter() - started
            self.engine, client = bolt.agent_of(connection), bolt.client_of(connection)
            try:
                rows, said = await bolt.read(connection, text, parameters, self.terms(bookmarks))
            except asyncio.CancelledError:
                self.end(client)
                raise
        return Rows(rows, Bookmarks.from_raw_values(filter(None, [said.get("bookmark")])))

    def connected(self, bookmarks: Bookmarks) -> contextlib.AbstractAsyncContextManager[Any]:
        """A connection to read over."""
        return bolt.connected(self.driver, self.address.database, bookmarks.raw_values, self.deadline)

    async def run(self, text: str, parameters: Mapping[str, Any]) -> None:
        """Run what is no read of a release, once; it is not counted, nor seen to where nobody waits for it."""
        async with asyncio.timeout(self.deadline), self.connected(NO_BOOKMARKS) as connection:
            await bolt.read(connection, text, parameters, self.terms(NO_BOOKMARKS))

    def terms(self, bookmarks: Bookmarks) -> Row:
        """What is said of a read besides its text and parameters; the server ends it after so many milliseconds."""
        timeout = max(1, round(1000 * self.deadline * SERVER_SHARE))
        named = {"db": self.address.database, "bookmarks": list(bookmarks.raw_values)}
        return {"mode": "r", "tx_timeout": timeout} | {name: value for name, value in named.items() if value}

    def end(self, client: str) -> None:
        """See to it that the server ends what it does for a client that is gone; nobody waits for that."""
        self.gone[client] = END_LOOKS
        if self.ending is None or self.ending.done():
            self.ending = asyncio.create_task(self.ended(), name="end the reads of clients that are gone")

    async def ended(self) -> None:
        """Have the server end what it does for clients that are gone, now or when it begins it; for all in one go."""
        while looked_for := list(self.gone):
            clients = [name for client in looked_for for name in (client, f"/{client}")]
            with contextlib.suppress(GraphError), translated("end"):
                await self.run(ENDED, {"clients": clients})
            for client in looked_for:
                self.gone[client] -= 1
            self.gone = {client: looks for client, looks in self.gone.items() if looks}
            await asyncio.sleep(END_SECONDS)

    @contextlib.asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """The turn of a read, within the deadline; raises `GraphTimeoutError` if it does not come."""
        with self.admitted(name):
            async with asyncio.timeout(self.deadline):
                if self.turns.locked():
                    async with asyncio.timeout(self.deadline * WAIT_SHARE):
                        await self.turns.acquire()
                else:
                    await self.turns.acquire()
                try:
                    yield
                finally:
                    self.turns.release()

    @contextlib.contextmanager
    def admitted(self, name: str) -> Iterator[None]:
        """Ask the database, unless it has just refused our password; its errors become ours."""
        with translated(name):
            if self.refusal and time.monotonic() < self.barred:
                raise self.refusal.with_traceback(None)  # or it would grow by every read that it refuses
            try:
                yield
            except Neo4jError as error:
                # of several at once, the first is told what is wrong, and others that there were too many
                if error.code in WRONG_PASSWORD and time.monotonic() >= self.barred:
                    self.refusal, self.barred = error, time.monotonic() + BARRED_SECONDS
                raise

    async def kept(self, release: str) -> "Neo4jView | None":
        """All of a release that is still kept, served or not; none where it is not."""
        rows = await self.read(KEPT, {"id": release})
        if not rows:
            return None
        fences = await self.fences_of(release)
        return Neo4jView(self, release_of(rows[0]["row"]), date.max, self.bookmarks, fences)

    async def before(self, release: str) -> str | None:
        """The id of the release that was served before this one, while this one is served."""
        rows = await self.read(BEFORE, {"id": release})
        return rows[0]["previous"] if rows else None

    async def ping(self) -> None:
        """Have one query answered, without trying again."""
        with translated("ping"):
            await self.run("RETURN 1 AS one", {})

    async def read(self, text: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Rows of a read, outside any view, which sees what was written before; for loading and for `doctor`."""
        with translated("read"):
            async with asyncio.timeout(self.deadline):
                return (await self.answered(self.written, text, parameters)).rows

    async def ranks(self, text: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Rows of a read for an order, which others may wait for, too: it has a turn of its own."""
        async with self.turn("ranks"):
            return (await self.answered(self.bookmarks, text, parameters)).rows

    async def write(self, text: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Rows of one write, in a managed transaction."""
        (rows,) = await self.write_all([(text, parameters)])
        return rows

    async def write_all(self, statements: Sequence[Statement]) -> list[list[Row]]:
        """
        Rows of each of several writes in one managed transaction, retried while the database calls its error transient.

        Where the first gives no row, no other is run.
        """
        first, *others = statements

        async def run(transaction: AsyncManagedTransaction) -> list[list[Row]]:
            rows = [await rows_of(await ran(transaction, *first))]
            if rows[0]:  # the next is sent while the one before it is run
                results = [await ran(transaction, *each) for each in others]
                rows += [await rows_of(each) for each in results]
            return rows

        with translated("write"):
            async with (
                asyncio.timeout(WRITE_SECONDS + self.retry),
                self.driver.session(database=self.address.database) as session,
            ):
                written: list[list[Row]] = await session.execute_write(unit_of_work(timeout=WRITE_SECONDS)(run))
                self.written = await session.last_bookmarks()
                return written

    async def define(self, texts: Iterable[str]) -> None:
        """Run statements on the schema of the database, all in one transaction: each transaction has its price."""
        with translated("define"):
            async with (
                asyncio.timeout(WRITE_SECONDS + self.retry),
                self.driver.session(database=self.address.database) as session,
                await session.begin_transaction(timeout=WRITE_SECONDS) as transaction,
            ):
                for text in texts:
                    await rows_of(await ran(transaction, text, {}))
                await transaction.commit()


@dataclass(frozen=True, slots=True)
class Neo4jView:
    """The graph at one release, on one day."""

    graph: Neo4jGraph
    release: Release
    as_of: date
    bookmarks: Bookmarks
    fences: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def plans(self) -> bool:
        """Whether the engine takes long to plan a text that it does not know."""
        return QUICK_TO_PLAN not in (self.graph.engine or "")

    def posts(self, label: str) -> Sequence[str]:
        """The fences of the list of everything of a label."""
        return self.fences.get(label, ())

    def parameters(self, keys: Sequence[str], window: Window) -> Row:
        """What a text may name; cursors become places in the release, or stay the values that a list is ordered by."""
        start = self.release.id + "|"
        ordered = bool(window.selection.order)
        return {
            "keys": list(keys),
            "release": self.release.id,
            "as_of": self.as_of.isoformat(),
            "after": (list(window.after) or None) if ordered else f"{start}{window.after}",
            "before": (list(window.before) or None) if ordered else f"{start}{window.before or END_OF_TEXT}",
            "begin": start,
            "end": start + END_OF_TEXT,
            "limit": window.limit,
            "low": window.low,
            "places": list(window.places or ()),
            **selection.parameters(window.selection),
            **({"wanted": [selection.group_values(key) for key in keys]} if window.within else {}),
        }

    async def stretched(self, stretch: Stretch) -> Row:
        """What a text may name that reads a stretch of an order."""
        label, order, day, numbers = stretch
        positions = await self.graph.ranking.positions(self.release, label, order, day)
        line = own_of(self.release.id, label)
        return {"line": line, "numbers": list(numbers), "positions": [positions[each] for each in numbers]}

    async def there(self, label: str, order: tuple[Order, ...], day: date) -> Sequence[int]:
        """The numbers, in an order, of the things that are there; raises what `fetch` does."""
        with translated(f"{label} there"):
            async with asyncio.timeout(self.graph.deadline):
                return await self.graph.ranking.there(self.release, label, order, day, self.as_of)

    async def fetch(self, query: Query[R], keys: Sequence[str], window: Window = EVERYTHING) -> dict[str, list[R]]:
        """Answer every key at once; a key that matched nothing is absent."""
        given = self.parameters(keys, window)
        if window.stretch is None:
            return await self.answered(query, window, given)
        # Its turn comes when the order is there, whose reads take turns of their own: both waited for each other.
        with translated(query.name):
            async with asyncio.timeout(self.graph.deadline):
                return await self.answered(query, window, given | await self.stretched(window.stretch))

    async def answered(self, query: Query[R], window: Window, given: Row) -> dict[str, list[R]]:
        """What a text answers, given what it may name."""
        text = query.backward if window.backward else query.text
        async with self.graph.turn(query.name):
            rows, _ = await self.graph.answered(self.bookmarks, collected(text), given)
        return decoded(query, self.whole(query, rows))

    def whole(self, query: Query[R], rows: Sequence[Row]) -> list[Keyed]:
        """The rows of a read, out of the one that they were made; raises `GraphUnavailableError` without a release."""
        if not rows or not rows[0]["whole"]:
            raise GraphUnavailableError(f"{query.name}: release {self.release.id} is not there any more")
        found: list[Keyed] = rows[0]["rows"]
        return found


@lru_cache(TEXTS)
def collected(text: str) -> str:
    """A read whose rows are one."""
    *before, answer = RETURNED.split(text)
    return f"{'RETURN '.join(before)}WITH {answer}{END}"

"""The one door to the graph, as far as it needs no database."""

import asyncio
import traceback
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest
from neo4j.api import Bookmarks
from neo4j.exceptions import (
    AuthError,
    ClientError,
    CypherSyntaxError,
    DatabaseError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.address import Address
from graph.client import (
    END_OF_TEXT,
    FENCES,
    NO_BOOKMARKS,
    READS,
    Neo4jGraph,
    Neo4jView,
    Rows,
    is_timeout,
    ran,
    release_of,
    releases_of,
    rows_of,
    translated,
)
from graph.errors import GraphError, GraphMismatchError, GraphTimeoutError, GraphUnavailableError
from graph.model import Release
from graph.queries import city
from graph.query import EVERYTHING, GraphView, Window
from graph.selection import Order

pytestmark = pytest.mark.anyio

NOWHERE = Address("bolt://127.0.0.1:1", "neo4j", "secret", "neo4j")
DAYS = ("2021-05-06", "2022-12-31", "2023-05-06")
RELEASE = Release(id="r1", loaded="2026-01-02T03:04:05Z", layout=1, synthetic=False, days=DAYS, counts={})


def failing(code: str, error: type[ClientError | DatabaseError | TransientError]) -> Exception:
    """An error as the driver makes it of the server's."""
    made = error("MATCH (secret)")
    made._neo4j_code = code
    return made


@asynccontextmanager
async def faltering(
    errors: Sequence[Exception], retry: float, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Neo4jGraph, list[Exception | Rows]]]:
    """A graph whose reads end with these errors before one is answered, and what is left of them."""
    left: list[Exception | Rows] = [*errors, Rows([{"one": 1}], Bookmarks.from_raw_values(()))]

    async def once(*_: Any) -> Rows:
        end = left.pop(0)
        if isinstance(end, Exception):
            raise end
        return end

    monkeypatch.setattr("graph.client.DELAY_SECONDS", 0.001)
    async with Neo4jGraph(NOWHERE, retry=retry) as graph:
        monkeypatch.setattr(graph, "once", once)
        yield graph, left


async def view_at(day: date, release: Release = RELEASE) -> Neo4jView:
    async with Neo4jGraph(NOWHERE) as graph:
        return graph.at(release, day)


def test_an_address_does_not_show_its_password() -> None:
    assert repr(NOWHERE) == "Address('bolt://127.0.0.1:1', 'neo4j', database='neo4j')"
    assert str(NOWHERE) == repr(NOWHERE)


async def test_the_driver_shows_no_rows_and_sends_them_all() -> None:
    class Transaction:
        async def run(self, text: str, parameters: dict[str, Any]) -> Any:
            assert (text, parameters) == ("UNWIND $rows AS row RETURN $id", {"rows": [{"a": 1}, {"a": 2}], "id": "x"})
            assert repr(parameters) == "{'rows': <2 values>, 'id': 'x'}"

            async def none() -> Any:
                for each in list[Any]():
                    yield each

            return none()

    transaction: Any = Transaction()

    result = await ran(transaction, "UNWIND $rows AS row RETURN $id", {"rows": [{"a": 1}, {"a": 2}], "id": "x"})
    assert await rows_of(result) == []


@pytest.mark.parametrize(("days", "known"), [(list(DAYS), DAYS), ([], ()), (None, ())])
def test_the_pointer_says_which_release_is_served(days: list[str] | None, known: tuple[str, ...]) -> None:
    row = {
        "id": "r1",
        "loaded": "2026-01-02T03:04:05Z",
        "layout": 1,
        "synthetic": False,
        "days": days,
        "labels": ["City", "Province"],
        "counts": [37, 77],
        "orders": ["City.name_en", "City.approved_on"],
    }

    counts, orders = {"City": 37, "Province": 77}, ("City.name_en", "City.approved_on")
    assert release_of(row) == RELEASE.model_copy(update={"days": known, "counts": counts, "orders": orders})


def test_a_release_of_another_layout_says_nothing_of_orders() -> None:
    row = {"id": "r1", "loaded": "", "layout": 1, "synthetic": False, "days": [], "labels": [], "counts": []}

    assert release_of({**row, "orders": None}).orders == ()


@pytest.mark.parametrize(
    ("error", "timeout"),
    [
        (failing("Neo.ClientError.Transaction.TransactionTimedOut", ClientError), True),
        (failing("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration", ClientError), True),
        (failing("Neo.ClientError.Statement.SyntaxError", ClientError), False),
        (ClientError("no code"), False),
        (TimeoutError(), False),
    ],
)
def test_a_server_that_stopped_because_its_time_was_over_says_so_by_its_code(error: Exception, timeout: bool) -> None:
    assert is_timeout(error) is timeout


@pytest.mark.parametrize(
    ("error", "ours", "message"),
    [
        (TimeoutError(), GraphTimeoutError, "city.by_id"),
        (failing("Neo.ClientError.Transaction.TransactionTimedOut", ClientError), GraphTimeoutError, "city.by_id"),
        (failing("Neo.ClientError.Transaction.TransactionTimedOut", DatabaseError), GraphTimeoutError, "city.by_id"),
        (
            failing("Neo.ClientError.Statement.SyntaxError", CypherSyntaxError),
            GraphMismatchError,
            "city.by_id: Neo.ClientError.Statement.SyntaxError",
        ),
        (
            failing("Neo.ClientError.Security.Unauthorized", AuthError),
            GraphUnavailableError,
            "city.by_id: Neo.ClientError.Security.Unauthorized",
        ),
        (
            failing("Neo.ClientError.Database.DatabaseNotFound", ClientError),
            GraphUnavailableError,
            "city.by_id: Neo.ClientError.Database.DatabaseNotFound",
        ),
        (
            failing("Neo.TransientError.General.OutOfMemory", TransientError),
            GraphUnavailableError,
            "city.by_id: Neo.TransientError.General.OutOfMemory",
        ),
        (ServiceUnavailable("bolt://secret"), GraphUnavailableError, "city.by_id"),
        (SessionExpired("bolt://secret"), GraphUnavailableError, "city.by_id"),
        (ConnectionRefusedError("bolt://secret"), GraphUnavailableError, "city.by_id"),
    ],
)
def test_an_error_of_the_driver_becomes_ours_and_keeps_its_cause(
    error: Exception, ours: type[GraphError], message: str
) -> None:
    with pytest.raises(GraphError) as caught, translated("city.by_id"):
        raise error

    assert (type(caught.value), str(caught.value), caught.value.__cause__) == (ours, message, error)


def test_what_is_no_error_of_the_driver_passes() -> None:
    with pytest.raises(ZeroDivisionError), translated("city.by_id"):
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        (date(2020, 1, 1), date.min),
        (date(2021, 5, 5), date.min),
        (date(2021, 5, 6), date(2021, 5, 6)),
        (date(2022, 12, 30), date(2021, 5, 6)),
        (date(2022, 12, 31), date(2022, 12, 31)),
        (date(2030, 1, 1), date(2023, 5, 6)),
        (date.max, date(2023, 5, 6)),
    ],
)
async def test_a_day_is_moved_back_to_the_last_on_which_anything_changed(asked: date, day: date) -> None:
    assert (await view_at(asked)).as_of == day


async def test_a_release_in_which_nothing_changes_has_one_day() -> None:
    view = await view_at(date(2025, 1, 1), RELEASE.model_copy(update={"days": ()}))

    assert view.as_of == date.min


async def test_a_view_gives_a_text_all_that_it_may_name() -> None:
    view = await view_at(date(2022, 12, 31))

    parameters = view.parameters(("city:a", "city:b"), Window(3, after="city:a", before="city:z", low=True))

    assert parameters == {
        "keys": ["city:a", "city:b"],
        "release": "r1",
        "as_of": "2022-12-31",
        "after": "r1|city:a",
        "before": "r1|city:z",
        "begin": "r1|",
        "end": "r1|" + END_OF_TEXT,
        "limit": 3,
        "low": True,
        "places": [],
    }


async def test_a_window_without_cursors_is_the_whole_release_and_no_other() -> None:
    view = await view_at(date(2022, 12, 31))

    parameters = view.parameters([""], EVERYTHING)

    assert (parameters["after"], parameters["before"]) == ("r1|", "r1|" + END_OF_TEXT)
    assert parameters["after"] < "r1|city:ภูเก็ต" < parameters["before"] < "r1}"
    assert (parameters["limit"], parameters["low"]) == (0, False)


async def test_before_the_first_change_the_day_is_text_too() -> None:
    view = await view_at(date(2020, 1, 1))

    assert view.parameters([""], EVERYTHING)["as_of"] == "0001-01-01"


async def test_the_rows_of_an_answer_come_as_one() -> None:
    view = await view_at(date.max)

    assert view.whole(city.BY_ID, [{"rows": [["a", {}]], "whole": True}]) == [["a", {}]]
    assert view.whole(city.BY_ID, [{"rows": [], "whole": True}]) == []


@pytest.mark.parametrize("rows", [[], [{"rows": [], "whole": False}], [{"rows": [["a", {}]], "whole": False}]])
async def test_an_answer_without_its_release_is_none(rows: list[dict[str, Any]]) -> None:
    view = await view_at(date.max)

    with pytest.raises(GraphUnavailableError, match="release r1 is not there any more"):
        view.whole(city.BY_ID, rows)


async def test_a_graph_knows_no_release_until_it_looked() -> None:
    async with Neo4jGraph(NOWHERE) as graph:
        with pytest.raises(GraphUnavailableError, match="run `mueang seed`"):
            _ = graph.release


async def test_a_graph_that_nobody_answers_for_is_unreachable_and_serves_what_it_knew() -> None:
    async with Neo4jGraph(NOWHERE, deadline=0.3, retry=0.0) as graph:
        graph.known, graph.reachable = RELEASE, True

        await graph.look()

        assert (graph.reachable, graph.release) == (False, RELEASE)


REFUSED = "the graph does not answer: GraphUnavailableError: release.current: Neo.ClientError.Security.Unauthorized"
"""What the log says of a database that does not know the password."""


class Refusing(Neo4jGraph):
    """A graph that is there, and will have none of us."""

    async def refresh(self) -> None:
        with translated("release.current"):
            raise failing("Neo.ClientError.Security.Unauthorized", AuthError)


async def test_a_database_that_refuses_is_told_of_once_with_the_reason(caplog: pytest.LogCaptureFixture) -> None:
    async with Refusing(NOWHERE) as graph:
        await graph.look()
        await graph.look()

    assert caplog.messages == [REFUSED]


async def test_the_reason_of_a_refusal_is_told_though_a_read_met_it_before_the_look(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with Neo4jGraph(NOWHERE, deadline=0.3, retry=0.0) as graph:
        with pytest.raises(GraphUnavailableError):
            async with graph.turn("city.by_id"):
                raise failing("Neo.ClientError.Security.Unauthorized", AuthError)
        await graph.look()
        await graph.look()

    assert caplog.messages == [REFUSED]


async def test_the_reason_of_a_refusal_is_told_though_many_reads_met_it_at_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def meet(graph: Neo4jGraph, code: str, wait: asyncio.Event) -> None:
        async with graph.turn("city.by_id"):
            await wait.wait()
            raise failing(code, AuthError)

    codes = ["Neo.ClientError.Security.Unauthorized"] * 3 + ["Neo.ClientError.Security.AuthenticationRateLimit"] * 2
    async with Neo4jGraph(NOWHERE, deadline=5.0, retry=0.0) as graph:
        answered = asyncio.Event()
        reads = [asyncio.create_task(meet(graph, code, answered)) for code in codes]
        await asyncio.sleep(0)
        answered.set()
        met = await asyncio.gather(*reads, return_exceptions=True)
        await graph.look()

    assert [type(each) for each in met] == [GraphUnavailableError] * len(codes)
    assert caplog.messages == [REFUSED]


async def test_a_refusal_does_not_grow_by_the_reads_that_it_refuses() -> None:
    def frames(error: BaseException | None) -> int:
        return len(list(traceback.walk_tb(error.__traceback__))) if error else 0

    async with Neo4jGraph(NOWHERE) as graph:
        for _ in range(50):
            with pytest.raises(GraphUnavailableError):
                async with graph.turn("city.by_id"):
                    raise failing("Neo.ClientError.Security.Unauthorized", AuthError)

        assert 0 < frames(graph.refusal) < 10


class Standing:
    """A session of a database that never answers a write, nor begins a transaction."""

    async def __aenter__(self) -> "Standing":
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def execute_write(self, _: object) -> None:
        """Wait for ever."""
        await asyncio.Event().wait()

    async def begin_transaction(self, timeout: float) -> None:  # noqa: ARG002, ASYNC109 # as the driver has it
        """Wait for ever."""
        await asyncio.Event().wait()


async def test_nothing_is_read_over_connections_that_were_closed() -> None:
    graph = Neo4jGraph(NOWHERE)
    await graph.close()

    with pytest.raises(GraphUnavailableError) as raised:
        await graph.ping()
    assert str(raised.value.__cause__) == "Driver closed"


async def test_a_write_that_nobody_answers_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.client.WRITE_SECONDS", 0.1)
    async with Neo4jGraph(NOWHERE, retry=0.0) as graph:
        monkeypatch.setattr(graph.driver, "session", lambda **_: Standing())

        with pytest.raises(GraphTimeoutError, match="write"):
            async with asyncio.timeout(30):
                await graph.write("RETURN 1 AS done", {})


async def test_reads_for_orders_take_turns_and_end_when_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    release = RELEASE.model_copy(update={"counts": {"City": 1}})
    async with Neo4jGraph(NOWHERE, deadline=30.0) as graph:
        under_way, most, go = 0, 0, asyncio.Event()

        async def answered(_: Bookmarks, __: str, ___: Mapping[str, Any]) -> Rows:
            nonlocal under_way, most
            under_way += 1
            most = max(most, under_way)
            try:
                await go.wait()
            finally:
                under_way -= 1
            return Rows([{"ranks": [0], "at": None, "days": None, "to": None}], NO_BOOKMARKS)

        def asked(number: int) -> "asyncio.Task[Sequence[int]]":
            view = graph.at(release, date.max)
            return asyncio.create_task(view.there("City", (Order(f"field_{number}"),), date.max))

        monkeypatch.setattr(graph, "answered", answered)
        gone = [asked(number) for number in range(3 * READS)]
        while most < READS:
            await asyncio.sleep(0)
        for each in gone:
            each.cancel()
        await asyncio.wait(gone)
        left = [asked(-1 - number) for number in range(2 * READS)]
        for _ in range(50):
            await asyncio.sleep(0)
        at_once = under_way
        go.set()
        found = await asyncio.gather(*left)

    assert (most, at_once, len(found)) == (READS, READS, 2 * READS)


async def test_a_definition_that_nobody_answers_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.client.WRITE_SECONDS", 0.1)
    async with Neo4jGraph(NOWHERE, retry=0.0) as graph:
        monkeypatch.setattr(graph.driver, "session", lambda **_: Standing())

        with pytest.raises(GraphTimeoutError, match="define"):
            async with asyncio.timeout(3):
                await graph.define(["CREATE INDEX"])


class Marking(Standing):
    """A session of a database that answers, and marks what was written."""

    async def execute_write(self, _: object) -> Any:
        """One row of one write."""
        return [[{"done": 1}]]

    async def last_bookmarks(self) -> Bookmarks:
        """What marks it."""
        return Bookmarks.from_raw_values(["written"])


async def test_what_was_written_is_seen_by_the_reads_that_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Neo4jGraph(NOWHERE) as graph:
        behind: list[list[str]] = []

        async def once(bookmarks: Bookmarks, *_: Any) -> Rows:
            behind.append(list(bookmarks.raw_values))
            return Rows([], bookmarks)

        monkeypatch.setattr(graph, "once", once)
        monkeypatch.setattr(graph.driver, "session", lambda **_: Marking())
        await graph.read("RETURN 1 AS one", {})
        await graph.write("RETURN 1 AS done", {})
        await graph.read("RETURN 1 AS one", {})

    assert behind == [[], ["written"]]


class Prepared(Neo4jGraph):
    """A graph whose pointer says what a test says: the release served first, and those kept beside it."""

    def __init__(self, pointers: list[tuple[Release, ...]], **fields: Any) -> None:
        super().__init__(NOWHERE, poll=0.01, **fields)
        self.pointers = pointers

    async def read(self, text: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The fences of a release."""
        assert text == FENCES
        return [{"label": "City", "posts": [f"city:{parameters['release']}"]}]

    async def refresh(self) -> None:
        """What the pointer says next; at last the same for ever."""
        there = self.pointers.pop(0) if len(self.pointers) > 1 else self.pointers[0]
        await self.served(there[0].id if there else None, {each.id: each for each in there}, self.bookmarks)


async def test_a_release_is_prepared_before_it_is_known_and_once() -> None:
    other = RELEASE.model_copy(update={"id": "r2"})
    graph = Prepared([(), (RELEASE,), (RELEASE,), (other,)])
    prepared: list[tuple[str, date, str | None]] = []

    async def prepare(view: GraphView) -> None:
        prepared.append((view.release.id, view.as_of, graph.known.id if graph.known else None))

    async with asyncio.timeout(10), graph.watched(prepare):
        while graph.known != other:
            await asyncio.sleep(0.01)

    assert prepared == [("r1", date.max, None), ("r2", date.max, "r1")]
    assert graph.at(other, date.max).posts("City") == ["city:r2"]
    assert (graph.at(other, date.max).posts("Source"), graph.at(RELEASE, date.max).posts("City")) == ((), ())


async def test_the_watch_goes_on_whatever_goes_wrong_in_a_look(caplog: pytest.LogCaptureFixture) -> None:
    graph = Prepared([(RELEASE,)])
    tried: list[str] = []

    async def prepare(view: GraphView) -> None:
        tried.append(view.release.id)
        if len(tried) < 3:
            raise OSError(28, "No space left on device")

    async with graph.watched(prepare):
        async with asyncio.timeout(3):
            while graph.known is None:
                await asyncio.sleep(0.01)

    assert tried == ["r1"] * 3
    assert [(each.getMessage(), bool(each.exc_info)) for each in caplog.records if each.levelname == "ERROR"] == [
        ("the served release could not be looked up or prepared: it is tried again", True)
    ]


class Looking(Neo4jGraph):
    """A graph whose looks take a while, and which knows which of them came to their end."""

    def __init__(self, seconds: float) -> None:
        super().__init__(NOWHERE, poll=0.0, deadline=0.0)
        self.seconds = seconds
        self.begun = asyncio.Event()
        self.ends: list[str] = []

    async def look(self) -> None:
        """As long as was said."""
        self.begun.set()
        try:
            await asyncio.sleep(self.seconds)
            self.ends.append("ended")
        except asyncio.CancelledError:
            self.ends.append("broken off")
            raise


@pytest.mark.parametrize(("seconds", "patience", "end"), [(0.01, 60.0, "ended"), (60.0, 0.01, "broken off")])
async def test_a_look_under_way_is_let_come_to_its_end_if_it_soon_does(
    seconds: float, patience: float, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.client.PARTING_SECONDS", patience)
    graph = Looking(seconds)
    async with asyncio.timeout(10), graph.watched():
        await graph.begun.wait()

    assert set(graph.ends) == {end}


async def test_releases_that_come_and_go_beside_the_served_one_are_known_and_not_prepared() -> None:
    other = RELEASE.model_copy(update={"id": "r2"})
    graph = Prepared([(RELEASE,), (RELEASE, other), (RELEASE,)])
    prepared: list[str] = []

    async def prepare(view: GraphView) -> None:
        prepared.append(view.release.id)

    graph.prepare = prepare
    seen = []
    async with graph:
        for _ in range(3):
            await graph.refresh()
            seen.append([(name, graph.at(each, date.max).posts("City")) for name, each in graph.releases.items()])

    one, two = ("r1", ["city:r1"]), ("r2", ["city:r2"])
    assert seen == [[one], [one, two], [one]]
    assert (prepared, graph.release) == (["r1"], RELEASE)


def test_of_the_releases_that_are_whole_those_of_the_served_layout_can_be_asked() -> None:
    def row(release_id: str, *, layout: int = 1, served: bool = False) -> dict[str, Any]:
        fields = {"loaded": "", "layout": layout, "synthetic": False}
        fields |= dict.fromkeys(("days", "labels", "counts", "orders"), ())
        return {"row": {"id": release_id, **fields}, "served": served}

    served, releases = releases_of([row("old"), row("other", layout=0), row("new", served=True)])

    assert (served, list(releases)) == ("new", ["old", "new"])
    assert releases_of([row("old")]) == releases_of([]) == (None, {})


async def test_a_release_that_cannot_be_prepared_is_tried_again_while_the_one_before_is_served() -> None:
    graph = Prepared([(RELEASE,)])
    known: list[Release | None] = []

    async def prepare(_: GraphView) -> None:
        known.append(graph.known)
        if len(known) < 3:
            raise GraphUnavailableError("city.wording")

    async with asyncio.timeout(10), graph.watched(prepare):
        while graph.known is None:
            await asyncio.sleep(0.01)

    assert known == [None, None, None]


async def test_the_watch_begins_at_the_deadline_however_long_preparing_takes() -> None:
    graph = Prepared([(RELEASE,)], deadline=0.05)

    async def prepare(_: GraphView) -> None:
        await asyncio.sleep(60)

    async with graph.watched(prepare):
        known, reachable = graph.known, graph.reachable

    assert (known, reachable) == (None, True)


async def test_a_read_that_nobody_answers_is_unavailable_or_late() -> None:
    async with Neo4jGraph(NOWHERE, deadline=0.3, retry=0.0) as graph:
        with pytest.raises((GraphUnavailableError, GraphTimeoutError), match=r"city\.by_id"):
            await graph.at(RELEASE, date.max).fetch(city.BY_ID, ["city:phuket"])


@pytest.mark.parametrize(
    ("errors", "retry", "tries"),
    [
        ([], 0.5, 1),
        ([ServiceUnavailable(), SessionExpired(), TransientError("busy")], 60.0, 4),
        ([ServiceUnavailable()], 0.0, 2),
    ],
)
async def test_a_read_that_fails_in_passing_is_tried_again(
    errors: list[Exception], retry: float, tries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with faltering(errors, retry, monkeypatch) as (graph, left):
        rows = await graph.read("RETURN 1 AS one", {})

    assert (rows, len(errors) + 1 - len(left)) == ([{"one": 1}], tries)


@pytest.mark.parametrize(
    ("errors", "retry", "tries"),
    [
        ([failing("Neo.ClientError.Statement.SyntaxError", CypherSyntaxError)], 60.0, 1),
        ([ServiceUnavailable(), AuthError("wrong")], 60.0, 2),
        ([ServiceUnavailable(), ServiceUnavailable(), ServiceUnavailable()], 0.0, 2),
    ],
)
async def test_a_read_is_not_tried_again_in_vain_or_for_too_long(
    errors: list[Exception], retry: float, tries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with faltering(errors, retry, monkeypatch) as (graph, left):
        with pytest.raises(GraphError):
            await graph.read("RETURN 1 AS one", {})

    assert len(errors) + 1 - len(left) == tries


def test_a_pointer_of_another_layout_is_a_mismatch() -> None:
    row = {"id": "r", "loaded": "x", "layout": 9, "synthetic": False, "days": None, "labels": None, "counts": None}

    with pytest.raises(GraphMismatchError, match=r"release\.current"):
        release_of(row)

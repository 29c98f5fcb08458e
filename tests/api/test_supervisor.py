"""What runs around the workers: the port, their command and environment, the engine that is started anew."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import pytest
from pydantic import SecretStr

from api import supervisor
from api.settings import PACKAGED, Settings
from api.supervisor import Listen, PortInUseError, claim, command, environment_of, passed_on, watch
from graph.address import Address
from graph.embedded import EngineFailedError
from graph.errors import GraphUnavailableError

ADDRESS = Address("bolt://127.0.0.1:1", "root", "secret", "mueang")


class FakeEngine:
    """An engine that is a counter: it dies when it is told to, and cannot be started as often as it is told."""

    address = ADDRESS

    def __init__(self, *, living: bool = True, failures: int = 0) -> None:
        self.living = living
        self.failures = failures
        self.starts = 0
        self.stops = 0

    def alive(self) -> bool:
        return self.living

    def start(self) -> None:
        self.starts += 1
        self.living = self.starts > self.failures
        if not self.living:
            raise EngineFailedError("ended as it started", "out of memory")

    launch = start

    def wait(self) -> None:
        """It is ready at once."""

    def stop(self) -> None:
        self.stops += 1

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class FakeWorkers:
    """Workers that end, with an exit code, after they were looked at a number of times."""

    def __init__(self, looks: int, returncode: int = 0) -> None:
        self.looks = looks
        self.returncode = returncode
        self.signals: list[int] = []

    def poll(self) -> int | None:
        self.looks -= 1
        return None if self.looks >= 0 else self.returncode

    def send_signal(self, number: int) -> None:
        self.signals.append(number)


class Loading:
    """Loads that are counted, the first of which fail."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.loads = 0

    def __call__(self, address: Address) -> None:
        assert address == ADDRESS
        self.loads += 1
        if self.loads <= self.failures:
            raise GraphUnavailableError("write")


def nothing() -> supervisor.Load:
    """There is nothing to load."""
    raise AssertionError("a server that is named is not loaded")


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "LOOK_SECONDS", 0)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def free() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes the workers a line of Python."""

    def become(line: str) -> None:
        monkeypatch.setattr(supervisor, "command", lambda *_: [sys.executable, "-c", line])

    return become


def watched(workers: FakeWorkers, engine: FakeEngine, load: Loading) -> int:
    """The exit code of workers that are fakes, as the engine is."""
    processes: Any = workers
    started: Any = engine
    return watch(processes, started, load)


def test_a_port_in_use_is_named_with_the_cure(taken: int) -> None:
    with pytest.raises(PortInUseError) as caught:
        claim(Listen("127.0.0.1", taken, 1, False))

    message = f"127.0.0.1:{taken} cannot be listened on (Address already in use): choose another --port"
    assert str(caught.value) == message


def test_a_free_port_is_still_free_when_it_is_claimed(free: int) -> None:
    claim(Listen("127.0.0.1", free, 1, False))
    claim(Listen("127.0.0.1", free, 1, False))


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
def test_an_address_of_the_newer_kind_is_claimed_as_one() -> None:
    claim(Listen("::1", 0, 1, False))


def test_a_host_that_is_none_is_named_with_the_cure(free: int) -> None:
    with pytest.raises(PortInUseError, match="choose another --port"):
        claim(Listen("203.0.113.1", free, 1, False))


def test_forwarded_headers_count_from_configured_proxies_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUEANG_PROXIES", "10.0.0.0/8,127.0.0.1")

    words = command(Listen("127.0.0.2", 8001, 4, False), Settings())

    assert words[words.index("--forwarded-allow-ips") + 1] == "10.0.0.0/8,127.0.0.1"
    assert "--no-proxy-headers" not in words


def test_the_workers_are_one_command() -> None:
    words = command(Listen("127.0.0.2", 8001, 4, False), Settings())

    assert words[words.index("-P") :] == [
        "-P", str(PACKAGED / "crew.py"), "api.worker:from_environment", "--factory", "--no-access-log",
        "--http", "api.protocol:Protocol", "--loop", "api.loop:Loop", "--app-dir", str(PACKAGED.parent),
        "--log-config", str(PACKAGED / "logs" / "text.json"), "--no-proxy-headers",
        "--host", "127.0.0.2", "--port", "8001", "--timeout-graceful-shutdown", "20", "--workers", "4",
    ]  # fmt: skip


def test_workers_that_start_anew_are_one_process() -> None:
    words = command(Listen("127.0.0.1", 8000, 4, True), Settings())

    assert words[-1] == "--reload"
    assert "--workers" not in words


def test_the_workers_are_told_where_the_database_is_by_their_environment_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "another")
    monkeypatch.setenv("MUEANG_LOG", "DEBUG")

    environment = environment_of(ADDRESS)

    names = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE", "MUEANG_LOG", "PATH")
    assert [environment[name] for name in names] == [
        "bolt://127.0.0.1:1", "root", "secret", "mueang", "DEBUG", os.environ["PATH"],
    ]  # fmt: skip
    assert "secret" not in " ".join(command(Listen("127.0.0.1", 8000, 1, False), Settings()))


def test_what_the_workers_find_themselves_is_not_put_into_their_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)

    environment = environment_of(None)

    assert environment == {"MALLOC_ARENA_MAX": "1", **os.environ, "MUEANG_LEASHED": "true"}
    assert "NEO4J_PASSWORD" not in environment


def test_how_workers_keep_their_memory_can_be_said_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLOC_ARENA_MAX", "4")

    assert environment_of(ADDRESS)["MALLOC_ARENA_MAX"] == "4"


def test_an_engine_is_made_as_the_settings_say(tmp_path: Path) -> None:
    engine = supervisor.engine_of(Settings(mueang_cache=tmp_path, mueang_heap="1g", mueang_deadline=3))

    assert not engine.alive()
    assert (engine._home, engine._limits.heap, engine._limits.query_seconds) == (tmp_path / "engines", "1g", 3)


def test_a_server_that_the_settings_name_is_used_and_nothing_started() -> None:
    with supervisor.running(Settings(neo4j_uri="neo4j://db", neo4j_username="reader")) as address:
        assert address == Address("neo4j://db", "reader", "", "neo4j")


def test_without_a_server_an_engine_runs_as_long_as_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = FakeEngine()
    monkeypatch.setattr(supervisor, "engine_of", lambda *_: engine)

    with supervisor.running(Settings(neo4j_uri=None)) as address:
        assert (address, engine.starts, engine.stops) == (ADDRESS, 1, 0)

    assert engine.stops == 1


@pytest.mark.parametrize("code", [0, 1, -9])
def test_the_supervisor_ends_with_the_exit_code_of_the_workers(code: int) -> None:
    assert watched(FakeWorkers(2, code), FakeEngine(), Loading()) == code


def test_an_engine_that_lives_is_left_alone() -> None:
    engine, load = FakeEngine(), Loading()

    watched(FakeWorkers(3), engine, load)

    assert (engine.starts, load.loads) == (0, 0)


def test_a_dead_engine_is_started_and_loaded_anew(caplog: pytest.LogCaptureFixture) -> None:
    engine, load = FakeEngine(living=False), Loading()

    watched(FakeWorkers(3), engine, load)

    assert (engine.starts, load.loads) == (1, 1)
    assert caplog.messages == ["the embedded engine died: starting it anew"]


def test_an_engine_that_cannot_be_started_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    engine, load = FakeEngine(living=False, failures=2), Loading()

    watched(FakeWorkers(5), engine, load)

    assert (engine.starts, load.loads) == (3, 1)
    assert caplog.messages.count("the embedded engine could not be started and loaded: trying again") == 2


def test_an_engine_that_was_started_but_not_loaded_is_tried_again() -> None:
    engine, load = FakeEngine(living=False), Loading(failures=1)

    watched(FakeWorkers(5), engine, load)

    assert (engine.starts, load.loads) == (2, 2)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_tells_us_to_end_tells_the_workers(number: signal.Signals) -> None:
    workers: Any = FakeWorkers(1)
    before = signal.getsignal(number)

    with passed_on(workers):
        signal.raise_signal(number)

    assert workers.signals == [number]
    assert signal.getsignal(number) is before


def test_workers_that_are_gone_need_not_be_told() -> None:
    class Gone(FakeWorkers):
        def send_signal(self, number: int) -> None:
            raise ProcessLookupError(number)

    workers: Any = Gone(1)

    with passed_on(workers):
        signal.raise_signal(signal.SIGTERM)


def test_the_workers_end_when_the_data_cannot_be_loaded(
    runs: Callable[[str], None], free: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs("import time; time.sleep(60)")
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen
    engine = FakeEngine()
    monkeypatch.setattr(supervisor, "engine_of", lambda *_: engine)

    def remembered(*words: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(popen(*words, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", remembered)

    with pytest.raises(GraphUnavailableError):
        supervisor.serve(Settings(neo4j_uri=None), Listen("127.0.0.1", free, 1, False), lambda: Loading(failures=1))

    assert [workers.returncode for workers in started] == [-signal.SIGTERM]
    assert (engine.starts, engine.stops) == (1, 1)


def test_the_workers_log_in_the_form_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUEANG_LOGS", "json")

    words = command(Listen("127.0.0.1", 8000, 1, False), Settings())

    assert Path(words[words.index("--log-config") + 1]).name == "json.json"


def test_the_workers_are_told_where_to_count_while_metrics_are_told(runs: Callable[[str], None], free: int) -> None:
    runs("import os, sys; sys.exit(7 if os.path.isdir(os.environ['PROMETHEUS_MULTIPROC_DIR']) else 1)")
    metrics = socket.create_server(("127.0.0.1", 0))
    port = metrics.getsockname()[1]
    metrics.close()
    settings = Settings(neo4j_uri="bolt://127.0.0.1:1", mueang_metrics=f"127.0.0.1:{port}")

    assert supervisor.serve(settings, Listen("127.0.0.1", free, 1, False), nothing) == 7


def test_a_place_in_use_for_metrics_is_named_with_the_cure_and_nothing_runs(
    runs: Callable[[str], None], free: int, taken: int
) -> None:
    runs("raise SystemExit(7)")
    settings = Settings(neo4j_uri="bolt://127.0.0.1:1", mueang_metrics=f"127.0.0.1:{taken}")

    with pytest.raises(PortInUseError, match=rf"127\.0\.0\.1:{taken} \(.*in use\): choose another MUEANG_METRICS"):
        supervisor.serve(settings, Listen("127.0.0.1", free, 1, False), nothing)


def test_a_server_that_the_settings_name_is_not_loaded_and_its_password_not_passed_on(
    runs: Callable[[str], None], free: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    runs("import os, sys; sys.exit(1 if 'NEO4J_PASSWORD' in os.environ else 7)")

    def begin() -> supervisor.Load:
        raise AssertionError("there is nothing to load")

    settings = Settings(neo4j_uri="bolt://127.0.0.1:1", neo4j_password=SecretStr("secret"))
    code = supervisor.serve(settings, Listen("127.0.0.1", free, 1, False), begin)

    assert code == 7


def test_an_engine_of_our_own_is_loaded_while_the_workers_start(
    runs: Callable[[str], None], free: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs("import os, sys; sys.exit(7 if os.environ['NEO4J_PASSWORD'] == 'secret' else 1)")
    engine, load = FakeEngine(), Loading()
    monkeypatch.setattr(supervisor, "engine_of", lambda *_: engine)

    code = supervisor.serve(Settings(neo4j_uri=None), Listen("127.0.0.1", free, 1, False), lambda: load)

    assert (code, load.loads, engine.starts, engine.stops) == (7, 1, 1, 1)


def test_what_loads_is_imported_when_all_else_has_started() -> None:
    # The driver and the models take a second to import, for which the engine and the workers need not wait.
    line = "import sys, api.commands.serve as _; sys.exit('neo4j' in sys.modules or 'graph.model' in sys.modules)"

    subprocess.run([sys.executable, "-c", line], cwd=PACKAGED.parent, check=True)


def test_nothing_is_started_for_a_port_in_use(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = FakeEngine()
    monkeypatch.setattr(supervisor, "engine_of", lambda *_: engine)

    load = Loading()

    with pytest.raises(PortInUseError):
        supervisor.serve(Settings(neo4j_uri=None), Listen("127.0.0.1", taken, 1, False), lambda: load)

    assert (engine.starts, load.loads) == (0, 0)


def test_the_workers_may_open_as_many_files_as_the_system_grants(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[int, int]] = []
    monkeypatch.setattr("resource.getrlimit", lambda _: (1_024, 20_000))
    monkeypatch.setattr("resource.setrlimit", lambda _, limits: given.append(limits))

    supervisor.open_files()

    assert given == [(20_000, 20_000)]


@pytest.mark.parametrize("granted", [20_000, 1_024], ids=["all", "not what it says"])
def test_what_the_system_does_not_grant_is_done_without(granted: int, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []

    def refuse(*words: object) -> None:
        tried.append(words)
        raise ValueError("not so many")

    monkeypatch.setattr("resource.getrlimit", lambda _: (granted, 20_000))
    monkeypatch.setattr("resource.setrlimit", refuse)

    supervisor.open_files()

    assert len(tried) == (granted == 1_024)

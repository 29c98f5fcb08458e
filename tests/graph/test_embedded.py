"""The engine that pip brings: one that starts, one that ends, and nothing left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from graph import embedded
from graph.embedded import EmbeddedEngine, EngineFailedError, EngineMissingError, EnginePlaceError, Limits
from graph.kept import Kept


def missing() -> str | None:
    """Why there is no engine here, if there is none."""
    try:
        embedded.Wheel.found()
    except EngineMissingError as error:
        return str(error)
    return None


real = pytest.mark.skipif(missing() is not None, reason=f"NOT TESTED: {missing()}")

LEASHES = [
    pytest.param(
        embedded.LEASH_KERNEL,
        id="kernel",
        marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a parent-death signal"),
    ),
    pytest.param(embedded.LEASH_PIPE, id="pipe"),
]


def answer(engine: EmbeddedEngine, text: str) -> list[object]:
    with GraphDatabase.driver(engine.uri, auth=(engine.username, engine.password)) as driver:
        records, _, _ = driver.execute_query(text, database_=engine.database)
        return [record[0] for record in records]


def answers(engine: EmbeddedEngine) -> bool:
    try:
        return answer(engine, "RETURN 1") == [1]
    except (DriverError, Neo4jError):
        return False


def engine_in(cache: Path, leash: str = embedded.LEASH_KERNEL) -> EmbeddedEngine:
    return EmbeddedEngine(cache, limits=Limits(heap="256m"), ready=answers, leash=leash)


def within(seconds: float, condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not condition():
        time.sleep(0.05)
    return condition()


def engines_of(cache: Path) -> set[int]:
    """The processes, of whatever parent, that have this directory on their command line."""
    return {
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and str(cache).encode() in command_line(int(entry.name))
    }


def command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def listening(pid: int) -> set[tuple[str, int]]:
    """Every address that this process listens at, read from the kernel's own tables."""
    sockets = {os.readlink(file) for file in Path(f"/proc/{pid}/fd").iterdir() if file.is_symlink()}
    return {
        (address, int(port, 16))
        for table in ("tcp", "tcp6")
        for row in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]
        for fields in [row.split()]
        for address, port in [fields[1].split(":")]
        if fields[3] == "0A" and f"socket:[{fields[9]}]" in sockets
    }


LOOPBACK = {"0100007F", "0000000000000000FFFF00000100007F"}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedEngine]:
    with engine_in(tmp_path_factory.mktemp("shared")) as started:
        yield started


@real
def test_it_answers_a_query_in_its_own_database(engine: EmbeddedEngine) -> None:
    assert answer(engine, "RETURN 1 + 1") == [2]


@real
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_its_password_is_not_in_the_process_list(engine: EmbeddedEngine) -> None:
    assert engine.pid is not None
    command, environment = (Path(f"/proc/{engine.pid}/{name}").read_bytes() for name in ("cmdline", "environ"))

    assert embedded.MAIN_CLASS.encode() in command
    assert engine.password.encode() not in command + environment


@real
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_it_listens_on_loopback_alone(engine: EmbeddedEngine) -> None:
    assert engine.pid is not None
    places = listening(engine.pid)

    assert {port for _, port in places} == {engine.port, engine.http_port}
    assert {address for address, _ in places} <= LOOPBACK


@real
def test_its_directory_is_closed_to_others(engine: EmbeddedEngine) -> None:
    assert engine.directory is not None
    assert engine.directory.stat().st_mode & 0o077 == 0
    assert (engine.directory / "password").stat().st_mode & 0o077 == 0


@real
def test_a_query_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    limits = Limits(heap="256m", query_seconds=0.5)
    slow = "UNWIND range(1, 9000) AS a UNWIND range(1, 9000) AS b WITH a, b WHERE a * b % 7 = 3 RETURN count(*)"

    with EmbeddedEngine(tmp_path, limits=limits, ready=answers) as engine:
        began = time.monotonic()
        with pytest.raises(Neo4jError) as caught:
            answer(engine, slow)

    assert caught.value.code == "Neo.ClientError.Transaction.TransactionTimedOut"
    assert time.monotonic() - began < 5


@real
@pytest.mark.parametrize("leash", LEASHES)
def test_two_live_side_by_side_and_leave_nothing(tmp_path: Path, leash: str) -> None:
    with engine_in(tmp_path, leash) as one, engine_in(tmp_path, leash) as other:
        answer(one, "CREATE (:City)")

        assert answer(one, "MATCH (city:City) RETURN count(city)") == [1]
        assert answer(other, "MATCH (city) RETURN count(city)") == [0]

    assert [path.name for path in (tmp_path / "engines").iterdir()] == ["lock"]


@real
@pytest.mark.parametrize("leash", LEASHES)
def test_after_a_death_it_starts_anew_at_the_same_address(tmp_path: Path, leash: str) -> None:
    with engine_in(tmp_path, leash) as engine:
        address, before = (engine.uri, engine.password), engine.directory
        assert engine.pid is not None
        os.killpg(engine.pid, signal.SIGKILL)
        assert within(5, lambda: not engine.alive())

        engine.start()

        assert engine.alive()
        assert (engine.uri, engine.password) == address
        assert engine.directory != before
        assert answer(engine, "RETURN 1") == [1]


SUPERVISOR = """
import sys, time
from pathlib import Path
from graph.embedded import EmbeddedEngine, Limits
engine = EmbeddedEngine(Path(sys.argv[1]), limits=Limits(heap="256m"), leash=sys.argv[2])
engine.start()
print("started", flush=True)
time.sleep(60)
"""


@real
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("leash", LEASHES)
def test_it_dies_with_a_supervisor_that_was_killed(tmp_path: Path, leash: str) -> None:
    command = [sys.executable, "-c", SUPERVISOR, str(tmp_path), leash]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout is not None
        assert supervisor.stdout.readline() == "started\n"
        assert len(engines_of(tmp_path)) > 1

        supervisor.kill()

    assert within(5, lambda: not engines_of(tmp_path))


@real
@pytest.mark.parametrize("leash", LEASHES)
def test_what_one_recorded_the_next_starts_from(tmp_path: Path, leash: str) -> None:
    recorded = EmbeddedEngine(tmp_path, limits=Limits(heap="256m", recorded=True), ready=answers, leash=leash)

    with recorded:
        recorded.finish()
    with engine_in(tmp_path, leash) as engine:
        mapped = [
            path
            for pid in engines_of(tmp_path)
            for path in set(Path(f"/proc/{pid}/maps").read_text().split())
            if path.endswith(".aot")
        ]
        answered = answer(engine, "RETURN 1")

    assert mapped == [str(tmp_path / "engine.aot")]
    assert answered == [1]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["engine.aot", "engines"]


@real
def test_the_next_begin_with_the_database_that_a_finished_one_left(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "databases" / "data")
    with EmbeddedEngine(tmp_path, limits=Limits(heap="256m", recorded=True), ready=answers, kept=kept) as recorded:
        answer(recorded, "CREATE (city:City {id: 'phuket'}) RETURN city.id")
        recorded.finish()

    for _ in range(2):  # what one changes, the next does not see
        with EmbeddedEngine(tmp_path, limits=Limits(heap="256m"), ready=answers, kept=kept) as engine:
            assert answer(engine, "MATCH (city:City) RETURN city.id") == ["phuket"]
            answer(engine, "MATCH (city:City) SET city.id = 'changed' RETURN 1")


@real
def test_a_damaged_archive_of_classes_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "engine.aot").write_bytes(b"no archive")

    with engine_in(tmp_path) as engine:
        assert answer(engine, "RETURN 1") == [1]


def test_what_ends_while_others_sweep_is_left_to_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dead").mkdir()
    (tmp_path / "dead" / "lock").touch()
    found = [tmp_path / "gone" / "lock", tmp_path / "dead" / "lock"]
    monkeypatch.setattr(Path, "glob", lambda *_: iter(found))

    embedded.sweep(tmp_path)

    assert list(tmp_path.iterdir()) == []


@real
def test_the_next_to_start_sweeps_what_the_dead_have_left(tmp_path: Path) -> None:
    dead = tmp_path / "engines" / "dead"
    dead.mkdir(parents=True)
    (dead / "lock").touch()

    with engine_in(tmp_path) as engine, engine_in(tmp_path):
        assert not dead.exists()
        assert engine.directory is not None
        assert engine.directory.exists()


@real
def test_an_engine_that_cannot_start_says_its_last_words(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path, limits=Limits(heap="nonsense"))

    with pytest.raises(EngineFailedError, match=r"ended as it started.*\n.*Invalid maximum heap size: -Xmxnonsense"):
        engine.start()

    assert not engine.alive()
    assert engine.directory is None


@real
def test_an_engine_that_never_answers_is_ended(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path, limits=Limits(start_seconds=0.3), ready=lambda _: False)

    with pytest.raises(EngineFailedError, match=r"did not answer within 0\.3 s"):
        engine.start()

    assert not engines_of(tmp_path)


def test_without_the_wheel_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "find_spec", lambda _: None)

    with pytest.raises(EngineMissingError) as caught:
        EmbeddedEngine(tmp_path).start()

    assert str(caught.value) == (
        "no embedded engine on this platform: set NEO4J_URI, or run `pip install 'mueang[embedded]'`"
    )


def test_it_starts_from_the_main_thread_or_not_at_all(tmp_path: Path) -> None:
    refusals: list[str] = []

    def start() -> None:
        try:
            EmbeddedEngine(tmp_path).start()
        except RuntimeError as error:
            refusals.append(str(error))

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()

    assert refusals == ["start the engine from the main thread: it ends with the thread that started it"]


@real
def test_an_engine_without_a_place_for_its_files_says_so(tmp_path: Path) -> None:
    (tmp_path / "engines").touch()
    engine = engine_in(tmp_path)

    with pytest.raises(EnginePlaceError) as caught:
        engine.start()

    assert str(caught.value).startswith(
        f"the embedded engine cannot be started in {tmp_path / 'engines'} (File exists): "
    )
    assert "MUEANG_CACHE" in str(caught.value)
    assert not engine.alive()

"""What the Compose file starts, started as processes, over a real Neo4j and a real Redis that ask for passwords."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from graph.address import Address
from graph.client import Neo4jGraph
from graph.errors import GraphMismatchError
from tests import needed
from tests.deploy.places import COMPOSE, TOP
from tests.live.processes import children
from tests.live.served import PATIENCE, Served, answering, environment_of_ours, free_port, until

pytestmark = [
    pytest.mark.live,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to find the processes"),
]

REDIS_PASSWORD = "a-marker-of-redis-31415926"  # noqa: S105 # found nowhere, or the test fails
NAME = "ภูเก็ตเมืองอัจฉริยะ"
OTHER = "ภูเก็ตเมืองใหม่"
QUESTION = {"query": '{ city(slug: "phuket") { name { th } } }'}
PLACES = re.compile(r"\$\{\w+:-([^${}]*)\}")


def filled(text: str) -> str:
    """A text of the file where no variable is set: what stands for each, the innermost first."""
    found, times = PLACES.subn(r"\1", text)
    return filled(found) if times else found


@dataclass(frozen=True, slots=True)
class Place:
    """What the services share: where their secrets and their files are, and the secrets themselves."""

    home: Path
    neo4j: Address
    redis: int

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must be found nowhere."""
        return (self.neo4j.password, REDIS_PASSWORD)

    def environment(self, service: str) -> dict[str, str]:
        """The environment of a service as Compose would make it, with the places of this machine, and all logged."""
        variables = {name: filled(value) for name, value in self.described(service)["environment"].items()}
        own = {
            "NEO4J_URI": self.neo4j.uri.replace("bolt://", "neo4j://"),
            "MUEANG_SECRETS": str(self.home / "secrets"),
            "MUEANG_CACHE": str(self.home / "cache"),
            "MUEANG_DATA": str(self.home / "dumps"),
            "MUEANG_LOG": "DEBUG",
        }
        return {**environment_of_ours(), **variables, **own}

    def words(self, service: str) -> list[str]:
        """The command of a service."""
        return [filled(word) for word in self.described(service)["command"]]

    @staticmethod
    def described(service: str) -> dict[str, Any]:
        """A service, as the file describes it."""
        described: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"][service]
        return described

    @property
    def log(self) -> str:
        """What all of them said."""
        return "".join(each.read_text(encoding="utf-8") for each in self.home.glob("*.log"))

    def seed(self, *words: str) -> str:
        """What the job says that loads the data."""
        command = [sys.executable, "-m", "api", *self.words("seed"), *words]
        done = subprocess.run(
            command, env=self.environment("seed"), cwd=TOP, capture_output=True, text=True, check=False
        )
        with (self.home / "seed.log").open("a", encoding="utf-8") as log:
            log.write(done.stdout + done.stderr)
        assert done.returncode == 0, done.stderr
        return done.stderr

    @contextmanager
    def api(self) -> Iterator[Served]:
        """The API."""
        port = free_port()
        command = [sys.executable, "-m", "api", *self.words("api"), "--port", str(port)]
        with (self.home / "api.log").open("wb") as log:
            process = subprocess.Popen(command, env=self.environment("api"), cwd=TOP, stdout=log, stderr=log)
        with answering(process, port) as served:
            yield served


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a Redis that is started as the file says, and asks for a password."""
    server, port = needed.program("redis-server", "REDIS"), free_port()
    home = tmp_path_factory.mktemp("redis")
    (home / "redis_conf").write_text(f"requirepass {REDIS_PASSWORD}\nport {port}\nbind 127.0.0.1\n")
    words = Place.described("redis")["command"]
    assert words[0] == "redis-server"
    process = subprocess.Popen(
        [server, str(home / "redis_conf"), *words[2:]], cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    check = [
        needed.program("redis-cli", "REDIS"),
        "-p",
        str(port),
        *Place.described("redis")["healthcheck"]["test"][2:],
    ]
    until(lambda: subprocess.run(check, capture_output=True, check=False).returncode == 0, "a good check of its health")
    yield port
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="module")
def place(neo4j: Address, redis: int, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A machine with the secrets laid out as Compose hands them to a container."""
    home = tmp_path_factory.mktemp("services")
    (home / "secrets").mkdir()
    (home / "secrets" / "neo4j_password").write_text(neo4j.password)
    (home / "secrets" / "redis_url").write_text(f"redis://:{REDIS_PASSWORD}@127.0.0.1:{redis}/0")
    return Place(home, neo4j, redis)


@pytest.fixture(scope="module")
def served(place: Place) -> Iterator[Served]:
    """The API, over the data that the job has loaded."""
    said = place.seed()
    assert " nodes, " in said or "is loaded already" in said
    with place.api() as served:
        yield served


def name_of(served: Served) -> str:
    """The name that the API gives, of whatever release it serves."""
    answer = httpx.post(f"{served.url}/graphql", json=QUESTION, timeout=20).json()
    return str(answer["data"]["city"]["name"]["th"])


def test_the_services_find_each_other_with_nothing_but_files_for_secrets(served: Served, place: Place) -> None:
    left = httpx.get(f"{served.url}/graphql", params={"query": "{ points: counts { approved } }"}).headers["ratelimit"]

    assert served.status("/readyz") == 200
    assert "r=" in left
    assert "points are counted in memory" not in place.log


def test_a_release_is_upgraded_and_rolled_back_under_the_same_readers(served: Served, place: Place) -> None:
    newer = place.home / "seeds"
    shutil.copytree(TOP / "seeds", newer)
    cities = newer / "cities.yaml"
    cities.write_text(cities.read_text(encoding="utf-8").replace(NAME, OTHER), encoding="utf-8")
    before = name_of(served)

    place.seed(str(newer))
    until(lambda: name_of(served) == OTHER, "the new release")
    said = place.seed()
    until(lambda: name_of(served) == NAME, "the old release")

    assert before == NAME
    assert "is loaded already" in said
    assert len(list((place.home / "dumps").glob("*/SHA256SUMS"))) == 2


def test_no_secret_is_in_a_log_an_answer_or_a_list_of_processes(served: Served, place: Place) -> None:
    asked = [
        httpx.get(f"{served.url}{path}", timeout=20).text
        for path in (
            "/",
            "/livez",
            "/readyz",
            "/metrics",
            "/version",
            "/graphql?query={nobody}",
            "/graphql?query={",
            "/x",
        )
    ]
    processes = [served.supervisor.pid, *children(served.supervisor.pid)]
    known = [
        Path(f"/proc/{each}/{name}").read_bytes().decode() for each in processes for name in ("cmdline", "environ")
    ]

    assert len(processes) >= 3
    assert any("NEO4J_URI=neo4j://" in each for each in known)
    for secret in place.secrets:
        assert secret not in "".join(known)
        assert secret not in "".join(asked)
        assert secret not in place.log
    assert " DEBUG " in place.log


def test_a_wrong_password_is_one_line_without_it(place: Place) -> None:
    wrong = {**place.environment("seed"), "NEO4J_PASSWORD": "a-wrong-marker-271828"}
    words = [sys.executable, "-m", "api", "seed"]

    done = subprocess.run(words, env=wrong, cwd=TOP, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "NEO4J_PASSWORD are right" in done.stderr.splitlines()[-1]
    assert "271828" not in done.stdout + done.stderr
    assert os.environ.get("NEO4J_PASSWORD") != "a-wrong-marker-271828"


@pytest.mark.anyio
async def test_reads_are_routed_to_readers_which_cannot_write(served: Served, place: Place) -> None:
    assert served.url
    address = Address(place.neo4j.uri.replace("bolt://", "neo4j://"), "neo4j", place.neo4j.password, "neo4j")
    async with Neo4jGraph(address, deadline=PATIENCE) as graph:
        await graph.refresh()
        with pytest.raises(GraphMismatchError) as refused:
            await graph.read("CREATE (:Written) RETURN 1", {})
        view = graph.at(graph.release, date.max)

        assert "read access mode" in str(refused.value.__cause__).lower()
        assert graph.bookmarks.raw_values
        assert view.bookmarks == graph.bookmarks

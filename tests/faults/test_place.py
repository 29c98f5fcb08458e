"""A cache that cannot be written, or has no room: what can be done without it is done, and the rest is said."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from api.supervisor import environment_of
from graph.embedded import Wheel
from tests.faults.asker import asking
from tests.faults.conftest import Note
from tests.faults.engine import Engine
from tests.faults.worker import SETTINGS, Worker, listens, started, until
from tests.live.served import environment_of_ours, free_port
from tests.needed import untested

pytestmark = [pytest.mark.live, pytest.mark.anyio]

DISKS = {"read-only": "size=1m,ro", "full": "size=16k"}
MOUNTED = 'mount -t tmpfs -o "$1" tmpfs "$0" && shift && exec "$@"'
"""What a command is run by whose cache is a disk of its own, which nobody else sees."""


def on_disk(place: Path, options: str) -> list[str]:
    """The words before a command that has a disk of its own at a place."""
    place.mkdir(exist_ok=True)
    own = [] if os.geteuid() == 0 else ["--map-root-user"]
    words = ["unshare", "--mount", *own, "sh", "-c", MOUNTED, str(place), options]
    if subprocess.run([*words, "true"], capture_output=True, check=False).returncode:
        untested("A FULL DISK", "no disk can be mounted here (unshare)")
    return words


@asynccontextmanager
async def serving_on(words: list[str], engine: Engine, place: Path) -> AsyncIterator[Worker]:
    """`mueang serve` on a database, with a disk of its own for its cache."""
    port = free_port()
    environment = {**environment_of(engine.address), **SETTINGS, "MUEANG_CACHE": str(place)}
    environment.pop("MUEANG_LEASHED")
    log = place.with_suffix(".log")
    command = [*words, sys.executable, "-m", "api", "serve", "--port", str(port)]
    served = Worker(started(command, environment, log), f"http://127.0.0.1:{port}", log)
    try:
        await until(lambda: listens(served), "a server that listens")
        yield served
    finally:
        served.process.terminate()
        served.process.wait(30)
    assert "Traceback" not in served.said, served.said[-3000:]


@pytest.mark.parametrize("disk", DISKS)
async def test_a_cache_that_cannot_be_written_costs_nobody_an_answer(
    loaded: Engine, tmp_path: Path, note: Note, disk: str
) -> None:
    place = tmp_path / "disk"
    async with serving_on(on_disk(place, DISKS[disk]), loaded, place) as served:
        async with asking(served.url) as asker:
            await asker.until_right()
        async with httpx.AsyncClient(timeout=20) as client:
            query = '{ search(text: "Number 7", first: 1) { nodes { id } } }'
            found = (await client.post(f"{served.url}/graphql", json={"query": query})).json()

    assert asker.wrong == set(), asker.outcomes
    assert found["data"] == {"search": {"nodes": [{"id": "city:number-7"}]}}
    assert "it is kept in memory" in served.said
    note(asker)


@pytest.mark.parametrize("disk", DISKS)
def test_an_engine_without_a_place_is_one_line_with_the_cure(wheel: Wheel, tmp_path: Path, disk: str) -> None:  # noqa: ARG001
    place = tmp_path / "disk"
    words = [*on_disk(place, DISKS[disk]), sys.executable, "-m", "api", "serve", "--port", str(free_port())]

    outcome = subprocess.run(
        words,
        env={**environment_of_ours(), "MUEANG_CACHE": str(place)},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )

    (complaint,) = outcome.stderr.partition("Error: ")[2].splitlines()
    assert outcome.returncode == 1
    assert "MUEANG_CACHE" in complaint

"""A worker as `mueang serve` starts it, on a database behind a door; and what it leaves behind."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from api.settings import Settings
from api.supervisor import Listen, command, environment_of
from graph.address import Address
from tests.faults.inside import APPLICATION
from tests.live.served import free_port

PATIENCE = 60.0
DEADLINE = 3.0
HURRIED = {"MUEANG_DEADLINE": str(DEADLINE)}
"""A read is given up soon: where the database is what fails."""

ALWAYS_ASKED = {"MUEANG_ROWS": "0", "MUEANG_ANSWERS": "0"}
"""Nothing is remembered: each question asks the database."""


def limited(**limits: float) -> dict[str, str]:
    """Limits of a worker, which is given time: that a machine is busy with other things is no overload."""
    return {"MUEANG_LIMITS": json.dumps({"wait": PATIENCE, **limits})}


SETTINGS = {"MUEANG_DEADLINE": "20", "MUEANG_POLL": "0.5", "MUEANG_LOG": "WARNING", **limited()}


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that answers, and the file of its log."""

    process: subprocess.Popen[bytes]
    url: str
    log: Path

    async def inside(self) -> dict[str, Any]:
        """What goes on in it."""
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            found: dict[str, Any] = (await client.get(f"{self.url}/inside")).json()
            return found

    async def rested(self) -> dict[str, Any]:
        """What goes on in it when it does nothing."""
        found = await self.inside()
        while found["busy"]:
            await asyncio.sleep(0.05)
            found = await self.inside()
        return found

    @property
    def said(self) -> str:
        """What it has logged."""
        return self.log.read_text("utf-8", "replace")


def grown(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What there is more of than there was."""
    more: dict[str, Any] = {}
    for name in ("tasks", "threads"):
        left = list(after[name])
        for each in before[name]:
            if each in left:
                left.remove(each)
        more |= {name: left} if left else {}
    return more | ({"files": after["files"] - before["files"]} if after["files"] > before["files"] else {})


async def until(holds: Callable[[], Any], what: str, patience: float = PATIENCE) -> None:
    """Wait for something; that it never comes is the failure."""
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, f"{what} did not come"
        await asyncio.sleep(0.05)


async def nothing_left(worker: Worker, before: Mapping[str, Any], kept: int = 0) -> None:
    """Wait until the process holds no more than it did, and so many files; what it holds for ever is the failure."""
    before = {**before, "files": before["files"] + kept}
    end = time.monotonic() + PATIENCE
    while left := grown(before, await worker.rested()):
        assert time.monotonic() < end, f"left behind: {left}"
        await asyncio.sleep(0.2)


def started(words: list[str], environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """A process whose words go into a file."""
    with log.open("wb") as out:
        return subprocess.Popen(words, env=environment, stdout=out, stderr=out, start_new_session=True)


@asynccontextmanager
async def working(address: Address, place: Path, probe: str = "/readyz", **settings: str) -> AsyncIterator[Worker]:
    """A worker that is ready, or says so by another probe, where the database is not there yet."""
    port = free_port()
    words = command(Listen("127.0.0.1", port, 1, reload=False), Settings())
    words[words.index("api.worker:from_environment")] = APPLICATION
    environment = {**environment_of(address), "MUEANG_CACHE": str(place / "cache"), **SETTINGS, **settings}
    log = place / "worker.log"
    worker = Worker(started(words, environment, log), f"http://127.0.0.1:{port}", log)
    try:
        await until(lambda: listens(worker, probe), "a worker that listens")
        yield worker
    finally:
        worker.process.terminate()
        await asyncio.to_thread(worker.process.wait, PATIENCE)
    assert "Traceback" not in worker.said, worker.said[-3000:]


@asynccontextmanager
async def serving(address: Address, place: Path, workers: int, **settings: str) -> AsyncIterator[Worker]:
    """`mueang serve` with so many workers, on a database that is there."""
    port = free_port()
    words = [sys.executable, "-m", "api", "serve", "--port", str(port), "--workers", str(workers)]
    environment = {**environment_of(address), "MUEANG_CACHE": str(place / "cache"), **SETTINGS, **settings}
    environment.pop("MUEANG_LEASHED")
    log = place / "serve.log"
    served = Worker(started(words, environment, log), f"http://127.0.0.1:{port}", log)
    try:
        await until(lambda: listens(served), "a server that is ready")
        yield served
    finally:
        if served.process.poll() is None:
            served.process.terminate()
        await asyncio.to_thread(served.process.wait, PATIENCE)
    assert "Traceback" not in served.said, served.said[-3000:]


def listens(worker: Worker, probe: str = "/readyz") -> bool:
    """Whether a worker is there, as a probe has it; one that has ended never will be."""
    assert worker.process.poll() is None, worker.said[-3000:]
    try:
        return httpx.get(f"{worker.url}{probe}", timeout=5).status_code == 200
    except httpx.TransportError:
        return False


def files_of(process: int) -> int:
    """How many files a process has open."""
    return len(os.listdir(f"/proc/{process}/fd"))

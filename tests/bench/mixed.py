"""
`python -m tests.bench.mixed` asks one process a mixture of all questions for ten minutes; see the README beside it.

What is looked at is the process itself: how much memory it has, minute by minute, and for how long Python's garbage
collector stops it.
"""

import argparse
import gc
import json
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import chain, count
from pathlib import Path
from typing import Any

from starlette.applications import Starlette

from api.worker import from_environment
from tests.bench.load import load
from tests.bench.question import QUESTIONS, Asked, Place
from tests.bench.server import UNLIMITED, Ground, Server, ground, running
from tests.live.served import free_port

NUMBERS = 5_000
"""Of each question, so many are asked in turn; those that are always the same are asked as often."""

PAUSES = "MUEANG_BENCH_PAUSES"
"""Where a process writes down how long it was stopped."""

EVERY = 1.0
"""Seconds after which it writes that down again."""

MINUTE = 60.0


def now() -> tuple[float, float]:
    """Seconds by the clock, and of the processor that this thread has had."""
    return time.perf_counter(), time.thread_time()


class Pauses:
    """
    How often the collector stopped a process, for how long at most, and what it found, by generation.

    In ms of the clock, and of the processor: of the clock, others may have had the processor for a while.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.began = (0.0, 0.0)
        self.written = 0.0
        self.worst = {str(generation): 0.0 for generation in range(3)}
        self.own = dict(self.worst)
        self.times = dict.fromkeys(self.worst, 0)
        self.collected = dict.fromkeys(self.worst, 0)

    def __call__(self, phase: str, told: dict[str, Any]) -> None:
        """Called by the collector, before and after."""
        if phase == "start":
            self.began = now()
            return
        generation = str(told["generation"])
        taken, own = (1_000 * (end - begin) for begin, end in zip(self.began, now(), strict=True))
        self.own[generation] = max(own, self.own[generation])
        self.times[generation] += 1
        self.collected[generation] += told["collected"]
        self.worst[generation] = max(taken, self.worst[generation])
        if time.monotonic() > self.written + EVERY or generation == "2":
            self.written = time.monotonic()
            self.file.write_text(
                json.dumps({"worst": self.worst, "own": self.own, "times": self.times, "collected": self.collected}),
                "utf-8",
            )


def application() -> Starlette:
    """What a worker serves, in a process that is looked at."""
    made = from_environment()
    gc.callbacks.append(Pauses(Path(os.environ[PAUSES])))
    return made


def megabytes(process: int) -> int:
    """What a process has in memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def mixture(place: Place) -> list[Asked]:
    """The questions, by turns."""
    return list(chain.from_iterable([each.ours(place, number) for each in QUESTIONS] for number in range(NUMBERS)))


def watched(server: Server, asked: list[Asked], seconds: int) -> Iterator[str]:
    """What a process has in memory after each minute of a load, and what came of the load."""
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(load, server.url, asked, seconds)
        for minute in count(1):
            ended, _ = wait([asking], MINUTE)
            yield f"minute {minute}: {megabytes(server.process)} MB"
            if ended:
                break
    came = asking.result()
    yield f"{came.rate:.0f} answers a second, p50 {came.p50:.1f} ms, p99 {came.p99:.1f} ms, longest {came.worst:.0f} ms"


def measured(found: Ground, place: Place, seconds: int) -> Iterator[str]:
    """What there is to tell, a line each."""
    port, pauses = free_port(), found.place / "pauses.json"
    options = ["--factory", "--port", str(port), "--no-access-log", "--log-level", "warning"]
    command = [sys.executable, "-m", "uvicorn", "tests.bench.mixed:application", *options]
    own = {"MUEANG_CACHE": str(found.place / "cache"), "MALLOC_ARENA_MAX": "1", PAUSES: str(pauses)}
    url = f"http://127.0.0.1:{port}/graphql"
    with running("mixed", command, url, found.place, {**found.database, **UNLIMITED, **own}) as server:
        yield f"at first: {megabytes(server.process)} MB"
        yield from watched(server, mixture(place), seconds)
        told = pauses.read_text("utf-8") if pauses.exists() else "none"
        yield f"pauses of the collector in ms, by generation: {told}"


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=600)
    arguments = parser.parse_args()
    with ground(arguments.cities) as found:
        for line in measured(found, found.served(arguments.cities), arguments.seconds):
            print(line, flush=True)


if __name__ == "__main__":
    main()

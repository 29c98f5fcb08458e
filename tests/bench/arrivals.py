"""
`python -m tests.bench.arrivals` asks at a fixed rate, whatever becomes of the answers; see the README beside it.

First the capacity is measured as `make bench` does it, by clients that wait for their answers. Then questions arrive at
parts of it, by vegeta, which waits for nobody; after the overload they arrive at half of it again, to see how long it
takes until answers are as quick as they were.
"""

import argparse
import base64
import json
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median, quantiles
from typing import Any

import orjson

from tests.bench.load import load
from tests.bench.question import HOP, ONE, Asked, Place, Question
from tests.bench.server import Ground, Server, ground

VEGETA = "vegeta"
SHARES = (0.5, 0.8, 1.2)
AFTERWARDS = 0.5
QUESTIONS = {"cold": HOP, "warm": ONE}
"""What a variant is asked: where it asks the database each time, and where it does not."""

RANDOM = 5_000
SLOWER = 2.0
"""So many times as slow as before is as quick as before: a second has few answers in it."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of a question: when it was asked and how long it took, in seconds, and its status."""

    at: float
    seconds: float
    status: int


def percentile(arrivals: Sequence[Arrival], percent: int) -> float:
    """Milliseconds that so many of a hundred right answers took at most."""
    taken = [each.seconds for each in arrivals if each.status == 200]
    return 1_000 * quantiles(taken, n=100)[percent - 1] if len(taken) > 1 else float("inf")


def attacked(server: Server, asked: Sequence[Asked], rate: float, seconds: int) -> list[Arrival]:
    """What became of questions that arrived at a rate."""
    header = {"content-type": ["application/json"]}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as targets:
        for each in asked:
            body = base64.b64encode(orjson.dumps(each)).decode()
            targets.write(json.dumps({"method": "POST", "url": server.url, "header": header, "body": body}) + "\n")
        targets.flush()
        attack = f"{VEGETA} attack -format=json -targets={targets.name} -rate={rate:.0f}/s -duration={seconds}s"
        raw = subprocess.run([*attack.split(), "-timeout=60s"], capture_output=True, check=True).stdout
    written = subprocess.run([VEGETA, "encode", "--to", "json"], input=raw, capture_output=True, check=True).stdout
    return sorted(map(arrival, map(json.loads, written.splitlines())), key=lambda each: each.at)


def arrival(result: dict[str, Any]) -> Arrival:
    """What vegeta says of a question; no answer at all is status 0."""
    at = datetime.fromisoformat(result["timestamp"]).timestamp()
    return Arrival(at, result["latency"] / 1e9, result["code"])


def seconds_of(arrivals: Sequence[Arrival]) -> Iterator[list[Arrival]]:
    """What arrived in each second."""
    begin = arrivals[0].at
    for second in range(int(arrivals[-1].at - begin) + 1):
        yield [each for each in arrivals if second <= each.at - begin < second + 1]


def recovery(arrivals: Sequence[Arrival], usual: float) -> int:
    """After how many seconds answers are as quick as usual, for good."""
    slow = [percentile(each, 99) > SLOWER * usual for each in seconds_of(arrivals)]
    return len(slow) - slow[::-1].index(True) if any(slow) else 0


def row(share: float, rate: float, arrivals: Sequence[Arrival]) -> str:
    """A row of the table."""
    answered = sum(each.status == 200 for each in arrivals)
    refused = sum(each.status == 503 for each in arrivals)
    lost = len(arrivals) - answered - refused
    worst = max(each.seconds for each in arrivals)
    return (
        f"| {share:.0%} | {rate:.0f}/s | {percentile(arrivals, 50):.1f} ms | {percentile(arrivals, 99):.1f} ms | "
        f"{refused / len(arrivals):.1%} | {lost} | {worst:.1f} s |"
    )


def compared(found: Ground, place: Place, variant: str, processes: int, seconds: int) -> Iterator[str]:
    """The table of one variant."""
    question: Question = QUESTIONS[variant]
    asked = [question.ours(place, number) for number in range(RANDOM)]
    with found.mueang(variant, processes) as server:
        load(server.url, asked, seconds)
        capacity = median(load(server.url, asked, max(2, seconds // 4)).rate for _ in range(3))
        yield f"\n{variant}, {question.name}, {processes} processes: {capacity:.0f}/s\n"
        yield "| of capacity | arriving | p50 | p99 | refused | lost | longest |\n|---|---|---|---|---|---|---|"
        usual = float("inf")
        for share in SHARES:
            arrivals = attacked(server, asked, share * capacity, seconds)
            usual = min(usual, percentile(arrivals, 99))
            yield row(share, share * capacity, arrivals)
        after = attacked(server, asked, AFTERWARDS * capacity, seconds)
        yield f"\nAfter that, at {AFTERWARDS:.0%} again: as quick as before after {recovery(after, usual)} s."


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", type=int, default=1_000)
    parser.add_argument("--seconds", type=int, default=20, help="of each run")
    parser.add_argument("--processes", default="1,2")
    parser.add_argument("--variants", default=",".join(QUESTIONS))
    arguments = parser.parse_args()
    with ground(arguments.cities) as found:
        place = found.served(arguments.cities)
        for variant in arguments.variants.split(","):
            for processes in arguments.processes.split(","):
                for line in compared(found, place, variant, int(processes), arguments.seconds):
                    print(line, flush=True)


if __name__ == "__main__":
    main()

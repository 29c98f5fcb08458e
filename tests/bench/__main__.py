"""
`python -m tests.bench` measures Mueang beside the peer, on one database; see the README beside it.

For each number of processes all servers are there. They are seen to give the same values to each question, and are
warmed up with all of them; then they take turns under load. What is quoted of several rounds is the median.
"""

import argparse
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.load import CONNECTIONS, Load, load
from tests.bench.question import QUESTIONS, SHAPES, Asked, Place, Question, leaves
from tests.bench.report import Figure, Report, about
from tests.bench.server import PEER_NAME, VARIANTS, Ground, Server, ServerError, ground, processor

RANDOM = 5_000
"""So many different questions are asked in turn where they are random."""

NOVEL_A_SECOND = 3_000
"""More than any server answers."""

NOVEL_LONGER = 5
"""Runs of novel questions last so many times as long: of one that takes long there would be few answers."""

CHECKED = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """How long, how often, and of what."""

    seconds: int
    rounds: int
    questions: Sequence[Question]
    place: Place
    database: int | None
    given: Counter[str] = field(default_factory=Counter)
    """How many numbers of a question were asked: a novel one is never asked again, of whatever server."""

    def asked(self, server: Server, question: Question, seconds: int) -> list[Asked]:
        """What a server is asked in a run."""
        of = question.theirs if server.name == PEER_NAME else question.ours
        if not question.novel:
            return [of(self.place, number) for number in range(RANDOM if of(self.place, 0) != of(self.place, 1) else 1)]
        begin = self.given[question.name]
        return [of(self.place, number) for number in range(begin, begin + NOVEL_A_SECOND * seconds)]

    def spent(self, server: Server) -> tuple[float, float]:
        """Seconds of the processor that a server and the database have taken."""
        return processor(server.process), processor(self.database) if self.database else 0.0

    def run(self, server: Server, question: Question, seconds: int) -> "Run":
        """One run; raises `ServerError` where a novel question was asked twice."""
        seconds *= NOVEL_LONGER if question.novel else 1
        asked = self.asked(server, question, seconds)
        before = self.spent(server)
        found = load(server.url, asked, seconds)
        own, database = (
            1_000 * (x - y) / max(found.requests, 1) for x, y in zip(self.spent(server), before, strict=True)
        )
        self.given[question.name] += found.requests + CONNECTIONS
        if question.novel and (found.requests > len(asked) or self.given[question.name] > SHAPES):
            raise ServerError(f"{server.name} was asked {question.name} twice: raise NOVEL_A_SECOND, or add atoms")
        return Run(found, own, database)


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a run, and the milliseconds of the processor that an answer took."""

    load: Load
    own: float
    database: float


def agree(question: Question, servers: Sequence[Server], plan: Plan) -> None:
    """See that all servers give the same values; raises `ServerError`."""
    begin = plan.given[question.name]
    plan.given[question.name] += CHECKED
    for number in range(begin, begin + CHECKED):
        answers = {}
        for server in servers:
            of = question.theirs if server.name == PEER_NAME else question.ours
            found = leaves(server.answer(of(plan.place, number)))
            answers[server.name] = sorted(map(str, found)) if question.unordered else found
        different = [name for name, each in answers.items() if each != answers[PEER_NAME]]
        if different or not answers[PEER_NAME]:
            shown = {name: str(each)[:300] for name, each in answers.items()}
            raise ServerError(f"{question.name}, number {number}: {different} and the peer do not agree: {shown}")


def measured(question: Question, servers: list[Server], plan: Plan) -> dict[str, Figure]:
    """What each server does with a question."""
    runs: dict[str, list[Run]] = {server.name: [] for server in servers}
    for turn in range(plan.rounds):
        for server in servers[turn % len(servers) :] + servers[: turn % len(servers)]:
            runs[server.name].append(plan.run(server, question, plan.seconds))
    return {name: figure(each) for name, each in runs.items()}


def figure(runs: Sequence[Run]) -> Figure:
    """The medians of several runs."""
    columns = [(each.load.rate, each.load.p50, each.load.p99, each.own, each.database) for each in runs]
    rate, p50, p99, own, database = map(statistics.median, zip(*columns, strict=True))
    rates = [each.load.rate for each in runs]
    return Figure(rate, p50, p99, (max(rates) - min(rates)) / rate if rate else 0.0, own, database)


def compared(found: Ground, plan: Plan, variants: Sequence[str], processes: int) -> dict[str, dict[str, Figure]]:
    """The figures of all questions, with so many processes of each server."""
    figures = {}
    with ExitStack() as stack:
        servers = [stack.enter_context(found.mueang(variant, processes)) for variant in variants]
        servers.append(stack.enter_context(found.peer(processes)))
        for question in plan.questions:  # all first: the database goes on compiling for minutes what it is asked
            agree(question, servers, plan)
            for server in servers:
                plan.run(server, question, max(1, plan.seconds // 2))
        for question in plan.questions:
            figures[question.name] = measured(question, servers, plan)
            print(question.name, {name: f"{each.rate:.0f}/s" for name, each in figures[question.name].items()},
                  file=sys.stderr, flush=True)  # fmt: skip
    return figures


def chosen(words: str) -> list[Question]:
    """The questions whose names begin with one of some words; all without."""
    starts = tuple(words.split(",")) if words else ("",)
    return [each for each in QUESTIONS if each.name.startswith(starts)]


def main() -> None:
    """Measure, print the tables, and write the figures down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", type=int, default=1_000)
    parser.add_argument("--quick", action="store_true", help="one run of two seconds, with one process")
    parser.add_argument("--seconds", type=int, default=4, help="of each run")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--processes", default="1,2")
    parser.add_argument("--variants", default=",".join(VARIANTS))
    parser.add_argument("--questions", default="", help="beginnings of names, between commas")
    parser.add_argument("--write", type=Path, help="the file of the figures")
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.seconds, arguments.rounds, arguments.processes = 2, 1, "1"
    with ground(arguments.cities) as found:
        place = found.served(arguments.cities)
        plan = Plan(arguments.seconds, arguments.rounds, chosen(arguments.questions), place, found.process)
        figures = {
            processes: compared(found, plan, arguments.variants.split(","), int(processes))
            for processes in arguments.processes.split(",")
        }
        report = Report(about(found, arguments.cities, plan.seconds, plan.rounds), figures)
    print(report.tables)
    if arguments.write:
        arguments.write.write_bytes(report.json)


if __name__ == "__main__":
    main()

"""What was measured, as tables and as JSON."""

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson

from tests.bench.server import PEER, PEER_NAME, Ground
from tests.clients import kit


@dataclass(frozen=True, slots=True)
class Figure:
    """
    Answers a second, and milliseconds; `spread` is that of the rate between runs, as a share of it.

    `own` and `database` are milliseconds of the processor that an answer takes, of the server and of the database: they
    say more than the rate where others use the machine.
    """

    rate: float
    p50: float
    p99: float
    spread: float
    own: float
    database: float

    def __str__(self) -> str:
        return f"{self.rate:,.0f}/s · {self.p50:.1f} · {self.p99:.1f} ms"


Figures = Mapping[str, Mapping[str, Figure]]
"""By question, then by server."""


def processor() -> str:
    """What the processor is called."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def about(ground: Ground, cities: int, seconds: float, rounds: int) -> dict[str, Any]:
    """The machine, the versions and the size: without them a figure says nothing."""
    components = ground.read("CALL dbms.components() YIELD name, versions RETURN name + ' ' + versions[0] AS text")
    (size,) = ground.read("MATCH (n) RETURN count(n) AS nodes, COUNT { ()-->() } AS relationships")
    wanted = orjson.loads((PEER / "package.json").read_bytes())["dependencies"]
    ours = {name: version(name) for name in ("strawberry-graphql", "graphql-core", "uvicorn", "neo4j")}
    return {
        "machine": f"{processor()}, {os.cpu_count()} processors, all of it on one machine",
        "database": ", ".join(str(each["text"]) for each in components),
        "size": {"cities": cities, **size},
        "mueang": {"Python": platform.python_version(), **ours},
        "peer": {"Node": kit.run(["node", "--version"], PEER).strip(), **wanted},
        "load": f"wrk, 8 connections, {rounds} × {seconds:g} s each, novel questions five times as long, by turns",
    }


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of a run, by the number of processes."""

    about: Mapping[str, Any]
    figures: Mapping[str, Figures]

    @property
    def json(self) -> bytes:
        """It as JSON."""
        return orjson.dumps({"about": self.about, "figures": self.figures}, option=orjson.OPT_INDENT_2) + b"\n"

    @classmethod
    def of(cls, text: bytes) -> "Report":
        """What was written down."""
        read = orjson.loads(text)
        return cls(read["about"], {processes: figures_of(rows) for processes, rows in read["figures"].items()})

    @property
    def tables(self) -> str:
        """It as Markdown."""
        return "\n".join(table(processes, rows) for processes, rows in self.figures.items())


def figures_of(rows: Mapping[str, Any]) -> Figures:
    """Figures that were written down."""
    return {question: {name: Figure(**each) for name, each in row.items()} for question, row in rows.items()}


def table(processes: str, rows: Figures) -> str:
    """The figures of one number of processes: rates and how they compare, and how long the slowest wait."""
    servers = list(next(iter(rows.values())))
    ours = [name for name in servers if name != PEER_NAME]
    lines = [
        f"| {processes} process{'es' if processes != '1' else ''} each | peer | {' | '.join(ours)} |",
        f"|---|{'---:|' * len(servers)}",
    ]
    for question, row in rows.items():
        peer = row[PEER_NAME]
        cells = [str(peer), *(f"**{ratio(row[name].rate, peer.rate)}** {row[name]}" for name in ours)]
        lines.append(f"| {question} | {' | '.join(cells)} |")
    lines += ["", f"| ms of the processor: server + database | peer | {' | '.join(ours)} |", lines[1]]
    for question, row in rows.items():
        cells = [f"{row[name].own:.2f} + {row[name].database:.2f}" for name in (PEER_NAME, *ours)]
        lines.append(f"| {question} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def ratio(ours: float, theirs: float) -> str:
    """How often as much."""
    return f"{ours / theirs:.1f} ×" if theirs else "–"

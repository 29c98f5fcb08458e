"""
What the README shows: `python -m tests.bench.readme FIGURES.json` has it say what `make bench` has written down.

The figures are kept in `docs/bench.json`: whoever doubts a row of the table finds there what it was made of.
"""

import re
import sys
from pathlib import Path

from tests.bench.chart import COLOURS, chart
from tests.bench.report import Figure, Report, ratio
from tests.bench.server import PEER_NAME

ROOT = Path(__file__).parents[2]
README, CHART, FIGURES = ROOT / "README.md", ROOT / "docs" / "bench.svg", ROOT / "docs" / "bench.json"
PROCESSES = "1"


def cell(figure: Figure, peer: Figure) -> str:
    """The answers a second, how long the slowest of a hundred takes, and the multiple of the peer."""
    beside = "" if figure is peer else f" · **{ratio(figure.rate, peer.rate)}**"
    return f"{figure.rate:,.0f} · {figure.p99:.0f}{beside}"


def rows(report: Report) -> dict[str, str]:
    """The rows of the table, by question."""
    found = {}
    for question, figures in report.figures[PROCESSES].items():
        peer = figures[PEER_NAME]
        cells = [cell(figures[name], peer) for name in (PEER_NAME, *COLOURS)]
        found[question] = f"| {question} | {' | '.join(cells)} |"
    return found


def told(readme: str, report: Report) -> str:
    """The README with these rows; raises `ValueError` where it has none for a question."""
    for question, row in rows(report).items():
        readme, times = re.subn(rf"^\| {re.escape(question)} \|.*", row, readme, flags=re.MULTILINE)
        if times != 1:
            raise ValueError(f"the README has {times} rows that begin with {question!r}: give it one")
    return readme


def main() -> None:
    """Write the table and the chart, and keep the figures."""
    figures = Path(sys.argv[1]).read_bytes()
    report = Report.of(figures)
    README.write_text(told(README.read_text("utf-8"), report), "utf-8")
    CHART.write_text(chart(report, PROCESSES), "utf-8")
    FIGURES.write_bytes(figures)


if __name__ == "__main__":
    main()

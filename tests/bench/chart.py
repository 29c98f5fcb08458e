"""
The chart of the README (`tests.bench.readme` draws it).

A bar for each way to run Mueang beside the peer, as often as it answers while the peer does once; in powers of two.
"""

import math
from collections.abc import Iterator
from html import escape

from tests.bench.report import Report
from tests.bench.server import PEER_NAME

COLOURS = {"cold": "#4878a8", "shared": "#90b4d8", "warm": "#e08030", "repeated": "#58a058"}
WORDS = {
    "cold": "cold: each request asks the database for itself",
    "shared": "shared: as cold, requests at the same time together",
    "warm": "warm: rows are remembered, no database is asked",
    "repeated": "repeated: answers are remembered",
}
LEFT, WIDTH, BAR, GAP, TOP = 190, 560, 9, 14, 98
LEAST, MOST = 1 / 16, 64.0


def across(ratio: float) -> float:
    """Where a ratio stands."""
    share = math.log2(min(max(ratio, LEAST), MOST) / LEAST) / math.log2(MOST / LEAST)
    return LEFT + WIDTH * share


def text(x: float, y: float, words: str, anchor: str = "start", size: int = 11) -> str:
    """Words at a place."""
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" font-size="{size}">{escape(words)}</text>'


def lines(report: Report, processes: str) -> Iterator[str]:
    """The parts of the chart, from the top down."""
    rows = report.figures[processes]
    shown = [name for name in COLOURS if name in next(iter(rows.values()))]
    height = TOP + len(rows) * (len(shown) * BAR + GAP) + 24
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 60} {height}" '
        f'font-family="sans-serif" role="img"><title>Mueang beside @neo4j/graphql</title>'
    )
    yield f'<rect width="100%" height="{height}" fill="#ffffff"/>'
    yield text(8, 18, "Answers a second, as a multiple of @neo4j/graphql with Apollo Server on the same Neo4j", size=13)
    for place, name in enumerate(shown):
        yield f'<rect x="8" y="{28 + 14 * place}" width="9" height="9" fill="{COLOURS[name]}"/>'
        yield text(22, 36 + 14 * place, WORDS[name])
    for power in range(int(math.log2(LEAST)), int(math.log2(MOST)) + 1, 2):
        x, colour = across(2.0**power), "#000000" if power == 0 else "#d8d8d8"
        yield f'<line x1="{x:.0f}" x2="{x:.0f}" y1="{TOP - 4}" y2="{height - 20}" stroke="{colour}"/>'
        yield text(x, height - 6, f"{2.0**power:g} ×", "middle")
    y = float(TOP)
    for question, row in rows.items():
        yield text(LEFT - 8, y + (len(shown) * BAR) / 2 + 4, question, "end")
        for name in shown:
            ratio = row[name].rate / max(row[PEER_NAME].rate, 0.1)
            start, end = sorted((across(1.0), across(ratio)))
            yield (
                f'<rect x="{start:.1f}" y="{y:.0f}" width="{max(end - start, 1):.1f}" height="{BAR - 1}" '
                f'fill="{COLOURS[name]}"/>'
            )
            yield text(end + 4, y + BAR - 1, f"{ratio:.1f}", size=9)
            y += BAR
        y += GAP
    yield "</svg>"


def chart(report: Report, processes: str) -> str:
    """The chart of figures that were written down."""
    return "\n".join(lines(report, processes)) + "\n"

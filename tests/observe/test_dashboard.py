"""The dashboard: Grafana knows all of it, its panels do not overlap, and each is over metrics that are told."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import Dashboard

from tests.observe.known import METRICS, faults

FILE = Path(__file__).resolve().parent.parent.parent / "deploy" / "observe" / "dashboard.json"
BOARD = json.loads(FILE.read_text(encoding="utf-8"))
PANELS = [panel for panel in BOARD["panels"] if panel["type"] != "row"]

VARIABLES = {"$__rate_interval": "5m", "$job": ".*"}


def expressions() -> list[tuple[str, str]]:
    """The expressions of all panels, as Grafana would ask them, by the titles of their panels."""
    return [(panel["title"], filled_in(target["expr"])) for panel in PANELS for target in panel["targets"]]


def filled_in(expression: str) -> str:
    """An expression with a value for each variable."""
    for name, value in VARIABLES.items():
        expression = expression.replace(name, value)
    return expression


EXPRESSIONS = expressions()


def lost(ours: Any, theirs: Any, where: str = "") -> list[str]:
    """What Grafana's own types do not keep of what we wrote: it knows nothing of that."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        missing = [f"{where}/{key}" for key in ours if key not in theirs]
        both = [key for key in ours if key in theirs]
        return missing + [fault for key in both for fault in lost(ours[key], theirs[key], f"{where}/{key}")]
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        return [fault for n, pair in enumerate(zip(ours, theirs, strict=True)) for fault in lost(*pair, f"{where}/{n}")]
    return [] if ours == theirs else [where]


def kept(board: Any) -> Any:
    """What Grafana's types make of a dashboard."""
    return json.loads(JSONEncoder(sort_keys=True).encode(Dashboard.from_json(board)))


def test_grafana_knows_all_that_the_dashboard_says() -> None:
    assert lost(BOARD, kept(BOARD)) == []


def test_what_grafana_does_not_know_is_found() -> None:
    assert lost({"title": "x", "colour": 1}, kept({"title": "x", "colour": 1})) == ["/colour"]


@pytest.mark.parametrize(("title", "expression"), EXPRESSIONS, ids=[title for title, _ in EXPRESSIONS])
def test_a_panel_is_over_metrics_that_are_told(title: str, expression: str) -> None:
    assert faults(expression) == [], title
    assert "$" not in expression


def test_every_metric_is_to_be_seen() -> None:
    shown = " ".join(expression for _, expression in EXPRESSIONS)
    unshown = {each.name for each in METRICS if each.name not in shown}

    assert unshown == {
        "mueang_release_seen_timestamp_seconds",  # an alert
        "mueang_process_start_time_seconds",
        "mueang_process_virtual_memory_bytes",
    }


def test_panels_stand_beside_each_other() -> None:
    def cells(panel: Any) -> set[tuple[int, int]]:
        grid = panel["gridPos"]
        return set(product(range(grid["x"], grid["x"] + grid["w"]), range(grid["y"], grid["y"] + grid["h"])))

    places = [cells(panel) for panel in BOARD["panels"]]

    assert len(set[tuple[int, int]]().union(*places)) == sum(map(len, places))
    assert max(x for place in places for x, _ in place) == 23
    assert len({panel["id"] for panel in PANELS}) == len(PANELS)


def test_each_panel_says_what_it_shows() -> None:
    assert [panel["title"] for panel in PANELS if not panel["description"].endswith(".")] == []

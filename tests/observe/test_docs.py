"""The chapter on how the server feels: what it lists is there, and what is there it lists."""

import inspect
import re
from pathlib import Path

import pytest

from api import tracing
from api.jsonlines import Json
from api.log import told
from api.passage import Passage, Told
from tests.observe.known import METRICS, Known

DOCS = (Path(__file__).resolve().parent.parent.parent / "docs" / "observability.md").read_text(encoding="utf-8")


def part(heading: str) -> str:
    """What stands under a heading."""
    return DOCS.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading, without its first two lines."""
    lines = [line for line in part(heading).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def named(cell: str) -> list[str]:
    """The names in a cell."""
    return re.findall(r"`([^`]+)`", cell)


def test_the_docs_list_the_metrics_as_they_are() -> None:
    listed = [(*named(name), kind, tuple(named(labels)), text) for name, kind, labels, text in rows("Metrics")]

    assert listed == [(each.name, each.kind, each.labels, each.text) for each in METRICS]


def test_the_docs_list_what_a_line_of_the_log_holds() -> None:
    listed = {name for cell, *_ in rows("Log") for name in named(cell)}
    passage = Passage("0", "GET", "/", trace="1", operation=Told("Name", "query", outcome="TIMEOUT", cost=1))
    own = {Json().rename_fields.get(name, name) for name in ("levelname", "name", "message", "exc_info")}

    assert listed == {*told(passage), *own, "time", "request"}


def test_the_docs_list_what_a_span_holds() -> None:
    listed = {name for cell, *_ in rows("Traces") for name in named(cell)}
    code = inspect.getsource(tracing)

    assert listed == set(re.findall(r'"((?:http|url|graphql|mueang|db|error)\.[a-z_.]+)"', code))


@pytest.mark.parametrize("metric", METRICS, ids=[each.name for each in METRICS])
def test_a_metric_is_named_as_prometheus_names_them(metric: Known) -> None:
    assert re.fullmatch(r"mueang_[a-z]+(?:_[a-z]+)*", metric.name)
    assert (metric.kind == "counter") is metric.name.endswith("_total")
    assert metric.text.endswith(".")

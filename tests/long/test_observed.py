"""A real Prometheus asks a server, as the example says: every panel of the dashboard and every alert is answered."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests import needed
from tests.live.served import free_port, serving, until
from tests.observe.test_dashboard import EXPRESSIONS
from tests.observe.test_rules import HOME, RULES

pytestmark = [pytest.mark.live, pytest.mark.long]

SILENT = {"Failed reads"}
"""Panels with nothing to show while nothing goes wrong."""

FAST = "1s"
"""Between two questions of Prometheus, and two looks at the rules: rates need two answers."""


@contextmanager
def prometheus(home: Path, target: str) -> Iterator[str]:
    """A Prometheus that asks a server; gives its own address."""
    program = needed.program("prometheus", "PROMETHEUS")
    config = yaml.safe_load((HOME / "prometheus.yml").read_text(encoding="utf-8"))
    config["global"] = {"scrape_interval": FAST, "evaluation_interval": FAST}
    config["scrape_configs"][0]["static_configs"][0]["targets"] = [target]
    config["rule_files"] = [str(HOME / "rules.yml")]
    (home / "prometheus.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    address = f"127.0.0.1:{free_port()}"
    words = [
        f"--config.file={home}/prometheus.yml",
        f"--storage.tsdb.path={home}/data",
        f"--web.listen-address={address}",
    ]
    with subprocess.Popen([program, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            yield f"http://{address}"
        finally:
            running.terminate()


def asked(url: str, path: str, **parameters: str) -> Any:
    """What Prometheus answers; none before it listens."""
    try:
        answer = httpx.get(f"{url}/api/v1/{path}", params=parameters, timeout=20).json()
    except httpx.TransportError:
        return None
    assert answer["status"] == "success", answer
    return answer["data"]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Prometheus that has asked a server for a while, which has answered all kinds of questions."""
    place = f"127.0.0.1:{free_port()}"
    with (
        serving(tmp_path_factory.mktemp("cache"), "--workers", "2", MUEANG_METRICS=place) as served,
        prometheus(tmp_path_factory.mktemp("prometheus"), place) as found,
    ):

        def counted() -> bool:
            for query in ("{ release { id } }", "{ __schema { queryType { name } } }", "{ mars }", "{ city { id } }"):
                httpx.post(f"{served.url}/graphql", json={"query": query}, timeout=20)
            served.answer()
            data = asked(found, "query", query="count_over_time(mueang_workers[1m])")
            return bool(data and data["result"] and int(data["result"][0]["value"][1]) > 4)

        until(counted, "several answers to Prometheus")
        yield found


@pytest.mark.parametrize(("title", "expression"), EXPRESSIONS, ids=[title for title, _ in EXPRESSIONS])
def test_a_panel_is_answered(url: str, title: str, expression: str) -> None:
    result = asked(url, "query", query=expression.replace("[5m]", "[1m]"))["result"]

    assert bool(result) is (title not in SILENT)


def test_the_alerts_are_watched_and_none_fires(url: str) -> None:
    (group,) = asked(url, "rules")["groups"]

    assert [rule["name"] for rule in group["rules"]] == [rule["alert"] for rule in RULES]
    assert {rule["health"] for rule in group["rules"]} == {"ok"}
    assert {rule["name"] for rule in group["rules"] if rule["state"] == "firing"} == set()

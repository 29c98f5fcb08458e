"""The alerts: each is over metrics that are told, is tested, and has a line that says what to do."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import needed
from tests.observe.known import faults

TOP = Path(__file__).resolve().parent.parent.parent
HOME = TOP / "deploy" / "observe"

RULES = yaml.safe_load((HOME / "rules.yml").read_text(encoding="utf-8"))["groups"][0]["rules"]
CASES = yaml.safe_load((HOME / "rules_test.yml").read_text(encoding="utf-8"))["tests"]
NAMES = [each["alert"] for each in RULES]


def promtool(*words: str) -> str:
    """What the tool of Prometheus says; where it complains, that is the failure."""
    tool = needed.program("promtool", "ALERTING")
    done = subprocess.run([tool, *words], cwd=HOME, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_an_alert_is_over_metrics_that_are_told(rule: dict[str, str]) -> None:
    assert faults(rule["expr"]) == []


@pytest.mark.parametrize("rule", RULES, ids=NAMES)
def test_an_alert_says_what_to_do_and_the_docs_say_the_same(rule: dict[str, Any]) -> None:
    docs = (TOP / "docs" / "observability.md").read_text(encoding="utf-8")

    assert f"| `{rule['alert']}` | {rule['labels']['severity']} | {rule['annotations']['action']} |" in docs
    assert rule["labels"]["severity"] in {"page", "warn", "info"}


def test_the_docs_have_no_other_alerts() -> None:
    docs = (TOP / "docs" / "observability.md").read_text(encoding="utf-8")

    assert re.findall(r"^\| `(Mueang\w+)` \|", docs, re.MULTILINE) == NAMES


def test_each_alert_is_tested_where_it_is_quiet_and_where_it_fires() -> None:
    tested = {case["name"]: [bool(each["exp_alerts"]) for each in case["alert_rule_test"]] for case in CASES}

    assert list(tested) == NAMES
    assert all(fires == [False, True] for fires in tested.values())


def test_the_tool_of_prometheus_finds_no_fault() -> None:
    assert "SUCCESS" in promtool("check", "config", "prometheus.yml")
    assert "SUCCESS" in promtool("check", "rules", "rules.yml")
    assert "SUCCESS" in promtool("test", "rules", "rules_test.yml")

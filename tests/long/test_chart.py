"""The chart, linted and rendered by Helm's own libraries, which take minutes to build."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deploy.go import checked
from tests.deploy.places import CASES, CHART, RENDERED
from tests.deploy.rendering import rendered

pytestmark = pytest.mark.long

NAMES = sorted(each.name for each in CASES.glob("*.yaml"))


@pytest.mark.parametrize("name", NAMES)
def test_helm_finds_nothing_wrong(name: str) -> None:
    done = checked("chart", "lint", CHART, CASES / name)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["[INFO] Chart.yaml: icon is recommended"]


@pytest.mark.parametrize("name", NAMES)
def test_helm_makes_what_is_committed(name: str) -> None:
    assert (RENDERED / name).read_text(encoding="utf-8") == rendered(CASES / name), "stale: run `make chart`"


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ("replica: 3", "replica"),
        ("neo4j: {uri: 'http://neo4j'}", "uri"),
        ("settings: {mueang_points: '5'}", "settings"),
        ("settings: {MUEANG_POINTS: 5}", "MUEANG_POINTS"),
        ("image: {digest: 'sha256:0'}", "digest"),
        ("workers: 0", "workers"),
    ],
)
def test_helm_refuses_values_that_mean_nothing(wrong: str, word: str, tmp_path: Path) -> None:
    (tmp_path / "values.yaml").write_text(wrong, encoding="utf-8")

    done = checked("chart", "render", CHART, tmp_path / "values.yaml")

    assert done.returncode == 1
    assert word in done.stderr


def job(text: str, directory: Path) -> dict[str, Any]:
    """The job that loads, as Helm makes it with some values."""
    (directory / "values.yaml").write_text(text, encoding="utf-8")
    manifests = yaml.safe_load_all(rendered(directory / "values.yaml"))
    (found,) = (each for each in manifests if each["kind"] == "Job")
    return dict(found)


@pytest.mark.parametrize(
    "text",
    [
        "ingress: {enabled: true, host: other.example.org}",
        "proxies: [10.0.0.0/8]",
        "dumps: {claim: dumps}",
        "secretName: other",
        "seeding: {resources: {limits: {memory: 2Gi}}}",
        "image: {pullPolicy: Always}",
        "imagePullSecrets: [{name: registry}]",
        "settings: {MUEANG_DATA: /var/lib/mueang}",
    ],
)
def test_a_job_that_differs_in_what_kubernetes_lets_nobody_change_has_another_name(text: str, tmp_path: Path) -> None:
    plain, other = job("{}", tmp_path), job(text, tmp_path)

    assert other["spec"]["template"] != plain["spec"]["template"]
    assert other["metadata"]["name"] != plain["metadata"]["name"]


def test_another_version_of_the_chart_is_another_job(tmp_path: Path) -> None:
    chart = tmp_path / "mueang"
    shutil.copytree(CHART, chart)
    about = (chart / "Chart.yaml").read_text(encoding="utf-8")
    (chart / "Chart.yaml").write_text(re.sub(r"(?m)^version: .*$", "version: 9.9.9", about), encoding="utf-8")

    texts = [checked("chart", "render", each, CASES / "plain.yaml").stdout for each in (CHART, chart)]

    assert len({line for text in texts for line in text.splitlines() if "-seed-" in line}) == 2


def test_another_image_is_another_job(tmp_path: Path) -> None:
    names = []
    for text in ("image: {tag: '1'}", "image: {tag: '2'}", "image: {tag: '1'}\nreplicas: 5"):
        (tmp_path / "values.yaml").write_text(text, encoding="utf-8")
        names += [line for line in rendered(tmp_path / "values.yaml").splitlines() if "-seed-" in line]

    assert len(set(names)) == 2
    assert names[0] == names[2]

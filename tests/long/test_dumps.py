"""
How long the dump of a hundred thousand made-up cities takes, and how little memory.

`make long` runs it. It prints what it measured, and asserts what does not depend on how busy the machine is.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.dumping.lines import NODES
from graph.dumping.release import files, sums
from tests.long.conftest import CITIES, TOP, Loaded

pytestmark = [pytest.mark.long, pytest.mark.live]

MOST_MEGABYTES = 300


def exported(loaded: Loaded, directory: Path) -> tuple[float, int]:
    """How many seconds an export takes by the command that anyone would use, and the most megabytes that it has."""
    command = [sys.executable, "-m", "api", "export", str(directory)]
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=TOP, env=loaded.server.environment(), stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return time.monotonic() - began, usage.ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)


def test_a_hundred_thousand_cities_are_dumped_in_little_memory(
    loaded: Loaded, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seconds, megabytes = exported(loaded, tmp_path)

    (release,) = (path for path in tmp_path.iterdir() if path.is_dir())
    size = sum((release / path).stat().st_size for path in files(release)) // 1_000_000
    with capsys.disabled():
        print(f"\n{CITIES} cities: {size} MB in {seconds:.0f} s; exporter {megabytes} MB")  # noqa: T201
    noun = b'"noun":"City"'
    with (release / NODES).open("rb") as lines:
        assert sum(noun in line for line in lines) == CITIES
    assert sums(release).keys() == set(files(release))
    assert megabytes < MOST_MEGABYTES

"""The units of systemd, read by systemd itself in a root of their own."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import needed
from tests.deploy.places import CONTAINERFILE, UNITS, read, unknown

SERVICES = sorted(each.name for each in UNITS.glob("*.service"))
EXPOSURE = 20
"""In tenths of ten, as systemd counts what a unit may do; one that says nothing is at 96."""

VARIABLE = re.compile(r"\b([A-Z0-9]+_[A-Z_]+)=(\S+)")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A machine on which Mueang is installed, as far as systemd looks at it."""
    shutil.copytree("/lib/systemd/system", tmp_path / "usr" / "lib" / "systemd" / "system", symlinks=True)
    units = tmp_path / "etc" / "systemd" / "system"
    shutil.copytree(UNITS, units)
    settings = tmp_path / "etc" / "mueang"
    settings.mkdir()
    shutil.copy(UNITS / "environment", settings)
    program = tmp_path / "opt" / "mueang" / "bin" / "mueang"
    program.parent.mkdir(parents=True)
    program.touch(mode=0o755)
    return tmp_path


def said(*words: str | Path) -> tuple[int, str]:
    """What systemd says of units."""
    done = subprocess.run(
        [needed.program("systemd-analyze", "SYSTEMD"), *words], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_systemd_finds_nothing_wrong_with_them(root: Path) -> None:
    assert SERVICES == ["mueang-api.service", "mueang-seed.service"]
    assert said("verify", "--man=no", f"--root={root}", *SERVICES) == (0, "")


def test_systemd_would_find_what_is_wrong(root: Path) -> None:
    (drop,) = (root / "etc" / "systemd" / "system").glob("mueang-.service.d/*.conf")
    drop.write_text(drop.read_text(encoding="utf-8").replace("ProtectHome", "ProtectHom"), encoding="utf-8")

    assert "Unknown key" in said("verify", "--man=no", f"--root={root}", *SERVICES)[1]


@pytest.mark.parametrize("name", SERVICES)
def test_there_is_little_that_they_are_exposed_to(root: Path, name: str) -> None:
    words = ("--offline=true", f"--root={root}", "--no-pager", f"--threshold={EXPOSURE}", name)
    code, text = said("security", *words)

    assert code == 0, text.splitlines()[-1]


def test_systemd_makes_the_user_they_run_as(root: Path) -> None:
    words = [needed.program("systemd-sysusers", "SYSTEMD"), f"--root={root}", str(UNITS / "mueang.sysusers")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "mueang:" in (root / "etc" / "passwd").read_text(encoding="utf-8")


def test_what_they_set_are_settings() -> None:
    texts = [each.read_text(encoding="utf-8") for each in UNITS.rglob("*") if each.is_file()]
    set_ = dict(VARIABLE.findall("\n".join(texts)))

    assert {"MUEANG_CACHE", "MUEANG_SECRETS", "NEO4J_URI", "MUEANG_PROXIES"} <= set_.keys()
    assert unknown(set_) == []
    assert read({name: value for name, value in set_.items() if "%" not in value}).neo4j_uri


def test_they_run_what_the_image_runs() -> None:
    started = [re.findall(r"^ExecStart=(\S+) (\S+)", (UNITS / each).read_text(), re.M) for each in SERVICES]

    assert started == [[("/opt/mueang/bin/mueang", "serve")], [("/opt/mueang/bin/mueang", "seed")]]
    assert "/opt/mueang/bin" in CONTAINERFILE.read_text(encoding="utf-8")

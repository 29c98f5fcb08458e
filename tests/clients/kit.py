"""The tools and packages that the clients' tests need beside those of all tests, installed once a lock."""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from api.settings import Settings

HERE = Path(__file__).parent
NODE_PINS = tuple(HERE / name for name in (".npmrc", "package.json", "package-lock.json"))
CODEGEN_PINS = (HERE / "requirements.lock",)
OLDEST_NODE = 20
MODULES = "node_modules"
PATIENCE = 300
"""Seconds for an installation."""


class KitError(Exception):
    """What stands in the way of a client, in a line."""


def run(command: Sequence[str], place: Path) -> str:
    """What a program prints; raises `KitError`."""
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if done.returncode != 0:
        raise KitError(f"`{' '.join(command[:2])}` failed: {(done.stderr or done.stdout).strip()[-500:]}")
    return done.stdout


def installed(pins: Sequence[Path], install: Callable[[Path], None]) -> Path:
    """Where what these files pin is installed: whole or not at all, whoever else does the same now."""
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in pins)).hexdigest()
    place = Settings().mueang_cache / "clients" / digest[:16]
    if place.is_dir():
        return place
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent) as making:
        new = Path(making, place.name)
        new.mkdir()
        for file in pins:
            shutil.copy(file, new)
        install(new)
        try:
            new.rename(place)
        except OSError:
            if not place.is_dir():
                raise
    return place


def check_node() -> None:
    """Refuse a machine without Node, or with one that is too old."""
    absent = [name for name in ("node", "npm", "npx") if shutil.which(name) is None]
    if absent:
        raise KitError(f"no {' and no '.join(absent)} on the PATH: install Node {OLDEST_NODE} or later, with npm")
    found = run(["node", "--version"], HERE).strip()
    if int(found.removeprefix("v").split(".")[0]) < OLDEST_NODE:
        raise KitError(f"Node {found} is too old: install Node {OLDEST_NODE} or later")


def packages(place: Path) -> None:
    """Install the packages of Node."""
    run(["npm", "ci", "--loglevel=error", "--no-progress"], place)


def modules() -> Path:
    """The packages of Node; raises `KitError`."""
    check_node()
    return installed(NODE_PINS, packages) / MODULES


def environment(place: Path) -> None:
    """Make the environment of Python in which clients are generated."""
    uv = [sys.executable, "-m", "uv", "--quiet"]
    run([*uv, "venv", "--relocatable", "--python", sys.executable, ".venv"], place)
    run([*uv, "pip", "install", "--python", ".venv", "--require-hashes", "--requirement", "requirements.lock"], place)


def generators() -> Path:
    """The programs that generate clients in Python; raises `KitError`."""
    return installed(CODEGEN_PINS, environment) / ".venv" / "bin"

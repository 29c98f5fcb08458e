"""What the tests have of Node: the packages that `package-lock.json` pins, installed once a lock."""

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from api.settings import Settings

HERE = Path(__file__).parent
PINS = tuple(HERE / name for name in (".npmrc", "package.json", "package-lock.json"))
OLDEST = 20
MODULES = "node_modules"
PATIENCE = 300
"""Seconds for an installation."""


class NodeError(Exception):
    """What stands in the way of Node clients, in a line."""


def version() -> int:
    """The major version of Node."""
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S607 # the user's
    return int(said.strip().removeprefix("v").split(".")[0])


def check_tools() -> None:
    """Refuse a machine without the tools."""
    absent = [name for name in ("node", "npm", "npx") if shutil.which(name) is None]
    if absent:
        raise NodeError(f"no {' and no '.join(absent)} on the PATH: install Node {OLDEST} or later, with npm")
    if (found := version()) < OLDEST:
        raise NodeError(f"Node {found} is too old: install Node {OLDEST} or later")


def home() -> Path:
    """Where the packages of this lock are installed; another lock has another place."""
    content = b"".join(file.read_bytes() for file in PINS)
    return Settings().mueang_cache / "clients" / hashlib.sha256(content).hexdigest()[:16]


def install(into: Path) -> None:
    """Install what the lock pins; whole or not at all, whoever else does the same now."""
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into.parent) as making:
        for file in PINS:
            shutil.copy(file, making)
        command = ["npm", "ci", "--silent", "--no-progress"]
        done = subprocess.run(command, cwd=making, capture_output=True, text=True, timeout=PATIENCE, check=False)
        if done.returncode != 0:
            raise NodeError(f"`npm ci` failed: {(done.stderr or done.stdout).strip()[-500:]}")
        try:
            Path(making, MODULES).rename(into)
        except OSError:
            if not into.is_dir():
                raise


def modules() -> Path:
    """The installed packages; raises `NodeError`."""
    check_tools()
    installed = home() / MODULES
    if not installed.is_dir():
        install(installed)
    return installed

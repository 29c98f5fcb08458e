"""The checks that are written in Go, with the libraries of Compose and of Helm."""

import subprocess
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from tests import needed
from tests.deploy.places import DEPLOY

SOURCE = DEPLOY / "check"


@lru_cache(maxsize=2)
def built(name: str) -> Path:
    """A program of `deploy/check`; what it is built of, Go keeps."""
    go = needed.program("go", "WHAT COMPOSE AND HELM READ")
    program = Path(mkdtemp(prefix="mueang-check-")) / name
    done = subprocess.run(
        [go, "build", "-o", program, f"./{name}"], cwd=SOURCE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return program


def checked(name: str, *words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a check says."""
    words = (built(name), *words)
    return subprocess.run(words, env=environment or None, capture_output=True, text=True, check=False)

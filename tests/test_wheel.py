"""The wheel: built, installed where no checkout is, and asked."""

import os
import re
import signal
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import httpx
import pytest

from api.pages.chapter import CHAPTERS
from tests.live.neo4j_server import free_port

TOP = Path(__file__).resolve().parent.parent
START_SECONDS = 120
STOP_SECONDS = 30

SCRIPT = re.compile(r'<script type="module" src="([^"]+)"')

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    directory = tmp_path_factory.mktemp("wheel")
    pip(Path(sys.executable), "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(directory), str(TOP))
    (built,) = directory.glob("mueang-*.whl")
    return built


@pytest.fixture(scope="module")
def mueang(wheel: Path) -> Iterator[Path]:
    """The command of the wheel, installed with what the lock names in an environment of its own, which is not kept."""
    with TemporaryDirectory(prefix="mueang-wheel-") as directory:
        venv.create(directory, with_pip=True)
        python = Path(directory, "bin", "python")
        pip(python, "install", "--require-hashes", "--requirement", str(TOP / "requirements.lock"))
        pip(python, "install", "--no-deps", "--no-index", str(wheel))
        yield Path(directory, "bin", "mueang")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty directory: home, and where the command is called."""
    return tmp_path


def pip(python: Path, *words: str) -> None:
    """Run pip, and show what it says if it fails."""
    command = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def environment(home: Path) -> dict[str, str]:
    """That of a user who has set nothing."""
    return {"HOME": str(home), "PATH": os.defpath, "LANG": "C.UTF-8"}


def said(mueang: Path, home: Path, *words: str) -> str:
    """What a command answers on stdout."""
    command = [str(mueang), *words]
    done = subprocess.run(command, cwd=home, env=environment(home), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def serving(mueang: Path, home: Path) -> Iterator[str]:
    """The address of a server while this lasts; it is ended by SIGTERM, and must end well."""
    port = free_port()
    command = [str(mueang), "serve", "--port", str(port)]
    with (home / "serve.log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=home, env=environment(home), stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield f"http://127.0.0.1:{port}"
        server.terminate()
        assert server.wait(STOP_SECONDS) == 0, (home / "serve.log").read_text(encoding="utf-8")
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def first_answer(server: str, query: str) -> object:
    """What a server answers, once it does."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(httpx.TransportError):
            answer = httpx.get(f"{server}/graphql?query={quote(query)}").json()
            if "errors" not in answer:
                return answer["data"]
        time.sleep(0.1)
    pytest.fail(f"no answer within {START_SECONDS} s")


def started_by(home: Path) -> list[str]:
    """The programs that have this home on their command line: the engine, whose files are there."""
    programs = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
            programs += [Path(words[0]).name] if any(str(home) in word for word in words) else []
    return programs


def test_it_carries_the_data_the_schema_and_the_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()

    seeds = sorted(name for name in names if name.startswith("graph/seeds/"))
    assert seeds == sorted(f"graph/seeds/{file.name}" for file in (TOP / "seeds").iterdir())
    assert {"api/schema.graphql", *(f"api/{each.file}" for each in CHAPTERS)} <= set(names)
    assert {"api/CITATION.cff", "api/pages/templates/chapter.html"} <= set(names)
    docs = sorted(name for name in names if name.startswith("api/docs/"))
    assert docs == sorted(f"api/docs/{file.name}" for file in (TOP / "docs").iterdir())
    examples = sorted(name for name in names if name.startswith("api/examples/"))
    assert examples == sorted(f"api/examples/{file.name}" for file in (TOP / "api" / "examples").iterdir())
    assert sorted(name.split("/licenses/")[1] for name in names if "/licenses/" in name) == ["LICENSE", "NOTICE"]
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"api", "graph"}


def test_it_carries_the_pages_built_and_not_what_they_are_built_of(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.startswith("api/web/")]

    assert {"api/web/built/.vite/manifest.json", "api/web/built/notices.md", "api/web/built/icon.svg.br"} < set(names)
    assert [name for name in names if not name.startswith("api/web/built/")] == []
    assert sum(name.endswith(".js") for name in names) > 10


def test_its_command_says_what_it_can_do(mueang: Path, home: Path) -> None:
    assert "serve" in said(mueang, home, "--help")
    assert "mueang, version 0." in said(mueang, home, "--version")


def test_its_schema_is_what_its_code_prints(mueang: Path, home: Path) -> None:
    assert said(mueang, home, "schema", "--check") == ""
    assert said(mueang, home, "schema") == (TOP / "schema.graphql").read_text(encoding="utf-8")


def test_its_data_have_no_problems(mueang: Path, home: Path) -> None:
    assert said(mueang, home, "seed", "--check").endswith(" records, no problems\n")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_it_serves_its_data_and_leaves_nothing_running(mueang: Path, home: Path) -> None:
    with serving(mueang, home) as server:
        answer = first_answer(server, "{ provinces { totalCount } }")
        page = httpx.get(f"{server}/graphql", headers={"accept": "text/html"}).text
        script = httpx.get(server + SCRIPT.findall(page)[-1])
        running = started_by(home)

    assert answer == {"provinces": {"totalCount": 77}}
    assert (script.status_code, script.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert "java" in running
    assert started_by(home) == []
    assert not list((home / ".cache" / "mueang" / "engines").glob("*/"))

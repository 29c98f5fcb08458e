"""
The image run without an engine of containers: as its own user, as the first process, over a read-only file system.

bubblewrap makes the root: what the base image would bring (`/usr`), the tree, the volumes, and nothing else.
"""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests import needed

HOME = "/opt/mueang"
"""Where the tree stands in the image."""

STEP = re.compile(r"^(?P<name>[A-Z]+)\s+(?P<words>.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Image:
    """What the last stage of a Containerfile says, over a tree that its script made."""

    tree: Path
    user: int
    environment: Mapping[str, str]
    words: tuple[str, ...]
    check: tuple[str, ...]
    volumes: tuple[str, ...]

    @classmethod
    def of(cls, file: Path, tree: Path) -> "Image":
        """The image that a Containerfile describes."""
        text = re.sub(r"^#.*\n", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE).replace("\\\n", " ")
        steps = {step["name"]: step["words"] for step in STEP.finditer(text.rpartition("\nFROM ")[2])}
        pairs = (word.partition("=") for word in shlex.split(steps["ENV"].replace(HOME, str(tree))))
        check = json.loads(steps["HEALTHCHECK"].partition("CMD ")[2])
        words = (*json.loads(steps["ENTRYPOINT"]), *json.loads(steps["CMD"]))
        environment = {name: value for name, _, value in pairs}
        return cls(tree, int(steps["USER"].split(":")[0]), environment, words, check, json.loads(steps["VOLUME"]))

    def command(self, *words: str, **volumes: Path) -> list[str]:
        """The command that runs words in the image; what no directory is given for is not there to be written."""
        mounts = [("--ro-bind", "/usr", "/usr"), ("--ro-bind", str(self.tree), str(self.tree))]
        mounts += [("--symlink", f"usr/{name}", f"/{name}") for name in ("bin", "lib", "lib64")]
        mounts += [("--bind", str(place), self.volume(name)) for name, place in volumes.items()]
        variables = [("--setenv", name, value) for name, value in self.environment.items()]
        return [
            *(
                needed.program("setpriv", "THE IMAGE"),
                "--reuid",
                str(self.user),
                "--regid",
                str(self.user),
                "--clear-groups",
            ),
            *(
                needed.program("bwrap", "THE IMAGE"),
                "--unshare-all",
                "--share-net",
                "--die-with-parent",
                "--as-pid-1",
                "--cap-drop",
                "ALL",
            ),
            *(word for mount in mounts for word in mount),
            *("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/", "--clearenv"),
            *(word for variable in variables for word in variable),
            *words,
        ]

    def volume(self, name: str) -> str:
        """The place of a volume, by a word in it."""
        (place,) = (each for each in self.volumes if f"/{name}/" in each)
        return place

    def said(self, *words: str) -> str:
        """What a command in the image says, without volumes."""
        done = subprocess.run(self.command(*words), capture_output=True, text=True, check=False)
        return done.stdout + done.stderr


@dataclass(frozen=True, slots=True)
class Container:
    """An image that runs."""

    image: Image
    process: subprocess.Popen[bytes]
    place: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def cache(self) -> Path:
        return self.place / "cache"

    def healthy(self) -> bool:
        """Whether the check of its health is good."""
        words = self.image.command(*self.image.check, str(self.port))
        return subprocess.run(words, capture_output=True, check=False).returncode == 0

    def processes(self) -> list[tuple[int, str]]:
        """The user and the words of each of its processes."""
        found, waiting = [], [self.process.pid]
        while waiting:
            pid = waiting.pop()
            with suppress(OSError):
                waiting += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
                words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().replace("\0", " ")
                found.append((Path(f"/proc/{pid}").stat().st_uid, words))
        return found

    def stop(self) -> None:
        """Tell its first process to end, as engines do."""
        (first,) = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        os.kill(int(first), signal.SIGTERM)

    def wait(self, seconds: float) -> int:
        """Its exit code."""
        return self.process.wait(seconds)

    def log(self) -> str:
        """What it said."""
        return (self.place / "log").read_text(encoding="utf-8")


@contextmanager
def contained(image: Image, place: Path, port: int) -> Iterator[Container]:
    """An image that runs while this lasts, with its volumes in a directory."""
    for name in ("cache", "lib"):
        (place / name).mkdir()
        os.chown(place / name, image.user, image.user)
    words = image.command(*image.words, "--port", str(port), cache=place / "cache", lib=place / "lib")
    with (place / "log").open("wb") as log:
        process = subprocess.Popen(words, stdout=log, stderr=log, start_new_session=True)
    try:
        yield Container(image, process, place, port)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for name in ("cache", "lib"):
            shutil.rmtree(place / name, ignore_errors=True)

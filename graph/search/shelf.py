"""
One index a release, in a directory that all workers share.

Whoever needs an index that is not there makes it, under a lock; the others wait for it and open it. It is made under
another name and then renamed, so that what has its name is whole; its manifest says what is in its files, and an index
whose files say otherwise is made anew. Indexes of releases that nobody serves any more are removed. Where nothing can
be written, the index is made in memory.
"""

import asyncio
import contextlib
import fcntl
import hashlib
import logging
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import orjson

from graph.memory import Memory
from graph.queries import wording
from graph.query import GraphView
from graph.search.building import fill
from graph.search.index import Index

LOG = logging.getLogger("mueang.search")

KEPT = 2
"""So many releases stand side by side in the graph, and so many indexes here."""

MANIFEST = "manifest.json"
MAKING = "making-"
LOOK_SECONDS = 0.05


@cache
def version() -> str:
    """A digest of all that decides what is written: the same release is another index for another program."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    digest = hashlib.blake2b(metadata.version("tantivy").encode(), digest_size=6)
    for file in (*files, Path(wording.__file__)):
        digest.update(file.read_bytes())
    return digest.hexdigest()


class DamagedError(Exception):
    """An index whose files are not what its manifest says."""


def digests(directory: Path) -> dict[str, str]:
    """A digest of every file of an index; tantivy's locks and the manifest are none of it."""
    files = (file for file in sorted(directory.iterdir()) if file.name != MANIFEST and file.suffix != ".lock")
    made = {}
    for file in files:
        with file.open("rb") as content:
            made[file.name] = hashlib.file_digest(content, "blake2b").hexdigest()
    return made


def opened(directory: Path) -> Index:
    """The index in a directory; raises `DamagedError` unless it is whole."""
    try:
        promised = orjson.loads((directory / MANIFEST).read_bytes())
        if digests(directory) != promised:
            raise DamagedError(f"{directory}: files are not as the manifest says")
        return Index(directory)
    except (OSError, ValueError) as error:
        raise DamagedError(f"{directory}: {error}") from error


def sweep(home: Path, keep: Path) -> None:
    """Remove what is old, and what was begun and never finished; call it with the door locked."""
    made = sorted(
        (each for each in home.iterdir() if each.is_dir() and not each.name.startswith(MAKING) and each != keep),
        key=lambda each: each.stat().st_mtime,
        reverse=True,
    )
    begun = [each for each in home.glob(f"{MAKING}*") if each.is_dir()]
    for each in (*made[KEPT - 1 :], *begun):
        shutil.rmtree(each, ignore_errors=True)


@contextlib.asynccontextmanager
async def door(home: Path) -> AsyncIterator[None]:
    """Alone among all processes that make indexes here; waiting for that can be given up."""
    with (home / "lock").open("wb") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                await asyncio.sleep(LOOK_SECONDS)
        yield


@contextlib.contextmanager
def making(home: Path) -> Iterator[Path]:
    """A directory to make an index in, gone afterwards unless it was renamed."""
    directory = Path(tempfile.mkdtemp(prefix=MAKING, dir=home))
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


class Shelf:
    """
    The indexes of this process: those of the last releases it served. Without a directory they are in memory.

    `matches` remembers what was found in them, about `most` things in all: for a text and a size of page as many.
    """

    def __init__(self, directory: Path | None = None, most: int = 0) -> None:
        self.home = directory
        self.matches = Memory(most)
        self.indexes: dict[str, Index] = {}
        self.under_way: dict[str, asyncio.Task[Index]] = {}

    async def index(self, view: GraphView) -> Index:
        """The index of a view's release, made now if there is none; raises `GraphError` where it cannot be read."""
        release = view.release.id
        if release in self.indexes:
            return self.indexes[release]
        task = self.under_way.get(release)
        if task is None:
            task = self.under_way[release] = asyncio.create_task(self.taken(view), name=f"index of release {release}")
            task.add_done_callback(lambda _: self.under_way.pop(release, None))
        return await asyncio.shield(task)

    async def ready(self, view: GraphView) -> None:
        """See to it that the index of a release is there before anybody asks for it."""
        await self.index(view)

    async def taken(self, view: GraphView) -> Index:
        """The index of a release, from the directory or from the graph; old ones are put away."""
        index = await self.shared(view) if self.home else await self.remembered(view)
        self.indexes[view.release.id] = index
        for old in list(self.indexes)[:-KEPT]:
            del self.indexes[old]
        return index

    async def shared(self, view: GraphView) -> Index:
        """The index in the directory; in memory where that cannot be written."""
        assert self.home is not None  # noqa: S101 # asked only where there is one
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            return await self.on_disk(self.home, view)
        except (OSError, ValueError) as error:  # the index says by ValueError that a disk is full
            LOG.warning("the search index cannot be kept in %s (%s): it is kept in memory", self.home, error)
            return await self.remembered(view)

    async def on_disk(self, home: Path, view: GraphView) -> Index:
        """The index in a directory, made there if need be."""
        place = home / f"{view.release.id}-{version()}"
        async with door(home):
            if place.exists():
                try:
                    return await asyncio.to_thread(opened, place)
                except DamagedError as error:
                    LOG.warning("the search index is damaged and is made anew: %s", error)
                    shutil.rmtree(place)
            with making(home) as directory:
                await fill(Index(directory), view)
                manifest = await asyncio.to_thread(digests, directory)
                (directory / MANIFEST).write_bytes(orjson.dumps(manifest))
                directory.rename(place)
            sweep(home, keep=place)
            return await asyncio.to_thread(opened, place)

    async def remembered(self, view: GraphView) -> Index:
        """An index in memory."""
        index = Index()
        await fill(index, view)
        return index

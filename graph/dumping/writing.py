"""
The dump of a release, written whole or not at all.

It is made in a directory of its own, which then gets its name. One that is there already is left as it is.
"""

import asyncio
import logging
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tqdm import tqdm

from graph import model
from graph.dumping import catalogue, changes, cypher, geojson, graphml, release, tables, walk
from graph.dumping.column import Descriptions
from graph.dumping.lines import Lines
from graph.errors import GraphError, GraphUnavailableError
from graph.query import GraphView
from graph.settling import settled

LOG = logging.getLogger("mueang.dumps")

MAKING = ".making-"
DEAD_SECONDS = 86_400
"""A directory that was begun so long ago belongs to nobody any more."""


class Releases(Protocol):
    """What dumping asks of a database."""

    async def kept(self, release: str) -> GraphView | None:
        """All of a release; none where it is not kept."""
        ...

    async def before(self, release: str) -> str | None:
        """The release before the one that is served."""
        ...


@dataclass(frozen=True, slots=True)
class Dumps:
    """The directory of the dumps, and the words in which their columns are described."""

    home: Path
    descriptions: Descriptions = field(default_factory=dict)
    progress: bool = False

    def place(self, release_id: str) -> Path:
        """Where a release stands, or will stand."""
        return self.home / release_id

    async def export(self, graph: Releases, release_id: str) -> Path:
        """
        Write a release that is served, and its changes against the one before it, unless they are there.

        The one before is written too, if it is not there and is still kept. Raises `GraphError` and `OSError`.
        """
        since = await graph.before(release_id) or self.last(release_id)
        if since is not None:
            since = await self.found(graph, since)
        if await self.ensured(graph, release_id, since) is None:
            raise GraphUnavailableError(f"release {release_id} is not kept any more")
        await asyncio.to_thread(catalogue.write, self.home, release_id)
        return self.place(release_id)

    def last(self, release_id: str) -> str | None:
        """The release that was the current one here before this one: an engine that begins anew knows of none."""
        current = catalogue.current(self.home)
        return current if current != release_id else None

    async def found(self, graph: Releases, since: str) -> str | None:
        """See that the release before is there, if it can be read: a new one is written without it, too."""
        try:
            return await self.ensured(graph, since, None)
        except GraphError as error:
            LOG.warning("release %s cannot be read (%s): what changed since is not listed", since, error)
            return None

    async def ensured(self, graph: Releases, release_id: str, since: str | None) -> str | None:
        """See that a release is there; its id, or none where it is neither there nor kept in the graph."""
        if release.kept(self.place(release_id)):
            return release_id
        view = await graph.kept(release_id)
        if view is None:
            return None
        self.home.mkdir(parents=True, exist_ok=True)
        remove_dead(self.home)
        with made_whole(self.place(release_id)) as directory:
            await self.write(view, since, directory)
        return release_id

    async def write(self, view: GraphView, since: str | None, directory: Path) -> None:
        """Write all files of a release into an empty directory."""
        total = sum(view.release.counts.values())
        with tqdm(total=total, unit=" nodes", disable=None if self.progress else True, desc="dump") as bar:
            await walk.write(view, directory, bar)
        await asyncio.to_thread(self.finish, view.release, since, directory)

    def finish(self, served: model.Release, since: str | None, directory: Path) -> None:
        """Make all other files of the lines."""
        lines = Lines(directory)
        tables.write(lines, directory, self.descriptions)
        geojson.write(lines, directory)
        graphml.write(lines, directory)
        cypher.write(lines, directory)
        if since is not None:
            changes.write(self.place(since), directory)
        release.describe(served, since, directory)
        release.sign(directory)

    async def kept_up(self, graph: Releases, release_id: str) -> None:
        """Write a release as `export` does; what goes wrong is logged, for a load is worth more than its dump."""
        try:
            LOG.info("release %s is written to %s", release_id, await self.export(graph, release_id))
        except Exception:
            LOG.exception("release %s was loaded, but not written to %s", release_id, self.home)


@contextmanager
def made_whole(place: Path) -> Iterator[Path]:
    """A directory to write into, which gets its name if nothing fails, and is gone otherwise."""
    directory = Path(tempfile.mkdtemp(prefix=MAKING, dir=place.parent))
    try:
        yield directory
        directory.chmod(0o755)
        if not release.kept(place):  # somebody else may have been quicker
            shutil.rmtree(place, ignore_errors=True)
            settled(directory, place)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def remove_dead(home: Path) -> None:
    """Remove what was begun long ago and never finished."""
    for each in home.glob(f"{MAKING}*"):
        with suppress(OSError):  # somebody else has just removed it, or given it its name
            if time.time() - each.stat().st_mtime <= DEAD_SECONDS:
                continue
            if each.is_dir():
                shutil.rmtree(each, ignore_errors=True)
            else:
                each.unlink()

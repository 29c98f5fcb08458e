"""`/data/`: the dumps of releases, and their catalogue, as files."""

from functools import lru_cache
from pathlib import Path

import orjson
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from api.errors import failure
from api.sheet import MAX_AGE
from api.tag import matches
from graph.dumping import catalogue, release

A_WHILE = f"public, max-age={MAX_AGE}"
"""Not for good: a release that is exported anew, by another program or after another, may differ in some files."""

SHORT = "public, max-age=60"
"""The catalogue changes with every release."""

NO_DIRECTORY = (
    "no dumps are kept here: whoever runs this server sets MUEANG_DATA; `mueang export DIR` makes the same files"
)
NO_FILE = "there is no such file: /data/catalog.jsonld lists all that there are"


def refused(code: str, message: str) -> Response:
    """404, and the cure, in the form of errors of GraphQL."""
    return Response(orjson.dumps(failure(code, message)), 404, media_type="application/json")


@lru_cache(maxsize=16)
def sums(directory: Path, _: float) -> dict[str, str]:
    """The sums of the files of a release, as they stood when `SHA256SUMS` was written."""
    return release.sums(directory)


def sum_of(home: Path, path: str) -> str | None:
    """The sum of a file that may be read from outside; none where it is none of a release, nor its catalogue."""
    release_id, _, inside = path.partition("/")
    try:
        if path == catalogue.FILE or inside == release.SUMS:
            return release.sum_of(home / path) if plain(release_id) else None
        directory = home / release_id
        return sums(directory, (directory / release.SUMS).stat().st_mtime).get(inside) if plain(release_id) else None
    except (OSError, ValueError):
        return None


def plain(name: str) -> bool:
    """Whether a name leads no further than into one directory."""
    return bool(name) and not name.startswith(".") and "/" not in name and "\\" not in name and "\0" not in name


class Data:
    """Answers `/data/`."""

    def __init__(self, home: Path | None) -> None:
        self.home = home

    def file(self, request: Request) -> Response:
        """One file: only what is listed with its sum can be asked for."""
        path: str = request.path_params["path"] or catalogue.FILE
        if self.home is None:
            return refused("NO_DUMPS", NO_DIRECTORY)
        digest = sum_of(self.home, path)
        if digest is None:
            return refused("NOT_FOUND", NO_FILE)
        headers = {"ETag": f'"{digest}"', "Cache-Control": SHORT if path == catalogue.FILE else A_WHILE}
        if matches(request.headers.get("if-none-match"), headers["ETag"]):
            return Response(status_code=304, headers=headers)
        return FileResponse(self.home / path, headers=headers, media_type=catalogue.media_type(path))

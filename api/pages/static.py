"""
The built files, at `/static/`.

A name under `assets/` holds a hash of what is in the file: browsers keep it for good. The build put compressed copies
beside them, which are sent as they are. The files are listed once, and nothing else is served.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from api.compression import chosen
from api.pages.policy import SITE
from api.tag import matches

COPIES = {".br": "br", ".gz": "gzip"}
"""The coding of a copy, by the end of its name."""

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}

HASHED = "assets/"
FOR_GOOD = "public, max-age=31536000, immutable"
FOR_AN_HOUR = "public, max-age=3600"


@dataclass(frozen=True, slots=True)
class Built:
    """One file, and its copies by their coding."""

    file: Path
    copies: Mapping[str, Path]


def built_in(directory: Path) -> dict[str, Built]:
    """Every file that browsers may have, by its path; hidden ones are for the server."""
    files = [each for each in directory.rglob("*") if each.suffix in TYPES and each.is_file()]
    shown = {each.relative_to(directory): each for each in files}
    return {path.as_posix(): Built(file, copies_of(file)) for path, file in shown.items() if path.parts[0][0] != "."}


def copies_of(file: Path) -> dict[str, Path]:
    """The compressed copies beside a file."""
    named = {coding: file.with_name(file.name + end) for end, coding in COPIES.items()}
    return {coding: copy for coding, copy in named.items() if copy.is_file()}


class Static:
    """Serves the built files of a directory."""

    def __init__(self, directory: Path) -> None:
        self.files = built_in(directory)

    async def file(self, request: Request) -> Response:
        """A file, in the coding that the client likes best of those there are."""
        path = request.path_params["path"]
        built = self.files.get(path)
        if built is None:
            return PlainTextResponse("There is no such file.\n", 404)
        coding = chosen(request.headers.get("accept-encoding", ""), tuple(built.copies))
        headers = {
            "cache-control": FOR_GOOD if path.startswith(HASHED) else FOR_AN_HOUR,
            "content-security-policy": SITE,
        }
        if built.copies:
            headers["vary"] = "Accept-Encoding"
        if coding in built.copies:
            headers["content-encoding"] = coding
        file = built.copies.get(coding, built.file)
        answer = FileResponse(file, headers=headers, media_type=TYPES[built.file.suffix], stat_result=file.stat())
        if matches(request.headers.get("if-none-match"), answer.headers["etag"]):
            return Response(status_code=304, headers=headers | {"etag": answer.headers["etag"]})
        return answer

"""A text that stands at an address: sent with its tag, or not at all to who has it already."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from api.tag import matches

MAX_AGE = 300
"""Seconds for which others may keep a text before they ask whether it is still the same."""


def not_modified(headers: Mapping[str, str]) -> Response:
    """What is sent to who has a text: only of one that is sent is it known whether it is too short to be compressed."""
    varying = [each for each in (headers.get("vary"), "Accept-Encoding") if each]
    return Response(status_code=304, headers={**headers, "vary": ", ".join(varying)})


@dataclass(frozen=True)
class Sheet:
    """A text, its media type, the links that go with it (RFC 8288), and its language where there are others."""

    text: str
    media: str
    links: str = ""
    language: str = ""

    @cached_property
    def headers(self) -> dict[str, str]:
        """What is said of it, to those too who have it; the tag is a weak one, since compression keeps it."""
        tag = f'W/"{sha256(self.text.encode()).hexdigest()[:32]}"'
        kept = {"etag": tag, "cache-control": f"public, max-age={MAX_AGE}"}
        if self.language:
            kept |= {"content-language": self.language, "vary": "Accept-Language"}
        return kept | ({"link": self.links} if self.links else {})

    def answer(self, request: Request) -> Response:
        """It, unless the client has it."""
        if matches(request.headers.get("if-none-match"), self.headers["etag"]):
            return not_modified(self.headers)
        return Response(self.text, headers=self.headers, media_type=self.media)

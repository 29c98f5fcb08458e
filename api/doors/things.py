"""
Every thing that has a page, by the address of its page: walked through once a release, by the schema.

What is known of a release stays true, so only the paths of the last one are kept; who comes while they are gathered
waits for the same walk.
"""

import asyncio
from dataclasses import dataclass
from typing import Any

from api.page import LARGEST_SIZE
from api.pages.address import path_of
from api.rates import Client
from api.service import Service

NOUNS = ("cities", "provinces", "agencies", "projects", "approvalRounds", "privileges", "sources")
"""The lists of things that have pages, as the schema calls them."""

RELEASE = "{ release { id loaded } }"

LOW = "includeLowConfidence: true"
"""What is second-hand has a page too, which says so."""

WALK = (
    "query($release: ID!, $after: String) @release(id: $release) {{ {noun}(first: {size}, after: $after, {low})"
    " {{ nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }} }}"
)


def walk(noun: str) -> str:
    """The question for a page of a list, which must not change while it is gone through."""
    return WALK.format(noun=noun, size=LARGEST_SIZE, low=LOW)


QUESTIONS = (RELEASE, *map(walk, NOUNS))


@dataclass(frozen=True, slots=True)
class Things:
    """The paths of all pages of things of one release, and when it was loaded."""

    release: str
    loaded: str
    paths: tuple[str, ...]


class Walks:
    """Knows the things of the release that is served."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.last: Things | None = None
        self.walking = asyncio.Lock()

    async def things(self, client: Client) -> Things:
        """Those of the release served now; raises `UnansweredError`."""
        async with self.walking:
            release: dict[str, Any] = (await self.service.data(RELEASE, {}, client))["release"]
            if self.last is None or self.last.release != release["id"]:
                paths = [path for noun in NOUNS for path in await self.paths(client, noun, release["id"])]
                self.last = Things(release["id"], release["loaded"], tuple(paths))
            return self.last

    async def paths(self, client: Client, noun: str, release: str) -> list[str]:
        """The paths of one noun, a page of the list at a time."""
        paths: list[str] = []
        after, more = None, True
        while more:
            page = (await self.service.data(walk(noun), {"release": release, "after": after}, client))[noun]
            paths += [path for node in page["nodes"] if (path := path_of(node["id"]))]
            after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        return paths

"""
Every thing that has a page, by the address of its page: walked through once a release, by the schema.

What is known of a release stays true, so only the paths of the last one are kept; who comes while they are gathered
waits for the same walk, and hears of it if that fails.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.media import JSON
from api.page import LARGEST_SIZE
from api.pages.address import path_of
from api.rates import Client
from api.rendering import RATE_LIMITED, status_of
from api.service import Service, UnansweredError
from graph.together import Together

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


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk through a release, at the expense of the client who came first."""

    release: dict[str, Any]
    client: Client
    found: Together[Things]

    def serves(self, client: Client, error: UnansweredError) -> bool:
        """Whether its failure is one for a client: that another has no points is none."""
        return self.client == client or status_of(error.served.answer, JSON) != RATE_LIMITED


class Walks:
    """Knows the things of some nouns in the release that is served."""

    def __init__(self, service: Service, nouns: Sequence[str] = NOUNS) -> None:
        self.service = service
        self.nouns = nouns
        self.last: Walk | None = None

    async def things(self, client: Client) -> Things:
        """Those of the release served now; raises `UnansweredError`."""
        release: dict[str, Any] = (await self.service.data(RELEASE, {}, client))["release"]
        while True:
            walk = self.walk(release, client)
            try:
                return await walk.found.result()
            except UnansweredError as error:
                if walk.serves(client, error):
                    raise

    def walk(self, release: dict[str, Any], client: Client) -> Walk:
        """The walk through a release: the last one, unless that came to nothing or was through another."""
        if self.last is None or self.last.release != release or self.last.found.failed:
            self.last = Walk(release, client, Together(self.found(release, client), f"things of {release['id']}"))
        return self.last

    async def found(self, release: dict[str, Any], client: Client) -> Things:
        """What a walk finds."""
        paths = [path for noun in self.nouns for path in await self.paths(client, noun, release["id"])]
        return Things(release["id"], release["loaded"], tuple(paths))

    async def paths(self, client: Client, noun: str, release: str) -> list[str]:
        """The paths of one noun, a page of the list at a time."""
        paths: list[str] = []
        after, more = None, True
        while more:
            page = (await self.service.data(walk(noun), {"release": release, "after": after}, client))[noun]
            paths += [path for node in page["nodes"] if (path := path_of(node["id"]))]
            after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        return paths

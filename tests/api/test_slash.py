"""Addresses with a slash too many: whoever comes to one is led on, and stays on the server."""

import httpx
import pytest

from tests.fakes import FakeGraph, client_of

pytestmark = pytest.mark.anyio


async def got(address: str, method: str = "GET") -> httpx.Response:
    """What stands at an address, of a server that is asked for by another name."""
    async with client_of(FakeGraph()) as client:
        return await client.request(method, address, headers={"host": "evil.example"})


@pytest.mark.parametrize(
    ("address", "location"),
    [
        ("/docs/", "/docs"),
        ("/docs/limits/?lang=en", "/docs/limits?lang=en"),
        ("/data", "/data/"),
        ("//docs/", None),
        ("//evil.example/", None),
        ("/nothing/", None),
        ("/", None),
    ],
)
async def test_a_slash_leads_nowhere_else(address: str, location: str | None) -> None:
    response = await got("http://mueang.test" + address)

    assert response.headers.get("location") == location
    assert (response.status_code == 307) == (location is not None)


async def test_a_question_stays_one() -> None:
    response = await got("/graphql/", "POST")

    assert (response.status_code, response.headers["location"]) == (307, "/graphql")


async def test_what_is_nowhere_is_not_found() -> None:
    response = await got("/nothing")

    assert (response.status_code, response.text) == (404, "Not Found")

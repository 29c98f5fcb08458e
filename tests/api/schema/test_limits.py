"""The limits of a server, as it publishes them."""

from dataclasses import fields, replace

import httpx
import pytest

from api.app import create_app
from api.document.limits import Limits
from api.schema.root import SCHEMA
from api.settings import Terms
from tests.fakes import TODAY, FakeGraph

pytestmark = pytest.mark.anyio

NAMES = [each.name for each in fields(Limits)]
OWN = {"page": 100, "usualPage": 20, "groups": 1000}
QUERY = f"{{ limits {{ {' '.join([*NAMES, *OWN])} }} }}"


async def answered(limits: Limits, tag: str = "") -> httpx.Response:
    """What a server with these limits answers."""
    app = create_app(FakeGraph(), lambda: TODAY, terms=Terms(limits))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://mueang.test") as client:
        return await client.get("/graphql", params={"query": QUERY}, headers={"if-none-match": tag})


async def test_every_limit_is_published_as_it_is_set() -> None:
    limits = Limits(tokens=500, seconds=2.5, headers=50)

    answer = (await answered(limits)).json()

    assert answer["data"]["limits"] == {name: getattr(limits, name) for name in NAMES} | OWN
    assert answer["extensions"]["cost"] == {"requested": 1, "actual": 1, "limit": limits.cost}


async def test_no_limit_is_published_that_is_none() -> None:
    assert set(SCHEMA.plain.type_map["Limits"].fields) == {*NAMES, *OWN}  # type: ignore[attr-defined] # an object


async def test_other_limits_are_another_answer() -> None:
    first = await answered(Limits())
    same = await answered(Limits(), first.headers["etag"])
    other = await answered(replace(Limits(), depth=10), first.headers["etag"])

    assert [each.status_code for each in (first, same, other)] == [200, 304, 200]

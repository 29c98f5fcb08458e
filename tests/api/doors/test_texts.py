"""What the doors say, field by field."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.document.limits import Limits
from api.example import examples
from api.front import Front
from api.settings import Terms
from tests.api.doors.house import SITE, client_of, got
from tests.fakes import TODAY

pytestmark = pytest.mark.anyio


async def test_security_txt_has_the_fields_that_its_standard_asks_for() -> None:
    answer = await got("/.well-known/security.txt", front=Front(security="https://example.org/report"))

    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    expires = datetime.fromisoformat(fields.pop("Expires"))
    assert fields == {
        "Contact": "https://example.org/report",
        "Preferred-Languages": "th, en",
        "Canonical": f"{SITE}/.well-known/security.txt",
    }
    today = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
    assert today < expires < today + timedelta(days=365)


async def test_the_linkset_leads_from_each_interface_to_what_describes_it() -> None:
    answer = await got("/.well-known/api-catalog")

    items, *described = answer.json()["linkset"]
    assert answer.headers["link"] == '</.well-known/api-catalog>; rel="api-catalog"'
    assert items == {"anchor": f"{SITE}/.well-known/api-catalog", "item": [{"href": f"{SITE}/graphql"}]}
    (graphql,) = described
    assert graphql.pop("anchor") == f"{SITE}/graphql"
    assert {relation: [each["href"] for each in links] for relation, links in graphql.items()} == {
        "service-desc": [f"{SITE}/schema.graphql"],
        "service-doc": [f"{SITE}/docs"],
        "status": [f"{SITE}/readyz"],
        "license": ["https://creativecommons.org/licenses/by/4.0/"],
    }


async def test_the_linkset_names_the_files_and_the_door_for_assistants_where_there_are_any(tmp_path: Path) -> None:
    async with client_of(data=tmp_path) as client:
        linkset = (await client.get("/.well-known/api-catalog")).json()["linkset"]

    assert [each["href"] for each in linkset[0]["item"]] == [f"{SITE}/graphql", f"{SITE}/data/"]
    assert linkset[2]["service-meta"][0]["href"] == f"{SITE}/data/catalog.jsonld"


async def test_the_head_of_the_linkset_leads_to_it() -> None:
    async with client_of() as client:
        answer = await client.head("/.well-known/api-catalog")

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["link"] == '</.well-known/api-catalog>; rel="api-catalog"'


async def test_llms_txt_names_every_example_and_the_limits_of_this_server() -> None:
    async with client_of(terms=Terms(Limits(tokens=777), points=4321, window=7)) as client:
        text = (await client.get("/llms.txt")).text

    assert text.startswith("# Mueang เมือง\n\n> ")
    assert all(f"{SITE}/graphql?documentId={each.name}): {each.title.th}\n" in text for each in examples())
    assert "777 tokens" in text
    assert "4,321 points in 7 seconds" in text
    assert "CC BY 4.0" in text
    assert "{" not in text.replace("{ … }", "").replace('{"query": "…", "variables": {}}', "").replace(
        "{ title url }", ""
    )

"""What attackers and scanners send is refused with a clear code, or answered."""

import re

import pytest

from tests.fakes import FakeGraph, client_of
from tests.probes import PROBES, Probe

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.name)
async def test_a_probe_gets_the_answer_that_it_must(probe: Probe) -> None:
    async with client_of(FakeGraph()) as client:
        response = await client.request(**probe.request)

    errors = response.json().get("errors")
    assert response.status_code == probe.status
    assert (errors[0]["extensions"]["code"] if errors else None) == probe.code
    assert "Traceback" not in response.text
    assert "stacktrace" not in response.text.lower()
    assert response.json().get("extensions", {}).keys() <= {"cost"}


@pytest.mark.parametrize("path", ["/graphql", "/graphiql", "/playground", "/console"])
async def test_no_explorer_is_found(path: str) -> None:
    async with client_of(FakeGraph()) as client:
        response = await client.get(path, headers={"accept": "text/html"})

    assert re.search("graphiql|playground", response.text, re.IGNORECASE) is None

"""What attackers and scanners send is refused with a clear code, or answered."""

import httpx
import pytest

from tests.fakes import FakeGraph, client_of
from tests.probes import PROBES, Probe

pytestmark = pytest.mark.anyio


async def sent(client: httpx.AsyncClient, probe: Probe) -> httpx.Response:
    method = "GET" if probe.name.endswith("by GET") else "POST"
    content = None if method == "GET" else probe.body
    return await client.request(method, "/graphql", content=content, headers=probe.headers, params=probe.params)


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.name)
async def test_a_probe_gets_the_answer_that_it_must(probe: Probe) -> None:
    async with client_of(FakeGraph()) as client:
        response = await sent(client, probe)

    errors = response.json().get("errors")
    assert response.status_code == probe.status
    assert (errors[0]["extensions"]["code"] if errors else None) == probe.code
    assert "Traceback" not in response.text
    assert "tracing" not in response.json().get("extensions", {})

"""
How long the refusal of what attackers send takes, beside a trivial query's answer.

`make long` runs it, and it prints a table; what must be refused, and how, is tested with the rest (`tests.probes`).
"""

import statistics
import time

import httpx
import pytest

from tests.live.served import serving
from tests.probes import PROBES, Probe

pytestmark = [pytest.mark.long, pytest.mark.live]

TIMES = 40


def milliseconds(client: httpx.Client, probe: Probe) -> tuple[float, int]:
    """The middle of how long a probe's answer takes, and its status."""
    taken, status = [], 0
    for _ in range(TIMES):
        began = time.perf_counter()
        response = client.request(**probe.request)
        taken.append((time.perf_counter() - began) * 1000)
        status = response.status_code
    return statistics.median(taken), status


def test_refusals_beside_a_trivial_query(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(tmp_path_factory.mktemp("cache")) as server, httpx.Client(base_url=server.url) as client:
        trivial, _ = milliseconds(client, PROBES[0])
        for probe in PROBES:
            taken, status = milliseconds(client, probe)
            with capsys.disabled():
                print(f"{probe.name:40} {status} {taken:7.2f} ms {taken / trivial:6.1f} times a trivial query")  # noqa: T201
            assert status == probe.status

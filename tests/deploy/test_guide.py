"""What the guide tells of caches: how long what is at each address may be kept."""

import re
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from api.settings import Terms
from graph.dumping import catalogue
from tests import make
from tests.api.doors.house import few
from tests.api.test_data import written
from tests.deploy.places import DEPLOY
from tests.fakes import RELEASE, TODAY

pytestmark = pytest.mark.anyio

GUIDE = (DEPLOY / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (a year|[\d,]+ s) \| (.+) \|$", GUIDE, re.M)
YEAR = 31_536_000
ASKED = {
    "/graphql?query=…": "/graphql?query={release{id}}",
    "/docs/….md": "/docs/dumps.md",
    "/data/<release>/…": f"/data/{RELEASE.id}/nodes.ndjson",
    "/static/…": "/static/icon.svg",
    "/static/assets/…": "/static/assets/site-5e6f.js",
}
"""What is asked for where the guide names many at once."""


@pytest.mark.parametrize("row", ROWS, ids=[seconds for seconds, _ in ROWS])
async def test_what_it_names_is_kept_as_long_as_it_says(row: tuple[str, str], tmp_path: Path) -> None:
    seconds = YEAR if row[0] == "a year" else int(row[0].removesuffix(" s").replace(",", ""))
    data, built = tmp_path / "data", make.built(tmp_path)
    data.mkdir()
    written(data, RELEASE.id, None)
    catalogue.write(data, RELEASE.id)
    app = create_app(few(), lambda: TODAY, data=data, built=built, terms=Terms(points=10**9))

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://mueang.test") as client:
        named = re.findall(r"`(/[^`]*)`", row[1])
        answers = {each: await client.get(ASKED.get(each, each)) for each in named}

    kept = {each: re.match(r"public, max-age=(\d+)", got.headers["cache-control"]) for each, got in answers.items()}
    assert {each: int(found[1]) for each, found in kept.items() if found} == dict.fromkeys(named, seconds)


def test_it_names_every_time() -> None:
    assert [seconds for seconds, _ in ROWS] == ["60 s", "300 s", "3,600 s", "a year"]

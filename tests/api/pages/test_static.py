"""Built files: compressed before, kept for good, and nothing but them."""

import gzip
from pathlib import Path

import brotli
import pytest

from tests import make
from tests.fakes import FakeGraph, client_of

pytestmark = pytest.mark.anyio

SCRIPT = "assets/site-5e6f.js"
TEXT = f"/* {SCRIPT} */"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """Built pages, of which one script has compressed copies."""
    directory = make.built(tmp_path / "built")
    (directory / f"{SCRIPT}.br").write_bytes(brotli.compress(TEXT.encode()))
    (directory / f"{SCRIPT}.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "secret.js").write_text("beside", encoding="utf-8")
    return directory


@pytest.mark.parametrize(
    ("accepted", "coding"), [("br, gzip", "br"), ("gzip", "gzip"), ("identity", None), ("br;q=0, gzip;q=0.1", "gzip")]
)
async def test_a_file_comes_in_the_coding_that_the_client_likes(built: Path, accepted: str, coding: str | None) -> None:
    async with client_of(FakeGraph(), built=built) as client:
        answer = await client.get(f"/static/{SCRIPT}", headers={"accept-encoding": accepted})

    assert (answer.status_code, answer.text) == (200, TEXT)
    assert answer.headers.get("content-encoding") == coding
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "Accept-Encoding" in answer.headers["vary"]


async def test_a_file_without_copies_comes_as_it_is(built: Path) -> None:
    async with client_of(FakeGraph(), built=built) as client:
        answer = await client.get("/static/icon.svg", headers={"accept-encoding": "br"})

    assert "content-encoding" not in answer.headers
    assert answer.headers["content-type"] == "image/svg+xml"


async def test_what_has_a_hash_in_its_name_is_kept_for_good(built: Path) -> None:
    async with client_of(FakeGraph(), built=built) as client:
        kept = [(await client.get(f"/static/{path}")).headers["cache-control"] for path in (SCRIPT, "icon.svg")]

    assert kept == ["public, max-age=31536000, immutable", "public, max-age=3600"]


async def test_a_worker_obeys_the_policy_of_its_script(built: Path) -> None:
    async with client_of(FakeGraph(), built=built) as client:
        answer = await client.get(f"/static/{SCRIPT}")

    assert "default-src 'none'; script-src 'self';" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(("path", "coding"), [("icon.svg", "br"), (SCRIPT, "br"), (SCRIPT, "identity")])
async def test_who_has_a_file_gets_nothing(built: Path, path: str, coding: str) -> None:
    async with client_of(FakeGraph(), built=built) as client:
        first = await client.get(f"/static/{path}", headers={"accept-encoding": coding})
        told = {"accept-encoding": coding, "if-none-match": first.headers["etag"]}
        again = await client.get(f"/static/{path}", headers=told)
        other = await client.get(f"/static/{path}", headers={**told, "if-none-match": '"other"'})

    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)
    for name in ("etag", "cache-control", "vary"):
        assert again.headers.get(name) == first.headers.get(name)


@pytest.mark.parametrize(
    "path", ["nothing.js", f"{SCRIPT}.br", ".vite/manifest.json", "%2e%2e/secret.js", "..%2fsecret.js", ""]
)
async def test_nothing_else_is_served(built: Path, path: str) -> None:
    async with client_of(FakeGraph(), built=built) as client:
        answer = await client.get(f"/static/{path}")

    assert answer.status_code == 404


async def test_where_nothing_is_built_there_is_no_such_address() -> None:
    async with client_of(FakeGraph()) as client:
        assert (await client.get("/static/icon.svg")).status_code == 404

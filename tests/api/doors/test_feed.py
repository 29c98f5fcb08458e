"""The feed: an entry a release, with what it changed where that is on record."""

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from api.doors.feed import Entry, content_of, feed
from api.settings import Terms
from graph.dumping import catalogue, changes, release
from graph.model import Release
from tests.api.doors.house import SITE, client_of, got
from tests.fakes import RELEASE, FakeGraph
from tests.graph.dumping import made

pytestmark = pytest.mark.anyio

ATOM = "{http://www.w3.org/2005/Atom}"
OLD = Release(id="release-0", loaded="2025-01-02T03:04:05Z", layout=1, synthetic=False, days=RELEASE.days, counts={})


def entries(text: str) -> list[Element]:
    """The entries of a feed."""
    top: Element = fromstring(text)
    assert top.tag == f"{ATOM}feed"
    assert all(top.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    return top.findall(f"{ATOM}entry")


def dumped(home: Path, found: Release, since: Path | None, note: str) -> Path:
    """The files of a release with one city."""
    directory = made.lines(home / found.id, [{"noun": "City", "id": "city:a", "note": note}], ()).directory
    if since:
        changes.write(since, directory)
    release.describe(found, since.name if since else None, directory)
    release.sign(directory)
    return directory


async def test_a_release_is_an_entry_that_says_what_it_holds() -> None:
    (entry,) = entries((await got("/releases.atom")).text)

    assert entry.findtext(f"{ATOM}title") == "Release release-1"
    assert entry.findtext(f"{ATOM}updated") == RELEASE.loaded
    assert entry.findtext(f"{ATOM}content") == "<p>37 City, 77 Province</p>"


async def test_the_last_release_comes_first_with_what_it_changed(tmp_path: Path) -> None:
    old = dumped(tmp_path, OLD, None, "x")
    dumped(tmp_path, RELEASE, old, "y")
    catalogue.write(tmp_path, RELEASE.id)

    async with client_of(FakeGraph(beside=[OLD]), data=tmp_path) as client:
        new, before = entries((await client.get("/releases.atom")).text)

    assert [each.findtext(f"{ATOM}title") for each in (new, before)] == ["Release release-1", "Release release-0"]
    content = new.findtext(f"{ATOM}content") or ""
    assert "1 changes since release release-0" in content
    assert "<li>corrected · แก้ไข: city:a (note)</li>" in content
    assert "since" not in (before.findtext(f"{ATOM}content") or "")


@pytest.mark.parametrize("trusted_only", [False, True])
async def test_an_entry_leads_to_what_its_release_holds(trusted_only: bool) -> None:
    async with client_of(FakeGraph(beside=[OLD]), terms=Terms(trusted_only=trusted_only)) as client:
        _, before = entries((await client.get("/releases.atom")).text)
        (link,) = before.findall(f"{ATOM}link")
        answer = await client.get(link.get("href") or "")

    assert answer.json()["data"]["release"]["id"] == "release-0"


async def test_changes_that_no_list_tells_of_are_said_to_be_unknown() -> None:
    new, _ = entries((await got("/releases.atom", graph=FakeGraph(beside=[OLD]))).text)

    assert "No list of changes since release release-0 is kept" in (new.findtext(f"{ATOM}content") or "")


async def test_an_entry_is_known_by_its_release_wherever_it_is_read() -> None:
    async with client_of() as client:
        texts = [(await client.get("/releases.atom", headers={"host": host})).text for host in ("a.test", "b.test")]

    first, second = [entries(text)[0].findtext(f"{ATOM}id") for text in texts]
    assert first == second
    assert texts[0] != texts[1]


def test_more_changes_than_are_shown_are_counted_and_markup_stays_text() -> None:
    node: dict[str, Any] = {
        "kind": "ADDED",
        "id": None,
        "relation": {"type": "<b>", "start": "a:a", "end": "b:b"},
        "properties": [],
    }
    told_of = {"id": "x", "loaded": "2026-01-02T03:04:05Z", "synthetic": True, "counts": []}
    entry = Entry(told_of, "y<", {"totalCount": 3, "nodes": [node]})

    content = content_of(entry)

    assert "a:a &lt;b&gt; b:b" in content
    assert "y&lt;" in content
    assert "2 more" in content
    assert "(made up)" in feed(SITE, [entry])

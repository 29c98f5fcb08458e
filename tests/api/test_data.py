"""/data/: files with their sums, nothing else, and why where there are none."""

import contextlib
import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from graph import model
from graph.dumping import catalogue, changes, release
from graph.dumping.lines import NODES
from tests.fakes import RELEASE, TODAY, FakeGraph
from tests.graph.dumping import made

pytestmark = pytest.mark.anyio

OLD, OLDER = "release-0", "release-00"


def written(home: Path, release_id: str, since: str | None, note: str = "") -> None:
    """A release in its directory: a city with a note."""
    nodes = [{"noun": "City", "id": "city:a", **({"note": note} if note else {})}]
    directory = made.lines(home / release_id, nodes, ()).directory
    if since and (home / since).is_dir():
        changes.write(home / since, directory)
    described = model.Release(id=release_id, loaded="", layout=1, synthetic=False, days=(), counts={"City": 1})
    release.describe(described, since, directory)
    release.sign(directory)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Three releases, one after the other, the last of which is served; the first knows of one that is gone."""
    data = tmp_path / "data"
    data.mkdir()
    written(data, OLDER, "release-000")
    written(data, OLD, OLDER, "x")
    written(data, RELEASE.id, OLD, "y")
    catalogue.write(data, RELEASE.id)
    (tmp_path / "secret").write_text("secret")
    (data / RELEASE.id / "unlisted").write_text("unlisted")
    return data


@contextlib.asynccontextmanager
async def client_of(home: Path | None) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application with a directory of dumps."""
    transport = httpx.ASGITransport(create_app(FakeGraph(), lambda: TODAY, data=home), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://mueang.test") as client:
        yield client


async def test_a_file_comes_with_its_type_and_its_sum(home: Path) -> None:
    async with client_of(home) as client:
        answer = await client.get(f"/data/{RELEASE.id}/{NODES}")

    path = home / RELEASE.id / NODES
    assert (answer.status_code, answer.content) == (200, path.read_bytes())
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert answer.headers["etag"] == f'"{release.sum_of(path)}"'
    assert answer.headers["cache-control"] == "public, max-age=300"


async def test_the_catalogue_stands_at_the_top_and_is_asked_for_again_soon(home: Path) -> None:
    async with client_of(home) as client:
        answers = [await client.get(f"/data/{name}") for name in ("", catalogue.FILE)]

    assert [answer.json()["@type"] for answer in answers] == ["dcat:Catalog"] * 2
    assert [answer.headers["content-type"] for answer in answers] == ["application/ld+json"] * 2
    assert answers[0].headers["cache-control"] == "public, max-age=60"


async def test_who_has_the_file_gets_none(home: Path) -> None:
    async with client_of(home) as client:
        first = await client.get(f"/data/{RELEASE.id}/{NODES}")
        again = [
            await client.get(f"/data/{RELEASE.id}/{NODES}", headers={"If-None-Match": tag})
            for tag in (first.headers["etag"], f'"x", W/{first.headers["etag"]}', "*", '"x"')
        ]

    assert [answer.status_code for answer in again] == [304, 304, 304, 200]
    assert again[0].content == b""
    assert again[0].headers["etag"] == first.headers["etag"]


async def test_a_release_that_was_exported_anew_is_fetched_anew(home: Path) -> None:
    sums = f"/data/{RELEASE.id}/{release.SUMS}"
    async with client_of(home) as client:
        first = await client.get(sums)
        shutil.rmtree(home / RELEASE.id)
        written(home, RELEASE.id, None, "y")  # after no other: its list of changes is gone, and it says so
        again = await client.get(sums, headers={"If-None-Match": first.headers["etag"]})

    assert "immutable" not in first.headers["cache-control"]
    assert again.status_code == 200
    assert again.content != first.content


async def test_a_part_of_a_file_can_be_asked_for(home: Path) -> None:
    async with client_of(home) as client:
        part = await client.get(f"/data/{RELEASE.id}/{NODES}", headers={"Range": "bytes=1-6"})
        head = await client.head(f"/data/{RELEASE.id}/{release.SUMS}")

    assert (part.status_code, part.content) == (206, b'"noun"')
    assert (head.status_code, head.content, head.headers["content-type"]) == (200, b"", "text/plain; charset=utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "../secret",
        "..%2fsecret",
        "%2e%2e/secret",
        f"{RELEASE.id}/../../secret",
        f"{RELEASE.id}/..%2f..%2fsecret",
        f"{RELEASE.id}/unlisted",
        f"{RELEASE.id}/",
        RELEASE.id,
        "../SHA256SUMS",
        "%2e%2e/SHA256SUMS",
        "nowhere/nodes.ndjson",
        "%00/nodes.ndjson",
        f"{RELEASE.id}//etc/passwd",
    ],
)
async def test_nothing_else_is_served(home: Path, path: str) -> None:
    (home.parent / release.SUMS).write_text(f"{'0' * 64}  secret\n")

    async with client_of(home) as client:
        answer = await client.get(f"http://mueang.test/data/{path}")

    assert answer.status_code == 404
    assert b"secret" not in answer.content
    if answer.headers["content-type"] == "application/json":
        assert answer.json()["errors"][0]["extensions"] == {"code": "NOT_FOUND"}


async def test_without_a_directory_the_answer_says_what_to_do() -> None:
    async with client_of(None) as client:
        answer = await client.get("/data/")

    assert (answer.status_code, answer.json()) == (
        404,
        {
            "errors": [
                {
                    "message": "no dumps are kept here: whoever runs this server sets MUEANG_DATA; `mueang export DIR`"
                    " makes the same files",
                    "extensions": {"code": "NO_DUMPS"},
                }
            ]
        },
    )


QUERY = """
query($since: ID!, $first: Int! = 20, $after: String) {
  changes(since: $since, first: $first, after: $after) {
    since release totalCount pageInfo { hasNextPage endCursor }
    nodes { kind id noun relation { type start end } properties { name old new } }
  }
}
"""


async def changed(home: Path | None, **variables: object) -> Any:
    """The answer to the question what changed."""
    async with client_of(home) as client:
        response = await client.post("/graphql", json={"query": QUERY, "variables": variables})
        return response.json()


async def test_what_changed_is_added_up_over_the_releases_between(home: Path) -> None:
    answers = [(await changed(home, since=since)) for since in (OLDER, OLD, RELEASE.id)]

    def answer(since: str, *notes: str | None) -> dict[str, object]:
        old, new = notes if notes else (None, None)
        properties = [{"name": "note", "old": old, "new": new}]
        change = {"kind": "CORRECTED", "id": "city:a", "noun": "City", "relation": None, "properties": properties}
        changes = {
            "since": since,
            "release": RELEASE.id,
            "totalCount": 1 if notes else 0,
            "pageInfo": {"hasNextPage": False, "endCursor": None},
            "nodes": [change] if notes else [],
        }
        return {"data": {"changes": changes}}

    for found in answers:
        found["data"]["changes"]["pageInfo"]["endCursor"] = None
    assert [{"data": found["data"]} for found in answers] == [
        answer(OLDER, None, '"y"'),
        answer(OLD, '"x"', '"y"'),
        answer(RELEASE.id),
    ]


async def test_a_page_begins_where_the_one_before_ended(tmp_path: Path) -> None:
    nodes = [{"noun": "City", "id": f"city:{name}"} for name in "cab"]
    related = {"type": "COVERS", "start_noun": "City", "start": "city:a", "end_noun": "Dimension", "end": "dimension:x"}
    for release_id, since, lines in ((OLD, None, ([], [])), (RELEASE.id, OLD, (nodes, [related]))):
        directory = made.lines(tmp_path / release_id, *lines).directory
        if since:
            changes.write(tmp_path / since, directory)
        release.describe(RELEASE.model_copy(update={"id": release_id}), since, directory)
        release.sign(directory)

    pages, after = [], None
    while True:
        answer = await changed(tmp_path, since=OLD, first=2, after=after)
        page = answer["data"]["changes"]
        pages.append([each["id"] or each["relation"]["type"] for each in page["nodes"]])
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert pages == [["city:a", "city:b"], ["city:c", "COVERS"]]


@pytest.mark.parametrize(
    ("kept", "message"),
    [
        (
            True,
            "what changed since release 'gone' cannot be told: lists of changes reach back from the release served only"
            " to 'release-1', 'release-0', 'release-00': ask since one of these",
        ),
        (
            False,
            "what changed since release 'gone' cannot be told: no lists of changes are kept here, so ask only since the"
            " release served, 'release-1'",
        ),
    ],
)
async def test_where_lists_do_not_reach_the_answer_says_how_far_they_do(home: Path, kept: bool, message: str) -> None:
    answer = await changed(home if kept else None, since="gone")

    (error,) = answer["errors"]
    assert (error["message"], error["extensions"]) == (message, {"code": "RELEASE_GONE"})


async def test_a_release_that_is_served_again_takes_changes_back(tmp_path: Path) -> None:
    written(tmp_path, RELEASE.id, None, "x")
    written(tmp_path, "later", RELEASE.id, "y")

    answer = await changed(tmp_path, since="later")

    (change,) = answer["data"]["changes"]["nodes"]
    assert change["properties"] == [{"name": "note", "old": '"y"', "new": '"x"'}]


async def test_a_cursor_of_another_list_is_refused(home: Path) -> None:
    cursor = (await changed(home, since=OLD))["data"]["changes"]["pageInfo"]["endCursor"]

    answer = await changed(home, since=OLDER, after=cursor)

    assert [each["extensions"]["code"] for each in answer["errors"]] == ["INVALID_CURSOR"]


def test_the_catalogue_names_versions_services_and_licences(home: Path) -> None:
    said = json.loads((home / catalogue.FILE).read_bytes())

    dataset, *versions = said["dcat:dataset"]
    assert said["dcat:service"]["dcat:endpointURL"] == {"@id": "../graphql"}
    assert said["dct:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    assert dataset["dcat:hasCurrentVersion"] == {"@id": f"{RELEASE.id}/"}
    assert [(each["dcat:version"], each.get("dcat:previousVersion")) for each in versions] == [
        (OLD, {"@id": f"{OLDER}/"}),
        (OLDER, None),
        (RELEASE.id, {"@id": f"{OLD}/"}),
    ]
    assert [each["dcat:downloadURL"]["@id"] for each in versions[-1]["dcat:distribution"]] == [
        f"{RELEASE.id}/{name}" for name in ("changes.ndjson", "nodes.ndjson", "relationships.ndjson", "release.json")
    ]

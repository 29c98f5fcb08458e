"""The doors: each is sent with its type and its tag, at the address that the server is known by."""

import pytest
import yaml

from api.front import Front
from api.schema.root import SCHEMA
from graph.errors import GraphTimeoutError
from tests.api.doors.house import SITE, client_of, few, got
from tests.fakes import FakeGraph
from tests.readme import TOP

pytestmark = pytest.mark.anyio

FRONT = Front("https://mueang.example.org", "mailto:security@example.org")

JSON = "application/json; charset=utf-8"

TYPES = {
    "/schema.graphql": "text/plain; charset=utf-8",
    "/CITATION.cff": "application/yaml",
    "/robots.txt": "text/plain; charset=utf-8",
    "/llms.txt": "text/markdown; charset=utf-8",
    "/.well-known/api-catalog": 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
    "/.well-known/security.txt": "text/plain; charset=utf-8",
    "/releases.atom": "application/atom+xml",
    "/sitemap.xml": "application/xml",
}

OF_THE_SITE = [path for path in TYPES if path not in {"/schema.graphql", "/CITATION.cff"}]


@pytest.mark.parametrize("path", TYPES)
async def test_a_door_has_a_type_and_a_tag_and_who_has_it_gets_nothing(path: str) -> None:
    async with client_of(few(), front=FRONT) as client:
        answer = await client.get(path)
        again = await client.get(path, headers={"if-none-match": answer.headers["etag"]})

    assert (answer.status_code, answer.headers["content-type"]) == (200, TYPES[path])
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", answer.headers["etag"])
    assert "Accept-Encoding" in again.headers["vary"]


@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
@pytest.mark.parametrize("path", TYPES)
async def test_a_door_varies_with_each_header_once(path: str, coding: str) -> None:
    answer = await got(path, graph=few(), front=FRONT, **{"accept-encoding": coding})

    varying = [each.strip() for each in answer.headers.get("vary", "").split(",")]
    assert sorted(set(varying)) == sorted(varying)


@pytest.mark.parametrize("path", OF_THE_SITE)
async def test_a_door_names_the_server_as_the_request_does_unless_its_name_is_set(path: str) -> None:
    asked = await got(path, graph=few(), front=Front(security="mailto:security@example.org"))
    known = await got(path, graph=few(), front=FRONT)

    assert SITE in asked.text
    assert SITE not in known.text
    assert "https://mueang.example.org/" in known.text
    assert asked.headers["etag"] != known.headers["etag"]


async def test_a_host_that_is_none_gets_nowhere() -> None:
    answer = await got("/robots.txt", host="<script>")

    assert answer.text.endswith("Sitemap: http://mueang.test/sitemap.xml\n")


@pytest.mark.parametrize("host", ["mueang.example.org", "localhost:8000", "[::1]:8000", "10.0.0.1"])
async def test_any_other_host_is_taken_at_its_word(host: str) -> None:
    answer = await got("/robots.txt", host=host)

    assert answer.text.endswith(f"Sitemap: http://{host}/sitemap.xml\n")


async def test_the_schema_is_as_the_code_prints_it() -> None:
    assert (await got("/schema.graphql")).text == SCHEMA.as_str() + "\n"


async def test_the_citation_is_that_at_the_top_of_the_repository() -> None:
    assert (await got("/CITATION.cff")).text == (TOP / "CITATION.cff").read_text(encoding="utf-8")


def test_the_citation_says_what_the_format_asks_for() -> None:
    cited = yaml.safe_load((TOP / "CITATION.cff").read_text(encoding="utf-8"))

    assert {"cff-version", "message", "title", "authors"} <= cited.keys()
    assert (cited["cff-version"], cited["type"], cited["license"]) == ("1.2.0", "dataset", "CC-BY-4.0")
    assert [list(each) for each in cited["authors"]] == [["name"]]


async def test_nobody_is_named_where_nobody_is_set() -> None:
    answer = await got("/.well-known/security.txt")

    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (404, "NOT_FOUND")
    assert "MUEANG_SECURITY" in answer.text


@pytest.mark.parametrize("path", ["/sitemap.xml", "/releases.atom"])
async def test_a_door_says_that_the_database_does_not_answer(path: str) -> None:
    reads = {f"{noun}.list": GraphTimeoutError("read") for noun in ("city", "province")}

    unloaded = await got(path, graph=FakeGraph(release=None))
    slow = await got("/sitemap.xml", graph=FakeGraph(failing=reads))

    assert (unloaded.status_code, slow.status_code) == (503, 504)
    assert unloaded.headers["cache-control"] == "no-store"
    assert (unloaded.headers["retry-after"], unloaded.headers["content-type"]) == ("1", JSON)


@pytest.mark.parametrize("path", ["/sitemap.xml", "/releases.atom"])
async def test_a_key_that_nobody_has_opens_no_door(path: str) -> None:
    async with client_of(few()) as client:
        answer = await client.get(path, headers={"x-api-key": "nobody's"})

    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "UNKNOWN_KEY")
    assert answer.headers["content-type"] == JSON

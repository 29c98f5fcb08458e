"""Documents by an id: Apollo's automatic persisted queries, hashes, and the names of the examples."""

import json
from hashlib import sha256
from typing import Any

import httpx
import pytest

from api.bounded import ENTRY
from api.errors import UserError
from api.persisted import Persisted, hashed
from api.request import Asked
from tests.fakes import FakeGraph, client_of, uncosted

pytestmark = pytest.mark.anyio

RELEASE = "{ release { id } }"
ANSWER = {"data": {"release": {"id": "release-1"}}}


def extensions(text: str, version: int = 1) -> dict[str, Any]:
    return {"persistedQuery": {"version": version, "sha256Hash": sha256(text.encode()).hexdigest()}}


def asked(query: str | None = None, document_id: str | None = None, **named: Any) -> Asked:
    return Asked(query, None, None, named, document_id)


def code(answer: httpx.Response) -> tuple[int, str, str]:
    """The status, code and message of a refusal."""
    (error,) = answer.json()["errors"]
    return answer.status_code, error["extensions"]["code"], error["message"]


async def test_a_client_sends_a_text_once_and_its_hash_from_then_on() -> None:
    by_hash = {"extensions": json.dumps(extensions(RELEASE))}
    async with client_of(FakeGraph()) as client:
        unknown = await client.get("/graphql", params=by_hash)
        registered = await client.post("/graphql", json={"query": RELEASE, "extensions": extensions(RELEASE)})
        hit = await client.get("/graphql", params=by_hash)
        posted = await client.post("/graphql", json={"extensions": extensions(RELEASE)})
        by_id = await client.get("/graphql", params={"documentId": hashed(RELEASE)})

    assert code(unknown) == (200, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
    assert [uncosted(each) for each in (registered, hit, posted, by_id)] == [ANSWER] * 4


async def test_a_hash_of_another_text_is_refused() -> None:
    async with client_of(FakeGraph()) as client:
        answer = await client.post("/graphql", json={"query": RELEASE, "extensions": extensions("{ other }")})

    assert code(answer)[1] == "PERSISTED_QUERY_HASH_MISMATCH"
    assert hashed(RELEASE) in code(answer)[2]


@pytest.mark.parametrize("named", [extensions(RELEASE, version=2), {"persistedQuery": "a"}, {"persistedQuery": {}}])
async def test_what_names_no_hash_is_refused(named: dict[str, Any]) -> None:
    async with client_of(FakeGraph()) as client:
        answer = await client.post("/graphql", json={"query": RELEASE, "extensions": named})

    assert code(answer)[:2] == (400, "BAD_REQUEST")


async def test_an_example_is_known_by_its_name() -> None:
    async with client_of(FakeGraph()) as client:
        answer = await client.get("/graphql", params={"documentId": "areas-by-region"})
        unknown = await client.get("/graphql", params={"documentId": "areas-by-moon"})

    assert "errors" not in answer.json() or answer.json()["data"] is not None
    assert code(unknown)[1:] == (
        "DOCUMENT_NOT_FOUND",
        "no document is called 'areas-by-moon': send its text, or see the README for names",
    )


def test_texts_that_were_asked_for_longest_ago_go_first() -> None:
    persisted = Persisted({}, most_bytes=3 * (1 + ENTRY))
    for text in ("a", "b", "c"):
        persisted.learn(asked(text, **extensions(text)))
    persisted.text(asked(**extensions("a")))
    persisted.learn(asked("d", **extensions("d")))

    assert sorted(persisted.registered.values()) == ["a", "c", "d"]
    with pytest.raises(UserError, match="PersistedQueryNotFound"):
        persisted.text(asked(**extensions("b")))


async def test_a_text_that_cannot_be_asked_is_not_kept() -> None:
    async with client_of(FakeGraph()) as client:
        answers = [
            await client.post("/graphql", json=each)
            for text in ("no GraphQL", "{ mars }", RELEASE)
            for each in ({"query": text, "extensions": extensions(text)}, {"extensions": extensions(text)})
        ]

    assert ["data" in each.json() for each in answers] == [False, False, False, False, True, True]
    assert {code(each)[1] for each in answers[1:4:2]} == {"PERSISTED_QUERY_NOT_FOUND"}


def test_where_only_trusted_documents_are_answered_others_are_refused() -> None:
    persisted = Persisted({"release": RELEASE}, trusted_only=True)

    assert persisted.text(asked(document_id="release")) == RELEASE
    assert persisted.text(asked(document_id=hashed(RELEASE))) == RELEASE
    assert persisted.text(asked(RELEASE)) == RELEASE
    assert persisted.text(asked(**extensions(RELEASE))) == RELEASE
    for refused in (asked("{ other }"), asked("{ other }", **extensions("{ other }"))):
        with pytest.raises(UserError, match="this server answers named documents only"):
            persisted.text(refused)
    assert persisted.registered == {}

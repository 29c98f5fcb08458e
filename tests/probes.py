"""
What attackers and scanners send: each with the status and code that it must get.

Those of graphql-cop stand first. It looks for an explorer, too: `tests/api/test_probes.py` does.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from graphql import get_introspection_query

from tests.fakes import JSON


@dataclass(frozen=True, slots=True)
class Probe:
    """A request, and what it is answered with; no code where it is answered."""

    name: str
    body: bytes | str
    status: int
    code: str | None
    headers: dict[str, str] = field(default_factory=lambda: {**JSON, "accept": "application/graphql-response+json"})
    params: dict[str, str] | None = None

    @property
    def request(self) -> dict[str, Any]:
        """The request, as clients of httpx send it."""
        get = self.name.endswith("by GET")
        return {
            "method": "GET" if get else "POST",
            "url": "/graphql",
            "content": None if get else self.body,
            "headers": self.headers,
            "params": self.params,
        }


TOO_LARGE = "DOCUMENT_TOO_LARGE"
INVALID = "GRAPHQL_VALIDATION_FAILED"
HUNDRED = "first: 100"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def asked(query: str) -> bytes:
    """A question as a body."""
    return json.dumps({"query": query}).encode()


def doubling(times: int) -> str:
    """Fragments that use the next one twice."""
    return " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(times))


PROBES = (
    Probe("a trivial query", asked("{ __typename }"), 200, None),
    Probe("alias overloading", asked("{ " + " ".join(f"a{n}: __typename" for n in range(101)) + " }"), 400, TOO_LARGE),
    Probe("array batching", b"[" + b",".join([asked("{ __typename }")] * 10) + b"]", 400, "BAD_REQUEST"),
    Probe("directive overloading", asked("{ __typename " + "@aa" * 100 + " }"), 400, TOO_LARGE),
    Probe("field duplication", asked("{ " + "__typename " * 500 + "}"), 400, TOO_LARGE),
    Probe("introspection that goes round",
          asked(f"{{ __schema {{ types {{ {'fields { type { ' * 4}name{' } }' * 4} }} }} }}"), 400, TOO_LARGE),
    Probe("introspection, open on purpose", asked(get_introspection_query()), 200, None),
    Probe("suggestions, open on purpose", asked("{ cties { totalCount } }"), 400, INVALID),
    Probe("query, open on purpose, by GET", "", 200, None, params={"query": "{ __typename }"}),
    Probe("tracing", asked("{ __typename }"), 200, None, {**JSON, "x-apollo-tracing": "1"}),
    Probe("an unhandled error", asked("qwerty cop { abc }"), 400, INVALID),
    Probe("mutation by GET", "", 400, INVALID, params={"query": "mutation { __typename }"}),
    Probe("POST with the question in the address", b"", 415, "BAD_REQUEST", FORM, {"query": "{ __typename }"}),
    Probe("POST of a form", "query=%7B__typename%7D", 415, "BAD_REQUEST", FORM),
    Probe("an unhandled type", b'{"query": {"a": 1}}', 400, "BAD_REQUEST"),
    Probe("fragments in a circle",
          asked("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"), 400, TOO_LARGE),
    Probe("fragments that double",
          asked(f"{{ ...F0 }} {doubling(25)} fragment F25 on Query {{ __typename }}"), 400, TOO_LARGE),
    Probe("deep nesting", asked("{ " + "a { " * 900 + "a" + " }" * 901), 400, TOO_LARGE),
    Probe("deep values", asked("{ a(b: " + "[" * 2_000 + "]" * 2_000 + ") }"), 400, TOO_LARGE),
    Probe("many tokens", asked("{ " + "a " * 4_900 + "}"), 400, TOO_LARGE),
    Probe("many characters", asked("{ a }" * 20_000), 400, TOO_LARGE),
    Probe("lists in lists in lists",
          asked(f"{{ cities({HUNDRED}) {{ nodes {{ operators({HUNDRED}) {{ nodes {{ projects({HUNDRED}) {{ totalCount"
                " nodes { id } } } } } } }"),
          400, "COST_TOO_HIGH"),
    Probe("unknown fields", asked("{ " + " ".join(f"citie{n}" for n in range(500)) + " }"), 400, TOO_LARGE),
    Probe("some unknown fields", asked("{ " + " ".join(f"citie{n}" for n in range(10)) + " }"), 400, INVALID),
    Probe("a release that never was",
          asked('query @release(id: "0123456789abcdef") { __typename }'), 400, "RELEASE_GONE"),
    Probe("large headers", asked("{ __typename }"), 431, "HEADERS_TOO_LARGE", {**JSON, "cookie": "x" * 40_000}),
    Probe("brackets without end", b"[" * 100_000, 400, "BAD_REQUEST"),
    Probe("Cypher in a string", asked('{ city(slug: "x\'}) DETACH DELETE n //") { id } }'), 200, None),
)  # fmt: skip

"""
Documents that are known by an id, so that they need not be sent: by GET, an answer then has an address of its own.

Two ways to name one: `documentId`, the name of an example operation or `sha256:` and the hash of a text; and Apollo's
automatic persisted queries, `extensions.persistedQuery`, by which a client sends a text once and its hash from then on.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from api.bounded import ENTRY, Bounded
from api.errors import UserError
from api.request import Asked

MOST_BYTES = 5_000_000
"""Of the texts that clients have registered; the ones that were asked for longest ago go first."""

HASH = "sha256:"
NO_QUERY = 'the request has no `query`: send {"query": "{ release { id } }"}'
NOT_FOUND = ("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")
"""Message and code that clients of Apollo's protocol wait for: then they send the text."""


def hashed(text: str) -> str:
    """The id of a text."""
    return HASH + sha256(text.encode()).hexdigest()


class Persisted:
    """The texts of one process that have an id: those that came with the program, and those that clients registered."""

    def __init__(
        self,
        named: Mapping[str, str],
        *,
        own: Iterable[str] = (),
        trusted_only: bool = False,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        """Knows those named, and our `own`, which have no names."""
        self.trusted = {**named, **{hashed(text): text for text in (*named.values(), *own)}}
        self.trusted_only = trusted_only
        self.registered: Bounded[str] = Bounded(most_bytes, lambda text: len(text.encode()) + ENTRY)

    def text(self, asked: Asked) -> str:
        """The document that a request asks for; raises `UserError`."""
        query_id = self.hash_in(asked.extensions)
        if query_id is not None:
            return self.apollo(query_id, asked.query)
        if asked.document_id is not None:
            return self.known(asked.document_id)
        if asked.query is None:
            raise UserError(NO_QUERY, "BAD_REQUEST")
        return self.allowed(asked.query)

    def hash_in(self, extensions: dict[str, Any]) -> str | None:
        """The id that the extensions of a request name."""
        named = extensions.get("persistedQuery")
        if named is None:
            return None
        if not isinstance(named, dict) or named.get("version") != 1 or not isinstance(named.get("sha256Hash"), str):
            message = '`extensions.persistedQuery` is not as in {"version": 1, "sha256Hash": "…"}: send it so'
            raise UserError(message, "BAD_REQUEST")
        return f"{HASH}{named['sha256Hash'].lower()}"

    def apollo(self, query_id: str, query: str | None) -> str:
        """The text that a hash names, or that is sent together with it."""
        if query is None:
            found = self.find(query_id)
            if found is None:
                raise UserError(*NOT_FOUND)
            return found
        if hashed(query) != query_id:
            message = f"the hash of `query` is {hashed(query)}, not {query_id[:80]}: send the hash of what is sent"
            raise UserError(message, "PERSISTED_QUERY_HASH_MISMATCH")
        return self.allowed(query)

    def known(self, document_id: str) -> str:
        """The text of an id; raises `UserError` for one that is not there."""
        found = self.find(document_id)
        if found is None:
            message = f"no document is called {document_id[:80]!r}: send its text, or see the README for names"
            raise UserError(message, "DOCUMENT_NOT_FOUND")
        return found

    def find(self, document_id: str) -> str | None:
        """The text of an id, if there is one."""
        return self.trusted.get(document_id) or self.registered.find(document_id)

    def allowed(self, text: str) -> str:
        """A text that may be asked; raises `UserError` where only those that came with the program may."""
        if self.trusted_only and hashed(text) not in self.trusted:
            raise UserError("this server answers named documents only: the README names them", "DOCUMENT_NOT_TRUSTED")
        return text

    def learn(self, asked: Asked) -> None:
        """Remember a text that came with its hash, once it is known that it can be asked; others go if need be."""
        query_id = self.hash_in(asked.extensions)
        if query_id is None or asked.query is None or query_id in self.trusted or query_id in self.registered:
            return
        self.registered.keep(query_id, asked.query)

"""
Which media type an answer has: what the client accepts of what there is, or what it names as `format`.

GraphQL over HTTP names two for answers: `application/json`, and `application/graphql-response+json`, with which the
status says whether the operation ran. Tables have their own.
"""

from functools import lru_cache

import mimeparse

from api.tabular.writer import FORMATS

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
HTML = "text/html"

TABLES = {each.media_type: each for each in FORMATS}
NAMED = {"json": JSON, **{each.name: each.media_type for each in FORMATS}}
"""What `format` names."""

OFFERED = (*TABLES, GRAPHQL, JSON)
"""The last one wins where a client accepts several alike, as with `*/*`."""

KEPT = 256
"""So many choices are remembered: clients send the same few headers, and to parse one takes as long as much else."""


@lru_cache(KEPT)
def chosen(accept: str, offered: tuple[str, ...] = OFFERED) -> str | None:
    """The media type that a client likes best; none where it accepts none of those offered."""
    try:
        return mimeparse.best_match(offered, accept or "*/*") or None
    except mimeparse.MimeTypeParseException:
        return None

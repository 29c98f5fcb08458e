"""Addresses: of things, by their ids; of the operations that drew a page; and those of a page that keep its view."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote, urlencode

PATHS = {
    "city": "/cities",
    "province": "/provinces",
    "agency": "/agencies",
    "project": "/projects",
    "round": "/rounds",
    "privilege": "/privileges",
    "source": "/sources",
}
"""Where the things of a noun have their pages, by what their ids begin with."""


def path_of(thing_id: str) -> str | None:
    """The page of a thing, if things of its noun have pages."""
    noun, _, slug = thing_id.partition(":")
    return f"{PATHS[noun]}/{quote(slug, safe='')}" if noun in PATHS and "/" not in slug else None


def extended(path: str, parameters: Mapping[str, str | None]) -> str:
    """A path with the parameters that have a value."""
    given = {name: value for name, value in parameters.items() if value}
    return f"{path}?{urlencode(given)}" if given else path


def legible(url: str) -> str:
    """An address as people read it: Thai in it is not encoded, where it can be told what it is."""
    try:
        return unquote(url, errors="strict")
    except UnicodeDecodeError:
        return url


def asked(text: str, variables: Mapping[str, Any]) -> dict[str, str]:
    """An operation as parameters of GraphQL over HTTP."""
    return {"query": text, "variables": json.dumps(variables, ensure_ascii=False)}


def playground(text: str, variables: Mapping[str, Any]) -> str:
    """The address at which an operation can be tried out; the server does not get to see it."""
    return f"/graphql#{urlencode(asked(text, variables), quote_via=quote)}"


def table(text: str, variables: Mapping[str, Any]) -> str:
    """The address of what an operation answers, as CSV that spreadsheets read as it is."""
    return f"/graphql?{urlencode(asked(text, variables) | {'format': 'csv', 'bom': 'true'}, quote_via=quote)}"

"""Entity tags, as a client says in `If-None-Match` which answers it has."""

ANY = "*"
"""Instead of tags: whatever there is."""


def matches(header: str | None, tag: str) -> bool:
    """Whether a tag is among those of a client; weakly, as RFC 9110 (13.1.2) compares them there."""
    named = (each.strip().removeprefix("W/") for each in (header or "").split(","))
    return any(each in {tag.removeprefix("W/"), ANY} for each in named)

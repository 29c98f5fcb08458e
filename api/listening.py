"""Where something listens that is not for everybody."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Place:
    """A host and a port."""

    host: str
    port: int


def place(text: str) -> Place:
    """The place that a text names; raises `ValueError`."""
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"is no host and port ({error}): write them as in 127.0.0.1:9464") from error
    if not host or not port or parts.netloc != text or parts.username is not None:
        raise ValueError("is no host and port: write them as in 127.0.0.1:9464 or [::1]:9464")
    return Place(host, port)


def checked(text: str) -> str:
    """A text that names a place; raises `ValueError`."""
    place(text)
    return text

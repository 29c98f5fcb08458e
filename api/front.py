"""How the server shows itself, as whoever runs it says: nothing of it is made up."""

from dataclasses import dataclass
from urllib.parse import urlsplit

SITES = ("https", "http")
CONTACTS = ("mailto:", "https://", "tel:")


def site(address: str) -> str:
    """An address that all of the server's begin with, without a slash at its end; raises `ValueError`."""
    parts = urlsplit(address)
    if parts.scheme not in SITES or not parts.hostname:
        raise ValueError("is no address of a server: write it as in https://mueang.example.org")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        raise ValueError("has more than a host: the server answers at its top, as at https://mueang.example.org")
    return f"{parts.scheme}://{parts.netloc}"


def contact(address: str) -> str:
    """An address at which somebody can be told; raises `ValueError`."""
    if not address.startswith(CONTACTS):
        raise ValueError(f"begins with none of {', '.join(CONTACTS)}")
    if not address.isprintable() or " " in address:
        raise ValueError("has blanks in it: write one address")
    return address


@dataclass(frozen=True, slots=True)
class Front:
    """
    How the server shows itself.

    Its address if it has one for good, whom to tell of a hole in it, and whether assistants have a door.
    """

    site: str | None = None
    security: str | None = None
    mcp: bool = False

"""Where the database is."""

from dataclasses import dataclass
from urllib.parse import urlsplit

DIRECT = ("bolt", "bolt+s", "bolt+ssc")
ROUTED = ("neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True, slots=True)
class Address:
    """Where the database listens, and as whom to speak to it. The password never appears in a representation."""

    uri: str
    username: str
    password: str
    database: str

    def __repr__(self) -> str:
        return f"Address({self.uri!r}, {self.username!r}, database={self.database!r})"


def names_server(uri: str) -> bool:
    """Whether the driver knows what to do with an address; what stands behind `?` is for servers that route."""
    try:
        parts = urlsplit(uri)
        _ = parts.port
    except ValueError:
        return False
    return bool(parts.hostname) and (parts.scheme in ROUTED or (parts.scheme in DIRECT and not parts.query))


def checked(uri: str) -> str:
    """The address of a server; raises `ValueError`, without what may be a secret in it."""
    if "@" in uri:
        where = f"…@{uri.rpartition('@')[2]}"
        raise ValueError(
            f"a user or a password stands in {where!r}: take it out, and set NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if not names_server(uri):
        cure = "begin it with bolt:// or neo4j://, as in neo4j://127.0.0.1:7687"
        raise ValueError(f"{uri.partition('?')[0]!r} is no address of a Neo4j server: {cure}")
    return uri

"""Where the database is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """Where the database listens, and as whom to speak to it. The password never appears in a representation."""

    uri: str
    username: str
    password: str
    database: str

    def __repr__(self) -> str:
        return f"Address({self.uri!r}, {self.username!r}, database={self.database!r})"

"""Keys that clients are known by."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field


@dataclass(frozen=True, slots=True)
class Key:
    """A client that is known by a secret: by its hash alone, and how many points it may spend."""

    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    points: int

"""Made-up data of the real ones' shape."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph import model


@dataclass(frozen=True, slots=True)
class Synthetic:
    """The records of a made-up release: the same number of cities and the same seed make the same records."""

    cities: int
    number: int
    synthetic: bool = True

    @property
    def id(self) -> str:
        """The id of the release."""
        return f"synthetic-{self.cities}-{self.number}"

    def __iter__(self) -> Iterator[model.Record]:
        raise NotImplementedError

"""
What can go wrong between us and the graph.

* GraphError
  + GraphUnavailableError   nobody answered, or no release is loaded: try again later
  + GraphTimeoutError       it answered too late: ask for less
  + GraphMismatchError      its answer has a shape the model does not know: our bug
  + LoadLockedError         another load holds the lock: wait for it
* SeedError                 the seed files do not say what they must: carries every problem found
"""

from collections.abc import Sequence
from dataclasses import dataclass


class GraphError(Exception):
    """Anything that keeps the graph from answering."""


class GraphUnavailableError(GraphError):
    """Nobody answered, or no release is loaded."""


class GraphTimeoutError(GraphError):
    """The answer did not come within the deadline."""


class GraphMismatchError(GraphError):
    """The answer's columns are not those the query promised."""


class LoadLockedError(GraphError):
    """Another load holds the lock."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a seed file: where it is, what it is, and the cure."""

    file: str
    line: int
    record: str
    message: str
    cure: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.record}: {self.message}; {self.cure}"


class SeedError(Exception):
    """Every problem found in the seed files, in the order of the files."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

"""What whoever runs the server gets to know of a request and of the operations in it; of who asks, nothing."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter

OK = "ok"
"""How an operation ends that is answered without an error; others end with the code of their first error."""

GONE = "gone"
"""How one ends whose client does not wait for it."""


LIVE, READY = PROBES = ("/livez", "/readyz")
"""Asked every few seconds, by machines: logged where everything is, traced nowhere, and never kept waiting."""


@dataclass(slots=True)
class Told:
    """What is told of an operation; it is filled in while the operation is answered."""

    name: str | None = None
    """As its document has it; none where it is anonymous, or nothing could be made of the document."""
    kind: str | None = None
    document: str | None = None
    outcome: str = GONE
    cost: int | None = None
    began: float = field(default_factory=perf_counter)
    seconds: float = 0.0


@dataclass(slots=True)
class Passage:
    """One request on its way through the server."""

    id: str = "-"
    method: str = "-"
    path: str = "-"
    route: str | None = None
    """The pattern that its path fits; none where there is no such address."""
    status: int = 0
    seconds: float = 0.0
    trace: str | None = None
    operation: Told | None = None
    """The last operation in it."""


REQUEST: ContextVar[Passage] = ContextVar("request", default=Passage())  # noqa: B039 # of no request, and never filled in
"""The request that is being answered."""

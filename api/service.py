"""
What a client gets for what it asks: known documents, points, and no more at once than can be done.

The rest of answering (`api.answering`) knows no clients.
"""

from collections.abc import Callable, Container
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter
from typing import Any

from api.answering import Answer, Execute, Operation, Prepared, executed, failed, prepared, run
from api.context import Context
from api.document.cost import Cost
from api.document.documents import Documents
from api.errors import INTERNAL, UserError, code_and_message
from api.passage import OK, REQUEST, Told
from api.persisted import Persisted
from api.rates import Client, Meter, Rates
from api.remembering import OF_THE_CLIENT, Memory, name_of
from api.request import Asked
from api.tabular.table import Table, table_of
from api.timing import Timing
from graph.errors import GraphError

Begin = Callable[[Meter | None], Context]
"""
The context of a request that begins now, with what its client has left if it asks for that.

Raises `GraphUnavailableError` while no release is loaded.
"""


@dataclass(slots=True)
class Served:
    """
    An answer, what the client has left, and, if it was asked for one, the plan of its table.

    `name` is that of the answer, by which it can be remembered; `known` says that the client has it already, and then
    there is none. It is filled in while the operation is answered, and `meter` when that is over.
    """

    most: int
    answer: Answer = field(default_factory=Answer)
    meter: Meter = field(init=False)
    table: Table | None = None
    name: str | None = None
    known: bool = False
    timing: Timing = field(default_factory=Timing)
    told: Told = field(default_factory=Told)


class UnansweredError(Exception):
    """What this server asked itself was answered with errors, which `served` holds."""

    def __init__(self, served: Served) -> None:
        super().__init__(served.answer["errors"][0]["message"])
        self.served = served


Hear = Callable[[Told], None]
"""Hears of each operation that is over."""


def unheard(_: Told) -> None:
    """Nobody hears of operations."""


def outcome_of(answer: Answer) -> str:
    """How an operation ended: `ok`, or with the code of its first error."""
    if "errors" not in answer:
        return OK
    code: str = answer["errors"][0]["extensions"]["code"]
    return code


def written(answer: Answer, timing: Timing) -> bytes:
    """An answer as JSON, which is written now, to know how long that takes."""
    began = perf_counter()
    found = answer.json
    timing.write += perf_counter() - began
    return found


class Service:
    """Answers what clients ask, each within its points."""

    def __init__(  # noqa: PLR0913 # what answering takes
        self,
        documents: Documents,
        persisted: Persisted,
        rates: Rates,
        begin: Begin,
        today: Callable[[], date],
        *,
        execute: Execute = executed,
        memory: Memory,
        hear: Hear = unheard,
    ) -> None:
        self.documents = documents
        self.persisted = persisted
        self.rates = rates
        self.begin = begin
        self.today = today
        self.execute = execute
        self.memory = memory
        self.hear = hear
        self.running = 0

    async def serve(
        self, wanted: Asked, client: Client, *, tabular: bool, parsed: bool = True, known: Container[str] = ()
    ) -> Served:
        """
        The answer to what is asked, unless too much is going on; `known` are answers that the client has.

        An answer that is remembered is JSON; who sends it as it is, and looks at none of its data, need not have it
        `parsed`.
        """
        told = Told()
        REQUEST.get().operation = told
        try:
            served = await self.admitted(wanted, client, told, known, tabular=tabular, parsed=parsed)
            told.outcome = outcome_of(served.answer)
            told.cost = served.answer.cost.actual if served.answer.cost else None
            return served
        except Exception:
            told.outcome = INTERNAL[0]
            raise
        finally:
            told.seconds = perf_counter() - told.began
            self.hear(told)

    async def admitted(  # noqa: PLR0913 # as below
        self, wanted: Asked, client: Client, told: Told, known: Container[str], *, tabular: bool, parsed: bool
    ) -> Served:
        """What is served, an error where no more can be done at once."""
        limits = self.documents.limits
        served = Served(limits.cost, told=told)
        if self.running >= limits.operations:
            message = f"{limits.operations} operations are running here: try again in a second"
            served.answer = failed("OVERLOADED", message)
        else:
            self.running += 1
            try:
                await self.answered(wanted, client, served, known, tabular=tabular, parsed=parsed)
            except (UserError, GraphError) as error:
                served.answer = failed(*code_and_message(error))
            finally:
                self.running -= 1
        served.meter = await self.rates.meter(client)
        return served

    async def data(self, query: str, variables: dict[str, Any], client: Client) -> dict[str, Any]:
        """The data that this server shows a client, who asks for it as any does; raises `UnansweredError`."""
        served = await self.serve(Asked(query, variables), client, tabular=False)
        if "errors" in served.answer:
            raise UnansweredError(served)
        data: dict[str, Any] = served.answer["data"]
        return data

    async def answered(  # noqa: PLR0913 # what is asked, by whom, and in which form
        self, wanted: Asked, client: Client, served: Served, known: Container[str], *, tabular: bool, parsed: bool
    ) -> None:
        """See to what is served for a request that has its turn."""
        operation = Operation(self.persisted.text(wanted), wanted.variables, wanted.name)
        context = self.begin(await self.rates.meter(client) if OF_THE_CLIENT in operation.query else None)
        served.timing = context.timing
        ready = prepared(self.documents, context, operation, self.today())
        if not isinstance(ready, Prepared):
            served.answer = ready
            return
        self.persisted.learn(wanted)
        named = ready.chosen.name
        served.told.name, served.told.kind = named.value if named else None, ready.chosen.operation.value
        served.told.document = operation.query
        name = name_of(ready)
        if name in known:
            served.name, served.known = name, True
            return
        answer = self.memory.find(name, parsed=parsed)
        if tabular and ready.document.node:
            served.table = table_of(self.documents.schema, ready.document.node, operation.name, operation.variables)
        if answer is None:
            answer = await self.metered(ready, client)
            if not tabular:
                written(answer, served.timing)
            self.memory.keep(name, answer)
        served.answer, served.name = answer, name

    async def metered(self, ready: Prepared, client: Client) -> Answer:
        """The answer to an operation, taken off the client's points: without an answer, all that it might have cost."""
        reserved = spent = 0

        async def admit(cost: Cost) -> None:
            nonlocal reserved, spent
            await self.rates.reserve(client, cost.requested)
            reserved = spent = cost.requested

        try:
            answer = await run(self.documents, ready, admit, self.documents.limits.seconds, self.execute)
            if answer.cost:
                spent = answer.cost.actual
                await self.rates.give_back(client, reserved - spent)
            return answer
        finally:
            self.rates.spent += spent

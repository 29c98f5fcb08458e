"""
What a client gets for what it asks: known documents, points, and no more at once than can be done.

The rest of answering (`api.answering`) knows no clients.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from api.answering import Answer, Operation, answered, failed, refused
from api.context import Context
from api.document.cost import Cost
from api.document.documents import Documents
from api.errors import UserError, code_and_message
from api.persisted import Persisted
from api.rates import Client, Meter, Rates
from api.request import Asked
from api.tabular.table import Table, table_of
from graph.errors import GraphError

AT_ONCE = 64
"""So many operations one process works on; more would wait for each other, and all of them in vain."""

Begin = Callable[[Meter], Context]
"""The context of a request that begins now; raises `GraphUnavailableError` while no release is loaded."""


@dataclass(frozen=True, slots=True)
class Served:
    """An answer, what the client has left, and, if it was asked for one, the plan of its table."""

    answer: Answer
    meter: Meter
    table: Table | None = None


class Service:
    """Answers what clients ask, each within its points."""

    def __init__(
        self, documents: Documents, persisted: Persisted, rates: Rates, begin: Begin, today: Callable[[], date]
    ) -> None:
        self.documents = documents
        self.persisted = persisted
        self.rates = rates
        self.begin = begin
        self.today = today
        self.running = 0

    async def serve(self, wanted: Asked, client: Client, *, tabular: bool) -> Served:
        """The answer to what is asked, unless too much is going on."""
        table = None
        if self.running >= AT_ONCE:
            answer = failed("OVERLOADED", f"{AT_ONCE} operations are running here: try again in a second")
            return Served(answer, await self.rates.meter(client))
        self.running += 1
        try:
            operation = Operation(self.persisted.text(wanted), wanted.variables, wanted.name)
            table = self.table(operation) if tabular else None
            answer = await self.metered(operation, client)
        except (UserError, GraphError) as error:
            answer = failed(*code_and_message(error))
        finally:
            self.running -= 1
        return Served(answer, await self.rates.meter(client), table)

    def table(self, operation: Operation) -> Table | None:
        """The plan of the table that an operation is, if it may run; raises `UserError` where it is none."""
        document = self.documents.of(operation.query)
        if document.node is None or refused(document, operation.name):
            return None
        return table_of(self.documents.schema, document.node, operation.name, operation.variables)

    async def metered(self, operation: Operation, client: Client) -> Answer:
        """The answer to an operation, taken off the client's points: without an answer, all that it might have cost."""
        context = self.begin(await self.rates.meter(client))
        charged = 0

        async def admit(cost: Cost) -> None:
            nonlocal charged
            await self.rates.check(client, cost.requested)
            charged = cost.requested

        answer = await answered(self.documents, context, operation, self.today, admit)
        if answer.cost:
            charged = answer.cost.actual(answer["data"])
        if charged:
            await self.rates.charge(client, charged)
        return answer

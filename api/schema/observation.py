"""Observation, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection, edge
from api.later import later
from api.loaders import Loaders
from api.schema.connection import ThingConnection
from api.schema.date import Date
from api.schema.enums import Metric, Unit
from api.schema.node import Subject


@strawberry.type(description="A number or a statement that documents report, one number a record.")
class Observation(Subject):
    metric: Metric = strawberry.field(description="What it measures or states.")
    label: str = strawberry.field(description="What exactly, in the words of the record.")
    value: float | None = strawberry.field(description="The number, in `unit`; money in whole baht or dollars.")
    unit: Unit | None = strawberry.field(description="Unit of the number.")
    text: str | None = strawberry.field(description="The statement, where it is no number.")
    as_reported: str | None = strawberry.field(description="The figure and unit as the document has them.")
    qualifier: str | None = strawberry.field(description="What limits the number, as in `more than`.")
    date: Date | None = strawberry.field(description="The day it held for; absent where the document does not say.")
    date_note: str | None = strawberry.field(description="Where the date comes from.")
    period_from: Date | None = strawberry.field(description="First day or year of the period it covers.")
    period_to: Date | None = strawberry.field(description="Last day or year of the period it covers.")
    target_date: Date | None = strawberry.field(description="By when a target is to be met.")
    is_target: bool = strawberry.field(description="Whether it is a target, not a count.")
    is_estimate: bool = strawberry.field(description="Whether it is an estimate or an expectation.")
    category: str | None = strawberry.field(description="The category of a ranking.")
    named_as: list[str] = strawberry.field(description="How the document names what it counts.")
    note: str | None = strawberry.field(description="What else there is to say.")
    reported_total: Any = edge(
        Loaders.total_of,
        graphql_type=later("ReportedTotal") | None,
        description="The official total that it reports, beside what the graph can name; null where it reports none.",
    )
    about: Any = connection(Loaders.observation_about, graphql_type=ThingConnection, description="What it is about.")
    indicator: Any = edge(
        Loaders.observation_indicator, graphql_type=later("Indicator") | None, description="The index it belongs to."
    )
    dimension: Any = edge(
        Loaders.observation_dimension,
        graphql_type=later("Dimension") | None,
        description="The Smart dimension it ranks.",
    )

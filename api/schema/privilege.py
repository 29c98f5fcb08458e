"""Privilege, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection, edge
from api.later import later
from api.loaders import Loaders
from api.schema.connection import fact, facts, listed
from api.schema.date import Date
from api.schema.enums import Activity
from api.schema.node import Subject


@strawberry.type(
    description="A measure of the Board of Investment (BOI) in one version, for one activity. Each case is for the BOI."
)
class Privilege(Subject):
    measure: str = strawberry.field(
        description="The version of the measure, as in `boi-2018-11`: its activities share it."
    )
    title: str = strawberry.field(description="What the measure is called here.")
    activity: Activity = strawberry.field(description="The activity it promotes.")
    activity_th: str | None = strawberry.field(description="The activity in Thai, where on record.")
    activity_en: str = strawberry.field(description="The activity in English.")
    approved: Date | None = strawberry.field(description="The day the board approved it.")
    date_note: str | None = strawberry.field(description="Where the date comes from.")
    board_meeting: str | None = strawberry.field(description="Number of the board's meeting, as in `6/2561`.")
    minimum_dimensions: int | None = strawberry.field(description="How many Smart dimensions it asks for, at least.")
    shareholding: str | None = strawberry.field(description="What it asks of the shareholders.")
    prior_approval: str | None = strawberry.field(description="Whose approval it asks for first.")
    required: list[str] = strawberry.field(description="What else it asks for.")
    note: str | None = strawberry.field(description="What else there is to say.")
    granting_agency: Any = edge(
        Loaders.privilege_granting_agency,
        graphql_type=later("Agency") | None,
        description="Who grants it, if it is an agency.",
    )
    granting_committee: Any = edge(
        Loaders.privilege_granting_committee,
        graphql_type=later("Committee") | None,
        description="Who grants it, if it is a committee.",
    )
    criteria: Any = connection(
        Loaders.privilege_criteria, graphql_type=listed("Criterion"), description="Its conditions."
    )
    dimensions: Any = connection(
        Loaders.privilege_dimensions, graphql_type=facts("Dimension"), description="Smart dimensions it speaks of."
    )
    incentives: Any = connection(
        Loaders.privilege_incentives, graphql_type=listed("Incentive"), description="What it gives, on which condition."
    )
    supersedes: Any = edge(
        Loaders.privilege_supersedes,
        graphql_type=fact("Privilege"),
        description="The earlier version that it replaced.",
    )
    superseded_by: Any = edge(
        Loaders.privilege_superseded_by,
        graphql_type=fact("Privilege"),
        description="The later version that replaced it.",
    )
    people: Any = connection(
        Loaders.privilege_people, graphql_type=facts("Person"), description="Who chaired the board or spoke for it."
    )
    decisions: Any = connection(
        Loaders.privilege_decisions, graphql_type=listed("Decision"), description="Decisions on it."
    )

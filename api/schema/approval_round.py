"""ApprovalRound, as clients see it."""

from typing import Any

import strawberry

from api.edge import AS_OF_THE_DAY, connection, edge
from api.later import later
from api.loaders import Loaders
from api.schema.connection import Info, by_way_of_decisions, fact, facts, listed
from api.schema.date import Date, come
from api.schema.node import Subject
from graph import model


@strawberry.type(description="One sitting of one body on one day (การประชุม).")
class ApprovalRound(Subject):
    number: str | None = strawberry.field(
        description="Its number within a Buddhist-era year, as in `1/2564`. Different bodies use the same numbers."
    )
    date: Date | None = strawberry.field(description="The day it sat.")
    date_note: str | None = strawberry.field(description="Where the date comes from.")

    @strawberry.field(description=f"The day it was reported. {AS_OF_THE_DAY}")
    def reported(root: strawberry.Parent[model.ApprovalRound], info: Info) -> Date | None:
        return come(root.reported, info.context.day)  # type: ignore[return-value] # Date describes ISO text

    place_th: str | None = strawberry.field(description="Where it sat, in Thai.")
    place_en: str | None = strawberry.field(description="Where it sat, in English.")
    proposals: int | None = strawberry.field(description="How many proposals it had before it, as reported.")
    note: str | None = strawberry.field(description="What else there is to say.")
    committee: Any = edge(
        Loaders.approval_round_committee, graphql_type=later("Committee"), description="The body that sat."
    )
    chair: Any = edge(Loaders.approval_round_chair, graphql_type=fact("Person"), description="Who chaired it.")
    chair_offices: Any = connection(
        Loaders.approval_round_chair_offices,
        graphql_type=listed("Office"),
        description="The offices the chair held then.",
    )
    decisions: Any = connection(
        Loaders.approval_round_decisions, graphql_type=listed("Decision"), description="What it decided."
    )
    cities: Any = connection(
        Loaders.approval_round_cities,
        graphql_type=by_way_of_decisions("City"),
        description="The cities it decided on, each with the decisions.",
    )
    agencies: Any = connection(
        Loaders.approval_round_agencies,
        graphql_type=facts("Agency"),
        description="Who else had a part in it, and which.",
    )
    criteria: Any = connection(
        Loaders.approval_round_criteria, graphql_type=listed("Criterion"), description="Criteria it decided."
    )

"""Person, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection
from api.loaders import Loaders
from api.schema.connection import facts, listed
from api.schema.node import Named


@strawberry.type(description="A public office-holder.")
class Person(Named):
    offices: Any = connection(
        Loaders.person_offices,
        graphql_type=listed("Office"),
        description="Offices held, each with the days on which documents show it.",
    )
    chaired_rounds: Any = connection(
        Loaders.person_chaired_rounds, graphql_type=facts("ApprovalRound"), description="Rounds chaired."
    )
    chaired_events: Any = connection(
        Loaders.person_chaired_events, graphql_type=facts("Event"), description="Events chaired."
    )
    events: Any = connection(
        Loaders.person_events, graphql_type=facts("Event"), description="Events attended, and as what."
    )
    privileges: Any = connection(
        Loaders.person_privileges,
        graphql_type=facts("Privilege"),
        description="Privileges that the person decided or spoke for.",
    )
    presented_awards: Any = connection(
        Loaders.person_presented_awards, graphql_type=facts("Award"), description="Awards handed over."
    )

"""Office, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection, edge
from api.later import later
from api.loaders import Loaders
from api.schema.connection import listed
from api.schema.node import Subject


@strawberry.type(description="An office, as one person held it.")
class Office(Subject):
    title_th: str | None = strawberry.field(description="Its title in Thai, where on record.")
    title_en: str = strawberry.field(description="Its title in English.")
    person: Any = edge(Loaders.office_person, graphql_type=later("Person"), description="Who held it.")
    agency: Any = edge(
        Loaders.office_agency,
        graphql_type=later("Agency") | None,
        description="The organisation it is in, if it is an agency.",
    )
    committee: Any = edge(
        Loaders.office_committee,
        graphql_type=later("Committee") | None,
        description="The body it is in, if it is a committee.",
    )
    attestations: Any = connection(
        Loaders.office_attestations,
        graphql_type=listed("Attestation"),
        description="Days on which documents show it held: not a term of office.",
    )
    chaired_rounds: Any = connection(
        Loaders.office_chaired_rounds,
        graphql_type=listed("ApprovalRound"),
        description="Rounds chaired in this office.",
    )

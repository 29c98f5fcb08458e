"""Committee, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection, edge
from api.loaders import Loaders
from api.schema.connection import fact, facts, listed
from api.schema.enums import CommitteeKind
from api.schema.node import Named


@strawberry.type(
    description="A body that decides: working group, subcommittee, committee, commission, cabinet or board."
)
class Committee(Named):
    kind: CommitteeKind = strawberry.field(description="What kind of body it is.")
    note: str | None = strawberry.field(description="What else there is to say.")
    part_of: Any = edge(
        Loaders.committee_part_of, graphql_type=fact("Committee"), description="The body it is part of."
    )
    parts: Any = connection(
        Loaders.committee_parts, graphql_type=facts("Committee"), description="Bodies that are part of it."
    )
    secretariat: Any = connection(
        Loaders.committee_secretariat, graphql_type=facts("Agency"), description="Who serves it as secretariat."
    )
    rounds: Any = connection(
        Loaders.committee_rounds,
        graphql_type=listed("ApprovalRound"),
        description="Its sittings on record, oldest first.",
    )
    events: Any = connection(
        Loaders.committee_events, graphql_type=facts("Event"), description="Events it took part in, and as what."
    )
    offices: Any = connection(
        Loaders.committee_offices, graphql_type=listed("Office"), description="Offices held in it."
    )
    stages: Any = connection(
        Loaders.committee_stages,
        graphql_type=listed("Stage"),
        description="Steps on the way to the emblem that it takes.",
    )
    privileges: Any = connection(
        Loaders.committee_privileges, graphql_type=listed("Privilege"), description="Privileges it grants."
    )
    criteria: Any = connection(
        Loaders.committee_criteria,
        graphql_type=facts("Criterion"),
        description="Criteria that ask for its approval, or for that of a body with its task.",
    )

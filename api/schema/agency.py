"""Agency, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection, edge
from api.loaders import Loaders
from api.schema.connection import by_way_of_cities, fact, facts, listed
from api.schema.enums import AgencyKind
from api.schema.node import Named


@strawberry.type(description="An organisation that runs, proposes, hosts, grants or wins.")
class Agency(Named):
    kind: AgencyKind = strawberry.field(description="What kind of organisation it is.")
    note: str | None = strawberry.field(description="What else there is to say.")
    part_of: Any = edge(
        Loaders.agency_part_of, graphql_type=fact("Agency"), description="The organisation it is part of."
    )
    parts: Any = connection(
        Loaders.agency_parts, graphql_type=facts("Agency"), description="Organisations that are part of it."
    )
    cities: Any = connection(
        Loaders.agency_cities, graphql_type=facts("City"), description="Cities it runs, holds or develops."
    )
    provinces: Any = connection(
        Loaders.agency_provinces,
        graphql_type=by_way_of_cities("Province"),
        description="Provinces in which it runs cities, each with these cities.",
    )
    projects: Any = connection(Loaders.agency_projects, graphql_type=facts("Project"), description="Projects it runs.")
    proposed_cities: Any = connection(
        Loaders.agency_proposed_cities, graphql_type=facts("City"), description="Cities it proposed."
    )
    proposed_projects: Any = connection(
        Loaders.agency_proposed_projects, graphql_type=facts("Project"), description="Projects it proposed."
    )
    participations: Any = connection(
        Loaders.agency_participations,
        graphql_type=facts("City"),
        description="Cities in which it has another part, and which.",
    )
    events: Any = connection(
        Loaders.agency_events, graphql_type=facts("Event"), description="Events it took part in, and as what."
    )
    rounds: Any = connection(
        Loaders.agency_rounds, graphql_type=facts("ApprovalRound"), description="Rounds it took part in, and as what."
    )
    secretariat_of: Any = connection(
        Loaders.agency_secretariat_of, graphql_type=facts("Committee"), description="Bodies it serves as secretariat."
    )
    offices: Any = connection(Loaders.agency_offices, graphql_type=listed("Office"), description="Offices held in it.")
    awards: Any = connection(
        Loaders.agency_awards, graphql_type=facts("Award"), description="Awards it won or shared in."
    )
    privileges: Any = connection(
        Loaders.agency_privileges, graphql_type=listed("Privilege"), description="Privileges it grants."
    )
    initiatives: Any = connection(
        Loaders.agency_initiatives, graphql_type=facts("Initiative"), description="What it is a member of."
    )
    stages: Any = connection(
        Loaders.agency_stages, graphql_type=listed("Stage"), description="Steps on the way to the emblem that it takes."
    )

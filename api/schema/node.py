"""What things have in common: an id, sources, names, and what is said about them."""

from typing import Any

import strawberry

from api.edge import connection, edge, itself
from api.later import later_list
from api.loaders import Loaders
from api.schema.connection import listed
from api.schema.enums import Confidence, NameKind
from api.schema.reportable import Reportable


@strawberry.type(description="The names of a thing.")
class Name:
    th: str | None = strawberry.field(
        resolver=lambda root: root.name_th, description="Thai, as officially written; absent where not on record."
    )
    en: str | None = strawberry.field(resolver=lambda root: root.name_en, description="English; `enKind` says whose.")
    en_kind: NameKind | None = strawberry.field(
        resolver=lambda root: root.name_en_kind, description="Where the English name comes from."
    )
    gloss: str | None = strawberry.field(
        resolver=lambda root: root.gloss, description="What the Thai name means in plain English; not a name in use."
    )
    note: str | None = strawberry.field(
        resolver=lambda root: root.name_note, description="What else there is to say of the names."
    )


@strawberry.interface(description="Anything with an id.")
class Node:
    id: strawberry.ID = strawberry.field(
        description="Stable, readable and never reused: a noun and a name, as in `city:phuket`."
    )

    @classmethod
    def is_type_of(cls, root: Any, info: object) -> bool:  # noqa: ARG003 # the library's signature
        """A record is described by the type of its own name."""
        return type(root).__name__ == cls.__name__

    @classmethod
    def resolve_type(cls, root: Any, *_: object) -> str:
        """The type that describes a record."""
        return type(root).__name__


@strawberry.interface(description="What documents say.")
class Fact(Node, Reportable):
    confidence: Confidence = strawberry.field(description="How sure it is.")
    sources: Any = edge(
        Loaders.thing,
        lambda root: root.sources,
        graphql_type=later_list("Source"),
        description="The documents that support it; never empty.",
    )


@strawberry.interface(
    description="Something that observations, disagreements, gaps, cautions and corrections are about."
)
class Subject(Fact):
    observations: Any = connection(
        Loaders.observations_about,
        graphql_type=listed("Observation"),
        description="Numbers and statements about it, oldest first; undated ones last.",
    )
    events_about: Any = connection(
        Loaders.events_about, graphql_type=listed("Event"), description="Events about it, oldest first."
    )
    obstacles: Any = connection(
        Loaders.obstacles_about,
        graphql_type=listed("Obstacle"),
        description="What holds it back, in the order reported.",
    )
    disagreements: Any = connection(
        Loaders.disagreements_about,
        graphql_type=listed("Disagreement"),
        description="What documents say differently about it.",
    )
    gaps: Any = connection(
        Loaders.gaps_about, graphql_type=listed("Gap"), description="What is not on record about it."
    )
    cautions: Any = connection(
        Loaders.cautions_about,
        graphql_type=listed("Caution"),
        description="What a reader would easily get wrong about it.",
    )
    corrections: Any = connection(
        Loaders.corrections_about,
        graphql_type=listed("Correction"),
        description="Errors about it that stood in a published release, and were put right.",
    )


@strawberry.interface(description="Something with names.")
class Named(Subject):
    name: Name = strawberry.field(resolver=itself, description="Its names.")
    aliases: Any = connection(
        Loaders.aliases_of, graphql_type=listed("Alias"), description="Its other names, each with sources."
    )

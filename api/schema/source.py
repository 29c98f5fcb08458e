"""Source, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection, edge, of_page
from api.later import later
from api.loaders import Loaders
from api.schema.connection import CURSOR, Listing, edges_of
from api.schema.date import Date
from api.schema.enums import Confidence, Reading
from api.schema.node import Node
from api.schema.reportable import Reportable
from graph import model


@strawberry.type(description="A relation that a document supports.")
class SupportedRelation:
    relation: str = strawberry.field(
        description="The relation, as the graph calls it (`OPERATES`, `COVERS`, …). `COMPLETE`: the document states"
        " that a list is complete."
    )
    confidence: Confidence = strawberry.field(description="How sure it is.")
    list: str | None = strawberry.field(description="The list that is stated as complete.")
    leads_to: strawberry.Private[str | None]
    other: Any = edge(
        Loaders.thing,
        lambda root: root.leads_to,
        graphql_type=later("Node") | None,
        description="The thing at the other end of the relation.",
    )


@strawberry.type(description="What a document supports of one thing: the thing as a whole, and relations of it.")
class Support:
    whole: bool = strawberry.field(description="Whether it supports the thing as a whole.")
    confidence: Confidence = strawberry.field(description="How sure the surest of it is.")
    cursor: str = strawberry.field(description=CURSOR)
    about: Any = edge(
        Loaders.thing, lambda root: root.subject, graphql_type=later("Node"), description="The thing it is about."
    )

    @strawberry.field(description="The relations of the thing that it supports.")
    def relations(root: strawberry.Parent[model.Support]) -> list[SupportedRelation]:
        return [
            SupportedRelation(
                relation=relation,
                confidence=confidence,
                list=other if relation == "COMPLETE" else None,
                leads_to=None if relation == "COMPLETE" else other,
            )
            for relation, other, confidence in zip(root.relations, root.others, root.confidences, strict=True)
        ]


@strawberry.type(description="What a document supports, in pages.")
class SupportConnection(Listing):
    nodes: list[Support] = of_page(edges_of, description="What it supports, thing by thing.")


@strawberry.type(description="A document: who published it when, where it stands, and how much of it was read.")
class Source(Node, Reportable):
    title: str | None = strawberry.field(
        description="Its title; in brackets where the document's own is not on record. Absent if none is."
    )
    publisher: str | None = strawberry.field(description="Who published it, where on record.")
    published: Date | None = strawberry.field(description="When it was published, where on record.")
    published_note: str | None = strawberry.field(description="Where the date comes from.")
    url: str | None = strawberry.field(description="Its address, where it has one.")
    same_text_at: str | None = strawberry.field(description="Address of another place that carries the same text.")
    text_copy: str | None = strawberry.field(description="Where a copy of its text is kept.")
    read: Reading = strawberry.field(description="How much of it was read.")
    used_for: str | None = strawberry.field(description="What alone it was used for.")
    licence: str | None = strawberry.field(description="Its licence, where it has one.")
    reliability: str | None = strawberry.field(description="What to mind when relying on it.")
    version: str | None = strawberry.field(description="The version or commit that was read.")
    supports: Any = connection(
        Loaders.source_supports,
        graphql_type=SupportConnection,
        description="Everything that it supports, thing by thing, by id.",
    )

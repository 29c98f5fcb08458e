"""Attestation, as clients see it."""

import strawberry

from api.schema.date import Date
from api.schema.node import Fact


@strawberry.type(description="A day on which a document shows somebody in an office.")
class Attestation(Fact):
    date: Date | None = strawberry.field(description="The day; absent where the document is undated.")
    date_note: str | None = strawberry.field(description="Where the date comes from.")
    as_written: str | None = strawberry.field(description="How the document writes it.")

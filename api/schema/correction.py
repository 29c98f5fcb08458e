"""Correction, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection
from api.loaders import Loaders
from api.schema.connection import ThingConnection
from api.schema.date import Date
from api.schema.node import Fact


@strawberry.type(
    description="An error that stood in a published release of the data, and was put right (การแก้ไขข้อมูล). That the"
    " world changed, or that more became known, is none: `changes` has those too. The log is kept since the data were"
    " first published, and is there whatever the day; its sources are the documents that say what is right."
)
class Correction(Fact):
    corrected: Date = strawberry.field(description="The day on which it was put right.")
    property: str | None = strawberry.field(
        description="Which property was wrong, as the files of the dumps call it (`name_th`); absent where it was"
        " something else."
    )
    wrong: str = strawberry.field(description="What the data said.")
    right: str = strawberry.field(description="What is right.")
    first_release: str | None = strawberry.field(
        description="The release in which the error stood first; absent where it was in the first one published."
    )
    note: str | None = strawberry.field(description="How the error came about, and what else there is to say.")
    about: Any = connection(
        Loaders.correction_about, graphql_type=ThingConnection, description="The things of which it was wrong."
    )

"""What changed between two releases of the data, as clients see it."""

from collections.abc import Sequence
from enum import Enum
from typing import Annotated

import orjson
import strawberry

from api import changing
from api.changing import Changes as Changed
from api.edge import SIZE
from api.page import DEFAULT_SIZE
from api.schema.connection import Info, PageInfo
from graph.dumping.changes import Change as Record
from graph.dumping.changes import ChangeKind as Kind


@strawberry.enum(description="What became of a thing or of a relation.")
class ChangeKind(Enum):
    ADDED = strawberry.enum_value(Kind.ADDED.value, description="It was not there before (เพิ่ม).")
    CORRECTED = strawberry.enum_value(Kind.CORRECTED.value, description="What is said of it differs (แก้ไข).")
    REMOVED = strawberry.enum_value(Kind.REMOVED.value, description="It is not there any more (ลบออก).")


@strawberry.type(description="What is said of a thing or of a relation, before and after.")
class PropertyChange:
    name: str = strawberry.field(description="The property, as the files of the dumps call it: `name_th`.")
    old: str | None = strawberry.field(description="Its value before, as JSON; null where nothing was on record.")
    new: str | None = strawberry.field(description="Its value now, as JSON; null where nothing is on record.")


@strawberry.type(description="A relation between two things.")
class ChangedRelation:
    type: str = strawberry.field(description="Its type, as the graph calls it: `OPERATES`.")
    start: strawberry.ID = strawberry.field(description="The id of the thing that it leads from.")
    end: strawberry.ID = strawberry.field(description="The id of the thing that it leads to.")


def as_json(record: Record, side: str, name: str) -> str | None:
    """A value as JSON."""
    values = record.old if side == "old" else record.new
    return orjson.dumps(values[name]).decode() if name in values else None


@strawberry.type(description="What became of one thing, or of one relation, since an earlier release.")
class Change:
    kind: ChangeKind = strawberry.field(description="What became of it.")

    @strawberry.field(description="The id of the thing; null for a relation.")
    def id(root: strawberry.Parent[Record]) -> strawberry.ID | None:
        return root.which.get("id")

    @strawberry.field(description="The noun of the thing: `City`; null for a relation.")
    def noun(root: strawberry.Parent[Record]) -> str | None:
        return root.which.get("noun")

    @strawberry.field(description="The relation; null for a thing.")
    def relation(root: strawberry.Parent[Record]) -> ChangedRelation | None:
        if "type" not in root.which:
            return None
        return ChangedRelation(type=root.which["type"], start=root.which["start"], end=root.which["end"])

    @strawberry.field(description="What differs: of what was added or removed, everything.")
    def properties(root: strawberry.Parent[Record]) -> list[PropertyChange]:
        names = sorted(root.old.keys() | root.new.keys())
        return [
            PropertyChange(name=each, old=as_json(root, "old", each), new=as_json(root, "new", each)) for each in names
        ]


@strawberry.type(description="What was added, corrected and removed from one release of the data to another.")
class Changes:
    since: strawberry.ID = strawberry.field(description="The release from which is counted.")
    release: strawberry.ID = strawberry.field(description="The release served.")
    page_info: PageInfo = strawberry.field(
        resolver=lambda root: root.info, description="Where the page lies in the list."
    )

    @strawberry.field(description="The changes of the page: things by id, then relations by their ends.")
    def nodes(root: strawberry.Parent[Changed]) -> list[Change]:
        page: Sequence[Record] = root.page
        return list(page)  # type: ignore[arg-type] # described by Change

    @strawberry.field(description="Length of the whole list; counted only when asked for.")
    async def total_count(root: strawberry.Parent[Changed]) -> int:
        return await root.total()


Since = Annotated[strawberry.ID, strawberry.argument(description="The id of a release, as `release { id }` tells it.")]
First = Annotated[int, strawberry.argument(description=f"How many from the beginning, {SIZE}.")]
After = Annotated[str | None, strawberry.argument(description="Begin behind this cursor of the same list.")]


async def changes(info: Info, since: Since, first: First = DEFAULT_SIZE, after: After = None) -> Changed:
    """What changed since a release."""
    return await changing.changes(info.context, str(since), first, after)


FIELD = strawberry.field(
    resolver=changes,
    graphql_type=Changes,
    description="What was added, corrected and removed from an earlier release to the one served, whatever the day: so"
    " that what was cited then can be checked now. It reaches as far as the lists of changes that are kept beside the"
    " dumps under /data/; beyond that, `RELEASE_GONE` says how far.",
)
"""The field at the root."""

"""What an error can be reported in."""

from typing import Any

import strawberry

from api.context import Context
from api.page import fact_of


@strawberry.interface(
    description="Something that documents say, or that follows from it: an error can be reported in it."
)
class Reportable:
    @strawberry.field(
        description="Address at which an error in this very fact can be reported (แจ้งข้อผิดพลาด): open it, and what is"
        " reported is filled in: its id, the release and the day. Null where whoever runs the server names none."
    )
    def report(root: strawberry.Parent[Any], info: strawberry.Info[Context, None]) -> str | None:
        context = info.context
        if context.reports is None:
            return None
        return context.reports.address(fact_of(root), context.view.release.id, context.day.isoformat())

    @classmethod
    def is_type_of(cls, root: Any, info: object) -> bool:  # noqa: ARG003 # the library's signature
        """What has no id is reached by fields of its own type only."""
        return True

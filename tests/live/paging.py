"""Lists as clients read them, page by page, and as one read of the whole."""

from typing import Any

from graph.model import Edge
from graph.queries.rows import rows_of
from graph.queries.selected import selected
from graph.query import GraphView, Query, Window
from graph.selection import EVERY_THING, Selection

ALL = 10_000
"""More things than any list here has."""


async def paged(  # noqa: PLR0913 # what a client may choose
    view: GraphView,
    query: Query[Any],
    size: int,
    selection: Selection = EVERY_THING,
    *,
    backward: bool,
    low: bool = False,
) -> list[str]:
    """The ids of a list in its order, read page by page from its beginning, or from its end."""
    ids: list[str] = []
    place: Any = ""
    while True:
        ends: dict[str, Any] = {"before" if backward else "after": place}
        window = Window(size, backward=backward, low=low, selection=selection, **ends)
        rows: list[Edge[Any]] = (await rows_of(view, query, [""], window)).get("", [])
        ids.extend(row.node.id for row in rows)
        if len(rows) < size:
            return ids[::-1] if backward else ids
        place = rows[-1].cursor


async def whole(
    view: GraphView, query: Query[Any], selection: Selection = EVERY_THING, *, low: bool = False
) -> list[str]:
    """The ids of a list in one read, which sorts it: nothing that a load has prepared is used."""
    window = Window(ALL, low=low, selection=selection)
    return [row.node.id for row in (await view.fetch(selected(query, window), [""], window)).get("", [])]

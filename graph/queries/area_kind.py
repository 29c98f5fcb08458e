"""Reads that start from a kind of area."""

from graph import model
from graph.queries.compose import by_id, listing, traversal
from graph.queries.table import Table

BY_ID = by_id("area_kind.by_id", "AreaKind", model.AreaKind)
LIST = listing("area_kind.list", "AreaKind", model.AreaKind)
CITIES = traversal("area_kind.cities", "AreaKind", model.City, "(start)<-[edge:OF_KIND]-(node:City)")

TABLE = Table(
    model.AreaKind,
    (
        "id",
        "name_th",
        "name_en",
    ),
    (CITIES,),
)

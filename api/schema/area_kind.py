"""AreaKind, as clients see it."""

from typing import Any

import strawberry

from api.edge import connection
from api.loaders import Loaders
from api.schema.connection import facts
from api.schema.node import Named


@strawberry.type(description="A kind of smart city: livable (เมืองเดิมน่าอยู่) or new (เมืองใหม่ทันสมัย).")
class AreaKind(Named):
    cities: Any = connection(Loaders.area_kind_cities, graphql_type=facts("City"), description="Cities of this kind.")

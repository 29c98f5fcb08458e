"""Incentive, as clients see it."""

import strawberry

from api.schema.enums import IncentiveCase, IncentiveKind
from api.schema.node import Fact


@strawberry.type(
    description="What a privilege gives on one condition: relief from corporate income tax (ภาษีเงินได้นิติบุคคล)."
)
class Incentive(Fact):
    kind: IncentiveKind = strawberry.field(description="No tax, or less.")
    condition: str = strawberry.field(description="On which condition.")
    case: IncentiveCase | None = strawberry.field(
        description="The condition as a word that `privilegeAssessment` goes by; absent where there is no rule."
    )
    years: int = strawberry.field(description="For how many years.")
    percent: float | None = strawberry.field(description="By how many percent the tax is reduced.")
    capped: bool | None = strawberry.field(
        description="Whether the relief is capped; absent where documents do not say."
    )
    cap: str | None = strawberry.field(description="The cap.")

"""Whether something may apply for a BOI privilege, as clients see it."""

from typing import Any

import strawberry

from api.case import Areas
from api.edge import edge
from api.later import later, later_list
from api.loaders import Loaders
from api.page import Originated, PageOfList, Placed
from api.schema.connection import CURSOR, PageInfo
from api.schema.date import Date
from api.schema.enums import Confidence, Requirement, State, Verdict
from api.schema.incentive import Incentive
from api.schema.privilege import Privilege
from api.schema.reportable import Reportable
from graph.assessment import finding, words


@strawberry.type(description="A sentence in both languages.")
class Wording:
    th: str = strawberry.field(description="In Thai.")
    en: str = strawberry.field(description="In English.")


@strawberry.type(description="Whether a version of a measure is in force on the day.")
class MeasureStanding:
    in_force: bool = strawberry.field(description="Whether nothing on record has superseded it.")
    since: Date | None = strawberry.field(description="The day the board approved it, where on record.")
    replaced: Date | None = strawberry.field(
        description="The day its successor was approved; absent while it is in force: its end is then not on record."
    )
    said: Wording = strawberry.field(description="The same in words.")
    superseded_by: Any = edge(
        Loaders.thing,
        lambda root: root.successor,
        graphql_type=later("Privilege") | None,
        description="The version that has superseded it.",
    )


@strawberry.type(description="One condition of a privilege, judged.")
class PrivilegeCondition(Reportable):
    state: State = strawberry.field(description="Whether it is met.")
    name: Wording = strawberry.field(description="What it is about, in words.")
    asks: Requirement | None = strawberry.field(description="What it is about; absent where there is no rule for it.")
    why: Wording = strawberry.field(description="Why its state is what it is.")
    settles: Wording | None = strawberry.field(
        name="whatWouldSettleIt", description="What would tell, or what is missing; absent where nothing is."
    )
    confidence: Confidence | None = strawberry.field(
        description="How sure the least sure of the facts is that it rests on; absent where it rests on none."
    )
    told: bool = strawberry.field(
        name="givenByAsker", description="Whether it rests on what the asker says, which is not checked."
    )
    fails: Verdict = strawberry.field(
        name="ifNotMet", description="The verdict that follows where this condition is not met."
    )
    criterion: Any = edge(
        Loaders.thing,
        lambda root: root.criterion,
        graphql_type=later("Criterion") | None,
        description="The criterion as documents have it; absent where the activity itself is the condition.",
    )
    asked_by: Any = edge(
        Loaders.thing,
        lambda root: root.asked_by,
        graphql_type=later("Privilege"),
        description="Whose condition it is: this version's, an earlier one's that stands beside it, or what BOI is"
        " reported to ask of smart cities in general.",
    )
    evidence: Any = edge(
        Loaders.thing,
        lambda root: root.evidence,
        graphql_type=later_list("Node"),
        description="What it rests on: decisions and their rounds, emblems, dimensions, disagreements, gaps.",
    )
    sources: Any = edge(
        Loaders.thing,
        lambda root: root.sources,
        graphql_type=later_list("Source"),
        description="The documents that state what it rests on.",
    )
    missing_dimensions: Any = edge(
        Loaders.thing,
        lambda root: root.missing_dimensions,
        graphql_type=later_list("Dimension"),
        description="Compulsory Smart dimensions that are not on record as covered.",
    )


@strawberry.type(description="What one incentive would give.")
class PrivilegeRelief:
    applies: State = strawberry.field(description="Whether its own condition is met.")
    why: Wording = strawberry.field(description="Why.")
    incentive: Incentive = strawberry.field(description="The incentive, with its years and its condition.")
    privilege: Any = edge(
        Loaders.thing,
        lambda root: root.privilege,
        graphql_type=later("Privilege"),
        description="The version of the measure that gives it.",
    )


@strawberry.type(
    description="What would follow if the BOI granted it: years without corporate income tax (ภาษีเงินได้นิติบุคคล)."
)
class PrivilegeExemption:
    years: list[int] = strawberry.field(
        description="Every number of years that the rules on record leave open, ascending, by this version and by those"
        " in force beside it."
    )
    certain: bool = strawberry.field(description="Whether that is one number, and its own condition is met.")
    reliefs: list[PrivilegeRelief] = strawberry.field(
        description="Each incentive, exemption or reduction, with its condition; this version's first."
    )
    descriptions: Any = edge(
        Loaders.thing,
        lambda root: root.descriptions,
        graphql_type=later_list("Observation"),
        description="What officials and the press said of it later: every value, also where they differ.",
    )
    disagreements: Any = edge(
        Loaders.thing,
        lambda root: root.disagreements,
        graphql_type=later_list("Disagreement"),
        description="What documents say differently about it.",
    )
    gaps: Any = edge(
        Loaders.thing,
        lambda root: root.gaps,
        graphql_type=later_list("Gap"),
        description="What is not on record about it.",
    )


@strawberry.type(
    description="Whether a city, a project or a plan may apply for one BOI privilege on the day, and on what evidence."
    " What public facts cannot tell is UNKNOWN. The BOI decides."
)
class PrivilegeAssessment:
    verdict: Verdict = strawberry.field(description="What follows from the conditions.")
    privilege: Privilege = strawberry.field(description="The version of the measure that was assessed.")
    standing: MeasureStanding = strawberry.field(description="Whether that version is in force on the day.")
    exemption: PrivilegeExemption = strawberry.field(description="What would follow.")
    city: Any = edge(
        Loaders.thing, lambda root: root.city, graphql_type=later("City") | None, description="The city assessed."
    )
    project: Any = edge(
        Loaders.thing,
        lambda root: root.project,
        graphql_type=later("Project") | None,
        description="The project assessed.",
    )
    dimensions: Any = edge(
        Loaders.thing,
        lambda root: root.dimensions,
        graphql_type=later_list("Dimension"),
        description="The Smart dimensions that the asker gave.",
    )
    also_in_force: Any = edge(
        Loaders.thing,
        lambda root: root.alongside,
        graphql_type=later_list("Privilege"),
        description="Other versions in force for the same activity; which prevails is not on record.",
    )

    @strawberry.field(
        description="Every condition, in order: the version's own, those of an earlier version that stands beside it,"
        " and the emblem."
    )
    def conditions(root: strawberry.Parent[finding.Assessment]) -> list[PrivilegeCondition]:
        of = f"{root.city or root.project or 'a plan'} {root.privilege.id}"
        told = (Originated(each, f"{of} {each.criterion or each.name.en}") for each in root.conditions)
        return list(told)  # type: ignore[arg-type] # described by PrivilegeCondition

    @strawberry.field(description="Who decides.")
    def disclaimer(root: strawberry.Parent[finding.Assessment]) -> Wording:
        return words.DISCLAIMER  # type: ignore[return-value] # described by Wording


@strawberry.type(description="A place in a list of areas.")
class PrivilegeAreaEdge:
    node: PrivilegeAssessment = strawberry.field(description="The area, assessed.")
    cursor: str = strawberry.field(description=CURSOR)


@strawberry.type(description="Areas and whether they may apply for a privilege, in pages.")
class PrivilegeAreaConnection:
    @strawberry.field(description="The areas of the page, without their edges.")
    def nodes(root: strawberry.Parent[Areas]) -> list[PrivilegeAssessment]:
        return [area.node for area in root.shown]  # type: ignore[misc] # described by PrivilegeAssessment

    @strawberry.field(description="The places of the page.")
    def edges(root: strawberry.Parent[Areas]) -> list[PrivilegeAreaEdge]:
        return [Placed(area, root.scope) for area in root.shown]  # type: ignore[misc] # described by PrivilegeAreaEdge

    @strawberry.field(
        description="Where the page lies in the list. A page may be shorter than asked for and yet have a next one:"
        " 1,000 cities are looked at for one page."
    )
    def page_info(root: strawberry.Parent[Areas]) -> PageInfo:
        return PageOfList(  # type: ignore[return-value] # described by PageInfo
            has_next_page=root.more,
            has_previous_page=bool(root.after),
            start_cursor=root.scope.opaque(root.shown[0].cursor) if root.shown else None,
            end_cursor=root.scope.opaque(root.end) if root.end else None,
        )

    @strawberry.field(description="Who decides.")
    def disclaimer(root: strawberry.Parent[Areas]) -> Wording:
        return words.DISCLAIMER  # type: ignore[return-value] # described by Wording

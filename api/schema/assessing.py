"""The root fields that assess: what a client may ask of BOI privileges, and the checks of what it says."""

import asyncio
from typing import Annotated, Any

import strawberry

from api.case import Assessor, Wanted, areas, assessor
from api.edge import SIZE, selection
from api.errors import UserError
from api.later import later_input
from api.loader import noun_of
from api.page import DEFAULT_SIZE, LONGEST_SHOWN, Scope, checked_size
from api.schema.assessment import PrivilegeAreaConnection, PrivilegeAssessment
from api.schema.connection import Info
from api.schema.enums import Activity, Verdict
from graph.assessment.measure import Measure
from graph.assessment.record import Case, Told

MOST_DIMENSIONS = 7


@strawberry.input(description="What the asker knows and public documents do not tell. It is taken as said.")
class PrivilegeFacts:
    thai_shareholding_percent: float | None = strawberry.field(
        default=None, description="How much of the company Thai nationals hold, 0 to 100 percent."
    )
    dimensions: list[strawberry.ID] | None = strawberry.field(
        default=None,
        description="Ids of all Smart dimensions that the plan of the city or project covers, as in"
        " `dimension:environment`; those on record among them.",
    )
    approved: bool | None = strawberry.field(
        default=None, description="Whether a body in charge of smart-city development has approved it."
    )
    emblem_in_force: bool | None = strawberry.field(
        default=None, description="Whether the city holds an emblem (ตราสัญลักษณ์) that is in force."
    )
    communication_infrastructure: bool | None = strawberry.field(
        default=None, description="Whether there is communication infrastructure such as fibre and public Wi-Fi."
    )
    open_data_platform: bool | None = strawberry.field(
        default=None, description="Whether there is an open data platform."
    )
    industrial_estate: bool | None = strawberry.field(
        default=None, description="Whether it is an industrial estate or zone (นิคมหรือเขตอุตสาหกรรม)."
    )
    in_eec: bool | None = strawberry.field(
        default=None, description="Whether it lies in the Eastern Economic Corridor (อีอีซี)."
    )
    for_eight_year_area: bool | None = strawberry.field(
        default=None,
        description="Whether a system is built for a smart city, estate or zone with the eight-year exemption.",
    )


City = Annotated[strawberry.ID | None, strawberry.argument(description="The id of a city.")]
Project = Annotated[strawberry.ID | None, strawberry.argument(description="The id of a project.")]
Dimensions = Annotated[
    list[strawberry.ID] | None,
    strawberry.argument(description="The ids of all Smart dimensions of a plan that is not on record."),
]
PrivilegeId = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="The id of a privilege: that version of its measure, in force or not."),
]
MeasureName = Annotated[
    str | None,
    strawberry.argument(
        description="A measure, as in `boi-2018-05`, with `activity`: then its version in force is assessed, which may"
        " be a later one."
    ),
]
OfActivity = Annotated[Activity | None, strawberry.argument(description="The activity that the measure promotes.")]
Facts = Annotated[PrivilegeFacts | None, strawberry.argument(description="What the asker knows besides.")]
Low = Annotated[bool, strawberry.argument(description="Let facts count that are second-hand, unofficial or inferred.")]
Percent = Annotated[
    float | None,
    strawberry.argument(description="How much Thai nationals hold of whoever applies, 0 to 100 percent."),
]
Verdicts = Annotated[
    list[Verdict] | None, strawberry.argument(description="Only areas with one of these verdicts; all by default.")
]
Where: Any = Annotated[
    later_input("CityFilter") | None, strawberry.argument(description="Only cities of which this holds.")
]
First = Annotated[int, strawberry.argument(description=f"How many from the beginning, {SIZE}.")]
After = Annotated[str | None, strawberry.argument(description="Begin behind this cursor of the same list.")]


def shown(value: object) -> str:
    """A value as an error shows it."""
    return repr(value)[:LONGEST_SHOWN]


def only(**given: Any) -> str:
    """The name of the one argument that is given."""
    names = [name for name, value in given.items() if value is not None]
    if len(names) == 1:
        return names[0]
    every = " or ".join(f"`{name}`" for name in given)
    said = f"{' and '.join(f'`{name}`' for name in names)} exclude each other" if names else "nothing is given"
    raise UserError(f"{said}: give either {every}")


def checked_noun(name: str, thing_id: str, noun: str) -> str:
    """An id that begins as the ids of a noun do."""
    if noun_of(thing_id) != noun:
        raise UserError(f"`{name}: {shown(thing_id)}` is no {noun}: give an id that begins with `{noun}:`")
    return thing_id


def checked_percent(percent: float | None) -> float | None:
    """A percentage."""
    if percent is not None and not 0 <= percent <= 100:  # noqa: PLR2004 # of a hundred
        raise UserError(f"`thaiShareholdingPercent: {percent}` is out of range: give 0 to 100")
    return percent


def told_of(facts: PrivilegeFacts | None, dimensions: list[strawberry.ID] | None) -> Told:
    """What the asker says, checked; the dimensions of a plan stand in one place only."""
    facts = facts or PrivilegeFacts()
    if dimensions is not None and facts.dimensions is not None:
        raise UserError("`dimensions` stand in `facts` too: give them once")
    named = facts.dimensions if dimensions is None else dimensions
    if named is not None and not 1 <= len(named) <= MOST_DIMENSIONS:
        raise UserError(f"`dimensions` names {len(named)}: give 1 to {MOST_DIMENSIONS}, or leave it out")
    checked = (
        None if named is None else tuple(dict.fromkeys(checked_noun("dimensions", str(i), "dimension") for i in named))
    )
    return Told(
        dimensions=checked,
        thai_shareholding_percent=checked_percent(facts.thai_shareholding_percent),
        approved=facts.approved,
        emblem_in_force=facts.emblem_in_force,
        communication_infrastructure=facts.communication_infrastructure,
        open_data_platform=facts.open_data_platform,
        industrial_estate=facts.industrial_estate,
        in_eec=facts.in_eec,
        for_eight_year_area=facts.for_eight_year_area,
    )


async def assessor_of(info: Info, told: Told, *, low: bool) -> Assessor:
    """Whoever assesses for this request; raises `UserError` where the asker names a dimension that is none."""
    context = info.context
    found = await context.loaders.thing.load_many(list(told.dimensions or ()))
    for each, thing in zip(told.dimensions or (), found, strict=True):
        if thing is None:
            raise UserError(f"{shown(each)} is no dimension: ask for `dimensions {{ nodes {{ id }} }}`")
    return await assessor(context.loaders, told, context.view.as_of.isoformat(), low=low)


async def case_of(by: Assessor, city: str | None, project: str | None) -> Case | None:
    """What is on record about what is asked of; none where there is no such thing."""
    thing = city or project
    if thing is None:
        return Case()
    known, case = await asyncio.gather(by.loaders.thing.load(thing), by.city(thing) if city else by.project(thing))
    return case if known is not None else None


def subject(city: str | None, project: str | None, dimensions: list[strawberry.ID] | None) -> None:
    """Check that one thing is asked of, and that it is of its noun."""
    name = only(city=city, project=project, dimensions=dimensions)
    if name != "dimensions":
        checked_noun(name, str(city or project), name)


def checked_privilege(privilege: str | None, measure: str | None, activity: Activity | None) -> None:
    """Check that one privilege is asked for."""
    if only(privilege=privilege, measure=measure) == "measure":
        if activity is None:
            raise UserError(f"`measure: {shown(measure)}` has several activities: give `activity` too")
    elif activity is not None:
        raise UserError("`privilege` is for one activity already: leave out `activity`")
    else:
        checked_noun("privilege", str(privilege), "privilege")


def measure_of(by: Assessor, privilege: str | None, measure: str | None, activity: Activity | None) -> Measure | None:
    """The version that is asked for, by its id or by its measure; none where there is no such."""
    if privilege is not None:
        return by.measures.by_id.get(privilege)
    assert measure is not None  # noqa: S101 # one of the two is given
    assert activity is not None  # noqa: S101 # with a measure
    return by.measures.of(measure, activity)


@strawberry.type
class Assessments:
    """What the root can assess."""

    @strawberry.field(
        description="Whether a city, a project or a plan may apply for a BOI privilege: verdict, conditions in order"
        " with their evidence, and what would follow. Give one of `city`, `project` and `dimensions`; and `privilege`,"
        " or `measure` and `activity`. Null where there is no such city, project or privilege on the day. The BOI"
        " decides."
    )
    async def privilege_assessment(
        self, info: Info, city: City = None, project: Project = None, dimensions: Dimensions = None,
        privilege: PrivilegeId = None, measure: MeasureName = None, activity: OfActivity = None, facts: Facts = None,
        include_low_confidence: Low = False,
    ) -> PrivilegeAssessment | None:  # fmt: skip
        subject(city, project, dimensions)
        checked_privilege(privilege, measure, activity)
        by = await assessor_of(info, told_of(facts, dimensions), low=include_low_confidence)
        of, case = measure_of(by, privilege, measure, activity), await case_of(by, city, project)
        return None if of is None or case is None else by.assessment(of, case)  # type: ignore[return-value] # described

    @strawberry.field(
        description="The same for every privilege in force on the day, oldest first, or for those of one activity."
    )
    async def privilege_assessments(
        self, info: Info, city: City = None, project: Project = None, dimensions: Dimensions = None,
        activity: OfActivity = None, facts: Facts = None, include_low_confidence: Low = False,
    ) -> list[PrivilegeAssessment] | None:  # fmt: skip
        subject(city, project, dimensions)
        by = await assessor_of(info, told_of(facts, dimensions), low=include_low_confidence)
        case = await case_of(by, city, project)
        if case is None:
            return None
        return [by.assessment(each, case) for each in by.measures.in_force(activity)]  # type: ignore[misc] # described

    @strawberry.field(
        description="Every city, by id, assessed for a privilege; give `privilege`, or `measure` and `activity`. Null"
        " where there is no such privilege on the day. The BOI decides."
    )
    async def privilege_areas(
        self, info: Info, privilege: PrivilegeId = None, measure: MeasureName = None, activity: OfActivity = None,
        verdict: Verdicts = None, where: Where = None, thai_shareholding_percent: Percent = None,
        first: First = DEFAULT_SIZE, after: After = None, include_low_confidence: Low = False,
    ) -> PrivilegeAreaConnection | None:  # fmt: skip
        checked_privilege(privilege, measure, activity)
        told = Told(thai_shareholding_percent=checked_percent(thai_shareholding_percent))
        verdicts = frozenset(Verdict if verdict is None else verdict)
        of = f"{privilege or measure} {activity} {sorted(verdicts)} {thai_shareholding_percent}"
        view, low, size = info.context.view, include_low_confidence, checked_size("first", first)
        scope = Scope(view.release.id, view.as_of.isoformat(), "privilege_areas", of, low, selection(where, None))
        wanted = Wanted(verdicts, size, scope.plain(after), scope)
        by = await assessor_of(info, told, low=low)
        found = measure_of(by, privilege, measure, activity)
        return None if found is None else await areas(by, found, wanted)  # type: ignore[return-value] # described

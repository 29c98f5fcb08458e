"""Which operations are compiled, why the others are not, and what is kept of a plan."""

import asyncio
import inspect
from collections.abc import Coroutine, Sequence
from typing import Any

import pytest

from api.answering import Answer, executed
from api.edge import Paged
from api.execution.aside import Reason
from api.execution.executor import MOST_PLANS, Executor, plans_of
from api.execution.levels import shared, spread
from api.execution.plan import Called, Request
from api.loader import Loader
from api.page import Arguments
from api.schema.root import DOCUMENTS, SCHEMA
from graph.queries import city
from tests.api.execution.compared import Asked, asked
from tests.api.execution.made import MadeUpGraph

pytestmark = [pytest.mark.anyio, pytest.mark.filterwarnings("error")]


def question(text: str, **values: Any) -> Asked:
    """A valid question."""
    found = asked(text, values)
    assert found is not None
    return found


async def answer(executor: Executor, wanted: Asked, **graph: Any) -> Answer:
    """The answer to a question, over a made-up graph."""
    return await executor(DOCUMENTS, wanted.over(MadeUpGraph(**graph)))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{ __schema { queryType { name } } }", Reason.INTROSPECTION),
        ('{ __type(name: "City") { name } release { id } }', Reason.INTROSPECTION),
        ("query($id: ID!) { node(id: $id) { id } }", Reason.VARIABLES),
        ("{ cities(first: 101) { nodes { id } } }", Reason.FAILURE),
        ("{ city { id } }", Reason.FAILURE),
    ],
)
async def test_what_steps_aside_is_answered_by_graphql_core_and_counted(text: str, reason: Reason) -> None:
    executor, wanted = Executor(SCHEMA), question(text)

    found = await answer(executor, wanted)

    assert found == await executed(DOCUMENTS, wanted.over(MadeUpGraph()))
    assert (executor.compiled, dict(executor.asides)) == (0, {reason: 1})


async def test_what_a_plan_has_begun_when_it_steps_aside_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    executor, wanted = (
        Executor(SCHEMA),
        question('{ search(text: "x") { nodes { id } } cities(first: 101) { nodes { id } } }'),
    )
    begun: list[Coroutine[Any, Any, Any]] = []
    plain = Called.values

    def values(way: Called, request: Request, records: Sequence[Any]) -> list[Any]:
        found = plain(way, request, records)
        begun.extend(found)
        return found

    monkeypatch.setattr(Called, "values", values)
    found = await answer(executor, wanted)

    assert "errors" in found
    assert [inspect.getcoroutinestate(each) for each in begun] == [inspect.CORO_CLOSED]


async def test_nothing_is_read_beside_who_executes_when_a_loader_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    executor, graph, plain = Executor(SCHEMA), MadeUpGraph(), Loader.read

    async def read(loader: Loader, keys: list[str]) -> None:
        if loader.choice is city.PROVINCE:
            raise ValueError("a loader that fails")
        await asyncio.sleep(0)
        await plain(loader, keys)

    monkeypatch.setattr(Loader, "read", read)
    found = await executor(DOCUMENTS, question('{ city(slug: "1") { province { id } status { value } } }').over(graph))

    assert "errors" in found
    assert executor.asides == {Reason.FAILURE: 1}
    assert len(set(graph.reads)) == len(graph.reads)


async def test_a_value_that_is_not_as_promised_is_told_by_graphql_core() -> None:
    executor, wanted = Executor(SCHEMA), question('{ city(slug: "1") { id synthetic } }')

    found = await answer(executor, wanted, fixed={"synthetic": lambda: "perhaps"})

    assert [each["path"] for each in found["errors"]] == [["city", "synthetic"]]
    assert executor.asides == {Reason.VALUE: 1}


async def test_what_a_plan_has_read_is_not_read_again_when_it_steps_aside() -> None:
    executor, graph = Executor(SCHEMA), MadeUpGraph(fixed={"synthetic": lambda: None})

    await executor(DOCUMENTS, question('{ city(slug: "1") { synthetic province { id } } }').over(graph))

    assert executor.asides == {Reason.VALUE: 1}
    assert sorted(name for name, *_ in graph.reads) == ["city.by_id", "city.province"]


async def test_a_document_is_compiled_once_for_all_values_of_its_arguments() -> None:
    executor = Executor(SCHEMA)
    wanted = question("query($first: Int) { cities(first: $first) { nodes { id } } }")

    for first in range(4):
        await answer(executor, Asked(wanted.text, wanted.document, {"first": first}))

    assert executor.compiled == 4
    assert len(plans_of(wanted.document)) == 1


async def test_what_steers_an_operation_has_a_plan_each_and_few_are_kept() -> None:
    executor = Executor(SCHEMA)
    names = [f"v{number}" for number in range(5)]
    said = ", ".join(f"${name}: Boolean!" for name in names)
    fields = " ".join(f"{name}: release @include(if: ${name}) {{ id }}" for name in names)
    wanted = question(f"query({said}) {{ {fields} __typename }}")

    for number in range(2 ** len(names)):
        values = {name: bool(number >> place & 1) for place, name in enumerate(names)}
        found = await answer(executor, Asked(wanted.text, wanted.document, values))
        assert list(found["data"]) == [*(name for name in names if values[name]), "__typename"]

    assert executor.compiled == 2 ** len(names)
    assert len(plans_of(wanted.document)) == MOST_PLANS


async def test_the_operations_of_a_document_have_plans_of_their_own() -> None:
    executor = Executor(SCHEMA)
    wanted = question("query A { release { id } } query B { release { synthetic } }")

    for name in "AB":
        ready = wanted.named(name).over(MadeUpGraph())
        found = await executor(DOCUMENTS, ready)
        assert found == await executed(DOCUMENTS, ready)

    assert executor.compiled == 2


async def test_an_operation_with_too_many_places_is_left_to_graphql_core() -> None:
    executor = Executor(SCHEMA)
    fields = " ".join(f"a{number}: release {{ id }}" for number in range(600))

    found = await answer(executor, question(f"{{ {fields} }}"))

    assert len(found["data"]) == 600
    assert executor.asides == {Reason.SIZE: 1}


async def test_all_that_is_asked_of_one_thing_in_several_places_is_one_row() -> None:
    executor, graph = Executor(SCHEMA), MadeUpGraph()

    found = await executor(DOCUMENTS, question('{ nodes(ids: ["city:1", "city:1", "city:1"]) { id } }').over(graph))

    first, second, third = found["data"]["nodes"]
    assert first is second is third
    assert len(graph.reads) == 1


@pytest.mark.parametrize(
    ("text", "variables", "times"),
    [
        ("{ cities(where: {extent: {eq: DISTRICT}}) { totalCount } }", [{}, {}], 1),
        ("query($n: Int!) { cities(first: $n) { nodes { id } } }", [{"n": 1}, {"n": 2}], 2),
    ],
)
async def test_what_is_asked_of_a_list_is_worked_out_once_unless_variables_tell(
    text: str, variables: list[dict[str, int]], times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    executor, worked_out = Executor(SCHEMA), []
    plain = Paged.asked

    def counted(paged: Paged, arguments: dict[str, Any]) -> Arguments:
        worked_out.append(paged)
        return plain(paged, arguments)

    monkeypatch.setattr(Paged, "asked", counted)
    wanted = question(text, **variables[0])
    asks = [Asked(text, wanted.document, values) for values in variables]
    answers = [await answer(executor, each) for each in asks]

    assert len(worked_out) == times
    assert answers == [await executed(DOCUMENTS, each.over(MadeUpGraph())) for each in asks]


def test_how_often_a_row_stands_in_the_answer_follows_from_who_shares_it() -> None:
    assert shared(["a", "b"], ["a", "b", None, "a"], None) == [2, 1]
    assert shared(["a", "b"], ["a", "b", None, "a"], [2, 1, 7, 3]) == [5, 1]
    assert spread([["x", "y"], None, [], ["z"]], [2, 1, 1, 3]) == [2, 2, 3]
    assert spread([["x", "y"]], None) is None

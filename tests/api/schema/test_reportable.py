"""Every fact says where an error in it can be reported, and which fact that is."""

from typing import Any
from urllib.parse import unquote

import httpx
import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType, get_named_type

from api.app import create_app
from api.reporting import Reports
from api.schema.root import SCHEMA
from api.settings import Terms
from graph.model import Finding, Reason, Record, ReportedTotal, Standing, Status, TotalBasis
from tests.api.schema.test_assessing import graph as assessed
from tests.api.schema.test_path import graph as ways
from tests.fakes import TODAY, FakeGraph, by_id, told
from tests.things import SOURCES, agency, city, everything, fact_of, observation, province, source

pytestmark = pytest.mark.anyio

ADDRESS = "https://example.org/{fact}|{release}|{day}"


async def reported(graph: FakeGraph, query: str, reports: str | None = ADDRESS) -> Any:
    """The data of an answer where errors are reported at an address."""
    terms = Terms(reports=Reports(reports) if reports else None)
    transport = httpx.ASGITransport(create_app(graph, lambda: TODAY, terms=terms))
    async with httpx.AsyncClient(transport=transport, base_url="http://mueang.test") as client:
        answer = (await client.post("/graphql", json={"query": query})).json()
    assert "errors" not in answer, answer
    return answer["data"]


def facts(address: str) -> str:
    """The fact that an address of these tests names."""
    fact, release, day = address.removeprefix("https://example.org/").split("|")
    assert (release, day) == ("release-1", "2025-12-31")
    return unquote(fact)


def test_whatever_has_documents_and_every_document_can_be_reported() -> None:
    kinds = [each for each in SCHEMA.plain.type_map.values() if isinstance(each, GraphQLObjectType)]
    sourced = {
        each.name
        for each in kinds
        if "sources" in each.fields and get_named_type(each.fields["sources"].type).name == "Source"
    }
    interface = SCHEMA.plain.type_map["Reportable"]
    assert isinstance(interface, GraphQLInterfaceType)

    reportable = {each.name for each in SCHEMA.plain.get_possible_types(interface)}

    assert len(sourced) > 40
    assert reportable == sourced | {"Source"}


@pytest.mark.parametrize("thing", everything(), ids=lambda thing: type(thing).__name__)
async def test_a_thing_is_reported_by_its_id(thing: Record) -> None:
    thing_id = thing.id  # type: ignore[attr-defined] # things have one

    data = await reported(FakeGraph(by_id(thing)), f'{{ node(id: "{thing_id}") {{ ... on Reportable {{ report }} }} }}')

    assert facts(data["node"]["report"]) == thing_id


async def test_without_an_address_it_is_null() -> None:
    graph = FakeGraph({("city.operators", "city:phuket"): [fact_of(agency())], **by_id(city(), source())})
    query = '{ city(slug: "phuket") { report operators { edges { report } } sources { report } } }'

    assert await told(graph, query) == {
        "city": {"report": None, "operators": {"edges": [{"report": None}]}, "sources": [{"report": None}]}
    }


async def test_a_relation_is_reported_by_the_thing_the_list_and_where_it_leads() -> None:
    graph = FakeGraph(
        {
            ("city.operators", "city:phuket"): [fact_of(agency()), fact_of(agency("egat"))],
            ("city.province_fact", "city:phuket"): [fact_of(province())],
            **by_id(city()),
        }
    )

    data = await reported(
        graph, '{ city(slug: "phuket") { operators { edges { report } } provinceEdge { report node { id } } } }'
    )

    assert [facts(each["report"]) for each in data["city"]["operators"]["edges"]] == [
        "city:phuket city_operators agency:depa",
        "city:phuket city_operators agency:egat",
    ]
    assert facts(data["city"]["provinceEdge"]["report"]) == "city:phuket city_province_fact province:TH-83"
    assert data["city"]["provinceEdge"]["node"] == {"id": "province:TH-83"}


async def test_what_follows_from_facts_is_reported_by_what_it_says_and_of_what() -> None:
    graph = FakeGraph(
        {
            ("city.status", "city:phuket"): [Standing(value=Status.APPROVED)],
            ("city.in_force", "city:phuket"): [Finding(reason=Reason.NOT_ON_RECORD)],
            **by_id(city()),
        }
    )

    data = await reported(graph, '{ city(slug: "phuket") { status { report value } inForce { report answer } } }')

    assert facts(data["city"]["status"]["report"]) == "city:phuket city_status"
    assert facts(data["city"]["inForce"]["report"]) == "city:phuket city_in_force"
    assert (data["city"]["status"]["value"], data["city"]["inForce"]["answer"]) == ("APPROVED", "UNKNOWN")


async def test_a_total_is_reported_by_what_reports_it() -> None:
    total = ReportedTotal(
        subject="observation:total",
        basis=TotalBasis.APPROVED,
        cities=36,
        sources=SOURCES,
        confidence="high",
        cursor="observation:total",
    )
    graph = FakeGraph(
        {
            ("reported_total.list", ""): [total],
            ("observation.reported_total", "observation:total"): [total],
            **by_id(observation("total")),
        }
    )

    data = await reported(
        graph, '{ reportedTotals { nodes { report } } observation(slug: "total") { reportedTotal { report } } }'
    )

    assert [facts(each["report"]) for each in data["reportedTotals"]["nodes"]] == ["observation:total"]
    assert facts(data["observation"]["reportedTotal"]["report"]) == "observation:total"


async def test_a_step_of_a_way_is_reported_by_its_words() -> None:
    data = await reported(
        ways(), '{ paths(from: "city:phuket", to: "city:samyan") { paths { steps { link { report confidence } } } } }'
    )

    steps = data["paths"]["paths"][0]["steps"]
    assert [facts(each["link"]["report"]) for each in steps] == [
        "city:phuket OPERATES < agency:depa link",
        "agency:depa OPERATES > city:samyan link",
    ]


async def test_a_condition_is_reported_by_whose_it_is_and_which() -> None:
    data = await reported(
        assessed(),
        '{ privilegeAssessment(city: "city:phuket", privilege: "privilege:second") { conditions { report state } } }',
    )

    found = [facts(each["report"]) for each in data["privilegeAssessment"]["conditions"]]
    assert found[:2] == [
        "city:phuket privilege:second criterion:dimensions",
        "city:phuket privilege:second criterion:shares",
    ]
    assert len(set(found)) == len(found)

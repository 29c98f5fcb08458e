"""What must be true of the whole schema: standing tests over everything at once."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_specified_scalar_type,
)
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from api.edge import AS_OF_THE_DAY, Follow, Paged
from api.loader import Choice, Line, ListLine, OneLine, PagesLine, noun_of
from api.loaders import BY_NOUN, Loaders
from api.schema.group import GROUPINGS
from api.schema.root import ENTRIES, SCHEMA
from graph import model, seed
from graph.assessment import finding
from graph.model import Edge, FactEdge, Record, ThroughEdge
from graph.queries import neighbour
from graph.queries.grouping import SPANNED
from graph.queries.tables import TABLES
from graph.query import Query
from graph.selection import group_key
from tests.fakes import FakeGraph, by_id, told
from tests.things import everything

PRINTED: GraphQLSchema = SCHEMA._schema
NOUNS = {word: noun.__name__ for word, noun in seed.NOUNS.items()}
RECORDS = {
    **{name: getattr(model, name) for name in (*NOUNS.values(), *seed.PARTS)},
    "Release": model.Release,
    "CityCounts": model.CityCounts,
    "Support": model.Support,
    "Link": model.Link,
    "Neighbours": model.Neighbours,
    "Wording": finding.Wording,
    "MeasureStanding": finding.Standing,
    "PrivilegeCondition": finding.Condition,
    "PrivilegeRelief": finding.Relief,
    "PrivilegeExemption": finding.Exemption,
    "PrivilegeAssessment": finding.Assessment,
    "Standing": model.Standing,
    "Finding": model.Finding,
    "EmblemStanding": model.EmblemStanding,
    "ReportedTotal": model.ReportedTotal,
}
"""The record that each type describes."""

LINES = {name: line for name, line in vars(Loaders).items() if isinstance(line, Line)}


def types() -> list[GraphQLNamedType]:
    return [
        each
        for each in PRINTED.type_map.values()
        if not each.name.startswith("__") and not is_specified_scalar_type(each)
    ]


def definitions() -> dict[str, StrawberryObjectDefinition]:
    return {
        name: made.definition
        for name, made in SCHEMA.schema_converter.type_map.items()
        if isinstance(made.definition, StrawberryObjectDefinition)
    }


def parts_of(described: GraphQLNamedType) -> Iterator[tuple[str, str | None]]:
    """A type, its fields with their arguments, its values: each with its description."""
    yield described.name, described.description
    for name, field in getattr(described, "fields", {}).items():
        yield f"{described.name}.{name}", field.description
        for argument, each in getattr(field, "args", {}).items():
            yield f"{described.name}.{name}({argument})", each.description
    if isinstance(described, GraphQLEnumType):
        for name, value in described.values.items():
            yield f"{described.name}.{name}", value.description


def edges() -> Iterator[tuple[str, StrawberryField, Line[Any]]]:
    """Every field that follows a line."""
    for name, definition in definitions().items():
        for field in definition.fields:
            for extension in field.extensions:
                if isinstance(extension, Follow | Paged):
                    yield name, field, extension.line


def shown_type(owner: str, field: StrawberryField) -> Any:
    """The type of a field, as clients see it."""
    described = PRINTED.type_map[owner]
    assert hasattr(described, "fields")
    return described.fields[SCHEMA.config.name_converter.get_graphql_name(field)].type


def test_every_field_whose_reads_are_of_a_day_says_so() -> None:
    silent = [
        (owner, field.python_name)
        for owner, field, line in edges()
        if all(read.dated for read in reads_of(line)) and AS_OF_THE_DAY not in (field.description or "")
    ]

    assert silent == []


def test_no_field_says_so_whose_reads_are_of_no_day() -> None:
    boasting = [
        (owner, field.python_name)
        for owner, field, line in edges()
        if line is not Loaders.thing
        and not any(read.dated for read in reads_of(line))
        and AS_OF_THE_DAY in (field.description or "")
    ]

    assert boasting == []


def queries_of(choice: Choice) -> list[Query[Any]]:
    return [choice] if isinstance(choice, Query) else list(choice.values())


def reads_of(line: Line[Any]) -> list[Query[Any]]:
    """The reads whose rows a line leads to."""
    if isinstance(line, PagesLine):
        return queries_of(line.page)
    assert isinstance(line, OneLine | ListLine)
    return queries_of(line.choice)


def node_of(record: type[Record]) -> type[Record]:
    """The record that a row of a list leads to."""
    if not issubclass(record, Edge):
        return record
    node: type[Record] = record.model_fields["node"].annotation  # type: ignore[assignment] # a record, by its type
    return node


def kind_of(record: type[Record]) -> str:
    """The kind of the edges of a list, as the names of their types have it."""
    return "Fact" if issubclass(record, FactEdge) else "Through" if issubclass(record, ThroughEdge) else ""


def list_of(connection: GraphQLObjectType) -> tuple[str, str]:
    """What a list in pages holds, and the kind of its edges, by the names of their types."""
    name = get_named_type(connection.fields["nodes"].type).name
    edge = connection.fields.get("edges")
    return name, get_named_type(edge.type).name if edge else ""


def test_everything_has_a_description() -> None:
    missing = [name for each in types() for name, description in parts_of(each) if not description]

    assert missing == []


def test_a_description_is_a_sentence() -> None:
    odd = [
        (name, description)
        for each in types()
        for name, description in parts_of(each)
        if description and (not description.endswith(".") or description != description.strip())
    ]

    assert odd == []


@pytest.mark.parametrize("name", RECORDS)
def test_a_plain_field_is_read_off_the_record(name: str) -> None:
    plain = {field.python_name for field in definitions()[name].fields if field.base_resolver is None}

    assert plain - RECORDS[name].model_fields.keys() == set()


@pytest.mark.parametrize("name", RECORDS)
def test_a_field_that_a_record_may_lack_may_be_null(name: str) -> None:
    owner = PRINTED.type_map[name]
    assert isinstance(owner, GraphQLObjectType)
    lacking = {
        field.python_name: type(None) in get_args(RECORDS[name].model_fields[field.python_name].annotation)
        for field in definitions()[name].fields
        if field.base_resolver is None
    }

    nullable = {
        field.python_name: not isinstance(shown_type(name, field), GraphQLNonNull)
        for field in definitions()[name].fields
        if field.base_resolver is None
    }

    assert nullable == lacking


SHOWN_OTHERWISE = {
    "name_th": "name",
    "name_en": "name",
    "name_en_kind": "name",
    "gloss": "name",
    "name_note": "name",
    "layout": "",
    "orders": "",
    "days": "last_change",
    "subject": "about",
    "successor": "superseded_by",
    "alongside": "also_in_force",
    "others": "relations",
    "confidences": "relations",
    "ids": "nodes",
}
"""
Fields of records that clients see by another name; the layout of the graph is nobody's business, nor which lists are
kept in order.
"""


@pytest.mark.parametrize("name", RECORDS)
def test_every_field_of_a_record_can_be_asked_for(name: str) -> None:
    asked = {field.python_name for field in definitions()[name].fields} | {""}

    hidden = [
        field
        for field in RECORDS[name].model_fields
        if field not in asked and SHOWN_OTHERWISE.get(field, field) not in asked
    ]

    assert hidden == []


@pytest.mark.parametrize("word", NOUNS)
def test_a_noun_has_a_type_a_lookup_a_list_and_a_read_by_id(word: str) -> None:
    entry = next(entry for entry in ENTRIES if entry.noun == word)
    root = definitions()["Query"]
    fields = {field.python_name: field for field in root.fields}

    assert entry.type_name == NOUNS[word]
    assert get_named_type(shown_type("Query", fields[entry.singular])).name == NOUNS[word]
    assert get_named_type(shown_type("Query", fields[entry.plural])).name == f"{NOUNS[word]}Connection"
    assert BY_NOUN[word].record.__name__ == NOUNS[word]


def test_every_thing_with_an_id_is_read_by_the_word_its_id_begins_with() -> None:
    records = {noun_of(thing.id): type(thing) for thing in everything()}  # type: ignore[attr-defined] # things have one

    assert {word: query.record for word, query in BY_NOUN.items()} == records


def test_the_root_has_no_other_nouns() -> None:
    assert [entry.noun for entry in ENTRIES if entry.noun not in NOUNS] == []
    assert len({entry.noun for entry in ENTRIES}) == len(ENTRIES) == len(NOUNS)


def test_a_type_that_is_a_node_describes_the_record_of_its_name() -> None:
    nodes = {
        each.name
        for each in types()
        if isinstance(each, GraphQLObjectType) and "Node" in [one.name for one in each.interfaces]
    }

    assert nodes == {*NOUNS.values(), *seed.PARTS}


def is_true_to_its_reads(shown: GraphQLNamedType, line: Line[Any]) -> bool:
    """Whether a field has the type that describes what its reads answer with."""
    promised = {query.record for query in reads_of(line)}
    nouns = {node_of(record).__name__ for record in promised}
    if not isinstance(line, PagesLine):
        single = f"{shown.name.removesuffix('FactEdge')}" if any(kind_of(record) for record in promised) else shown.name
        return line is Loaders.thing or nouns == {single}
    assert isinstance(shown, GraphQLObjectType)
    noun, edge = list_of(shown)
    kinds = {kind_of(record) for record in promised}
    named = next((kind for kind in ("Fact", "Through") if edge.startswith(f"{noun}{kind}")), "")
    return nouns == ({"Reference"} if noun == "Node" else {noun}) and kinds == {named}


def test_an_edge_leads_to_the_noun_that_its_reads_answer_with() -> None:
    wrong = [
        (owner, field.python_name, line.name)
        for owner, field, line in edges()
        if not is_true_to_its_reads(get_named_type(shown_type(owner, field)), line)
    ]

    assert wrong == []


def test_every_line_is_used_by_the_schema() -> None:
    followed = {line.name for _, _, line in edges()}

    assert LINES.keys() - followed == {name for name, line in LINES.items() if isinstance(line, ListLine)}


@pytest.mark.anyio
async def test_every_line_to_a_whole_list_is_used_by_the_schema() -> None:
    counts = model.CityCounts(approved=1, handed_over=1, in_force=1)
    graph = FakeGraph({("programme.counts", ""): [counts]})

    await told(
        graph,
        """{
            counts { approved } furthestAlong { id } widestOperators { id }
            city: privilegeAssessment(city: "city:phuket", privilege: "privilege:any") { verdict }
            project: privilegeAssessment(project: "project:bus", privilege: "privilege:any") { verdict }
        }""",
    )

    reads = [read for line in LINES.values() if isinstance(line, ListLine) for read in reads_of(line)]
    others = {model.Group, model.Measured, model.Spanned, model.Steps, model.Neighbours}
    whole = {read.name for read in reads if read.record not in others}
    assert whole - {name for name, _ in graph.reads} == set()


@pytest.mark.anyio
@pytest.mark.parametrize("grouping", GROUPINGS, ids=lambda grouping: grouping.groups)
async def test_every_grouping_reads_its_groups_and_what_is_measured(grouping: Any) -> None:
    by = next(iter(TABLES[grouping.record].grouped))
    name = f"{grouping.record.__name__.lower()}"
    graph = FakeGraph({(f"{name}.groups", ""): [model.Group(values=(None,), total=1)]})
    fields = [f"{grouping.plural} {{ totalCount }}"]
    reads = [(f"{name}.groups", [""]), (f"{name}.list.extent", [group_key((by,), (None,))])]
    if grouping.measures:
        fields.append("measure(metric: BUDGET) { count }")
        reads.append((f"{name}.measures", ["budget"]))
    if grouping.spans:
        fields.append(f"{to_camel_case(SPANNED[grouping.record])} {{ count }}")
        reads.append((f"{name}.spans", [""]))

    await told(graph, f"{{ {name}Groups(by: [{by.upper()}]) {{ {' '.join(fields)} }} }}")

    assert sorted(graph.reads) == sorted(reads)


@pytest.mark.anyio
@pytest.mark.parametrize("thing", everything(), ids=lambda thing: type(thing).__name__)
async def test_what_stands_beside_a_thing_is_read_by_reads_of_its_noun(thing: Record) -> None:
    thing_id = thing.id  # type: ignore[attr-defined] # things have one
    graph = FakeGraph(by_id(thing))

    await told(
        graph,
        "query($id: ID!) { neighbours(id: $id) { count } paths(from: $id, to: $id) { hops } }",
        id=thing_id,
    )

    expected = [neighbour.STEPS[noun_of(thing_id)].name, neighbour.NEIGHBOURS[noun_of(thing_id)].name]
    assert sorted(name for name, _ in graph.reads if not name.endswith(".by_id")) == sorted(expected)


def lists_of(name: str) -> dict[str, PagesLine]:
    """The lists of a type by the names clients know."""
    return {
        SCHEMA.config.name_converter.get_graphql_name(field): line
        for owner, field, line in edges()
        if owner == name and isinstance(line, PagesLine)
    }


@pytest.mark.anyio
@pytest.mark.parametrize("thing", everything(), ids=lambda thing: type(thing).__name__)
async def test_every_list_of_a_thing_is_read_by_a_read_of_its_own(thing: Record) -> None:
    name, thing_id = type(thing).__name__, thing.id  # type: ignore[attr-defined] # things have one
    lists = lists_of(name)
    graph = FakeGraph(by_id(thing))
    fields = " ".join(f"{each} {{ totalCount nodes {{ __typename }} }}" for each in lists)

    data = await told(
        graph, f"query($id: ID!) {{ node(id: $id) {{ id ... on {name} {{ __typename {fields} }} }} }}", id=thing_id
    )

    empty: dict[str, Any] = {key: {"totalCount": 0, "nodes": []} for key in lists}
    assert data["node"] == {"id": thing_id, "__typename": name, **empty}
    expected = [
        read.name
        for line in lists.values()
        for choice in (line.page, line.extent)
        for read in queries_of(choice if isinstance(choice, Query) else {"": choice[noun_of(thing_id)]})
    ]
    assert sorted(name for name, _ in graph.reads[1:]) == sorted(expected)


@pytest.mark.anyio
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.plural)
async def test_every_noun_can_be_listed(entry: Any) -> None:
    graph = FakeGraph()
    field = next(field for field in definitions()["Query"].fields if field.python_name == entry.plural)
    name = SCHEMA.config.name_converter.get_graphql_name(field)

    data = await told(graph, f"{{ {name} {{ nodes {{ id }} }} }}")

    assert data == {name: {"nodes": []}}
    assert graph.reads == [(read.name, [""]) for read in reads_of(entry.lists)]


ASSESSING = {
    tuple(sorted(names.split()))
    for names in (
        "city project dimensions privilege measure activity facts includeLowConfidence",
        "city project dimensions activity facts includeLowConfidence",
        "privilege measure activity verdict where thaiShareholdingPercent first after includeLowConfidence",
    )
}
"""The arguments of the fields that assess privileges, which are like no others."""


def test_like_things_are_asked_with_like_arguments() -> None:
    arguments = {tuple(sorted(field.args)) for each in types() if isinstance(each, GraphQLObjectType)
                 for field in each.fields.values() if field.args}  # fmt: skip

    assert arguments - ASSESSING == {
        ("after", "before", "first", "includeLowConfidence", "last"),
        ("after", "first", "includeLowConfidence", "kinds", "text"),
        ("after", "first", "since"),
        ("after", "before", "first", "includeLowConfidence", "last", "orderBy", "where"),
        ("by", "first", "includeLowConfidence", "where"),
        ("code", "id"),
        ("first",),
        ("first", "from", "includeLowConfidence", "maxHops", "through", "to"),
        ("first", "id", "includeLowConfidence", "kinds"),
        ("id",),
        ("id", "slug"),
        ("ids",),
        ("metric",),
    }


def test_a_field_that_many_types_share_has_each_argument_once() -> None:
    shared = [
        field
        for kind in SCHEMA.schema_converter.type_map.values()
        for field in getattr(kind.definition, "fields", [])
        if any(isinstance(each, Paged) for each in field.extensions)
    ]
    names = [[argument.python_name for argument in field.arguments] for field in shared]

    assert shared
    assert [each for each in names if len(each) != len(set(each))] == []

"""The Cypher script: statements that a console can tell apart, whatever stands in them."""

from pathlib import Path

import pytest

from graph.dumping import cypher
from tests.graph.dumping import made


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("it's", r"'it\'s'"),
        ("a\\b", r"'a\\b'"),
        ("\\u0041", r"'\\u0041'"),
        ("one;\ntwo", r"'one;\ntwo'"),
        ("ก\u2028", r"'ก\u2028'"),
        (True, "true"),
        (2.0, "2.0"),
        (2, "2"),
        (["a", "'"], r"['a', '\'']"),
        ({"a": 1, "b": "x"}, "{a: 1, b: 'x'}"),
    ],
)
def test_a_value_as_cypher_writes_it(value: object, text: str) -> None:
    assert cypher.literal(value) == text


def test_constraints_come_first_then_things_then_relations(tmp_path: Path) -> None:
    cypher.write(made.lines(tmp_path), tmp_path)

    text = (tmp_path / cypher.FILE).read_text(encoding="utf-8")
    kinds = [statement.lstrip("/").split("\n")[0] for statement in text.split(";\n") if statement]
    last = [statement.split("\n")[-1] for statement in text.split(";\n")[:-1]]
    assert "CREATE CONSTRAINT city_id IF NOT EXISTS FOR (n:City) REQUIRE n.id IS UNIQUE;\n" in text
    assert kinds[-1] == "UNWIND ["
    assert [each for each in last if "CONSTRAINT" not in each] == [
        *(f"CREATE (n:{noun}) SET n = row" for noun in dict.fromkeys(each["noun"] for each in made.NODES_MADE)),
        "CREATE (a)-[r:OPERATES]->(b) SET r = row.properties",
        "CREATE (a)-[r:LOCATED_IN]->(b) SET r = row.properties",
        "CREATE (a)-[r:COVERS]->(b) SET r = row.properties",
        "CREATE (a)-[r:SUPPORTS]->(b) SET r = row.properties",
    ]


def test_a_batch_is_a_statement_and_no_row_is_lost() -> None:
    lines = [{"noun": noun, "id": f"{noun}:{number}"} for number in range(cypher.BATCH + 1) for noun in ("A", "B")]

    statements = list(cypher.nodes(lines))

    assert [each.count("id: '") for each in statements] == [cypher.BATCH, cypher.BATCH, 1, 1]


def test_no_release_stands_in_an_id(tmp_path: Path) -> None:
    cypher.write(made.lines(tmp_path), tmp_path)

    assert "{start: 'agency:a', end: 'city:a', properties: {role: 'operator'" in (tmp_path / cypher.FILE).read_text(
        encoding="utf-8"
    )

"""GraphML: NetworkX reads what is written, each property with one type."""

from pathlib import Path

import networkx

from graph.dumping import graphml
from tests.graph.dumping import made
from tests.graph.dumping.made import NASTY


def test_networkx_reads_things_and_relations(tmp_path: Path) -> None:
    nodes = (*made.NODES_MADE, {"noun": "Dimension", "id": "dimension:x", "name_en": "X"})
    graphml.write(made.lines(tmp_path, nodes), tmp_path)

    graph = networkx.read_graphml(tmp_path / graphml.FILE)

    assert graph.is_directed()
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(nodes), len(made.RELATIONSHIPS_MADE))
    assert graph.nodes["city:a"] == {
        "noun": "City", "label": NASTY, "name_en": NASTY, "sources": "source:a", "synthetic": True, "complete": "x"
    }  # fmt: skip
    assert graph.nodes["province:TH-83"]["longitude"] == 98.0
    assert graph.nodes["observation:a"]["value"] == "-1.5"
    assert (graph.nodes["event:a"]["number"], graph.nodes["zone:a"]["number"]) == ("1/2564", "7")
    assert graph.edges["agency:a", "city:a"] == {
        "id": "e1", "type": "OPERATES", "role": "operator", "note": NASTY, "sources": "source:a"
    }  # fmt: skip
    assert graph.edges["source:a", "city:a"]["relations"] == "OPERATES|COMPLETE"


def test_two_relations_of_one_type_between_two_things_are_two(tmp_path: Path) -> None:
    twice = (made.RELATIONSHIPS_MADE[0], {**made.RELATIONSHIPS_MADE[0], "role": "host"})
    graphml.write(made.lines(tmp_path, made.NODES_MADE, twice), tmp_path)

    graph = networkx.read_graphml(tmp_path / graphml.FILE)

    assert [each["role"] for each in graph["agency:a"]["city:a"].values()] == ["operator", "host"]


def test_what_no_xml_may_hold_is_replaced() -> None:
    assert graphml.data("node", {"note": "a\x00b\uffff<"}) == '<data key="node_note">a\ufffdb\ufffd&lt;</data>'


def test_a_property_of_two_types_is_text_and_names_are_declared_once() -> None:
    declared = list(graphml.keys())

    assert len(set(declared)) == len(declared)
    assert graphml.node_types()["number"] == "string"
    assert graphml.node_types()["latitude"] == "double"
    assert graphml.node_types()["geoname"] == "long"

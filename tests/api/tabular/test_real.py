"""The questions of the README and the example operations: each is a table, or says why it is none."""

import io

import pandas as pd
import pytest
import yaml

from api.tabular.row import rows
from api.tabular.table import NoSingleListError
from tests.api.tabular.real import ANSWERS, as_csv, planned, readme_query
from tests.readme import TOP

BESIDE_EACH_OTHER = {
    "a-plan-by-its-dimensions",
    "all-about-one-area",
    "apply-in-the-middle-of-2023",
    "counts-at-the-end-of-2022",
    "money-that-was-named",
    "the-fifteen-by-name",
    "where-one-area-stands",
    readme_query('city(slug: "khon-kaen") {'),
    readme_query("exemption {"),
    readme_query("query @asOf"),
    readme_query("namedProvinces"),
}
MULTIPLYING = {
    "near-equal-names",
    "renewed-emblems",
    "three-counts-by-province",
    "training-and-platforms",
    "where-documents-disagree",
    "years-of-exemption",
    readme_query('paths(from: "agency:ptt"'),
}
TABLES = sorted(set(ANSWERS) - BESIDE_EACH_OTHER - MULTIPLYING)

HEADERS = {
    "who-operates-what": "id name.th name.en kind cities.totalCount cities.edges.confidence cities.edges.basis "
    "cities.edges.node.id cities.edges.node.name.th cities.edges.node.name.en cities.edges.node.province.name.th "
    "cities.edges.node.province.name.en cities.edges.sources.id cities.edges.sources.url",
    "awards-and-winners": "nameTh nameEn levelTh levelEn group rank prizeThb date.iso date.thai winners.nodes.id "
    "winners.nodes.name.th winners.nodes.name.en presenter.node.name.th presenter.node.name.en sources.publisher "
    "sources.url",
    "ranking-of-2023": "indicator.name.th indicator.name.en indicator.use label metric value dimension.name.th "
    "dimension.name.en about.nodes.id sources.publisher sources.published.iso sources.url",
    "regions-and-kinds-of-area": "keys.by keys.known keys.value keys.node.name.th keys.node.name.en count",
    "find-korat-however-written": "score matchedName node.__typename node.id node.name.th node.name.en",
    "provinces-on-a-map": "code name.th name.en latitude longitude region.name.th region.name.en counts.approved "
    "counts.handedOver counts.inForce",
}


def frame(name: str) -> pd.DataFrame:
    """An answer as pandas reads it."""
    return pd.read_csv(io.BytesIO(as_csv(name)))


@pytest.mark.parametrize("name", TABLES)
def test_an_answer_is_a_table(name: str) -> None:
    query, data = ANSWERS[name]
    table = planned(query)

    made = list(rows(table, data))

    assert made
    assert {len(row) for row in made} == {len(table.header)}
    assert len(set(table.header)) == len(table.header)


@pytest.mark.parametrize("name", sorted(BESIDE_EACH_OTHER))
def test_lists_beside_each_other_are_named(name: str) -> None:
    with pytest.raises(NoSingleListError, match="several lists beside each other, `"):
        planned(ANSWERS[name][0])


@pytest.mark.parametrize("name", sorted(MULTIPLYING))
def test_lists_that_would_multiply_each_other_are_named(name: str) -> None:
    with pytest.raises(NoSingleListError, match="stand side by side in `"):
        planned(ANSWERS[name][0])


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_headers_stay_as_they_are(name: str) -> None:
    assert " ".join(planned(ANSWERS[name][0]).header) == HEADERS[name]


def test_pandas_reads_which_agencies_run_which_cities() -> None:
    cities = yaml.safe_load((TOP / "seeds" / "cities.yaml").read_text(encoding="utf-8"))
    listed = frame(readme_query("provinces(first: 100)"))

    assert listed["id"].nunique() == 77
    named = listed.dropna(subset=["cities.nodes.id"])
    assert {(row["id"], row["cities.nodes.id"]) for _, row in named.iterrows()} == {
        (city["province"]["id"], city["id"]) for city in cities
    }
    run = named.dropna(subset=["cities.nodes.operators.nodes.id"])
    assert {(row["cities.nodes.id"], row["cities.nodes.operators.nodes.id"]) for _, row in run.iterrows()} == {
        (city["id"], operator["id"])
        for city in cities
        for operator in city.get("operators", ())
        if operator["confidence"] != "low"
    }


def test_pandas_adds_up_what_was_approved_in_each_region() -> None:
    counts = frame(readme_query("regions { nodes"))

    assert list(counts.columns) == ["name.en", "counts.approved", "counts.handedOver", "counts.inForce"]
    assert counts["counts.approved"].sum() == 37
    assert counts.set_index("name.en").loc["West", "counts.approved"] == 0


def test_pandas_reads_the_plans_that_are_furthest_along() -> None:
    observations = yaml.safe_load((TOP / "seeds" / "observations.yaml").read_text(encoding="utf-8"))
    known = sorted((each["value"] for each in observations if each.get("metric") == "progress"), reverse=True)

    plans = frame(readme_query("furthestAlong"))

    assert plans["value"].dtype == float
    assert list(plans["value"]) == known[:3]
    assert list(plans["about.nodes.name.en"]) == [
        "Mae Moh Smart City",
        "Khlong Phadung Krung Kasem",
        "Samyan Smart City",
    ]


def test_pandas_reads_a_file_with_a_mark_and_thai_in_it() -> None:
    name = readme_query("provinces(first: 100)")

    read = pd.read_csv(io.BytesIO(as_csv(name, bom=True)))

    assert read.columns[0] == "id"
    assert "ภูเก็ตเมืองอัจฉริยะ" in set(read["cities.nodes.name.th"])

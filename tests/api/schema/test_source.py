"""Documents, and what they support."""

import pytest

from tests.fakes import FakeGraph, by_id, cursor_in, told
from tests.things import agency, city, source, support

pytestmark = pytest.mark.anyio


async def test_a_document_says_what_it_supports_thing_by_thing() -> None:
    graph = FakeGraph(
        {
            ("source.supports", "source:gazette-2564"): [
                support("city:phuket", whole=False, confidence="medium", relations=("OPERATES", "COMPLETE"),
                        others=("agency:depa", "operators"), confidences=("medium", "high")),
                support("agency:depa"),
            ],
            **by_id(source(), city(), agency()),
        }
    )  # fmt: skip

    data = await told(
        graph,
        """{ source(slug: "gazette-2564") { supports {
            totalCount pageInfo { hasNextPage }
            nodes {
                cursor whole confidence about { __typename id }
                relations { relation confidence list other { __typename id } }
            }
        } } }""",
    )

    assert data["source"]["supports"] == {
        "totalCount": 2,
        "pageInfo": {"hasNextPage": False},
        "nodes": [
            {
                "cursor": cursor_in("source_supports", "source:gazette-2564", "city:phuket"),
                "whole": False,
                "confidence": "MEDIUM",
                "about": {"__typename": "City", "id": "city:phuket"},
                "relations": [
                    {
                        "relation": "OPERATES",
                        "confidence": "MEDIUM",
                        "list": None,
                        "other": {"__typename": "Agency", "id": "agency:depa"},
                    },
                    {"relation": "COMPLETE", "confidence": "HIGH", "list": "operators", "other": None},
                ],
            },
            {
                "cursor": cursor_in("source_supports", "source:gazette-2564", "agency:depa"),
                "whole": True,
                "confidence": "HIGH",
                "about": {"__typename": "Agency", "id": "agency:depa"},
                "relations": [],
            },
        ],
    }
    assert graph.reads == [
        ("source.by_id", ["source:gazette-2564"]),
        ("source.supports.extent", ["source:gazette-2564"]),
        ("source.supports", ["source:gazette-2564"]),
        ("city.by_id", ["city:phuket"]),
        ("agency.by_id", ["agency:depa"]),
    ]


async def test_what_a_document_barely_supports_is_left_out_unless_asked_for() -> None:
    graph = FakeGraph(
        {
            ("source.supports", "source:gazette-2564"): [support("city:phuket", confidence="low")],
            **by_id(source(), city()),
        }
    )

    data = await told(
        graph,
        """{ source(slug: "gazette-2564") {
            supports { totalCount nodes { whole } }
            all: supports(includeLowConfidence: true) { totalCount nodes { confidence about { id } } }
        } }""",
    )

    assert data["source"] == {
        "supports": {"totalCount": 0, "nodes": []},
        "all": {"totalCount": 1, "nodes": [{"confidence": "LOW", "about": {"id": "city:phuket"}}]},
    }


async def test_a_document_is_shown_with_all_that_is_on_record_of_it() -> None:
    document = source(
        publisher="ราชกิจจานุเบกษา",
        published="2021-05",
        published_note="Cover",
        url="https://example.org/1",
        same_text_at="https://example.org/2",
        text_copy="copies/1.txt",
        read="partial",
        used_for="The date",
        licence="CC BY 4.0",
        reliability="Second-hand",
        version="3",
    )

    data = await told(
        FakeGraph(by_id(document)),
        """{ source(slug: "gazette-2564") {
            title publisher published { iso } publishedNote url sameTextAt textCopy read usedFor licence reliability
            version
        } }""",
    )

    assert data["source"] == {
        "title": "ประกาศ",
        "publisher": "ราชกิจจานุเบกษา",
        "published": {"iso": "2021-05"},
        "publishedNote": "Cover",
        "url": "https://example.org/1",
        "sameTextAt": "https://example.org/2",
        "textCopy": "copies/1.txt",
        "read": "PARTIAL",
        "usedFor": "The date",
        "licence": "CC BY 4.0",
        "reliability": "Second-hand",
        "version": "3",
    }

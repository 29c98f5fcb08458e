"""What the schema says of columns."""

from api.schema.root import SCHEMA
from api.wording import descriptions
from graph.dumping.column import ENDS, columns_of, described, properties_of, relations
from graph.queries.dump import RECORDS

SAID = descriptions(SCHEMA.as_str())


def test_the_words_are_those_of_the_schema() -> None:
    assert SAID["City", ""] == "A named smart-city area (พื้นที่เมืองอัจฉริยะ): approved, or only proposed."
    assert SAID["City", "name_th"] == "Thai, as officially written; absent where not on record."
    assert SAID["City", "district_th"] == "The district (อำเภอ) it lies in, in Thai, where documents say."


def test_every_noun_and_every_column_is_described() -> None:
    columns = [(noun, column.name) for noun in RECORDS for column in columns_of(noun)]
    columns += [(relation, name) for relation in relations() for name in ENDS]
    columns += [(relation, column.name) for relation in relations() for column in properties_of(relation)]

    assert [noun for noun in RECORDS if (noun, "") not in SAID] == []
    assert [each for each in columns if not described(*each, SAID)] == []
    assert max(len(text) for text in SAID.values()) < 500

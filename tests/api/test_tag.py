"""Entity tags that a client has."""

import pytest

from api.tag import matches


@pytest.mark.parametrize(
    ("header", "tag", "same"),
    [
        (None, '"a"', False),
        ("", '"a"', False),
        ('"a"', '"a"', True),
        ('W/"a"', '"a"', True),
        ('"a"', 'W/"a"', True),
        ('"b", W/"a"', 'W/"a"', True),
        ('"b","c"', '"a"', False),
        (" * ", 'W/"a"', True),
        ('"xa"', '"a"', False),
        ('W/"a-json-more"', 'W/"a-json"', False),
    ],
)
def test_tags_are_compared_weakly_and_whole(header: str | None, tag: str, same: bool) -> None:
    assert matches(header, tag) is same

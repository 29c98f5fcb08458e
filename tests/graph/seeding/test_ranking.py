"""How a load ranks values."""

import pytest

from graph.seeding.ranking import nodes, ranked


@pytest.mark.parametrize(
    ("values", "ranks"),
    [
        ([], []),
        ([b"b", b"", b"a", b"b"], [1, -1, 0, 1]),
        ([True, False, b"", False], [1, 0, -1, 0]),
        ([0, 2.5, b"", 0], [0, 1, -1, 0]),
        ([b"", b""], [-1, -1]),
        (["\u0e02".encode(), "\u0e01".encode(), b"Z", b"a"], [3, 2, 0, 1]),
    ],
)
def test_equals_rank_alike_and_what_is_missing_below_all(values: list[bytes | bool | float], ranks: list[int]) -> None:
    assert ranked(values).tolist() == ranks


def test_ranks_stand_in_nodes_of_a_thousand() -> None:
    ranks = ranked(list(range(2_500)))

    ((first, second, third),) = nodes("line|", ranks)

    assert [each["sort"] for each in (first, second, third)] == ["line|0", "line|1", "line|2"]
    assert first["ranks"] + second["ranks"] + third["ranks"] == list(range(2_500))
    assert [len(rows) for rows in nodes("line|", ranked(list(range(100_001))))] == [100, 1]

"""What was read is remembered while there is room; what was asked for longest ago goes first."""

from hypothesis import given
from hypothesis import strategies as st

from graph.memory import BYTES, Memory

HERE, THERE = ("release-1", None, 1, "page"), ("release-2", None, 1, "page")


def test_what_was_read_is_found_by_its_place_and_key() -> None:
    memory = Memory(100)
    memory.keep(HERE, {"a": ["row"], "b": []})

    assert memory.find(HERE, ["a", "b", "c"]) == {"a": ["row"], "b": []}
    assert memory.find(THERE, ["a"]) == {}
    assert (memory.hits, memory.misses, memory.rows) == (2, 2, 2)


def test_a_memory_without_room_remembers_nothing() -> None:
    memory = Memory(0)
    memory.keep(HERE, {"a": ["row"]})

    assert memory.find(HERE, ["a"]) == {}
    assert memory.rows == 0


def test_what_is_asked_for_stays_and_the_rest_goes() -> None:
    memory = Memory(8)
    memory.keep(HERE, {"kept": ["row"], "gone": ["row"]})

    for number in range(40):
        memory.keep(THERE, {f"{number}": ["row", "row"]})
        assert memory.find(HERE, ["kept"]) == {"kept": ["row"]}

    assert memory.find(HERE, ["gone"]) == {}


def test_what_is_known_already_is_not_counted_twice() -> None:
    memory = Memory(100)
    for _ in range(3):
        memory.keep(HERE, {"a": ["row", "row"], "b": None})

    assert memory.rows == 3


def test_what_clients_write_is_counted_as_the_rows_that_it_takes_the_room_of() -> None:
    memory = Memory(1_000)
    for number in range(100):
        memory.keep(HERE, {f"city:{number}{'x' * 30_000}": None})
    asked = memory.rows
    for number in range(100):
        memory.keep((*THERE, f"{number}{'x' * 30_000}"), {"": ["row"]})

    assert asked <= 1_000
    assert memory.rows <= 1_000
    kept = [(place, key) for each in (memory.young, memory.old) for place, rows in each.items() for key in rows]
    assert sum(len(str(place)) + len(key) for place, key in kept) < 1_100 * BYTES


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9), st.integers(0, 5))), st.integers(1, 30))
def test_there_are_never_many_more_rows_than_there_is_room_for(steps: list[tuple[bool, int, int]], most: int) -> None:
    memory, sizes = Memory(most), {str(key): 0 for key in range(10)}
    for asks, key, size in steps:
        name = str(key)
        if asks:
            found = memory.find(HERE, [name])
            assert [len(rows) for rows in found.values()] in ([], [sizes[name]])
        elif name not in memory.young.get(HERE, {}) and name not in memory.old.get(HERE, {}):
            sizes[name] = size
            memory.keep(HERE, {name: ["row"] * size})
        held = [rows for each in (memory.young, memory.old) for rows in each.get(HERE, {}).values()]
        assert memory.rows == sum(max(1, len(rows)) for rows in held)
        assert memory.rows <= most + 10

"""Lanes keep the order within an aggregate whatever happens between aggregates."""

from hypothesis import given
from hypothesis import strategies as st
from message_bus.lanes import Lanes


def test_a_taken_lane_gives_nothing_more_until_it_is_released() -> None:
    """Then the next of it comes, behind lanes that were ready before."""
    lanes: Lanes[int] = Lanes()
    lanes.put("a", 1)
    assert lanes.take(1) == ([1], ["a"])
    lanes.put("a", 2)
    lanes.put("b", 3)
    assert lanes.take(2) == ([3], ["b"])
    assert not lanes.has_ready
    lanes.release(["a"])
    assert lanes.take(2) == ([2], ["a"])


def test_a_batch_takes_several_of_a_lane_in_order() -> None:
    """And what does not fit stays behind until the lane is free."""
    lanes: Lanes[int] = Lanes()
    for number in range(5):
        lanes.put("a", number)
    assert lanes.take(3) == ([0, 1, 2], ["a"])
    assert lanes.take(3) == ([], [])
    lanes.release(["a"])
    assert lanes.take(3) == ([3, 4], ["a"])
    assert len(lanes) == 0


def test_clearing_forgets_what_waits_and_keeps_lanes_taken() -> None:
    """A redelivered message must wait for its first attempt."""
    lanes: Lanes[int] = Lanes()
    lanes.put("a", 1)
    lanes.take(1)
    lanes.put("a", 2)
    lanes.clear()
    lanes.put("a", 3)
    assert lanes.take(1) == ([], [])
    lanes.release(["a"])
    assert lanes.take(1) == ([3], ["a"])


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("put"), st.sampled_from("abc")),
            st.tuples(st.just("take"), st.integers(1, 4)),
            st.tuples(st.just("release"), st.integers(0, 5)),
        ),
        max_size=60,
    )
)
def test_order_and_exclusion_hold_for_any_history(history: list[tuple[str, str | int]]) -> None:
    """Each lane comes out in order, never twice at once, and nothing is lost."""
    lanes: Lanes[tuple[str, int]] = Lanes()
    inserted: list[tuple[str, int]] = []
    taken: list[tuple[str, int]] = []
    held: list[list[str]] = []

    def take(limit: int) -> None:
        items, names = lanes.take(limit)
        assert len(items) <= limit
        assert not set(names) & {name for batch in held for name in batch}
        taken.extend(items)
        if names:
            held.append(names)

    for action, value in history:
        if action == "put" and isinstance(value, str):
            inserted.append((value, len(inserted)))
            lanes.put(value, inserted[-1])
        elif action == "take" and isinstance(value, int):
            take(value)
        elif isinstance(value, int) and held:
            lanes.release(held.pop(value % len(held)))
        assert len(lanes) == len(inserted) - len(taken)
    while held or lanes.has_ready:
        while held:
            lanes.release(held.pop())
        take(2)
    for name in "abc":
        assert [item for item in taken if item[0] == name] == [
            item for item in inserted if item[0] == name
        ]

"""Names and arguments of queues, as data."""

import pytest
from integration_events.subscriptions import SUBSCRIPTIONS
from message_bus.retry_ladder import DEFAULT_LADDER, RetryLadder
from message_bus.topology import build_topology, retry_queue


def test_every_consumer_has_its_queue_its_rungs_and_its_grave() -> None:
    """One of each kind per consumer, and nothing else."""
    names = {queue.name for queue in build_topology().queues}
    expected = {
        f"{consumer}{suffix}"
        for consumer in SUBSCRIPTIONS
        for suffix in ("", "_dead_letters", "_retry_1s", "_retry_5s", "_retry_30s", "_retry_300s")
    }
    assert names == expected


def test_every_queue_is_a_quorum_queue_with_a_delivery_limit() -> None:
    """The broker of version 3 has no limit unless told, that of version 4 has one of 20."""
    for queue in build_topology().queues:
        assert queue.arguments["x-queue-type"] == "quorum"
        assert isinstance(queue.arguments["x-delivery-limit"], int)


def test_looking_at_dead_letters_never_reaches_a_limit() -> None:
    """And neither rungs nor graves throw a message away."""
    for queue in build_topology().queues:
        if queue.name not in SUBSCRIPTIONS:
            limit = queue.arguments["x-delivery-limit"]
            assert isinstance(limit, int)
            assert limit >= 1_000_000_000


def test_a_rung_leads_back_to_its_consumer_alone() -> None:
    """Through the default exchange: other consumers have had the event already."""
    rungs = [queue for queue in build_topology().queues if "_retry_" in queue.name]
    for rung in rungs:
        assert rung.arguments["x-dead-letter-exchange"] == ""
        assert rung.arguments["x-dead-letter-routing-key"] == rung.name.partition("_retry_")[0]
        assert rung.arguments["x-dead-letter-strategy"] == "at-least-once"


def test_names_are_snake_case() -> None:
    """No hyphen in a name of our choice."""
    topology = build_topology()
    names = [exchange.name for exchange in topology.exchanges]
    names += [queue.name for queue in topology.queues]
    assert all(name.replace("_", "a").isalnum() and name == name.lower() for name in names)


@pytest.mark.parametrize(
    ("seconds", "name"), [(1, "c_retry_1s"), (300, "c_retry_300s"), (0.02, "c_retry_20ms")]
)
def test_a_rung_is_named_by_its_delay(seconds: float, name: str) -> None:
    """Another delay is another queue: arguments of a queue cannot change."""
    assert retry_queue("c", seconds) == name


def test_the_ladder_ends() -> None:
    """Four delays make five attempts."""
    delays = [DEFAULT_LADDER.delay_after(attempt) for attempt in range(1, 6)]
    assert delays == [1, 5, 30, 300, None]


@pytest.mark.parametrize("delays", [(), (0.0,), (1.0, -1.0)])
def test_a_ladder_needs_real_rungs(delays: tuple[float, ...]) -> None:
    """Without a delay a failing message would spin."""
    with pytest.raises(ValueError, match="rungs"):
        RetryLadder(delays)

"""What becomes of a batch when its one call fails."""

from collections.abc import Sequence

from message_bus.delivery import ReceivedEvent
from message_bus.errors import DependencyDown, RejectMessage
from message_bus.handling import InBatches

from tests.unit.worker_runtime.deliveries import received

EVENTS = [received("order.cancelled") for _ in range(3)]


async def test_a_bad_event_fails_alone() -> None:
    """The others of its batch are done, one by one."""
    calls: list[int] = []

    async def handle(events: Sequence[ReceivedEvent]) -> None:
        calls.append(len(events))
        if EVENTS[1] in events:
            raise RejectMessage("odd")

    first, second, third = await InBatches(handle).handle(EVENTS)
    assert (first, third) == (None, None)
    assert isinstance(second, RejectMessage)
    assert calls == [3, 1, 1, 1]


async def test_nothing_is_tried_alone_while_a_dependency_is_away() -> None:
    """An outage is waited for once, not once for each event."""
    calls: list[int] = []

    async def handle(events: Sequence[ReceivedEvent]) -> None:
        calls.append(len(events))
        raise DependencyDown("away")

    outcomes = await InBatches(handle).handle(EVENTS)
    assert [type(outcome) for outcome in outcomes] == [DependencyDown] * 3
    assert calls == [3]

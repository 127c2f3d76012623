"""The retry ladder and the way to the dead letters, on a real broker."""

import pytest
from message_bus.connection import BusConnection
from message_bus.dead_letters import DeadLetters
from message_bus.errors import DependencyDown, RejectMessage, Retryable
from message_bus.publisher import Publisher
from message_bus.topology import EVENTS_EXCHANGE
from pamqp.commands import Basic

from tests.integration.message_bus.bus_scene import (
    LADDER,
    QUEUE,
    Recorder,
    consumer_of,
    eventually,
    order_event,
    waiting_in,
)

pytestmark = pytest.mark.integration

RUNGS = len(LADDER.delays)


async def buried(connection: BusConnection) -> bool:
    """Whether there is one dead letter."""
    return await DeadLetters(connection).count(QUEUE) == 1


async def test_a_failed_message_comes_again_after_its_delay(
    connection: BusConnection, publisher: Publisher
) -> None:
    """Two failures, then success: three attempts, nothing left anywhere."""
    recorder = Recorder(failures=[Retryable("not yet"), ValueError("a bug")])
    consumer = consumer_of(connection, recorder)
    consumer.start()
    await publisher.publish(order_event())
    await eventually(lambda: len(recorder.events) == 3)
    await consumer.drain()
    assert [event.attempt for event in recorder.events] == [1, 2, 3]
    assert len(set(recorder.ids)) == 1
    assert await waiting_in(connection, QUEUE) == 0
    assert await DeadLetters(connection).count(QUEUE) == 0


async def test_a_message_that_falls_off_the_last_rung_is_a_dead_letter(
    connection: BusConnection, publisher: Publisher
) -> None:
    """Every rung is tried once; the dead letter tells what happened."""
    recorder = Recorder(failures=[Retryable("still not")] * 10)
    consumer = consumer_of(connection, recorder)
    consumer.start()
    event = order_event()
    await publisher.publish(event)
    await eventually(lambda: buried(connection))
    await consumer.drain()
    assert [event.attempt for event in recorder.events] == list(range(1, RUNGS + 2))
    (letter,) = await DeadLetters(connection).list(QUEUE)
    assert letter.dead_letter_id == str(event.event_id)
    assert (letter.reason, letter.attempts) == ("attempts_exhausted", RUNGS + 1)
    assert letter.error == "Retryable: still not"
    assert letter.first_failed_at is not None
    assert letter.last_failed_at is not None
    assert letter.first_failed_at < letter.last_failed_at


async def test_a_message_that_waits_for_a_dependency_is_never_given_up(
    connection: BusConnection, publisher: Publisher
) -> None:
    """It stays on the last rung: an outage longer than the ladder buries nothing."""
    recorder = Recorder(failures=[DependencyDown("down")] * (RUNGS + 3))
    consumer = consumer_of(connection, recorder)
    consumer.start()
    await publisher.publish(order_event())
    await eventually(lambda: len(recorder.events) == RUNGS + 4)
    await consumer.drain()
    assert await DeadLetters(connection).count(QUEUE) == 0
    assert await waiting_in(connection, QUEUE) == 0


async def test_a_rejected_message_is_a_dead_letter_at_once(
    connection: BusConnection, publisher: Publisher
) -> None:
    """No rung is tried."""
    recorder = Recorder(failures=[RejectMessage("never")])
    consumer = consumer_of(connection, recorder)
    consumer.start()
    await publisher.publish(order_event())
    await eventually(lambda: buried(connection))
    await consumer.drain()
    (letter,) = await DeadLetters(connection).list(QUEUE)
    assert (letter.reason, letter.attempts) == ("rejected", 1)
    assert len(recorder.events) == 1


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (b"\xff\xfe", {}, "malformed_envelope"),
        (b"{}", {}, "malformed_envelope"),
        (b'{"event_type": "order.vanished"}', {}, "unknown_event_type"),
        (b'{"event_type": "order.created"}', {"schema_version": 99}, "unknown_schema_version"),
        (b"[" * 100_000, {"attempt": "x"}, "malformed_envelope"),
    ],
)
async def test_a_message_that_cannot_be_read_is_a_dead_letter_at_once(
    connection: BusConnection,
    publisher: Publisher,
    body: bytes,
    headers: dict[str, int | str],
    reason: str,
) -> None:
    """It goes there with its reason, and the message behind it is handled."""
    recorder = Recorder()
    consumer = consumer_of(connection, recorder)
    consumer.start()
    async with connection.channel(confirms=True) as channel:
        await channel.basic_publish(
            body,
            exchange=EVENTS_EXCHANGE,
            routing_key="order.created",
            properties=Basic.Properties(delivery_mode=2, headers={**headers}),
        )
    await publisher.publish(order_event())
    await eventually(lambda: buried(connection))
    await eventually(lambda: len(recorder.events) == 1)
    await consumer.drain()
    (letter,) = await DeadLetters(connection).list(QUEUE)
    assert (letter.reason, letter.body) == (reason, body)

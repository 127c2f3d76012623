"""What can be seen of the bus: figures, spans, and the broker's own dead letters."""

from collections.abc import Iterator

import pytest
from message_bus.bus_metrics import BusMetrics
from message_bus.connection import BusConnection
from message_bus.consumer import Consumer
from message_bus.dead_letters import DeadLetters
from message_bus.errors import EntityMissing, RejectMessage, Retryable, Unroutable
from message_bus.handling import EachEvent
from message_bus.publisher import Publisher
from message_bus.queue_stats import QueueStat, QueueStats
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client import CollectorRegistry
from telemetry.traces import configure_tracing, shutdown_tracing

from tests.integration.message_bus.bus_scene import (
    LADDER,
    QUEUE,
    Recorder,
    consumer_of,
    eventually,
    order_event,
)

pytestmark = pytest.mark.integration

TRACE_ID = "0af7651916cd43dd8448eb211c80319c"


@pytest.mark.usefixtures("publisher")
async def test_everything_is_counted(connection: BusConnection) -> None:
    """One retried and handled, one buried, one never published."""
    registry = CollectorRegistry()
    metrics = BusMetrics(registry)
    recorder = Recorder(failures=[Retryable("not yet")])
    reject = Recorder(failures=[RejectMessage("never")])
    consumer = Consumer(
        connection,
        queue=QUEUE,
        handling=EachEvent({"order.created": recorder, "order.confirmed": reject}),
        ladder=LADDER,
        metrics=metrics,
    )
    counting = Publisher(connection, metrics=metrics)
    consumer.start()
    await counting.publish(order_event())
    await counting.publish(order_event("order.confirmed"))
    with pytest.raises(Unroutable):
        await counting.publish(order_event("order.completed"))

    def count(name: str, **labels: str) -> float:
        return registry.get_sample_value(name, labels) or 0.0

    await eventually(lambda: count("bus_messages_handled_total", consumer=QUEUE) == 1)
    await eventually(
        lambda: count("bus_messages_dead_lettered_total", consumer=QUEUE, reason="rejected") == 1
    )
    await consumer.drain()
    await counting.close()
    assert count("bus_messages_published_total") == 2
    assert count("bus_publish_failures_total", error="Unroutable") == 1
    assert count("bus_messages_retried_total", consumer=QUEUE) == 1
    assert count("bus_messages_failed_total", consumer=QUEUE, error="Retryable") == 1
    assert count("bus_processing_seconds_count", consumer=QUEUE) == 3
    assert count("bus_messages_in_flight", consumer=QUEUE) == 0


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    """Spans of sampled work, kept."""
    exporter = InMemorySpanExporter()
    configure_tracing("test", None, processor=SimpleSpanProcessor(exporter))
    yield exporter
    shutdown_tracing()


async def test_a_sampled_event_leaves_two_spans_of_one_trace(
    connection: BusConnection, publisher: Publisher, spans: InMemorySpanExporter
) -> None:
    """Publishing below the request, handling below publishing; others leave none."""
    recorder = Recorder()
    consumer = consumer_of(connection, recorder)
    consumer.start()
    await publisher.publish(order_event(traceparent=f"00-{TRACE_ID}-b7ad6b7169203331-01"))
    await publisher.publish(order_event(traceparent=f"00-{TRACE_ID}-b7ad6b7169203331-00"))
    await eventually(lambda: len(recorder.events) == 2)
    await consumer.drain()
    publishing, handling = sorted(spans.get_finished_spans(), key=lambda span: span.start_time or 0)
    assert (publishing.name, handling.name) == ("publish order.created", "handle order.created")
    assert publishing.context is not None
    assert handling.parent is not None
    assert f"{publishing.context.trace_id:032x}" == TRACE_ID
    assert handling.parent.span_id == publishing.context.span_id


async def test_a_message_that_kills_its_consumers_is_buried_by_the_broker(
    connection: BusConnection, publisher: Publisher
) -> None:
    """Returned more often than the delivery limit allows; the letter says so."""
    event = order_event()
    await publisher.publish(event)
    letters = DeadLetters(connection)
    async with connection.channel(confirms=False) as channel:

        async def give_back() -> bool:
            message = await channel.basic_get(QUEUE)
            if message.delivery_tag:
                await channel.basic_nack(message.delivery_tag, requeue=True)
            return await letters.count(QUEUE) == 1

        await eventually(give_back)
    (letter,) = await letters.list(QUEUE)
    assert (letter.dead_letter_id, letter.reason) == (str(event.event_id), "delivery_limit")
    await letters.redrive(QUEUE, str(event.event_id))
    recorder = Recorder()
    consumer = consumer_of(connection, recorder)
    consumer.start()
    await eventually(lambda: recorder.ids == [event.event_id])
    await consumer.drain()


async def test_queues_tell_how_much_waits(connection: BusConnection, publisher: Publisher) -> None:
    """Without the management API; an unknown queue is an error."""
    await publisher.publish(order_event())
    stats = QueueStats(connection)
    consumer = consumer_of(connection, Recorder(), concurrency=1)

    async def waits() -> bool:
        return await stats.of_many([QUEUE]) == [QueueStat(QUEUE, messages=1, consumers=0)]

    await eventually(waits)
    consumer.start()

    async def consumed() -> bool:
        return await stats.of(QUEUE) == QueueStat(QUEUE, messages=0, consumers=1)

    await eventually(consumed)
    await consumer.drain()
    with pytest.raises(EntityMissing):
        await stats.of("nobody")

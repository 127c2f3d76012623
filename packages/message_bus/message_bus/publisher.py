"""Publishes events: mandatory, persistent, confirmed, in the order of each aggregate."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from integration_events.errors import EnvelopeError
from telemetry.propagation import is_sampled
from telemetry.request_context import RequestContext, bind_context, current_context
from telemetry.traces import start_producer_span, tracing_enabled

from message_bus.bus_metrics import BusMetrics, bus_metrics
from message_bus.confirmed_channel import ConfirmedChannel
from message_bus.connection import BusConnection
from message_bus.errors import BusError, HeldBack, InvalidEvent
from message_bus.outbound_event import OutboundEvent
from message_bus.topology import EVENTS_EXCHANGE

__all__ = ["PublishOutcome", "Publisher"]


@dataclass(frozen=True, slots=True)
class PublishOutcome:
    """What became of one event of a batch.

    Attributes:
        event: the event.
        error: why it is not confirmed; None when the broker has it.
    """

    event: OutboundEvent
    error: BusError | None

    @property
    def is_confirmed(self) -> bool:
        """Whether the broker has it."""
        return self.error is None


class Publisher:
    """Publishes to the exchange of events over a channel that mends itself.

    Args:
        connection: connection of the process.
        exchange: a topic exchange.
        confirm_seconds: silence of the broker after which an event counts as unconfirmed.
        metrics: where to count.
    """

    def __init__(
        self,
        connection: BusConnection,
        *,
        exchange: str = EVENTS_EXCHANGE,
        confirm_seconds: float = 10.0,
        metrics: BusMetrics | None = None,
    ) -> None:
        self._exchange = exchange
        self._channel = ConfirmedChannel(connection, confirm_seconds=confirm_seconds)
        self._metrics = metrics or bus_metrics()

    async def publish(self, event: OutboundEvent) -> None:
        """Publish one event and wait until the broker has it.

        Raises:
            InvalidEvent: its data does not fit the catalogue.
            BrokerUnavailable: there is no connection; nothing was sent.
            Unroutable: no queue takes it.
            Nacked: the broker refused it.
            Unconfirmed: no answer; publish it again.
        """
        try:
            if tracing_enabled() and is_sampled(event.traceparent):
                await self._publish_traced(event)
            else:
                await self._send(event, event.traceparent)
        except BusError as error:
            self._metrics.publish_failures.labels(type(error).__name__).inc()
            raise
        self._metrics.published.inc()

    async def _publish_traced(self, event: OutboundEvent) -> None:
        user_id = None if event.user_id is None else str(event.user_id)
        context = RequestContext(event.request_id, user_id, event.traceparent)
        with bind_context(context), start_producer_span(f"publish {event.event_type}"):
            await self._send(event, current_context().traceparent)

    async def _send(self, event: OutboundEvent, traceparent: str | None) -> None:
        try:
            body, properties = event.to_message(traceparent)
        except EnvelopeError as error:
            raise InvalidEvent(str(event.event_id), str(error)) from error
        await self._channel.send(
            exchange=self._exchange,
            routing_key=event.event_type,
            body=body,
            properties=properties,
        )

    async def publish_many(self, events: Sequence[OutboundEvent]) -> list[PublishOutcome]:
        """Publish a batch: each aggregate in its order, different aggregates at once.

        An event goes out when the one before it in its aggregate is confirmed; after a failure
        the rest of that aggregate is held back.

        Returns:
            One outcome per event, in the order given.
        """
        aggregates: dict[str, list[int]] = {}
        for index, event in enumerate(events):
            aggregates.setdefault(event.aggregate or str(event.event_id), []).append(index)
        errors: list[BusError | None] = [None] * len(events)
        await asyncio.gather(
            *(self._publish_in_order(events, indexes, errors) for indexes in aggregates.values())
        )
        return [PublishOutcome(event, error) for event, error in zip(events, errors, strict=True)]

    async def _publish_in_order(
        self,
        events: Sequence[OutboundEvent],
        indexes: Sequence[int],
        errors: list[BusError | None],
    ) -> None:
        failed = False
        for index in indexes:
            if failed:
                event_id = str(events[index].event_id)
                errors[index] = HeldBack(event_id, "an earlier event of its aggregate failed")
                continue
            try:
                await self.publish(events[index])
            except BusError as error:
                errors[index] = error
                failed = True

    async def close(self) -> None:
        """Close the channel."""
        await self._channel.close()

"""Where a failed message goes: to a rung of the retry ladder, or to the dead letters."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from integration_events.errors import EnvelopeError
from pamqp.commands import Basic
from telemetry.redaction import redact_text

from message_bus import header_names
from message_bus.bus_metrics import ConsumerMetrics
from message_bus.confirmed_channel import ConfirmedChannel
from message_bus.delivery import Delivery
from message_bus.errors import DependencyDown, HandlerSignal, RejectMessage
from message_bus.retry_ladder import RetryLadder
from message_bus.topology import (
    DEAD_LETTERS_EXCHANGE,
    RETRY_EXCHANGE,
    dead_letters_queue,
    retry_queue,
)

if TYPE_CHECKING:
    from pamqp.common import FieldTable

__all__ = ["FailureRouting"]

_log = logging.getLogger(__name__)
_PERSISTENT: Final = 2
_LONGEST_ERROR: Final = 500
_LONGEST_LOOKED_AT: Final = 4 * _LONGEST_ERROR


def _now() -> datetime:
    return datetime.now(UTC)


class FailureRouting:
    """Publishes a copy of a failed message, confirmed, before the original is acknowledged.

    Args:
        consumer: whose queues.
        channel: for the copies.
        ladder: delays of the attempts.
        metrics: where to count.
        now: clock.
    """

    def __init__(
        self,
        consumer: str,
        channel: ConfirmedChannel,
        ladder: RetryLadder,
        metrics: ConsumerMetrics,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._consumer = consumer
        self._channel = channel
        self._ladder = ladder
        self._metrics = metrics
        self._now = now

    async def route(self, delivery: Delivery, error: Exception) -> None:
        """Send a message where its error says.

        Raises:
            BusError: the copy is not confirmed; the original must stay in its queue.
        """
        self._metrics.failed(error)
        match error:
            case EnvelopeError():
                await self._bury(delivery, error.code, error)
            case RejectMessage():
                await self._bury(delivery, "rejected", error)
            case _:
                await self._retry(delivery, error)

    async def _retry(self, delivery: Delivery, error: Exception) -> None:
        attempt = delivery.attempt
        delay = self._ladder.delay_after(attempt)
        if delay is None and isinstance(error, DependencyDown):
            delay = self._ladder.delays[-1]
        if delay is None:
            await self._bury(delivery, "attempts_exhausted", error)
            return
        _log.warning(
            "message failed, attempt %d, again in %g s",
            attempt,
            delay,
            extra=self._facts(delivery),
            exc_info=None if isinstance(error, HandlerSignal) else error,
        )
        headers = self._headers(delivery, error)
        headers[header_names.ATTEMPT] = attempt + 1
        await self._copy(delivery, RETRY_EXCHANGE, retry_queue(self._consumer, delay), headers)
        self._metrics.retried.inc()

    async def _bury(self, delivery: Delivery, reason: str, error: Exception) -> None:
        _log.error(
            "message becomes a dead letter: %s",
            reason,
            extra=self._facts(delivery),
            exc_info=None if isinstance(error, EnvelopeError | HandlerSignal) else error,
        )
        headers = self._headers(delivery, error)
        headers[header_names.REASON] = reason
        grave = dead_letters_queue(self._consumer)
        await self._copy(delivery, DEAD_LETTERS_EXCHANGE, grave, headers)
        self._metrics.dead_lettered(reason)

    def _facts(self, delivery: Delivery) -> dict[str, str | int | None]:
        return {
            "consumer": self._consumer,
            "event_id": delivery.properties.message_id,
            "event_type": delivery.properties.message_type,
            "attempt": delivery.attempt,
        }

    def _headers(self, delivery: Delivery, error: Exception) -> "FieldTable":
        now = self._now().isoformat()
        headers = {
            name: value
            for name, value in delivery.headers.items()
            if not name.startswith("x-") and name != header_names.REASON
        }
        headers[header_names.ATTEMPT] = delivery.attempt
        # What a driver says may hold addresses with passwords, or what somebody has sent.
        said = redact_text(f"{type(error).__name__}: {error}"[:_LONGEST_LOOKED_AT])
        headers[header_names.ERROR] = said[:_LONGEST_ERROR]
        headers.setdefault(header_names.FIRST_FAILED_AT, now)
        headers[header_names.LAST_FAILED_AT] = now
        return headers

    async def _copy(
        self, delivery: Delivery, exchange: str, routing_key: str, headers: "FieldTable"
    ) -> None:
        original = delivery.properties
        await self._channel.send(
            exchange=exchange,
            routing_key=routing_key,
            body=delivery.body,
            properties=Basic.Properties(
                content_type=original.content_type,
                delivery_mode=_PERSISTENT,
                message_id=original.message_id,
                message_type=original.message_type,
                app_id=original.app_id,
                headers=headers,
            ),
        )

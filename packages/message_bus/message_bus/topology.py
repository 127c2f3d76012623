"""Exchanges, queues and bindings: as data first, so that a check can compare, then declared.

quintet_events (topic) ──binding──► <consumer> (quorum queue) ──► the consumer
                                        ▲     │ failed: published by the consumer
   through the default exchange,        │     ▼
   when the time to live is over        └── quintet_retry ──► <consumer>_retry_5s
                                              │ malformed, rejected, or out of rungs
                                              ▼
                                quintet_dead_letters ──► <consumer>_dead_letters
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from aiormq import Channel
from integration_events.subscriptions import SUBSCRIPTIONS

from message_bus.connection import BusConnection
from message_bus.retry_ladder import DEFAULT_LADDER, RetryLadder
from message_bus.vendor_errors import translating

__all__ = [
    "DEAD_LETTERS_EXCHANGE",
    "EVENTS_EXCHANGE",
    "RETRY_EXCHANGE",
    "Binding",
    "Exchange",
    "Queue",
    "Topology",
    "build_topology",
    "dead_letters_queue",
    "declare_topology",
    "retry_queue",
]

EVENTS_EXCHANGE: Final = "quintet_events"
RETRY_EXCHANGE: Final = "quintet_retry"
DEAD_LETTERS_EXCHANGE: Final = "quintet_dead_letters"

DELIVERY_LIMIT: Final = 20
"""Returns of a message (its consumer died) before the broker makes it a dead letter."""

_UNLIMITED: Final = 1_000_000_000
"""Looking at a dead letter returns it: a limit would throw it away after so many looks.

RabbitMQ 4 sets a limit of 20 where none is declared, and before 4 no value means unlimited.
"""

type Argument = str | int


@dataclass(frozen=True, slots=True)
class Exchange:
    """A durable exchange; `kind` is `topic` or `direct`."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Queue:
    """A durable queue."""

    name: str
    arguments: Mapping[str, Argument] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Binding:
    """Messages of `exchange` whose routing key matches go to `queue`."""

    queue: str
    exchange: str
    routing_key: str


@dataclass(frozen=True, slots=True)
class Topology:
    """Everything that must exist before a message is published."""

    exchanges: tuple[Exchange, ...]
    queues: tuple[Queue, ...]
    bindings: tuple[Binding, ...]


def retry_queue(consumer: str, delay_seconds: float) -> str:
    """Return the name of the delay queue of one rung, such as `worker_refunds_retry_5s`."""
    if delay_seconds >= 1 and delay_seconds == int(delay_seconds):
        return f"{consumer}_retry_{int(delay_seconds)}s"
    return f"{consumer}_retry_{round(delay_seconds * 1000)}ms"


def dead_letters_queue(consumer: str) -> str:
    """Return the name of a consumer's dead letter queue."""
    return f"{consumer}_dead_letters"


def _dead_lettering_to(exchange: str, routing_key: str) -> dict[str, Argument]:
    # At least once: the broker keeps the message until its new queue has confirmed it. The
    # default strategy loses it when the target is away at that moment.
    return {
        "x-queue-type": "quorum",
        "x-dead-letter-exchange": exchange,
        "x-dead-letter-routing-key": routing_key,
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }


def _work_queue(consumer: str) -> Queue:
    return Queue(
        consumer,
        {
            **_dead_lettering_to(DEAD_LETTERS_EXCHANGE, dead_letters_queue(consumer)),
            "x-delivery-limit": DELIVERY_LIMIT,
        },
    )


def _delay_queue(consumer: str, delay_seconds: float) -> Queue:
    return Queue(
        retry_queue(consumer, delay_seconds),
        {
            **_dead_lettering_to("", consumer),
            "x-message-ttl": round(delay_seconds * 1000),
            "x-delivery-limit": _UNLIMITED,
        },
    )


def _grave(consumer: str) -> Queue:
    return Queue(
        dead_letters_queue(consumer),
        {"x-queue-type": "quorum", "x-delivery-limit": _UNLIMITED},
    )


def build_topology(
    subscriptions: Mapping[str, Sequence[str]] = SUBSCRIPTIONS,
    ladder: RetryLadder = DEFAULT_LADDER,
) -> Topology:
    """Return what the consumers need.

    Args:
        subscriptions: consumer → binding patterns.
        ladder: its rungs become delay queues, one set per consumer.
    """
    queues: list[Queue] = []
    bindings: list[Binding] = []
    for consumer, patterns in subscriptions.items():
        queues.extend((_work_queue(consumer), _grave(consumer)))
        bindings.extend(Binding(consumer, EVENTS_EXCHANGE, pattern) for pattern in patterns)
        grave = dead_letters_queue(consumer)
        bindings.append(Binding(grave, DEAD_LETTERS_EXCHANGE, grave))
        for delay in ladder.delays:
            rung = _delay_queue(consumer, delay)
            queues.append(rung)
            bindings.append(Binding(rung.name, RETRY_EXCHANGE, rung.name))
    return Topology(
        exchanges=(
            Exchange(EVENTS_EXCHANGE, "topic"),
            Exchange(RETRY_EXCHANGE, "direct"),
            Exchange(DEAD_LETTERS_EXCHANGE, "direct"),
        ),
        queues=tuple(queues),
        bindings=tuple(bindings),
    )


async def declare_topology(connection: BusConnection, topology: Topology) -> None:
    """Make sure that everything exists; safe to repeat and to run in several processes at once.

    Raises:
        EntityDiffers: something exists with other arguments.
        BusError: the broker does not answer or refuses.
    """
    async with connection.channel(confirms=False) as channel:
        with translating():
            await _declare(channel, topology)


async def _declare(channel: Channel, topology: Topology) -> None:
    for exchange in topology.exchanges:
        await channel.exchange_declare(exchange.name, exchange_type=exchange.kind, durable=True)
    for queue in topology.queues:
        await channel.queue_declare(queue.name, durable=True, arguments=dict(queue.arguments))
    for binding in topology.bindings:
        await channel.queue_bind(binding.queue, binding.exchange, binding.routing_key)

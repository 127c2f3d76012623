"""Who listens to what: the one table from which queues are bound and documents drawn.

A consumer's name is the name of its queue.
"""

from collections.abc import Mapping
from typing import Final

from integration_events.catalogue import CATALOGUE
from integration_events.event_definition import Delivery

__all__ = [
    "EVERYTHING",
    "INBOX_CONSUMERS",
    "INSTANCE_SUBSCRIPTIONS",
    "SUBSCRIPTIONS",
    "WITHOUT_INBOX",
    "consumers_of",
    "event_types_for",
]

EVERYTHING: Final = "#"
"""The binding pattern of a consumer that takes every event."""

SUBSCRIPTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "worker_order_saga": (
        "order.created",
        "stock.reserved",
        "payment.processed",
        "payment.failed",
        "order.cancellation_requested",
    ),
    "worker_refunds": ("order.refund_requested",),
    "worker_step_sagas": ("saga_step.requested",),
    "worker_analytics": (EVERYTHING,),
    "worker_notifications": (
        "user.created",
        "registration.repeated",
        "email_verification.requested",
        "password_reset.requested",
        "order.completed",
        "order.cancelled",
        "payment.refunded",
        "task.due",
    ),
    "bot_notifications": (
        "order.confirmed",
        "order.completed",
        "order.cancelled",
        "order.refund_requested",
        "payment.refunded",
        "refund_request.created",
        "refund_request.approved",
        "refund_request.declined",
        "chat.linked",
        "task.created",
        "task.updated",
        "task.due",
    ),
    # quintet new: subscriptions
}
"""Durable consumers: each has a quorum queue, a retry ladder and a dead letter queue."""

WITHOUT_INBOX: Final = frozenset({"worker_analytics", "bot_notifications"})
"""Consumers that keep no record of what they applied: the event's id is the key of what one of
them stores, and the other tells people in chats."""

INBOX_CONSUMERS: Final = tuple(name for name in SUBSCRIPTIONS if name not in WITHOUT_INBOX)
"""Consumers that claim each event in the write of its effect; `quintet verify` looks for both."""

INSTANCE_SUBSCRIPTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "api_cache": ("product.updated",),
}
"""One exclusive queue per process, gone with it: what it misses, a time to live heals."""


def event_types_for(consumer: str) -> tuple[str, ...]:
    """Return the event types that reach a consumer, in the order of the catalogue.

    Raises:
        KeyError: no such consumer.
    """
    wanted = SUBSCRIPTIONS.get(consumer) or INSTANCE_SUBSCRIPTIONS[consumer]
    return tuple(
        event_type
        for event_type, definition in CATALOGUE.items()
        if definition.delivery is not Delivery.STORED_ONLY
        and (EVERYTHING in wanted or event_type in wanted)
    )


def consumers_of(event_type: str) -> tuple[str, ...]:
    """Return the consumers that an event type reaches, durable ones first."""
    return tuple(
        consumer
        for consumer in (*SUBSCRIPTIONS, *INSTANCE_SUBSCRIPTIONS)
        if event_type in event_types_for(consumer)
    )

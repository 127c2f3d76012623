"""The record of a notification."""

from uuid import UUID

from business_hexagon.domain.notifications.events import NotificationSent
from business_hexagon.domain.notifications.notification import (
    Channel,
    Notification,
    NotificationStatus,
)


def notification(status: NotificationStatus) -> Notification:
    """A notification about an order."""
    return Notification(
        id=UUID(int=8),
        channel=Channel.MAIL,
        template="order_completed",
        recipient_key="9f86d081884c7d65",
        status=status,
        order_id=UUID(int=3),
    )


def test_tells_the_others_when_it_was_sent() -> None:
    """The event has the hash, never the address."""
    sent = notification(NotificationStatus.SENT)

    assert sent.event == NotificationSent(
        notification_id=UUID(int=8),
        channel="mail",
        template="order_completed",
        recipient_key="9f86d081884c7d65",
        order_id=UUID(int=3),
        task_id=None,
    )
    assert sent.stream == f"notification/{UUID(int=8)}"


def test_tells_nothing_when_it_was_not_sent() -> None:
    """Nobody was told anything."""
    assert notification(NotificationStatus.SKIPPED).event is None
    assert notification(NotificationStatus.FAILED).event is None

"""Notifications."""

from datetime import datetime

from business_hexagon.domain.notifications.notification import Notification
from storage_contracts.rows.notification_row import NotificationRow

__all__ = ["notification_row"]


def notification_row(notification: Notification, now: datetime) -> NotificationRow:
    """The record of a notification."""
    return NotificationRow(
        id=notification.id,
        channel=notification.channel.value,
        template=notification.template,
        recipient_key=notification.recipient_key,
        status=notification.status.value,
        reason=notification.reason,
        order_id=notification.order_id,
        task_id=notification.task_id,
        created_at=now,
    )

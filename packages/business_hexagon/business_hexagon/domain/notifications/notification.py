"""The record of one message to one person."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from business_hexagon.domain.notifications.events import NotificationSent


class Channel(StrEnum):
    """Which way a notification went."""

    MAIL = "mail"
    TELEGRAM = "telegram"


class NotificationStatus(StrEnum):
    """What became of it.

    `skipped`: there was nobody to tell or no way to tell it; `failed`: the receiving side
    refused it for good.
    """

    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """What somebody was told; `recipient_key` is a hash, the address itself is not kept."""

    id: UUID
    channel: Channel
    template: str
    recipient_key: str
    status: NotificationStatus
    reason: str | None = None
    order_id: UUID | None = None
    task_id: UUID | None = None

    @property
    def stream(self) -> str:
        """Name of its event stream, which holds one event at most: `notification/<id>`."""
        return f"notification/{self.id}"

    @property
    def event(self) -> NotificationSent | None:
        """What to tell the others: nothing unless it was sent."""
        if self.status is not NotificationStatus.SENT:
            return None
        return NotificationSent(
            notification_id=self.id,
            channel=self.channel.value,
            template=self.template,
            recipient_key=self.recipient_key,
            order_id=self.order_id,
            task_id=self.task_id,
        )

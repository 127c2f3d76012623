"""Notifications that were sent, skipped or refused."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from storage_contracts.wire_model import Moment, WireModel


class NotificationRow(WireModel):
    """A notification; the recipient is kept as a hash only."""

    id: UUID
    channel: Literal["mail", "telegram"]
    template: Annotated[str, Field(max_length=64, examples=["order_completed"])]
    recipient_key: Annotated[str, Field(max_length=64)]
    status: Literal["sent", "skipped", "failed"]
    reason: Annotated[str | None, Field(max_length=255)] = None
    order_id: UUID | None = None
    task_id: UUID | None = None
    created_at: Moment

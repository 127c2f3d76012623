"""Examples of chats for the documentation; each is a valid instance of its schema."""

from datetime import UTC, datetime
from uuid import UUID

from storage_contracts.rows.chat_row import ChatRow, ChatStandingRow, LinkedUserRow

_MOMENT = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)
_USER_ID = UUID("1f0c7a52-0000-6d10-b1a9-0242ac120001")

CHAT = ChatRow(
    id=UUID("a3a9d8f6-55f1-5e0e-8d86-0d5f7f0ffb9c"),
    chat_id=700_000_001,
    user_id=_USER_ID,
    linked_at=_MOMENT,
    language="de",
    is_muted=False,
    is_blocked=False,
    time_zone="Europe/Berlin",
    version=1,
    created_at=_MOMENT,
    updated_at=_MOMENT,
)
STANDING = ChatStandingRow(
    chat_id=CHAT.chat_id,
    language=CHAT.language,
    is_muted=False,
    is_blocked=False,
    time_zone="Europe/Berlin",
    user=LinkedUserRow(user_id=_USER_ID, role="customer", is_active=True, linked_at=_MOMENT),
)

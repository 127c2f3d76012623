"""Chats."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from storage_contracts.rows.user_row import UserRole
from storage_contracts.wire_model import (
    ExpectedVersion,
    Flag,
    Moment,
    Version,
    WholeNumber,
    WireModel,
)

ChatLanguage = Literal["en", "de"]
TimeZoneName = Annotated[str, Field(min_length=1, max_length=64, examples=["Europe/Berlin"])]
TelegramChatId = Annotated[
    WholeNumber, Field(description="Telegram's number of the chat.", examples=[700000001])
]


class ChatRow(WireModel):
    """A person's private chat with the bot; at most one is linked to a user.

    `linked_at` is the moment that proved who it is: the link ends like a session opened then.
    """

    id: UUID
    chat_id: TelegramChatId
    user_id: UUID | None = None
    linked_at: Moment | None = None
    language: ChatLanguage | None = None
    is_muted: Flag
    is_blocked: Flag
    time_zone: TimeZoneName | None = None
    version: Version
    created_at: Moment
    updated_at: Moment


class ChatWrite(WireModel):
    """Inserts or replaces a chat."""

    resource: Literal["chat"] = "chat"
    expected_version: ExpectedVersion
    row: ChatRow


class LinkedUserRow(WireModel):
    """The user whom a chat was linked to, as he is now."""

    user_id: UUID
    role: UserRole
    is_active: Flag
    sessions_valid_from: Moment | None = None
    linked_at: Moment


class ChatStandingRow(WireModel):
    """A chat with the user whom it was linked to; whether the link counts is the reader's rule."""

    chat_id: TelegramChatId
    language: ChatLanguage | None = None
    is_muted: Flag
    is_blocked: Flag
    time_zone: TimeZoneName | None = None
    user: LinkedUserRow | None = None

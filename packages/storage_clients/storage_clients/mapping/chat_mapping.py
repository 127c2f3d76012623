"""Chats."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from business_hexagon.application.ports.chats import ChatStanding, LinkedUser
from business_hexagon.domain.chats.chat import Chat
from business_hexagon.domain.chats.events import CHAT_EVENTS
from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.identity.role import Role
from storage_contracts.rows.chat_row import ChatLanguage, ChatRow, ChatStandingRow, ChatWrite

from storage_clients.mapping.stored_entity import stored_entity

__all__ = ["STORED_CHAT", "chat_from_row", "chat_write", "standing_from_row"]

_LANGUAGES: Final[dict[str, ChatLanguage]] = {"en": "en", "de": "de"}


def chat_from_row(row: ChatRow) -> Chat:
    """Rebuild a chat."""
    return Chat.restore(
        chat_id=row.chat_id,
        user_id=row.user_id,
        linked_at=row.linked_at,
        language=row.language,
        is_muted=row.is_muted,
        is_blocked=row.is_blocked,
        time_zone=row.time_zone,
        version=row.version,
        created_at=row.created_at,
    )


def chat_write(chat: Chat, now: datetime) -> ChatWrite:
    """The row that a chat's pending events lead to."""
    return ChatWrite(
        expected_version=chat.loaded_version,
        row=ChatRow(
            id=chat.id,
            chat_id=chat.chat_id,
            user_id=chat.user_id,
            linked_at=chat.linked_at,
            language=None if chat.language is None else _LANGUAGES[chat.language],
            is_muted=chat.is_muted,
            is_blocked=chat.is_blocked,
            time_zone=chat.time_zone,
            version=chat.version,
            created_at=chat.created_at or now,
            updated_at=now,
        ),
    )


def standing_from_row(row: ChatStandingRow) -> ChatStanding:
    """How a chat stands."""
    user = row.user
    return ChatStanding(
        chat_id=row.chat_id,
        language=row.language,
        is_muted=row.is_muted,
        is_blocked=row.is_blocked,
        time_zone=row.time_zone,
        user=None
        if user is None
        else LinkedUser(
            user_id=user.user_id,
            role=Role(user.role),
            is_active=user.is_active,
            sessions_valid_from=user.sessions_valid_from,
            linked_at=user.linked_at,
        ),
    )


def _from_events(events: Iterable[DomainEvent]) -> Chat:
    return Chat.from_events(event for event in events if isinstance(event, CHAT_EVENTS))


STORED_CHAT: Final = stored_entity(
    Chat,
    events=CHAT_EVENTS,
    resource="chats",
    row=ChatRow,
    write=chat_write,
    fold=_from_events,
)

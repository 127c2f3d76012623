"""What happens to a chat. Field names are those of the published events; no text is in any."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final
from uuid import UUID

from business_hexagon.domain.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatOpened(DomainEvent):
    """Somebody did in a chat what has to be remembered; `chat_id` is Telegram's number."""

    event_type: ClassVar[str] = "chat.opened"

    chat_uuid: UUID
    chat_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatLinked(DomainEvent):
    """The chat speaks for this user from now on."""

    event_type: ClassVar[str] = "chat.linked"

    chat_uuid: UUID
    user_id: UUID
    linked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatUnlinked(DomainEvent):
    """The chat speaks for nobody any more; `reason` is `asked` or `another_chat`."""

    event_type: ClassVar[str] = "chat.unlinked"

    chat_uuid: UUID
    user_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatUpdated(DomainEvent):
    """The chat's settings after a change of any of them."""

    event_type: ClassVar[str] = "chat.updated"

    chat_uuid: UUID
    language: str | None
    is_muted: bool
    is_blocked: bool
    time_zone: str | None


# quintet new: chat_event_classes

CHAT_EVENTS: Final = (
    ChatOpened,
    ChatLinked,
    ChatUnlinked,
    ChatUpdated,
    # quintet new: chat_events
)
"""Every class of the union, for `isinstance`."""

type ChatEvent = (
    ChatOpened
    | ChatLinked
    | ChatUnlinked
    # quintet new: chat_event_union
    | ChatUpdated
)

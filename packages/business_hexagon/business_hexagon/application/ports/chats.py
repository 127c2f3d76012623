"""Chats, loaded, and how they stand."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from business_hexagon.domain.chats.chat import Chat
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.user import is_session_accepted


@dataclass(frozen=True, slots=True)
class LinkedUser:
    """The user whom a chat was linked to, as he is now.

    Attributes:
        user_id: who.
        role: what the user is.
        is_active: whether the account is open.
        sessions_valid_from: sessions opened before are closed; nothing when none is.
        linked_at: the moment that proved who it is.
    """

    user_id: UUID
    role: Role
    is_active: bool
    sessions_valid_from: datetime | None
    linked_at: datetime

    @property
    def counts(self) -> bool:
        """Whether the link still counts: it ends like a session opened when it was proven."""
        return is_session_accepted(
            self.linked_at, is_active=self.is_active, valid_from=self.sessions_valid_from
        )


@dataclass(frozen=True, slots=True)
class ChatStanding:
    """A chat and the user whom it was linked to, as both are now.

    Attributes:
        chat_id: Telegram's number.
        language: what its owner chose, if anything.
        is_muted: whether its owner wants no notifications.
        is_blocked: whether its owner blocked the bot.
        time_zone: where its owner's clock is, such as `Europe/Berlin`, if he said.
        user: whom it was linked to, whether or not the link still counts; nothing when it is not
            linked.
    """

    chat_id: int
    language: str | None = None
    is_muted: bool = False
    is_blocked: bool = False
    time_zone: str | None = None
    user: LinkedUser | None = None

    @property
    def speaker(self) -> LinkedUser | None:
        """Whom the chat speaks for: the linked user, if the link still counts."""
        return self.user if self.user is not None and self.user.counts else None


@dataclass(frozen=True, slots=True)
class ChatLink:
    """Whom a code makes a chat speak for.

    Attributes:
        user_id: the user.
        asked_at: when he asked for the code, which proved that he was logged in.
    """

    user_id: UUID
    asked_at: datetime


class Chats(Protocol):
    """Loads chats.

    Every method raises `StorageUnavailable` when the data service does not answer.
    """

    async def get(self, chat_id: int) -> Chat | None:
        """The chat with Telegram's number, or nothing."""
        ...

    async def of_user(self, user_id: UUID) -> Chat | None:
        """The chat that is linked to the user, whether or not the link has ended."""
        ...


class ChatStandings(Protocol):
    """Tells how chats stand, each in one round trip.

    Every method raises `StorageUnavailable` when the data service does not answer.
    """

    async def of_chat(self, chat_id: int) -> ChatStanding | None:
        """How the chat stands; nothing when it was never opened."""
        ...

    async def of_user(self, user_id: UUID) -> ChatStanding | None:
        """How the chat stands that was linked to the user; nothing when none is."""
        ...


class ChatLinkCodes(Protocol):
    """Codes that link chats with accounts, for ten minutes.

    A code is good for the first who redeems it and for nobody else. For that one it goes on
    working until it is spent, so that an update that is delivered again finds it still.

    Every method raises `StorageUnavailable` when the store does not answer.
    """

    async def issue_for_user(self, link: ChatLink) -> str:
        """A code that a signed-in user types in a chat."""
        ...

    async def redeem_user_code(self, code: str, chat_id: int) -> ChatLink | None:
        """What the code makes this chat speak for; nothing when it does not work here."""
        ...

    async def issue_for_chat(self, chat_id: int) -> str:
        """A code that somebody in this chat gives to the API as a signed-in user."""
        ...

    async def redeem_chat_code(self, code: str, user_id: UUID) -> int | None:
        """The chat that this user links with the code; nothing when it does not work for him."""
        ...

    async def spend(self, code: str) -> None:
        """Let the code work for nobody any more: what it was good for is stored."""
        ...

"""The chat: a person's private conversation with the bot."""

from datetime import datetime
from typing import ClassVar, Final, Self, assert_never
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from business_hexagon.domain.aggregate import Aggregate
from business_hexagon.domain.chats.events import (
    ChatEvent,
    ChatLinked,
    ChatOpened,
    ChatUnlinked,
    ChatUpdated,
)
from business_hexagon.domain.errors import InvalidValue

LANGUAGES: Final = ("en", "de")
"""What the bot speaks."""

NAMESPACE: Final = UUID("6f1d0c5e-3b0e-5b57-9d0a-2a7c1b9e4d10")
"""Ours: what Telegram numbers becomes an identity here without asking anybody."""


def chat_uuid(chat_id: int) -> UUID:
    """The identity of Telegram's chat with this number, the same in every process."""
    return uuid5(NAMESPACE, f"telegram/{chat_id}")


def chat_account_id(chat_id: int) -> UUID:
    """The identity of the account opened in this chat: an update that comes twice opens one."""
    return uuid5(NAMESPACE, f"telegram_user/{chat_id}")


class Chat(Aggregate[ChatEvent]):
    """A private chat; at most one of them speaks for a user.

    Attributes:
        chat_id: Telegram's number of it.
        user_id: whom it speaks for; nothing while it is not linked.
        linked_at: the moment that proved who it is; the link ends like a session opened then.
        language: what its owner chose, one of `LANGUAGES`; nothing when nothing was chosen.
        is_muted: whether its owner wants no notifications.
        is_blocked: whether its owner blocked the bot, so that nothing can be sent.
        time_zone: where its owner's clock is, such as `Europe/Berlin`; nothing while not said.
    """

    __slots__ = (
        "chat_id",
        "is_blocked",
        "is_muted",
        "language",
        "linked_at",
        "time_zone",
        "user_id",
    )

    kind: ClassVar[str] = "chat"
    chat_id: int
    user_id: UUID | None
    linked_at: datetime | None
    language: str | None
    is_muted: bool
    is_blocked: bool
    time_zone: str | None

    @classmethod
    def open(cls, chat_id: int) -> Self:
        """Remember a chat: not linked, nothing chosen."""
        chat = cls()
        chat._record(ChatOpened(chat_uuid=chat_uuid(chat_id), chat_id=chat_id))
        return chat

    @classmethod
    def restore(
        cls,
        *,
        chat_id: int,
        user_id: UUID | None,
        linked_at: datetime | None,
        language: str | None,
        is_muted: bool,
        is_blocked: bool,
        version: int,
        created_at: datetime | None = None,
        time_zone: str | None = None,
    ) -> Self:
        """Rebuild a chat from its row."""
        chat = cls()
        chat.id = chat_uuid(chat_id)
        chat.chat_id = chat_id
        chat.user_id = user_id
        chat.linked_at = linked_at
        chat.language = language
        chat.is_muted = is_muted
        chat.is_blocked = is_blocked
        chat.time_zone = time_zone
        chat._restored(version, created_at)
        return chat

    def link(self, user_id: UUID, proven_at: datetime) -> None:
        """Speak for this user, whomever it spoke for before.

        Args:
            user_id: whose account.
            proven_at: when the person proved to be this user.
        """
        if (self.user_id, self.linked_at) != (user_id, proven_at):
            self._record(ChatLinked(chat_uuid=self.id, user_id=user_id, linked_at=proven_at))

    def unlink(self, reason: str = "asked") -> None:
        """Speak for nobody; once is enough."""
        if self.user_id is not None:
            self._record(ChatUnlinked(chat_uuid=self.id, user_id=self.user_id, reason=reason))

    def choose_language(self, language: str) -> None:
        """Speak this language from now on.

        Raises:
            InvalidValue: the bot does not speak it.
        """
        if language not in LANGUAGES:
            raise InvalidValue("language", f"must be one of {', '.join(LANGUAGES)}")
        self._update(language=language)

    def choose_time_zone(self, name: str) -> None:
        """Tell times as the clocks there show them.

        Raises:
            InvalidValue: there is no such time zone.
        """
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise InvalidValue("time_zone", "must be one such as Europe/Berlin") from error
        self._update(time_zone=name)

    def mute(self) -> None:
        """Send no notifications."""
        self._update(is_muted=True)

    def unmute(self) -> None:
        """Send notifications again."""
        self._update(is_muted=False)

    def block(self) -> None:
        """Note that its owner blocked the bot."""
        self._update(is_blocked=True)

    def unblock(self) -> None:
        """Note that its owner lets the bot write again."""
        self._update(is_blocked=False)

    def _update(
        self,
        *,
        language: str | None = None,
        is_muted: bool | None = None,
        is_blocked: bool | None = None,
        time_zone: str | None = None,
    ) -> None:
        """Record what is given; what is None stays, and nothing new records nothing."""
        before = (self.language, self.is_muted, self.is_blocked, self.time_zone)
        after = (
            self.language if language is None else language,
            self.is_muted if is_muted is None else is_muted,
            self.is_blocked if is_blocked is None else is_blocked,
            self.time_zone if time_zone is None else time_zone,
        )
        if after != before:
            language, is_muted, is_blocked, time_zone = after
            self._record(
                ChatUpdated(
                    chat_uuid=self.id,
                    language=language,
                    is_muted=is_muted,
                    is_blocked=is_blocked,
                    time_zone=time_zone,
                ),
            )

    # quintet new: chat_methods

    def _apply(self, event: ChatEvent) -> None:
        match event:
            case ChatOpened():
                self.id = event.chat_uuid
                self.chat_id = event.chat_id
                self.user_id = self.linked_at = self.language = self.time_zone = None
                self.is_muted = self.is_blocked = False
            case ChatLinked():
                self.user_id = event.user_id
                self.linked_at = event.linked_at
            case ChatUnlinked():
                self.user_id = self.linked_at = None
            case ChatUpdated():
                self.language = event.language
                self.is_muted = event.is_muted
                self.is_blocked = event.is_blocked
                self.time_zone = event.time_zone
            # quintet new: chat_applied
            case _:
                assert_never(event)

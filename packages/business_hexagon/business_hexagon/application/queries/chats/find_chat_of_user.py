"""Find where a user is reached."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.ports.chats import ChatStandings


@dataclass(frozen=True, slots=True)
class FindChatOfUserQuery:
    """Something happened that a user wants to know.

    Attributes:
        user_id: who.
    """

    user_id: UUID


@dataclass(frozen=True, slots=True)
class ChatAddress:
    """Where to write.

    Attributes:
        chat_id: Telegram's number.
        language: what its owner chose; nothing when nothing was chosen.
        is_muted: whether its owner wants no notifications.
        time_zone: where its owner's clock is; nothing while not said.
    """

    chat_id: int
    language: str | None
    is_muted: bool
    time_zone: str | None = None


class FindChatOfUser:
    """Finds the chat that speaks for a user."""

    def __init__(self, standings: ChatStandings) -> None:
        self._standings = standings

    async def execute(self, query: FindChatOfUserQuery) -> ChatAddress | None:
        """The chat; nothing when none is linked, the link has ended or the bot is blocked there.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        standing = await self._standings.of_user(query.user_id)
        if standing is None or standing.is_blocked or standing.speaker is None:
            return None
        return ChatAddress(
            standing.chat_id, standing.language, standing.is_muted, standing.time_zone
        )

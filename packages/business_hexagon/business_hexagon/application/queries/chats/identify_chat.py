"""Tell who writes in a chat."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.chats import ChatStandings
from business_hexagon.domain.identity.role_scopes import CHAT_SCOPES


@dataclass(frozen=True, slots=True)
class IdentifyChatQuery:
    """Something was written in a chat.

    Attributes:
        chat_id: which chat.
        request_id: the request that it begins.
    """

    chat_id: int
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class ChatIdentity:
    """Who writes, and how to answer.

    Attributes:
        actor: the linked user, or a guest.
        language: what its owner chose; nothing when nothing was chosen.
        is_muted: whether its owner wants no notifications.
        is_known: whether the chat was opened before.
        time_zone: where its owner's clock is; nothing while not said.
    """

    actor: Actor
    language: str | None = None
    is_muted: bool = False
    is_known: bool = False
    time_zone: str | None = None


class IdentifyChat:
    """Finds the user whom a chat is linked to, as he stands now.

    A link ends like a session: logging out everywhere, another password or a closed account ends
    it. In a chat nobody may do more than `CHAT_SCOPES`, whatever the role.
    """

    def __init__(self, standings: ChatStandings) -> None:
        self._standings = standings

    async def execute(self, query: IdentifyChatQuery) -> ChatIdentity:
        """The user, or a guest when the chat speaks for nobody.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        standing = await self._standings.of_chat(query.chat_id)
        if standing is None:
            return ChatIdentity(Actor.guest(request_id=query.request_id))
        user = standing.speaker
        return ChatIdentity(
            actor=(
                Actor.guest(request_id=query.request_id)
                if user is None
                else Actor.of_user(
                    user.user_id, user.role, scopes=CHAT_SCOPES, request_id=query.request_id
                )
            ),
            language=standing.language,
            is_muted=standing.is_muted,
            is_known=True,
            time_zone=standing.time_zone,
        )

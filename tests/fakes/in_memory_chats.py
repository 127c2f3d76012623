"""`ChatLinkCodes` in memory, and chats in the memory that stands in for PostgreSQL."""

from uuid import UUID

from business_hexagon.application.ports.chats import ChatLink, ChatStanding, LinkedUser
from business_hexagon.domain.chats.chat import Chat, chat_uuid
from business_hexagon.domain.identity.user import User

from tests.fakes.in_memory_storage import InMemoryStorage


class InMemoryChatLinkCodes:
    """Codes are numbered, so that tests can tell them.

    Attributes:
        spent: Codes that were spent, in order.
    """

    def __init__(self) -> None:
        self.spent: list[str] = []
        self._links: dict[str, ChatLink] = {}
        self._chats: dict[str, int] = {}
        self._redeemed_by: dict[str, object] = {}
        self._issued = 0

    async def issue_for_user(self, link: ChatLink) -> str:
        """See `ChatLinkCodes.issue_for_user`."""
        code = self._next()
        self._links[code] = link
        return code

    async def redeem_user_code(self, code: str, chat_id: int) -> ChatLink | None:
        """See `ChatLinkCodes.redeem_user_code`."""
        return self._links.get(code) if self._is_first(code, chat_id) else None

    async def issue_for_chat(self, chat_id: int) -> str:
        """See `ChatLinkCodes.issue_for_chat`."""
        code = self._next()
        self._chats[code] = chat_id
        return code

    async def redeem_chat_code(self, code: str, user_id: UUID) -> int | None:
        """See `ChatLinkCodes.redeem_chat_code`."""
        return self._chats.get(code) if self._is_first(code, user_id) else None

    async def spend(self, code: str) -> None:
        """See `ChatLinkCodes.spend`."""
        self.spent.append(code)
        self._links.pop(code, None)
        self._chats.pop(code, None)

    def _next(self) -> str:
        self._issued += 1
        return f"code_{self._issued}"

    def _is_first(self, code: str, redeemer: object) -> bool:
        if code not in self._links and code not in self._chats:
            return False
        return self._redeemed_by.setdefault(code, redeemer) == redeemer


class InMemoryChats:
    """Implements `Chats`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def get(self, chat_id: int) -> Chat | None:
        """See `Chats.get`."""
        return self._storage.one(Chat, chat_uuid(chat_id))

    async def of_user(self, user_id: UUID) -> Chat | None:
        """See `Chats.of_user`."""
        found = (chat for chat in self._storage.all_of(Chat) if chat.user_id == user_id)
        return next(found, None)


class InMemoryChatStandings:
    """Implements `ChatStandings`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage
        self._chats = InMemoryChats(storage)

    async def of_chat(self, chat_id: int) -> ChatStanding | None:
        """See `ChatStandings.of_chat`."""
        return self._standing(await self._chats.get(chat_id))

    async def of_user(self, user_id: UUID) -> ChatStanding | None:
        """See `ChatStandings.of_user`."""
        return self._standing(await self._chats.of_user(user_id))

    def _standing(self, chat: Chat | None) -> ChatStanding | None:
        if chat is None:
            return None
        return ChatStanding(
            chat_id=chat.chat_id,
            language=chat.language,
            is_muted=chat.is_muted,
            is_blocked=chat.is_blocked,
            time_zone=chat.time_zone,
            user=self._user(chat),
        )

    def _user(self, chat: Chat) -> LinkedUser | None:
        user = None if chat.user_id is None else self._storage.one(User, chat.user_id)
        if user is None or chat.linked_at is None:
            return None
        return LinkedUser(
            user_id=user.id,
            role=user.role,
            is_active=user.is_active,
            sessions_valid_from=user.sessions_valid_from,
            linked_at=chat.linked_at,
        )

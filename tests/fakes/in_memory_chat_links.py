"""`ChatLinks` in memory."""

from uuid import UUID

from business_hexagon.application.ports.chat_links import ChatLink


class InMemoryChatLinks:
    """Codes are numbered, so that tests can tell them."""

    def __init__(self) -> None:
        self._codes: dict[str, ChatLink] = {}
        self._links: dict[int, ChatLink] = {}
        self._chats: dict[UUID, int] = {}
        self._issued = 0

    async def issue_code(self, link: ChatLink) -> str:
        """See `ChatLinks.issue_code`."""
        self._issued += 1
        code = f"code_{self._issued}"
        self._codes[code] = link
        return code

    async def redeem_code(self, code: str, chat_id: int) -> UUID | None:
        """See `ChatLinks.redeem_code`."""
        link = self._codes.pop(code, None)
        if link is None:
            return None
        self._links[chat_id] = link
        self._chats[link.user_id] = chat_id
        return link.user_id

    async def link_of(self, chat_id: int) -> ChatLink | None:
        """See `ChatLinks.link_of`."""
        return self._links.get(chat_id)

    async def chat_of(self, user_id: UUID) -> int | None:
        """See `ChatLinks.chat_of`."""
        return self._chats.get(user_id)

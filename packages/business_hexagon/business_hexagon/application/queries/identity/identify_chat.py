"""Tell who writes in a chat."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.chat_links import ChatLinks
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.role_scopes import CUSTOMER_SCOPES


@dataclass(frozen=True, slots=True)
class IdentifyChatQuery:
    """Something was written in a chat.

    Attributes:
        chat_id: which chat.
        request_id: the request that it begins.
    """

    chat_id: int
    request_id: str = ""


class IdentifyChat:
    """Finds the user whom a chat is linked to, as he stands now.

    A link ends like a session: logging out everywhere, another password or a closed account ends
    it. In a chat nobody does more than a customer: whoever holds the phone holds the chat, and it
    never asks for a password.

    Args:
        links: which chat is whose.
        users: the accounts.
    """

    def __init__(self, *, links: ChatLinks, users: Users) -> None:
        self._links = links
        self._users = users

    async def execute(self, query: IdentifyChatQuery) -> Actor:
        """The user, or a guest when the chat is not linked any more or the account is closed.

        Raises:
            StorageUnavailable: a store does not answer.
        """
        link = await self._links.link_of(query.chat_id)
        user = None if link is None else await self._users.get(link.user_id)
        if link is None or user is None or not user.accepts_session(link.asked_at):
            return Actor.guest(request_id=query.request_id)
        return Actor.of_user(
            user.id, user.role, scopes=CUSTOMER_SCOPES, request_id=query.request_id
        )

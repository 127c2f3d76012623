"""Get a code that links a chat to one's account."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.chat_links import ChatLinks
from business_hexagon.domain.errors import PermissionDenied


@dataclass(frozen=True, slots=True)
class IssueChatLinkCodeCommand:
    """Somebody wants to link a chat.

    Attributes:
        actor: a signed-in user.
    """

    actor: Actor


class IssueChatLinkCode:
    """Issues codes that work once.

    Args:
        links: where codes and links are kept.
    """

    def __init__(self, links: ChatLinks) -> None:
        self._links = links

    async def execute(self, command: IssueChatLinkCodeCommand) -> str:
        """Issue a code.

        Raises:
            PermissionDenied: nobody is signed in.
            StorageUnavailable: the store does not answer.
        """
        if command.actor.user_id is None:
            raise PermissionDenied("issue_chat_link_code")
        return await self._links.issue_code(command.actor.user_id)

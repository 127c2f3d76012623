"""Get a code that links a chat to one's account."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.chats import ChatLink, ChatLinkCodes
from business_hexagon.application.ports.clock import Clock
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class IssueChatLinkCodeCommand:
    """Somebody wants to link a chat.

    Attributes:
        actor: a signed-in user.
    """

    actor: Actor


class IssueChatLinkCode:
    """Issues codes that the person types in the chat."""

    def __init__(self, codes: ChatLinkCodes, clock: Clock) -> None:
        self._codes = codes
        self._clock = clock

    async def execute(self, command: IssueChatLinkCodeCommand) -> str:
        """Issue a code; it works once and for ten minutes.

        Raises:
            PermissionDenied: no user is signed in, or the actor lacks `profile:write`.
            StorageUnavailable: the store does not answer.
        """
        command.actor.require(Scope.PROFILE_WRITE)
        user_id = command.actor.require_user("issue_chat_link_code")
        return await self._codes.issue_for_user(ChatLink(user_id, self._clock.now()))
